"""The Morning Book: its sections from the journal, the nightly run that seals it, its files."""
