"""Values to disk and back: scan, watch, index, search, references, and the reader's own state."""
