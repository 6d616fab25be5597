"""Returns with a receipt, from the scanned receipt to the refund that is exact to the cent."""
