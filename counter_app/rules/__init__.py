"""Pure rules that several tasks need: no database, no window, no clock of their own."""
