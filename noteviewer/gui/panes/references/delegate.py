"""How a reference is painted: state, title of up to two lines, host, comment."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from noteviewer.gui.panes.references.labels import comments, header_count, header_title, subtitle
from noteviewer.gui.panes.references.rows import Header, Item, Row
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import RIGHT, Pen, draw_line, draw_wrapped, scaled, text_height
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import AnyIndex, RowDelegate, RowView

GUTTER = 28
ARROW = 24
"""Pixels at the right of a row, where an arrow opens it."""
"""Room for the dot or star at the left."""
ICON = 16
TITLE_LINES = 2
COMMENT_LINES = 3
SMALL = 86
"""Per cent of the font of second lines."""


class ReferenceDelegate(RowDelegate[Row]):
    """Paints headings of sections and references."""

    def __init__(
        self, model: RowModel[Row], themes: ThemeSwitch, icons: Icons, view: RowView[Row]
    ) -> None:
        super().__init__(model, themes, view)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Height by the text, at the present width of the list."""
        row = self._model.row(index)
        width = self._view.viewport().width()
        small = QFontMetrics(scaled(option.font, SMALL)).height()
        if not isinstance(row, Item):
            return QSize(width, small + Spacing.M + Spacing.XS)
        text_width = width - GUTTER - ARROW
        height = text_height(row.title, option.font, text_width, TITLE_LINES) + Spacing.M
        height += small if subtitle(row) else 0
        if note := comments(row):
            font = scaled(option.font, SMALL)
            height += text_height(note, font, text_width - Spacing.S, COMMENT_LINES) + Spacing.XS
        return QSize(width, height)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """Paint a heading or a reference."""
        if isinstance(row, Header):
            self._paint_header(painter, option.rect, option.font, row)
        else:
            is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_item(painter, option.rect, option.font, row, is_hovered=is_hovered)

    def _paint_header(self, painter: QPainter, rect: QRect, font: QFont, header: Header) -> None:
        pen = Pen(scaled(font, SMALL), self._themes.theme.color("text_muted"))
        bold = Pen(scaled(font, SMALL, is_bold=True), pen.color)
        rect = rect.adjusted(Spacing.M, Spacing.S, -Spacing.M, 0)
        used = draw_line(painter, rect, header_count(header), pen, RIGHT)
        draw_line(painter, rect.adjusted(0, 0, -used - Spacing.S, 0), header_title(header), bold)

    def _paint_item(
        self, painter: QPainter, rect: QRect, font: QFont, item: Item, *, is_hovered: bool
    ) -> None:
        colors = self._themes.theme.color
        rect = rect.adjusted(0, Spacing.XS + 2, -ARROW, 0)
        line = QFontMetrics(font).height()
        if is_hovered and item.row.url:
            arrow = QRect(rect.right() + Spacing.XS, rect.top() + (line - ICON) // 2, ICON, ICON)
            self._icons.icon("external").paint(painter, arrow)
        mark = QRect(Spacing.S - 2, rect.top() + (line - ICON) // 2, ICON, ICON)
        self._paint_mark(painter, mark, item, is_hovered=is_hovered)
        rect.adjust(GUTTER, 0, 0, 0)
        color = colors("text_muted" if item.state.is_read else "text")
        used = draw_wrapped(painter, rect, item.title, Pen(font, color), max_lines=TITLE_LINES)
        rect.adjust(0, used, 0, 0)
        small = scaled(font, SMALL)
        second = QRect(rect.left(), rect.top(), rect.width(), 0)
        if words := subtitle(item):
            second.setHeight(QFontMetrics(small).height())
            draw_line(painter, second, words, Pen(small, colors("text_muted")))
        if note := comments(item):
            rect.setTop(second.bottom() + Spacing.XS)
            bar = QRect(rect.left(), rect.top(), 2, rect.height() - Spacing.XS)
            painter.fillRect(bar, colors("border_strong"))
            rect.adjust(Spacing.S, 0, 0, 0)
            pen = Pen(small, colors("text_muted"))
            draw_wrapped(painter, rect, note, pen, max_lines=COMMENT_LINES)

    def _paint_mark(self, painter: QPainter, box: QRect, item: Item, *, is_hovered: bool) -> None:
        """A dot while unread, else a faint ring; below it a star."""
        if item.state.is_starred:
            below = box.translated(0, box.height() + 2)
            self._icons.icon("star-filled", "star").paint(painter, below)
        if not item.state.is_read:
            self._icons.icon("dot", "accent").paint(painter, box)
        elif is_hovered:
            self._icons.icon("ring", "text_muted").paint(painter, box)
        else:
            self._icons.icon("ring", "border_strong").paint(painter, box)
