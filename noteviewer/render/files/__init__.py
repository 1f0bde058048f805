"""Files of the folder that a page asks for: whether they may be shown, and how large they are."""
