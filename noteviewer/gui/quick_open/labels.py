"""The words of quick open, in the reader's language."""

from PySide6.QtCore import QCoreApplication

from noteviewer.gui.plain_text import tooltip
from noteviewer.gui.quick_open.rows import QuickRow
from noteviewer.library.rows import QuickKind


def row_label(row: QuickRow) -> str:
    """What a screen reader says."""
    return ", ".join(
        word for word in (row.match.text, kind_name(row.match.kind), place_text(row)) if word
    )


def kind_name(kind: QuickKind) -> str:
    """What sort of thing it is."""
    match kind:
        case QuickKind.NOTE:
            return QCoreApplication.translate("QuickOpen", "note")
        case QuickKind.HEADING:
            return QCoreApplication.translate("QuickOpen", "heading")
        case QuickKind.REFERENCE:
            return QCoreApplication.translate("QuickOpen", "reference")


def place_text(row: QuickRow) -> str:
    """Where it stands: the note of a heading or reference, the folder of a note.

    Where that leaves two rows alike, the file.
    """
    match = row.match
    if row.has_twin:
        return match.path
    return match.path.rpartition("/")[0] if match.kind is QuickKind.NOTE else match.note_title


def row_tooltip(row: QuickRow) -> str:
    """Name in full, path, URL."""
    return tooltip([row.match.text, row.match.path, row.match.url or ""])
