"""Values to disk and back: scan, watch, index, search, references, and the user's own state."""
