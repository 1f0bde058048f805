"""All marks of a text or a document."""

from typing import TYPE_CHECKING

from noteviewer.notes.marks.reader import MarkReader
from noteviewer.notes.marks.values import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noteviewer.notes.document import Document


def read_marks(text: str, masked: str, line_starts: "Sequence[int]" = (0,)) -> tuple[Mark, ...]:
    """Find all marks of a text, in order of their start.

    Args:
        text: The text.
        masked: As long as the text, with blanks for what holds no marks.
        line_starts: Offset of each line, for the lines of the marks.
    """
    found = MarkReader(text, masked, line_starts).read()
    return tuple(sorted(found, key=lambda mark: mark.start))


def find_marks(document: "Document") -> tuple[Mark, ...]:
    """Find all marks of a document, in order of their start."""
    return read_marks(document.text, document.masked, document.line_starts)
