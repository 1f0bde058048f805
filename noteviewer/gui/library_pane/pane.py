"""The library pane: modes, filter and tree."""

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.icons import Icons
from noteviewer.gui.library_pane.trees import Mode, Shelf, build_tree, read_shelf
from noteviewer.gui.queries import Queries
from noteviewer.gui.reading import Reading
from noteviewer.gui.theme import Spacing, ThemeSwitch
from noteviewer.gui.tree.model import NodeModel
from noteviewer.gui.tree.node import Node
from noteviewer.gui.tree.sections import build_sections
from noteviewer.gui.tree.view import EXPAND_ALL_LIMIT, NodeChosen, NodeView
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)

FILTER_PAUSE_MS = 60
"""A filter waits for the next letter, so that fast typing draws the tree once."""


class LibraryPane(QWidget):
    """Every note of the folder, grouped as the reader likes."""

    open_requested = Signal(object)
    """A `Location`."""
    new_tab_requested = Signal(object)
    """A `Location` to be opened beside the present one."""

    def __init__(
        self,
        queries: Queries[Reading],
        state: ReaderState,
        themes: ThemeSwitch,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._queries = queries
        self._reload = queries.lane(self)
        self._trees = queries.lane(self)
        self._state = state
        self._folder = ""
        self._shelf = Shelf()
        self._mode = Mode.TOPICS
        self._is_mode_chosen = False
        self._shown: tuple[Mode, str] | None = None
        self._expanded: dict[Mode, set[tuple[object, ...]]] = {}
        self._location = Location("")
        self._model = NodeModel(self)
        self._model.sections_wanted.connect(self._fetch_sections)
        self._view = NodeView(self._model, themes, icons, self)
        self._view.setAccessibleName(self.tr("Notes of the folder"))
        self._view.node_chosen.connect(self._open)
        themes.theme_changed.connect(self._view.viewport().update)
        self._filter = self._make_filter(icons)
        self._buttons = self._make_buttons()
        self._lay_out()
        self.setFocusProxy(self._view)

    # What the window tells.

    def set_folder(self, folder: str) -> None:
        """Show another folder."""
        self._folder = folder
        self._location = Location(folder)
        self._shelf, self._shown = Shelf(), None
        self._expanded.clear()
        self._is_mode_chosen = False
        self._model.replace(Node(self._model.root.kind, ""))
        self.refresh()

    def refresh(self) -> None:
        """Read the notes again; what is open in the tree stays open."""
        folder, state = self._folder, self._state

        def read(catalog: Reading) -> Shelf:
            recent = tuple(visit.note for visit in state.visits.recent(folder))
            most_read = tuple(
                visit.note for visit in state.visits.most_read(folder) if visit.visits > 1
            )
            return read_shelf(catalog, recent, most_read)

        self._reload.ask(read, self._take_shelf, self._not_read)

    def show_location(self, location: Location) -> None:
        """Mark where the reader is and bring it into sight."""
        self._location = location
        self._view.show_current(location.note, location.anchor)
        self._follow()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self._filter.setFocus()
        self._filter.selectAll()

    def focus_tree(self) -> None:
        """Put the keyboard into the tree."""
        self._view.setFocus()

    # The modes and the filter.

    def set_mode(self, mode: Mode) -> None:
        """Group the notes another way."""
        self._is_mode_chosen = True
        self._buttons[mode].setChecked(True)
        if mode is not self._mode:
            self._mode = mode
            self._show_tree()

    def _take_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        if not self._is_mode_chosen and self._shown is None and shelf.notes:
            self._mode = Mode.TOPICS if shelf.has_categories else Mode.FOLDERS
            self._buttons[self._mode].setChecked(True)
        self._show_tree()

    def _show_tree(self) -> None:
        """Build the tree on a worker thread: with 10,000 notes it takes longer than a frame."""
        wanted = (self._mode, self._filter.text().strip())
        shelf = self._shelf
        self._trees.ask(
            lambda _catalog: build_tree(shelf, *wanted),
            partial(self._take_tree, wanted),
            self._not_read,
        )

    def _take_tree(self, wanted: tuple[Mode, str], root: Node) -> None:
        if self._shown == wanted:
            self._model.update(root)
        else:
            self._remember_expanded()
            self._model.replace(root)
            self._shown = wanted
            self._open_groups(root, wanted[1])
        self._follow()

    def _open_groups(self, root: Node, typed: str) -> None:
        if typed:
            if sum(1 for _ in root.walk()) <= EXPAND_ALL_LIMIT:
                self._view.expand_groups(root)
            return
        for path in self._expanded.get(self._mode, ()):
            node = root.find(path)
            if node is not None:
                self._view.expand(self._model.index_of(node))
        if len(root.children) == 1 or self._mode is Mode.RECENT:
            for child in root.children:
                self._view.expand(self._model.index_of(child))

    def _remember_expanded(self) -> None:
        if self._shown is not None and not self._shown[1]:
            self._expanded[self._shown[0]] = {node.path() for node in self._view.expanded_nodes()}

    def _follow(self) -> None:
        """Stand on the note that is shown, unless the reader is busy in the tree."""
        path = self._location.note
        current = self._view.current_node()
        if not path or (current is not None and current.note and current.note.path == path):
            return
        for node in self._model.notes(path):
            self._view.reveal(node)
            return

    # Sections and opening.

    def _fetch_sections(self, node: Node) -> None:
        if node.note is None:
            return
        note = node.note

        def read(catalog: Reading) -> Sequence[Node]:
            anchors = [reference.anchor for reference in catalog.references(note.path)]
            return build_sections(note, catalog.sections(note.path), anchors)

        self._queries.ask(
            read,
            partial(self._model.put_sections, node),
            partial(self._sections_not_read, node),
        )

    def _sections_not_read(self, node: Node, error: Exception) -> None:
        logger.warning("cannot read the sections of a note: %s", error)
        self._model.forget_request(node)

    def _not_read(self, error: Exception) -> None:
        logger.warning("cannot read the notes of the folder: %s", error)

    def _open(self, chosen: NodeChosen) -> None:
        note = chosen.node.note
        if note is None:
            return
        place = Location(self._folder, note.path, chosen.node.anchor)
        (self.new_tab_requested if chosen.in_new_tab else self.open_requested).emit(place)

    # The widgets.

    def _make_filter(self, icons: Icons) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(self.tr("Filter (pinyin works too)"))
        field.setAccessibleName(self.tr("Filter the notes"))
        field.setClearButtonEnabled(True)
        field.addAction(icons.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FILTER_PAUSE_MS)
        self._pause.timeout.connect(self._show_tree)
        # textChanged comes for committed text only, never for an input method's preedit.
        field.textChanged.connect(self._pause.start)
        field.returnPressed.connect(self.focus_tree)
        return field

    def _make_buttons(self) -> dict[Mode, QToolButton]:
        names = {
            Mode.TOPICS: self.tr("Topics"),
            Mode.FOLDERS: self.tr("Folders"),
            Mode.TAGS: self.tr("Tags"),
            Mode.TIMELINE: self.tr("Time"),
            Mode.RECENT: self.tr("Recent"),
        }
        group = QButtonGroup(self)
        buttons: dict[Mode, QToolButton] = {}
        for mode, name in names.items():
            button = QToolButton(self)
            button.setText(name)
            button.setProperty("role", "mode")
            button.setCheckable(True)
            button.setChecked(mode is self._mode)
            button.clicked.connect(partial(self.set_mode, mode))
            group.addButton(button)
            buttons[mode] = button
        return buttons

    def _lay_out(self) -> None:
        modes = QHBoxLayout()
        modes.setSpacing(2)
        for button in self._buttons.values():
            modes.addWidget(button)
        modes.addStretch()
        top = QVBoxLayout()
        top.setContentsMargins(Spacing.S, Spacing.S, Spacing.S, Spacing.XS)
        top.addLayout(modes)
        top.addWidget(self._filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Spacing.XS)
        whole.addLayout(top)
        whole.addWidget(self._view)
