"""What is told of one reference below its title: where it is cited, and what else it is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from noteviewer.gui.lists.delegate import AnyIndex, RowDelegate
from noteviewer.gui.painting import (
    Pen,
    draw_line,
    draw_wrapped,
    scaled,
    text_height,
)
from noteviewer.gui.plain_text import tooltip
from noteviewer.gui.theme import Spacing
from noteviewer.library.reference_library import Context, Entry, ReferenceLibrary
from noteviewer.library.rows import ReferenceRow

SMALL = 86
CONTEXT_LINES = 2

tr = QCoreApplication.translate
NO_CONTEXT = Context("", "")


@dataclass(frozen=True, slots=True)
class DetailHeader:
    """A heading of the list."""

    title: str
    is_header: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("header", self.title)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that cites the reference."""

    citation: ReferenceRow
    context: Context = NO_CONTEXT
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, int]:
        """Identity in the list."""
        return ("place", self.citation.path, self.citation.line)


@dataclass(frozen=True, slots=True)
class OtherRow:
    """Another reference of the same title, or another title or spelling of this one."""

    text: str
    target: str = ""
    """Key of the other reference; empty where there is nowhere to go."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Identity in the list."""
        return ("other", self.target, self.text)


DetailRow = DetailHeader | PlaceRow | OtherRow


def detail_rows(
    library: ReferenceLibrary, entry: Entry, contexts: Mapping[ReferenceRow, Context]
) -> list[DetailRow]:
    """Places first, then what differs between them."""
    notes = len(entry.paths)
    rows: list[DetailRow] = [
        DetailHeader(tr("ReferenceLibrary", "Cited in %Ln note(s)", None, notes)),
        *(PlaceRow(row, contexts.get(row, NO_CONTEXT)) for row in entry.citations),
    ]
    groups: list[tuple[str, Sequence[OtherRow]]] = [
        (
            tr("ReferenceLibrary", "Titles differ"),
            [OtherRow(title) for title in entry.titles] if len(entry.titles) > 1 else [],
        ),
        (
            tr("ReferenceLibrary", "Written in different ways"),
            [OtherRow(url) for url in entry.urls] if len(entry.urls) > 1 else [],
        ),
        (
            tr("ReferenceLibrary", "Same title, other address"),
            [OtherRow(other.url or other.title, other.key) for other in library.namesakes(entry)],
        ),
    ]
    for title, others in groups:
        if others:
            rows += [DetailHeader(title), *others]
    return rows


def detail_label(row: DetailRow) -> str:
    """A row in words, for screen readers."""
    if isinstance(row, DetailHeader):
        return row.title
    if isinstance(row, OtherRow):
        return row.text
    return ", ".join(part for part in (row.citation.note_title, place_text(row.citation)) if part)


def detail_tooltip(row: DetailRow) -> str:
    """The whole of what may be cut off."""
    if isinstance(row, PlaceRow):
        return tooltip([row.citation.note_title, row.citation.path, place_text(row.citation)])
    return tooltip([row.text]) if isinstance(row, OtherRow) else ""


def place_text(row: ReferenceRow) -> str:
    """Section, line and date of a place."""
    line = tr("ReferenceLibrary", "line {}").format(row.line + 1)
    return " · ".join(part for part in (row.section_title, line, row.date) if part)


class DetailDelegate(RowDelegate[DetailRow]):
    """Paints headings, places with their context, and other names."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Height by the text, at the present width of the list."""
        row = self._model.row(index)
        small = scaled(option.font, SMALL)
        line = QFontMetrics(small).height()
        width = self._view.viewport().width() - 2 * Spacing.M
        if isinstance(row, PlaceRow):
            height = QFontMetrics(option.font).height() + line + Spacing.M
            for text in _context_lines(row.context):
                height += text_height(text, small, width - Spacing.S, CONTEXT_LINES)
            return QSize(0, height + (Spacing.XS if _context_lines(row.context) else 0))
        if isinstance(row, OtherRow):
            return QSize(0, text_height(row.text, small, width, CONTEXT_LINES) + Spacing.S)
        return QSize(0, line + Spacing.M)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: DetailRow) -> None:
        """Paint a heading, a place or another name."""
        colors = self._themes.theme.color
        rect = option.rect.adjusted(Spacing.M, 0, -Spacing.M, 0)
        small = scaled(option.font, SMALL)
        if isinstance(row, DetailHeader):
            pen = Pen(scaled(option.font, SMALL, is_bold=True), colors("text_muted"))
            draw_line(painter, rect.adjusted(0, Spacing.XS, 0, 0), row.title, pen)
        else:
            rect.adjust(0, Spacing.XS, 0, 0)
            if isinstance(row, PlaceRow):
                self._paint_place(painter, rect, option.font, row)
            else:
                color = colors("accent" if row.target else "text")
                draw_wrapped(painter, rect, row.text, Pen(small, color), max_lines=CONTEXT_LINES)

    def _paint_place(self, painter: QPainter, rect: QRect, font: QFont, row: PlaceRow) -> None:
        colors = self._themes.theme.color
        small = scaled(font, SMALL)
        first = QRect(rect.left(), rect.top(), rect.width(), QFontMetrics(font).height())
        draw_line(painter, first, row.citation.note_title, Pen(font, colors("text")))
        second = QRect(rect.left(), first.bottom() + 1, rect.width(), QFontMetrics(small).height())
        draw_line(painter, second, place_text(row.citation), Pen(small, colors("text_muted")))
        top = second.bottom() + Spacing.XS
        bar = QRect(rect.left(), top, 2, 0)
        for text in _context_lines(row.context):
            box = QRect(rect.left() + Spacing.S, top, rect.width() - Spacing.S, rect.height())
            pen = Pen(small, colors("text_muted"))
            top += draw_wrapped(painter, box, text, pen, max_lines=CONTEXT_LINES)
        bar.setBottom(top)
        if _context_lines(row.context):
            painter.fillRect(bar, colors("border_strong"))


def _context_lines(context: Context) -> list[str]:
    return [text for text in (context.before, context.after) if text]
