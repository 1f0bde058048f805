"""The references pane: what the note cites."""
