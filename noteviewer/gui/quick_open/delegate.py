"""How a row of quick open is painted: kind, name with marks, and where it stands."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from noteviewer.gui.icons import Icons
from noteviewer.gui.lists.delegate import AnyIndex, RowDelegate
from noteviewer.gui.lists.model import RowModel
from noteviewer.gui.painting import RIGHT, Pen, draw_line, draw_wrapped, scaled
from noteviewer.gui.quick_open.labels import place_text
from noteviewer.gui.quick_open.rows import QuickRow
from noteviewer.gui.theme import Spacing, ThemeSwitch
from noteviewer.library.rows import QuickKind

KIND_ICONS = {
    QuickKind.NOTE: "note",
    QuickKind.HEADING: "heading",
    QuickKind.REFERENCE: "reference",
}
NAME_SHARE = 0.62
"""Part of the width that the name may take."""


class QuickDelegate(RowDelegate[QuickRow]):
    """One line a row, all of one height."""

    def __init__(
        self,
        model: RowModel[QuickRow],
        themes: ThemeSwitch,
        icons: Icons,
        view: QAbstractItemView,
    ) -> None:
        super().__init__(model, themes, view)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """The same height for all rows."""
        return QSize(200, QFontMetrics(option.font).height() + Spacing.L)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: QuickRow) -> None:
        """Paint kind, name and place."""
        theme = self._themes.theme
        rect = option.rect.adjusted(Spacing.L, 0, -Spacing.L, 0)
        box = QRect(rect.left(), rect.center().y() - Spacing.ICON // 2, Spacing.ICON, Spacing.ICON)
        self._icons.icon(KIND_ICONS[row.match.kind]).paint(painter, box)
        rect.adjust(Spacing.ICON + Spacing.M, 0, 0, 0)
        name_width = QFontMetrics(option.font).horizontalAdvance(row.match.text) + Spacing.XS
        name = QRect(rect)
        place = place_text(row)
        if place:
            name.setWidth(min(name_width, int(rect.width() * NAME_SHARE)))
        name.setTop(rect.center().y() - QFontMetrics(option.font).height() // 2)
        pen = Pen(option.font, theme.color("text"))
        draw_wrapped(painter, name, row.match.text, pen, marks=row.match.marks, theme=theme)
        if place:
            rest = rect.adjusted(name.width() + Spacing.L, 0, 0, 0)
            small = Pen(scaled(option.font, 88), theme.color("text_muted"))
            draw_line(painter, rest, place, small, RIGHT)
