"""Quick open and bookmarks: going to something by its name."""
