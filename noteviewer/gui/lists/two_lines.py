"""A plain delegate: an icon, a title, and a quieter second line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from noteviewer.gui.icons import Icons
from noteviewer.gui.lists.delegate import AnyIndex, RowDelegate
from noteviewer.gui.lists.model import ListRow, RowModel
from noteviewer.gui.painting import RIGHT, Pen, draw_line, scaled
from noteviewer.gui.theme import Spacing, ThemeSwitch

Row = TypeVar("Row", bound=ListRow)
SMALL = 86


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row shows; of a heading, title and side only."""

    title: str
    second: str = ""
    side: str = ""
    """At the right of the title: a count, a line number."""
    icon: str = ""
    icon_role: str = "text_muted"


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
        draw_line(painter, second, lines.second, Pen(small, colors("text_muted")))
