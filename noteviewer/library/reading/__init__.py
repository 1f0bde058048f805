"""What the reader made of notes and what the index knows of them, brought together."""
