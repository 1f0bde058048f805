"""All marks of a text or a document."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from noteviewer.notes.marks.reader import MarkReader
from noteviewer.notes.marks.values import Mark

if TYPE_CHECKING:
    from noteviewer.notes.document import Document


def read_marks(text: str, masked: str) -> list[Mark]:
    """Find all marks of a text, in order of their start; lines are left 0.

    Args:
        text: The text.
        masked: As long as the text, with blanks for what holds no marks.
    """
    return sorted(MarkReader(text, masked).read(), key=lambda mark: mark.start)


def find_marks(document: "Document") -> tuple[Mark, ...]:
    """Find all marks of a document with their lines, in order of their start."""
    starts = document.line_starts
    return tuple(
        Mark(m.kind, m.start, m.end, m.target, m.text, bisect_right(starts, m.start) - 1)
        for m in read_marks(document.text, document.masked)
    )
