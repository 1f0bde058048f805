"""References: every way out of a note into the world, with the title a reader would give it."""

from noteviewer.notes.references.grammar import find_references
from noteviewer.notes.references.habit import folder_writes_pairs, with_pair_habit

__all__ = ["find_references", "folder_writes_pairs", "with_pair_habit"]
