"""The list widget: rows chosen by mouse and key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import RIGHT, Pen, draw_line, draw_row_frame, scaled
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.list_model import ListRow, RowModel

Row = TypeVar("Row", bound=ListRow)
BATCH = 300
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, eq=False)
class RowChosen(Generic[Row]):
    """The user wants what a row stands for."""

    row: Row
    modifiers: Qt.KeyboardModifier
    point: QPoint | None = None
    """Where it was clicked, from the corner of the row; None for a key."""

    @property
    def in_new_tab(self) -> bool:
        """Whether it is wanted beside what is open: Ctrl, or the middle button."""
        return bool(self.modifiers & Qt.KeyboardModifier.ControlModifier)


class RowView(QListView, Generic[Row]):
    """Rows as wide as the widget, as high as their delegate says."""

    row_chosen = Signal(object)
    """A `RowChosen`: Enter, or a click."""

    def __init__(self, model: RowModel[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Thousands of rows are measured a batch at a time, so that none of it is felt.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def current_row(self) -> Row | None:
        """The row that has the keyboard."""
        return self._rows.row(self.currentIndex())

    def selected_rows(self) -> list[Row]:
        """All selected rows, in the order of the list."""
        indexes = sorted(self.selectedIndexes(), key=QModelIndex.row)
        return [row for row in map(self._rows.row, indexes) if row is not None]

    def select_first(self) -> None:
        """Stand on the first row that is no heading."""
        self.setCurrentIndex(self._rows.first())
        self.scrollToTop()

    def take_keyboard(self) -> None:
        """Take the keyboard, and stand on a row."""
        if not self.currentIndex().isValid():
            self.select_first()
        self.setFocus()

    def select_near(self, number: int) -> None:
        """Stand where a row was that is gone: on what took its place, or the last row."""
        rows = self._rows.rows
        after = [n for n in range(number, len(rows)) if not rows[n].is_header]
        before = [n for n in range(min(number, len(rows))) if not rows[n].is_header]
        for nearest in (*after[:1], *before[-1:]):
            self.setCurrentIndex(self._rows.index(nearest, 0))
            return

    def step(self, steps: int) -> None:
        """Go some rows up or down, over headings."""
        number = self.currentIndex().row()
        direction = 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            following = number + direction
            while 0 <= following < len(self._rows.rows) and self._rows.rows[following].is_header:
                following += direction
            if not 0 <= following < len(self._rows.rows):
                break
            number = following
        if number >= 0:
            self.setCurrentIndex(self._rows.index(number, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their text needs at this width."""
        super().resizeEvent(event)
        # Qt measures anew by itself, but not while it lays out: that is when a scroll bar comes.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; everything else as in any list."""
        row = self.current_row()
        if row is not None and event.key() in ENTER:
            self.row_chosen.emit(RowChosen(row, event.modifiers()))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses, one with Shift or Ctrl selects; the middle button is as Ctrl+Enter."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self._rows.row(index)
        if row is None or row.is_header:
            return
        point = place - self.visualRect(index).topLeft()
        if event.button() == Qt.MouseButton.MiddleButton:
            self.row_chosen.emit(RowChosen(row, Qt.KeyboardModifier.ControlModifier, point))
        elif event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self.row_chosen.emit(RowChosen(row, event.modifiers(), point))


AnyIndex = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Draws the ground of rows that can be chosen, and all rows anew in another theme."""

    def __init__(self, model: RowModel[Row], themes: ThemeSwitch, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._themes = themes
        self._view = view
        themes.theme_changed.connect(self._repaint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        row = self._model.row(index)
        if row is None:
            return
        painter.save()
        if not row.is_header:
            draw_row_frame(painter, option, self._themes.theme, self._view)
        self.paint_row(painter, option, row)
        painter.restore()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """Paint what a row says; the painter's state is restored afterwards."""
        raise NotImplementedError

    def _repaint(self) -> None:
        self._view.viewport().update()


SMALL = 86
LEAD = 8
"""Characters left before a piece of a line that is cut at its left."""


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row shows; of a heading, title and side only."""

    title: str
    second: str = ""
    side: str = ""
    """At the right of the title: a count, a line number."""
    icon: str = ""
    icon_role: str = "text_muted"
    marked: str = ""
    """A piece of the second line that stands out, and is always in sight."""


class TwoLineDelegate(RowDelegate[Row]):
    """All rows of one height; headings in the lower part of theirs."""

    def __init__(
        self,
        model: RowModel[Row],
        describe: Callable[[Row], TwoLines],
        themes: ThemeSwitch,
        icons: Icons,
        view: QAbstractItemView,
    ) -> None:
        super().__init__(model, themes, view)
        self._describe = describe
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Height by the font only."""
        row = self._model.row(index)
        small = QFontMetrics(scaled(option.font, SMALL)).height()
        if row is None or row.is_header:
            return QSize(120, small + Spacing.L)
        return QSize(120, QFontMetrics(option.font).height() + small + Spacing.M)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """Paint a heading, or a row of two lines."""
        paint = self._paint_header if row.is_header else self._paint_lines
        paint(painter, option, self._describe(row))

    def _paint_header(
        self, painter: QPainter, option: QStyleOptionViewItem, lines: TwoLines
    ) -> None:
        muted = self._themes.theme.color("text_muted")
        rect = option.rect.adjusted(Spacing.M, Spacing.S, -Spacing.M, 0)
        used = draw_line(painter, rect, lines.side, Pen(scaled(option.font, SMALL), muted), RIGHT)
        bold = Pen(scaled(option.font, SMALL, is_bold=True), muted)
        draw_line(painter, rect.adjusted(0, 0, -used - Spacing.S, 0), lines.title, bold)

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, lines: TwoLines
    ) -> None:
        colors = self._themes.theme.color
        small = scaled(option.font, SMALL)
        height = QFontMetrics(option.font).height()
        rect = option.rect.adjusted(Spacing.M, Spacing.XS + 2, -Spacing.M, 0)
        if lines.icon:
            box = QRect(rect.left() - 2, rect.top() + (height - 16) // 2, 16, 16)
            self._icons.icon(lines.icon, lines.icon_role).paint(painter, box)
        rect.adjust(16 + Spacing.XS, 0, 0, 0)
        first = QRect(rect.left(), rect.top(), rect.width(), height)
        if lines.side:
            pen = Pen(small, colors("text_muted"))
            first.adjust(0, 0, -draw_line(painter, first, lines.side, pen, RIGHT) - Spacing.S, 0)
        draw_line(painter, first, lines.title, Pen(option.font, colors("text")))
        second = QRect(rect.left(), first.bottom() + 1, rect.width(), QFontMetrics(small).height())
        text, bold = keep_in_sight(lines.second, lines.marked, small, second.width())
        muted, strong = Pen(small, colors("text_muted")), Pen(small, colors("text"))
        for piece, pen in zip(
            text.partition(bold) if bold else (text,), (muted, strong, muted), strict=False
        ):
            second.adjust(draw_line(painter, second, piece, pen), 0, 0, 0)


def keep_in_sight(text: str, piece: str, font: QFont, width: int) -> tuple[str, str]:
    """A line cut at its left where a piece of it would else not be seen, and that piece."""
    at = text.find(piece) if piece else -1
    if at < 0:
        return text, ""
    if QFontMetrics(font).horizontalAdvance(text[: at + len(piece)]) <= width or at <= LEAD:
        return text, piece
    return "…" + text[at - LEAD :], piece
