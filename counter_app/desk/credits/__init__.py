"""Store credits and gift cards at the desk."""
