"""Sales and items in: POSLog XML and CSV files read into plain receipts and item rows."""
