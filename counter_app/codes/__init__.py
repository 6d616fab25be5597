"""Pure decoders of what scanners read; they depend on nothing but the core values."""
