"""Reconciliation: the Morning Books, read at the desk, and why a till differs."""
