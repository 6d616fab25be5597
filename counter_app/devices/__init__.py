"""Printers, drawers, scanners and card terminals, each behind a small interface."""
