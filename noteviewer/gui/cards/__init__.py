"""Cards that show where a link leads, without going there."""
