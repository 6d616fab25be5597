"""The `counter` command: reads arguments, calls use cases, prints answers; knows no rule itself."""
