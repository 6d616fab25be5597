"""The window: theme, words, the shell and the widgets that screens are made of."""
