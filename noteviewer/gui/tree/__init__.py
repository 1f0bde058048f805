"""Trees of notes and sections, shared by the library and the outline."""
