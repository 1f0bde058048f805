"""A note to a page that is faithful to its author and harmless to its reader."""
