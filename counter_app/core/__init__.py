"""Values every layer speaks in; standard library only."""
