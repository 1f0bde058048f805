"""The list of the search dialog: hits under their notes, or searches made before."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from noteviewer.gui.search.labels import (
    hit_place,
    hit_title,
    past_title,
    row_label,
    row_tooltip,
    unlisted_text,
)
from noteviewer.gui.search.rows import HitRow, NoteHeader, PastHeader, PastRow, Row, Unlisted
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import (
    RIGHT,
    Marks,
    Pen,
    draw_accent_bar,
    draw_line,
    draw_wrapped,
    grown,
    scaled,
)
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import AnyIndex, RowDelegate, RowView
from noteviewer.library.rows import Hit

SMALL = 88
LEAD = 8
"""Characters left before the first mark when a snippet is cut at its left."""


class HitDelegate(RowDelegate[Row]):
    """Notes as headings, hits below them; searches made before."""

    def __init__(
        self, model: RowModel[Row], themes: ThemeSwitch, icons: Icons, view: QAbstractItemView
    ) -> None:
        super().__init__(model, themes, view)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Height by the kind of row and the font only: no text is measured."""
        row = self._model.row(index)
        line = QFontMetrics(option.font).height()
        small = QFontMetrics(scaled(option.font, SMALL)).height()
        if not isinstance(row, HitRow):
            return QSize(200, line + Spacing.M)
        seconds = bool(hit_place(row.hit)) + bool(row.hit.snippet)
        return QSize(200, line + seconds * small + Spacing.L)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """Paint a heading, a hit or a search made before."""
        rect = option.rect.adjusted(Spacing.L, 0, -Spacing.M, 0)
        if not row.is_header and option.state & QStyle.StateFlag.State_Selected:
            draw_accent_bar(painter, option.rect, self._themes.theme)
        match row:
            case NoteHeader():
                self._paint_header(
                    painter, rect, option.font, row.title, side=row.date or "", marks=row.marks
                )
            case PastHeader():
                self._paint_header(painter, rect, option.font, past_title(row))
            case Unlisted():
                muted = Pen(scaled(option.font, SMALL), self._themes.theme.color("text_muted"))
                draw_line(painter, rect, unlisted_text(row), muted)
            case HitRow():
                self._paint_hit(painter, rect, option.font, row)
            case PastRow():
                self._paint_past(painter, rect, option.font, row)

    def _paint_header(
        self,
        painter: QPainter,
        rect: QRect,
        font: QFont,
        title: str,
        *,
        side: str = "",
        marks: Marks = (),
    ) -> None:
        muted = self._themes.theme.color("text_muted")
        small = scaled(font, SMALL)
        used = draw_line(painter, rect, side, Pen(small, muted), RIGHT) if side else 0
        bold = Pen(scaled(font, SMALL, is_bold=True), muted)
        line = QFontMetrics(bold.font).height()
        rect = rect.adjusted(0, (rect.height() - line) // 2, -used - Spacing.M, 0)
        draw_wrapped(painter, rect, title, bold, marks=marks, theme=self._themes.theme)

    def _paint_hit(self, painter: QPainter, rect: QRect, font: QFont, row: HitRow) -> None:
        hit = row.hit
        theme = self._themes.theme
        bold = Pen(scaled(font, is_bold=True), theme.color("text"))
        small = scaled(font, SMALL)
        rect = rect.adjusted(0, Spacing.S - 1, 0, 0)
        marks: Marks = hit.title_marks if hit.anchor or row.is_whole_note else ()
        first = QRect(rect)
        if row.is_whole_note and hit.date:
            muted = Pen(small, theme.color("text_muted"))
            line = QRect(rect.left(), rect.top(), rect.width(), QFontMetrics(bold.font).height())
            first.adjust(0, 0, -draw_line(painter, line, hit.date, muted, RIGHT) - Spacing.M, 0)
        used = draw_wrapped(painter, first, hit_title(row), bold, marks=marks, theme=theme)
        rect.adjust(0, used, 0, 0)
        above = hit_place(hit)
        if above:
            pen = Pen(small, theme.color("text_muted"))
            line = QRect(rect.left(), rect.top(), rect.width(), QFontMetrics(small).height())
            draw_line(painter, line, above, pen)
            rect.setTop(line.bottom() + 1)
        text, marks = around_first_mark(hit.snippet, hit.marks, small, rect.width())
        pen = Pen(small, theme.color("text"))
        draw_wrapped(painter, rect, text, pen, marks=marks, theme=theme)

    def _paint_past(self, painter: QPainter, rect: QRect, font: QFont, row: PastRow) -> None:
        colors = self._themes.theme.color
        side = grown(Spacing.ICON, font)
        box = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        icon = ("star-filled", "star") if row.name else ("history", "text_muted")
        self._icons.icon(*icon).paint(painter, box)
        rect = rect.adjusted(side + Spacing.M, 0, 0, 0)
        draw_line(painter, rect, row.name or row.query, Pen(font, colors("text")))
        if row.name not in {"", row.query}:
            muted = Pen(scaled(font, SMALL), colors("text_muted"))
            draw_line(painter, rect, row.query, muted, RIGHT)


def around_first_mark(text: str, marks: Marks, font: QFont, width: int) -> tuple[str, Marks]:
    """A snippet cut at its left where its first match would else not be seen."""
    if not marks:
        return text, marks
    start, end = marks[0]
    if QFontMetrics(font).horizontalAdvance(text[:end]) <= width:
        return text, marks
    cut = max(start - LEAD, 1)
    shift = cut - 1
    return "…" + text[cut:], [(max(first - shift, 1), last - shift) for first, last in marks]


class HitList(RowView[Row]):
    """Rows of which one is always chosen, while the keyboard is in the query."""

    current_changed = Signal()
    """Another row is chosen, or the same row is of another answer."""

    def __init__(self, themes: ThemeSwitch, icons: Icons, parent: QWidget) -> None:
        self.model_of_rows: RowModel[Row] = RowModel(row_label, row_tooltip)
        super().__init__(self.model_of_rows, parent)
        self.model_of_rows.setParent(self)
        self._has_stepped = False
        """Whether the user has gone to a row, and not only been given the first one."""
        self.setProperty("role", "raised")
        self.setAccessibleName(self.tr("Hits"))
        self.setItemDelegate(HitDelegate(self.model_of_rows, themes, icons, self))
        self.selectionModel().currentChanged.connect(self._take_current)

    @property
    def hit(self) -> Hit | None:
        """The hit that is chosen."""
        row = self.current_row()
        return row.hit if isinstance(row, HitRow) else None

    def show_rows(self, rows: Sequence[Row], *, is_same: bool = False) -> None:
        """Show other rows; `is_same` keeps the place in the list."""
        if is_same:
            self.model_of_rows.update(rows)
        else:
            self.model_of_rows.replace(rows)
            self._has_stepped = False
        # Better hits may have come above the first one; a hit that was gone to is not left.
        if rows and not (self._has_stepped and self.currentIndex().isValid()):
            self.select_first()
        else:
            self.scrollTo(self.currentIndex())

    def step(self, steps: int) -> None:
        """Go some rows up or down, over headings."""
        self._has_stepped = True
        super().step(steps)

    def stand_on(self, row: Row) -> None:
        """Choose a row, if it is still listed."""
        self._has_stepped = True
        index = self.model_of_rows.find(row.key)
        if index.isValid():
            self.setCurrentIndex(index)

    def _take_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        # What stands above the first hit and below the last cannot be gone to.
        rows = self.model_of_rows.rows
        if current.isValid() and all(row.is_header for row in rows[: current.row()]):
            self.scrollToTop()
        elif current.isValid() and all(row.is_header for row in rows[current.row() + 1 :]):
            self.scrollToBottom()
        self.current_changed.emit()
