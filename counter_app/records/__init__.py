"""What all tasks share in the database: one module per kind of record, Core statements only."""
