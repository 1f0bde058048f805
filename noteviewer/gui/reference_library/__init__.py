"""The reference library: all references of the folder in one table."""
