"""The demo store and the tour through the desk: what a fresh machine shows first."""
