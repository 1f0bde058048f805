"""Quick open (Ctrl+K): go to any note, heading or reference by a piece of its name."""
