"""Following a folder: one process writes the index, others learn what changed."""
