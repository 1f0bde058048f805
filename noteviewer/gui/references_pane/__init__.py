"""The references pane: what the note that is shown points at in the world outside."""
