"""Names of notes, headings and references, and finding them by a few letters."""
