"""Widgets that know how to look and how to be used, and nothing of the business."""
