"""The problems pane: what is wrong with the notes of the folder."""
