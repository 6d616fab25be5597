"""The variance detective: why a counted till differs from its books, with the evidence."""
