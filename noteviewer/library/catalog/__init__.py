"""What panes and commands read from the index."""
