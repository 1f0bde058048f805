"""The tree model over plain nodes: follows the folder without losing the user's place."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from noteviewer.gui.tree.labels import changed_text, node_label, node_tooltip
from noteviewer.gui.tree.node import Node, NodeKind
from noteviewer.gui.widgets.list_model import insertions, removals

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class NodeModel(QAbstractItemModel):
    """Shows one tree of nodes; sections are asked for when a note is first opened."""

    sections_wanted = Signal(object)
    """The `Node` of a note whose sections are not known yet, or may have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node(NodeKind.ROOT, "")
        # Qt holds no reference to what an index points at: indexes carry the node's id, and a
        # stale one finds nothing here instead of a freed object.
        self._nodes: dict[int, Node] = {}
        self._asked: set[int] = set()
        self._changed_notes: frozenset[str] = frozenset()

    @property
    def root(self) -> Node:
        """The invisible node above all rows."""
        return self._root

    # The tree changes.

    def replace(self, root: Node) -> None:
        """Show another tree: another mode, another folder, a filter."""
        self.beginResetModel()
        self._root = root
        self._nodes.clear()
        self._asked.clear()
        self.endResetModel()

    def update(self, root: Node) -> None:
        """Show a newer state of the same tree, touching only rows that differ."""
        self._merge(self._root, root.children)

    def put_sections(self, note: Node, sections: Sequence[Node]) -> None:
        """Give a note its sections."""
        self._asked.discard(id(note))
        note.is_loaded = True
        self._merge(note, sections)

    def forget_request(self, note: Node) -> None:
        """Sections could not be had: they may be asked for again."""
        self._asked.discard(id(note))

    def _merge(self, old: Node, children: Sequence[Node]) -> None:
        if old.children and children and self._nodes.keys().isdisjoint(map(id, old.children)):
            # Nobody has asked for a row of them yet, and whether there are any stays as it was.
            old.children[:] = children
            old.renumber(0)
            return
        index = self.index_of(old)
        keys = [child.key for child in children]
        for run in removals([child.key for child in old.children], keys):
            self.beginRemoveRows(index, run.first, run.last)
            for child in old.children[run.first : run.last + 1]:
                self._drop(child)
            del old.children[run.first : run.last + 1]
            old.renumber(run.first)
            self.endRemoveRows()
        kept = {child.key: child for child in old.children}
        for run in insertions(list(kept), keys):
            self.beginInsertRows(index, run.first, run.last)
            old.children[run.first : run.first] = children[run.first : run.last + 1]
            old.renumber(run.first)
            self.endInsertRows()
        changed = [
            kept[child.key].row
            for child in children
            if child.key in kept and self._refresh(kept[child.key], child)
        ]
        if changed:
            # Once for all: a view takes as long for each time it is told as for a whole page.
            first, last = old.children[min(changed)], old.children[max(changed)]
            self.dataChanged.emit(self.index_of(first), self.index_of(last))

    def _refresh(self, old: Node, new: Node) -> bool:
        """Let a node that stays take the values of its newer self; True if it shows others now."""
        note_changed = old.note is not new.note and old.note != new.note
        is_changed = note_changed or (
            (old.label, old.count, old.prefix, old.mark, old.kind)
            != (new.label, new.count, new.prefix, new.mark, new.kind)
        )
        old.label, old.count, old.prefix, old.mark = new.label, new.count, new.prefix, new.mark
        old.note, old.anchor = new.note, new.anchor
        if new.is_loaded or old.kind is not NodeKind.NOTE:
            old.is_loaded = True
            self._merge(old, new.children)
        elif note_changed and old.is_loaded:
            self._asked.add(id(old))
            self.sections_wanted.emit(old)
        return is_changed

    def _drop(self, node: Node) -> None:
        for gone in (node, *node.walk()):
            self._nodes.pop(id(gone), None)
            self._asked.discard(id(gone))

    def show_changed(self, notes: frozenset[str]) -> None:
        """Mark notes that changed since they were read, and no others."""
        self._changed_notes = notes

    def is_changed(self, node: Node) -> bool:
        """Whether a row is a note that changed since it was read."""
        note = node.note
        return node.kind is NodeKind.NOTE and note is not None and note.path in self._changed_notes

    # Where nodes are.

    def node(self, index: Index) -> Node:
        """The node of an index; the root for an invalid one."""
        # An invalid index has the id 0, which no node has.
        return self._nodes.get(index.internalId(), self._root)

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a node of this tree; invalid for the root."""
        if node is self._root:
            return ROOT
        self._nodes[id(node)] = node
        return self.createIndex(node.row, 0, id(node))

    def notes(self, path: str) -> Iterator[Node]:
        """Every row of a note; it may stand in several series or under several tags."""
        for node in self._root.walk():
            if node.kind is NodeKind.NOTE and node.note is not None and node.note.path == path:
                yield node

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """The index of a child."""
        children = self._nodes.get(parent.internalId(), self._root).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        child = children[row]
        key = id(child)
        self._nodes[key] = child
        return self.createIndex(row, 0, key)

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]  # QObject.parent() shares the name
        """The index above."""
        above = self.node(index).parent
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Children of a node."""
        return len(self.node(parent).children)

    def columnCount(self, _parent: Index = ROOT) -> int:
        """Always one."""
        return 1

    def hasChildren(self, parent: Index = ROOT) -> bool:
        """Whether a node can be opened, known or not."""
        node = self._nodes.get(parent.internalId(), self._root)
        return not node.is_loaded or bool(node.children)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether sections are still to be asked for."""
        node = self.node(parent)
        return not node.is_loaded and id(node) not in self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the sections of a note; they come later through `put_sections`."""
        node = self.node(parent)
        if self.canFetchMore(parent):
            self._asked.add(id(node))
            self.sections_wanted.emit(node)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text for display, tooltip and screen readers; the delegate reads the node itself."""
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node_label(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return node_tooltip(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = [node_label(node), str(node.count) if node.count else ""]
            words.append(changed_text() if self.is_changed(node) else "")
            return ", ".join(word for word in words if word)
        return None
