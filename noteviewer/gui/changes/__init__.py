"""What changed in notes since the reader was there, in the window."""
