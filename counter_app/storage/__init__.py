"""The database adapter: engine, column types, migration, keys, backup. Knows no business."""
