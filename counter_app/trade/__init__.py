"""Selling and giving money back: what several desk tasks share above the records."""
