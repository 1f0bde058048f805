"""The tree widget: opening by mouse and key, and the mark at what is being read."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTreeView, QWidget

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import draw_accent_bar, draw_row_ground, grown
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.tree.delegate import NodeDelegate, is_note_row
from noteviewer.gui.tree.model import NodeModel
from noteviewer.gui.tree.node import Node, NodeKind

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MoveDown)
CHEVRON = 14
EXPAND_ALL_LIMIT = 300
"""Rows that a filter may leave for all groups to be opened by themselves."""


@dataclass(frozen=True, slots=True, eq=False)
class NodeChosen:
    """The user wants to go to what a row stands for."""

    node: Node
    in_new_tab: bool


class NodeView(QTreeView):
    """A tree with even rows, our own chevrons, and an accent bar at what is being read."""

    node_chosen = Signal(object)
    """A `NodeChosen`."""

    def __init__(
        self, model: NodeModel, themes: ThemeSwitch, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._themes = themes
        self._icons = icons
        self.rows = NodeDelegate(model, themes, self)
        self.setModel(model)
        self.setItemDelegate(self.rows)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(Spacing.L)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_current(self, path: str, anchor: str) -> None:
        """Mark the note and section that are being read."""
        if (self.rows.current_note, self.rows.current_anchor) != (path, anchor):
            self.rows.current_note, self.rows.current_anchor = path, anchor
            self.viewport().update()

    def show_filter(self, words: tuple[str, ...]) -> None:
        """Mark these folded words in the labels; Up and Down then walk from note to note."""
        if self.rows.words != words:
            self.rows.words = words
            self.viewport().update()

    def go_to_first_note(self) -> None:
        """Stand on the first note."""
        first = next((node for node in self._model.root.walk() if node.kind is NodeKind.NOTE), None)
        if first is not None:
            self.reveal(first)

    def current_node(self) -> Node | None:
        """The node of the row that has the keyboard."""
        index = self.currentIndex()
        return self._model.node(index) if index.isValid() else None

    def reveal(self, node: Node) -> None:
        """Open what is above a node, select it, and bring it into sight."""
        index = self._model.index_of(node)
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        is_in_sight = self._is_in_sight(index)
        self.setCurrentIndex(index)
        if not is_in_sight:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def is_current_in_sight(self) -> bool:
        """Whether the row that has the keyboard is on the screen."""
        return self._is_in_sight(self.currentIndex())

    def keep_in_sight(self) -> None:
        """Scroll as little as shows the row that has the keyboard."""
        self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how many rows can be seen."""
        super().showEvent(event)
        self.keep_in_sight()

    def expanded_nodes(self) -> list[Node]:
        """Every node that stands open, also below closed ones."""
        index_of = self._model.index_of
        return [node for node in self._model.root.walk() if self.isExpanded(index_of(node))]

    def expand_groups(self, node: Node) -> None:
        """Open everything below a node down to the notes, not their sections."""
        for child in (node, *node.walk()):
            if child.children and child.note is None:
                self.expand(self._model.index_of(child))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+Enter opens in a new tab, ``*`` opens groups; else as in any tree."""
        node = self.current_node()
        if node is not None and event.key() in ENTER:
            self._choose(node, event.modifiers())
        elif node is not None and event.key() == Qt.Key.Key_Asterisk:
            self.expand_groups(node)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: Up and Down from note to note while a filter is shown."""
        index = super().moveCursor(action, modifiers)
        if self.rows.words and action in STEPS:
            onwards = self.indexBelow if action is STEPS[1] else self.indexAbove
            while index.isValid() and self._model.node(index).kind is not NodeKind.NOTE:
                before, index = index, onwards(index)
                if index == before:
                    break
            return index if index.isValid() else self.currentIndex()
        return index

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to a note, and opens or closes a group."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or index != self.currentIndex():
            return
        if self._is_on_chevron(index, event.position().toPoint()):
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._model.node(index), event.modifiers())
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._choose(self._model.node(index), Qt.KeyboardModifier.ControlModifier)

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, chevron and text of a row, over its whole width."""
        rect: QRect = options.rect
        theme = self._themes.theme
        node = self._model.node(index)
        full = QRect(0, rect.top(), self.viewport().width(), rect.height())
        bar_kind = NodeKind.SECTION if self.rows.shows_sections_only else NodeKind.NOTE
        is_current = node.kind is bar_kind and self.rows.is_current(node)
        is_selected = self.selectionModel().isSelected(index)
        state = options.state
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        draw_row_ground(
            painter, full, theme, is_selected=is_selected or is_current, is_hovered=is_hovered
        )
        if is_current:
            draw_accent_bar(painter, full, theme)
        # A tree that was just entered has a row under the keyboard before one is selected.
        if self.hasFocus() and index == self.currentIndex():
            painter.setPen(theme.color("focus"))
            painter.drawRect(full.adjusted(0, 0, -1, -1))
        depth = self._depth(node)
        left = Spacing.XS + depth * self.indentation()
        side = grown(CHEVRON, self.font())
        if self._model.hasChildren(index):
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            box = QRect(left, rect.center().y() - side // 2, side, side)
            self._icons.icon(name).paint(painter, box)
        content = QStyleOptionViewItem(options)
        content.rect = rect.adjusted(left + side + Spacing.XS, 0, 0, 0)
        self.rows.paint(painter, content, index)

    def _is_in_sight(self, index: QModelIndex) -> bool:
        place = self.visualRect(index)
        return place.isValid() and self.viewport().rect().contains(place.center())

    def _depth(self, node: Node) -> int:
        depth = 0
        above = node.parent
        while above is not None and above.parent is not None:
            depth += 1
            above = above.parent
        return depth

    def _is_on_chevron(self, index: QModelIndex, point: QPoint) -> bool:
        return self._model.hasChildren(index) and point.x() < self.visualRect(index).left()

    def _choose(self, node: Node, modifiers: Qt.KeyboardModifier) -> None:
        if is_note_row(node) or node.kind is NodeKind.SEARCH:
            is_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            self.node_chosen.emit(NodeChosen(node, is_control))
        elif node.children:
            index = self._model.index_of(node)
            self.setExpanded(index, not self.isExpanded(index))
