"""The detail pane: one reference, what the user says of it, and every place that cites it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.reference_library.labels import kind_name, verdict_text
from noteviewer.gui.theme.painting import Pen, draw_line, draw_wrapped, scaled, text_height
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.delayed_call import DelayedCall
from noteviewer.gui.widgets.fields import tooltip
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import AnyIndex, RowChosen, RowDelegate, RowView
from noteviewer.library.references import (
    Context,
    Entry,
    Line,
    ReferenceLibrary,
    address_name,
    context_of,
)
from noteviewer.library.references.link_check import archived_url
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import LinkOutcome, LinkVerdict
from noteviewer.notes.readable_url import readable_url

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


logger = logging.getLogger(__name__)

COMMENT_LINES = 3
COMMENT_DELAY_MS = 800
PLACES_WITH_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Commented:
    """What the user wrote about a reference."""

    key: str
    text: str


class DetailPane(QWidget):
    """Shows the reference that the user stands on in the table."""

    place_requested = Signal(object)
    """A `ReferenceRow`: a place to be opened in its note."""
    entry_requested = Signal(str)
    """Key of another reference."""
    link_activated = Signal(str)
    """A URL for the system's browser."""
    commented = Signal(object)
    """A `Commented`, once the user pauses."""

    def __init__(
        self, queries: Queries[IndexReader], themes: ThemeSwitch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lane = queries.lane(self)
        self._entry: Entry | None = None
        self._library: ReferenceLibrary | None = None
        self._title = _label("title")
        self._address = _label("muted")
        self._verdict = _label("muted")
        self._verdict.setObjectName("link-verdict")
        self._archive = QPushButton(self.tr("Look for an archived copy"), self)
        self._archive.setProperty("role", "link")
        self._archive.clicked.connect(self._open_archive)
        self._archived_url = ""
        self._model: RowModel[DetailRow] = RowModel(detail_label, detail_tooltip, self)
        self._view: RowView[DetailRow] = RowView(self._model, self)
        self._view.setItemDelegate(DetailDelegate(self._model, themes, self._view))
        self._view.setAccessibleName(self.tr("Places that cite the reference"))
        self._view.row_chosen.connect(self._choose)
        self.comment = QPlainTextEdit(self)
        self.comment.setPlaceholderText(self.tr("Your comment"))
        self.comment.setAccessibleName(self.tr("Your comment on the reference"))
        self.comment.setTabChangesFocus(True)
        metrics = self.comment.fontMetrics()
        self.comment.setFixedHeight(metrics.lineSpacing() * COMMENT_LINES + Spacing.XL)
        self._delayed_call = DelayedCall(COMMENT_DELAY_MS, self._announce_comment, self)
        self.comment.textChanged.connect(self._delayed_call.start)
        self._lay_out()
        self.show_line(None, None)

    def show_line(self, line: Line | None, library: ReferenceLibrary | None) -> None:
        """Show a reference, or nothing; of the one that is shown already, what is new."""
        before = self._entry
        self.keep_comment()
        self._entry = line.entry if line else None
        self._library = library
        is_same = line is not None and before is not None and before.key == line.entry.key
        if not is_same:
            with QSignalBlocker(self.comment):
                self.comment.setPlainText(line.state.comment if line else "")
        self.comment.setVisible(line is not None)
        self._view.setVisible(line is not None)
        if line is None or library is None:
            self._title.setText(self.tr("Choose a reference to see where it is cited."))
            self._address.clear()
            self._model.replace([])
        else:
            entry = line.entry
            self._title.setText(entry.title)
            self._address.setText(readable_url(entry.url or "") or kind_name(entry.kind))
            self._address.setToolTip(address_name(entry.url) if entry.url else "")
            if not is_same:
                self._model.replace(detail_rows(library, entry, {}))
            self._read_contexts(entry)
        self.show_verdict(line.verdict if line else None)

    def show_verdict(self, verdict: LinkVerdict | None) -> None:
        """Show what a link check found, and where a copy may be kept."""
        entry = self._entry
        self._verdict.setVisible(verdict is not None)
        self._verdict.setText(verdict_text(verdict) if verdict else "")
        is_lost = verdict is not None and verdict.outcome is LinkOutcome.GONE
        self._archived_url = archived_url(entry) if entry and is_lost else ""
        self._archive.setVisible(bool(self._archived_url))
        self._archive.setToolTip(self._archived_url)

    def keep_comment(self) -> None:
        """Announce a comment that is still being written."""
        if self._delayed_call.isActive():
            self._announce_comment()

    def _announce_comment(self) -> None:
        self._delayed_call.stop()
        if self._entry is not None:
            self.commented.emit(Commented(self._entry.key, self.comment.toPlainText().strip()))

    def _read_contexts(self, entry: Entry) -> None:
        wanted = entry.citations[:PLACES_WITH_CONTEXT]

        def read(catalog: IndexReader) -> dict[ReferenceRow, Context]:
            return {row: context_of(catalog.text(row.path, row.section), row) for row in wanted}

        self._lane.ask(read, self._show_contexts, self._not_read)

    def _show_contexts(self, contexts: dict[ReferenceRow, Context]) -> None:
        if self._entry is not None and self._library is not None:
            self._model.update(detail_rows(self._library, self._entry, contexts))
            self._view.doItemsLayout()

    def _not_read(self, error: Exception) -> None:
        logger.warning("cannot read what stands around a reference: %s", error)

    def _choose(self, chosen: RowChosen[DetailRow]) -> None:
        if isinstance(chosen.row, PlaceRow):
            self.place_requested.emit(chosen.row.citation)
        elif isinstance(chosen.row, OtherRow) and chosen.row.target:
            self.entry_requested.emit(chosen.row.target)

    def _open_archive(self) -> None:
        self.link_activated.emit(self._archived_url)

    def _lay_out(self) -> None:
        links = QHBoxLayout()
        links.addWidget(self._archive)
        links.addStretch()
        top = QVBoxLayout()
        top.setContentsMargins(Spacing.M, Spacing.M, Spacing.M, Spacing.XS)
        top.setSpacing(Spacing.XS)
        for widget in (self._title, self._address, self._verdict):
            top.addWidget(widget)
        top.addLayout(links)
        top.addWidget(self.comment)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._view, 1)
        whole.addStretch(0)


def _label(role: str) -> QLabel:
    """A label that takes a note's text for nothing but text."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
