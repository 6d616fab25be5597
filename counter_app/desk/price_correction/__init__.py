"""Price corrections: wrong prices put right, price match, goodwill, and the overcharge radar."""
