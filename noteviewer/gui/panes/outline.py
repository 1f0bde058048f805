"""The outline pane: the headings of the note that is shown, and where the user stands in them."""

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QWidget

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.tree.model import NodeModel
from noteviewer.gui.tree.node import Node, NodeKind, build_parts, build_sections
from noteviewer.gui.tree.view import NodeChosen, NodeView
from noteviewer.gui.widgets.fields import menu_text
from noteviewer.gui.widgets.pane import Pane
from noteviewer.library.catalog.topic_contents import read_topic_contents
from noteviewer.library.location import GeneratedKind, GeneratedPage, Location, is_generated

logger = logging.getLogger(__name__)


class OutlinePane(Pane):
    """Headings nested by level; a click or Enter scrolls the page there."""

    open_requested = Signal(object)
    """An `OpenRequest`."""

    def __init__(self, services: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = services.queries.lane(self)
        self._location = Location("")
        self._anchor = ""
        self._model = NodeModel(self)
        self._view = NodeView(self._model, services.themes, services.icons, self)
        self._view.rows.shows_sections_only = True
        self._view.setAccessibleName(self.tr("Headings of the note"))
        self._view.node_chosen.connect(self._open)
        self._view.customContextMenuRequested.connect(self._open_menu)
        services.themes.theme_changed.connect(self._view.viewport().update)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "faint")
        self._hint.setMargin(Spacing.L)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint.setWordWrap(True)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._hint)
        self.setFocusProxy(self._view)

    def show_location(self, location: Location) -> None:
        """Show the headings of a note, and mark the section that is read."""
        is_other = not location.same_note(self._location)
        self._location = location
        if is_other:
            self._model.replace(Node(NodeKind.ROOT, ""))
            self.refresh()
        if is_other or location.anchor:
            self.mark_section(location.anchor)

    def refresh(self) -> None:
        """Read the headings again."""
        path = self._location.note
        if not path:
            self._show([])
            return

        self._lane.ask(partial(_read_nodes, path), self._show, self._not_read)

    def mark_section(self, anchor: str) -> None:
        """Mark the section that is read, and stand on it; above the first heading, on none."""
        if anchor != self._anchor:
            self._anchor = anchor
            self._show_mark()
            self._select()

    def focus_list(self) -> None:
        """Put the keyboard into the headings."""
        self._view.setFocus()

    def _show(self, nodes: Sequence[Node]) -> None:
        root = Node(NodeKind.ROOT, "")
        root.add_all(nodes)
        is_new = not self._model.root.children
        self._model.update(root)
        self._show_mark()
        if is_new:
            self._view.expandAll()
            self._select()
        self._pages.setCurrentWidget(self._view if nodes else self._hint)
        if not self._location.note:
            self._hint.setText(self.tr("No note is open: choose one, and its headings are here."))
        elif is_generated(self._location.note):
            self._hint.setText("")
        else:
            self._hint.setText(self.tr("This note has no headings."))

    def _node_read(self) -> Node | None:
        if not self._anchor:
            return None
        nodes = self._model.root.walk()
        return next((node for node in nodes if node.anchor == self._anchor), None)

    def _show_mark(self) -> None:
        node = self._node_read()
        note = node.note.path if node is not None and node.note is not None else ""
        self._view.show_current(note, self._anchor)

    def _select(self) -> None:
        node = self._node_read()
        if node is not None:
            self._view.reveal(node)
        else:
            self._view.setCurrentIndex(QModelIndex())

    def _open_menu(self, point: QPoint) -> None:
        node = self._view.current_node()
        if node is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen, beside = NodeChosen(node, in_new_tab=False), NodeChosen(node, in_new_tab=True)
        menu.addAction(self.tr("Go there"), partial(self._open, chosen))
        menu.addAction(self.tr("Open in a new tab"), partial(self._open, beside))
        topic = menu_text(node.topic, 30)
        menu.addAction(
            self.tr("Read “{}” as one page").format(topic), partial(self._read_topic, node)
        )
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _read_topic(self, node: Node) -> None:
        page = GeneratedPage(GeneratedKind.TOPIC, node.topic)
        self.open_requested.emit(OpenRequest(Location(self._location.folder, page.note)))

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the outline", error)

    def _open(self, chosen: NodeChosen) -> None:
        place = Location(self._location.folder, self._location.note, chosen.node.anchor)
        self.open_requested.emit(
            OpenRequest(place, Disposition.BEHIND if chosen.in_new_tab else Disposition.HERE)
        )


def _read_nodes(path: str, catalog: IndexReader) -> Sequence[Node]:
    """The headings of a note, or the parts of a topic with theirs."""

    def anchors(of_note: str) -> list[str]:
        return [reference.anchor for reference in catalog.references(of_note)]

    page = GeneratedPage.from_note(path)
    if page is not None and page.kind is GeneratedKind.TOPIC:
        return build_parts(read_topic_contents(catalog, page.name), anchors)
    note = catalog.note(path)
    return build_sections(note, catalog.sections(path), anchors(path)) if note is not None else []
