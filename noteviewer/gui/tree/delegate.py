"""How a row of a tree is painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from noteviewer.gui.theme.painting import (
    DOT,
    LEFT,
    RIGHT,
    Pen,
    draw_chip,
    draw_dot,
    draw_line,
    draw_wrapped,
    scaled,
)
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.tree.labels import chip_text, main_label, side_text
from noteviewer.gui.tree.model import NodeModel
from noteviewer.gui.tree.node import Node, NodeKind
from noteviewer.library.names.fit import find_spans

BOLD = frozenset({NodeKind.CATEGORY, NodeKind.UNCATEGORISED, NodeKind.YEAR})
QUIET = frozenset({NodeKind.SECTION, NodeKind.PART, NodeKind.GAP})


class NodeDelegate(QStyledItemDelegate):
    """Prefix, label, chip and count; grounds and bars are the view's."""

    def __init__(self, model: NodeModel, themes: ThemeSwitch, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._themes = themes
        self.current_note = ""
        """Path of the note that is shown."""
        self.current_anchor = ""
        """Section of it that is being read."""
        self.words: tuple[str, ...] = ()
        """Folded words of a filter, to be marked in labels."""
        self.shows_sections_only = False
        """Whether all rows are sections of one note, as in an outline."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the content of one row."""
        node = self._model.node(index)
        colors = self._themes.theme.color
        rect: QRect = option.rect.adjusted(2, 0, -Spacing.M, 0)
        font = option.font
        painter.save()
        if side := side_text(node):
            pen = Pen(scaled(font, 88), colors("text_muted"))
            space = rect.adjusted(rect.width() - _room_at_side(rect.width(), node, font), 0, 0, 0)
            rect.adjust(0, 0, -draw_line(painter, space, side, pen, RIGHT) - Spacing.S, 0)
        color = self._label_color(node)
        if node.prefix:
            quiet = colors(color if self.is_current(node) else "text_muted")
            used = draw_line(painter, rect, f"{node.prefix} · ", Pen(font, quiet), LEFT)
            rect.adjust(used, 0, 0, 0)
        label_font = scaled(font, is_bold=node.kind in BOLD)
        used = self._draw_label(painter, rect, main_label(node), Pen(label_font, colors(color)))
        if self._model.is_changed(node):
            draw_dot(painter, rect.adjusted(used + Spacing.S, 0, 0, 0), colors("warning"))
            used += Spacing.S + DOT
        if chip := chip_text(node):
            rect.adjust(used + Spacing.S, 0, 0, 0)
            pen = Pen(scaled(font, 80), colors("text_faint"))
            draw_chip(painter, rect, chip, pen, colors("border_strong"))
        painter.restore()

    def _draw_label(self, painter: QPainter, rect: QRect, label: str, pen: Pen) -> int:
        """Write a label, what a filter found in it marked; returns the width used."""
        marks = find_spans(label, self.words)[0] if self.words else ()
        if not marks:
            return draw_line(painter, rect, label, pen, LEFT)
        metrics = QFontMetrics(pen.font)
        line = QRect(rect)
        line.setTop(rect.center().y() - metrics.height() // 2)
        draw_wrapped(painter, line, label, pen, marks=marks, theme=self._themes.theme)
        return min(metrics.horizontalAdvance(label), rect.width())

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same height for all rows, growing with the font."""
        metrics = QFontMetrics(option.font)
        return QSize(120, max(Spacing.ROW, metrics.height() + Spacing.S))

    def _label_color(self, node: Node) -> str:
        if self.is_current(node):
            return "accent"
        if node.kind is NodeKind.GAP:
            return "text_faint"
        is_quiet = node.kind in QUIET and not self.shows_sections_only
        return "text_muted" if is_quiet else "text"

    def is_current(self, node: Node) -> bool:
        """Whether a row is the note that is shown, or the section of it that is read."""
        if node.note is None or node.note.path != self.current_note:
            return False
        return node.kind is NodeKind.NOTE or (
            node.kind is NodeKind.SECTION and node.anchor == self.current_anchor != ""
        )


def _room_at_side(width: int, node: Node, font: QFont) -> int:
    """Pixels for a count or a file's name: what the title leaves, a number at the least."""
    bold = QFontMetrics(scaled(font, is_bold=True))
    left = width - bold.horizontalAdvance(f"{node.prefix} · {main_label(node)}") - Spacing.M
    least = QFontMetrics(font).horizontalAdvance("00,000")
    return min(max(left, least), width // 2)


def is_note_row(node: Node) -> bool:
    """Whether a row leads to a place in a note."""
    return node.note is not None and node.kind is not NodeKind.GAP
