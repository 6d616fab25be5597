"""Price accuracy by jurisdiction: packs of dated, sourced figures and the named rules they use."""
