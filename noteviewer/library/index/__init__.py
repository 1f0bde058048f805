"""The index: one SQLite file a folder, made by one process from what the parsers read."""
