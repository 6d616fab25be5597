"""Selling at the desk from scripts; a screen for it is a task of its own."""
