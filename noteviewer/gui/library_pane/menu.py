"""What can be done with a row of the library, as a menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from noteviewer.gui.plain_text import menu_text
from noteviewer.gui.tree.node import Node, NodeKind
from noteviewer.library.rows import Scope, ScopeKind


@dataclass(frozen=True, slots=True)
class NodeActions:
    """What the pane can do, each with what it takes of the row."""

    open: Callable[[Node], object]
    open_in_tab: Callable[[Node], object]
    edit: Callable[[Node], object]
    show_file: Callable[[Node], object]
    copy_path: Callable[[Node], object]
    copy_link: Callable[[Node], object]
    search: Callable[[Scope], object]
    read_topic: Callable[[str], object]
    export_topic: Callable[[str], object]
    compare: Callable[[str], object]
    expand: Callable[[Node], object]
    collapse_all: Callable[[], object]


def scope_of(node: Node) -> Scope | None:
    """What a search from a row would be confined to."""
    match node.kind:
        case NodeKind.SERIES:
            return Scope(ScopeKind.SERIES, node.label)
        case NodeKind.CATEGORY:
            return Scope(ScopeKind.CATEGORY, node.label)
        case NodeKind.FOLDER:
            names = [str(key[1]) for key in node.path() if isinstance(key, tuple)]
            return Scope(ScopeKind.FOLDER, "/".join(names))
        case NodeKind.NOTE if node.note is not None:
            return Scope(ScopeKind.NOTE, node.note.path)
        case _:
            return None


def topic_of(node: Node) -> str:
    """The topic that a row may be a part of; empty for none."""
    if node.kind is NodeKind.SERIES:
        return node.label
    if node.kind in {NodeKind.SECTION, NodeKind.PART}:
        return node.topic
    return ""


def build_menu(node: Node, actions: NodeActions, parent: QWidget) -> QMenu:
    """The menu of a row; it deletes itself when closed."""
    tr = QCoreApplication.translate
    menu = QMenu(parent)
    if node.note is not None:
        menu.addAction(tr("LibraryMenu", "Open"), lambda: actions.open(node))
        menu.addAction(tr("LibraryMenu", "Open in a new tab"), lambda: actions.open_in_tab(node))
        menu.addSeparator()
        if node.kind is NodeKind.NOTE:
            menu.addAction(tr("LibraryMenu", "Open in editor"), lambda: actions.edit(node))
            menu.addAction(
                tr("LibraryMenu", "Show in file manager"), lambda: actions.show_file(node)
            )
        menu.addAction(tr("LibraryMenu", "Copy path"), lambda: actions.copy_path(node))
        menu.addAction(
            tr("LibraryMenu", "Copy link to this place"), lambda: actions.copy_link(node)
        )
        path = node.note.path
        if node.note.variant_group is not None:
            menu.addAction(tr("LibraryMenu", "Compare variants"), lambda: actions.compare(path))
    elif node.children:
        menu.addAction(tr("LibraryMenu", "Open everything below"), lambda: actions.expand(node))
    topic = topic_of(node)
    if topic:
        text = tr("LibraryMenu", "Read “{}” as one").format(menu_text(topic, 30))
        menu.addAction(text, lambda: actions.read_topic(topic))
        text = tr("LibraryMenu", "Export “{}” as one page…").format(menu_text(topic, 30))
        menu.addAction(text, lambda: actions.export_topic(topic))
    scope = scope_of(node)
    if scope is not None:
        menu.addSeparator()
        menu.addAction(tr("LibraryMenu", "Search here"), lambda: actions.search(scope))
    menu.addSeparator()
    menu.addAction(tr("LibraryMenu", "Close all"), actions.collapse_all)
    return menu
