"""Tills: opened with a float, closed with a blind count."""
