"""Signals about refunds that a manager should look at."""
