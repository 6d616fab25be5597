"""The day's books for other programs: POSLog v6, journal entries for accounting, plain text."""
