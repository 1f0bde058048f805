"""The words of the references pane, in the user's language."""

from PySide6.QtCore import QCoreApplication

from noteviewer.gui.panes.references.rows import Header, Item, Row
from noteviewer.gui.widgets.fields import grouped, tooltip
from noteviewer.notes.readable_url import readable_url


def row_label(row: Row) -> str:
    """What a screen reader says."""
    if isinstance(row, Header):
        return f"{header_title(row)}, {header_count(row)}"
    words = [row.title, subtitle(row)]
    if row.state.is_starred:
        words.append(QCoreApplication.translate("References", "starred"))
    words.append(
        QCoreApplication.translate("References", "read")
        if row.state.is_read
        else QCoreApplication.translate("References", "unread")
    )
    return ", ".join(word for word in words if word)


def header_title(header: Header) -> str:
    """The heading of the section."""
    return header.title or QCoreApplication.translate("References", "Above the first heading")


def header_count(header: Header) -> str:
    """How many references of a section were read."""
    if not header.read:
        return grouped(header.total)
    text = QCoreApplication.translate("References", "{read} of {total} read")
    return text.format(read=grouped(header.read), total=grouped(header.total))


def subtitle(item: Item) -> str:
    """The second line: label, host, and how many other notes cite the same.

    What the first line says already is left out, as label and host of what has no title.
    """
    row = item.row
    if row.url is None:
        words = [row.label, QCoreApplication.translate("References", "paper without a link")]
    else:
        words = [row.label if row.label != row.title else None, row.host] if row.title else []
    if item.cited:
        words.append(cited_text(len(item.cited) + 1))
    return " · ".join(word for word in words if word)


def cited_text(notes: int) -> str:
    """``cited in 3 notes``."""
    return QCoreApplication.translate("References", "cited in %Ln note(s)", None, notes)


def comments(item: Item) -> str:
    """What the note and the user say of a reference."""
    return "\n".join(text for text in (item.row.comment, item.state.comment) if text)


def row_tooltip(row: Row) -> str:
    """Title in full, URL, comment."""
    if isinstance(row, Header):
        return ""
    return tooltip([row.title, readable_url(row.row.url or ""), comments(row)])
