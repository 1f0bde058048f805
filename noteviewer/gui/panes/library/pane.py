"""The library pane: modes, filter and tree."""

import logging
from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.panes.library.groupings import day_of, group_path, notes_by_day
from noteviewer.gui.panes.library.loader import ArrangementStore, LibraryLoader, LoadedLibrary
from noteviewer.gui.panes.library.menu import NodeActions, NoteCalendar, build_menu
from noteviewer.gui.panes.library.trees import LibraryContent, Mode, build_tree
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.tree.model import NodeModel
from noteviewer.gui.tree.node import Node, NodeKind, build_sections
from noteviewer.gui.tree.view import EXPAND_ALL_LIMIT, NodeChosen, NodeView
from noteviewer.gui.widgets.fields import FilterField, ModeBar
from noteviewer.gui.widgets.name_filter import typed_words
from noteviewer.gui.widgets.pane import Pane
from noteviewer.library.location import GeneratedKind, GeneratedPage, Location
from noteviewer.library.rows import QuickKind

logger = logging.getLogger(__name__)


class LibraryPane(Pane):
    """Every note of the folder, grouped as the user likes."""

    open_requested = Signal(object)
    """An `OpenRequest`."""
    search_requested = Signal(object)
    """A `Scope` in which to search."""
    query_requested = Signal(str)
    """A saved search."""
    export_requested = Signal(str)
    """A topic that is wanted as one file."""
    edit_requested = Signal(object)
    """A `Location` whose note is wanted in an editor."""
    file_requested = Signal(object)
    """A `Location` whose file is wanted in the file manager."""

    def __init__(self, services: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queries = services.queries
        self._messages = services.messages
        self._trees = services.queries.lane(self)
        self._folder = ""
        self._content = LibraryContent()
        self._mode = Mode.TOPICS
        self._arrangements = ArrangementStore(
            services.state, services.tasks, self._remember_expanded, self
        )
        self._loader = LibraryLoader(services.queries, services.state, self._arrangements, self)
        self._loader.library_loaded.connect(self._take_content)
        self._shown: tuple[Mode, str] | None = None
        self._to_follow = ""
        self._to_open: tuple[Mode, tuple[Hashable, ...]] | None = None
        self._location = Location("")
        self._model = NodeModel(self)
        self._model.sections_wanted.connect(self._fetch_sections)
        self._view = NodeView(self._model, services.themes, services.icons, self)
        self._view.expanded.connect(self._note_expansion)
        self._view.collapsed.connect(self._note_expansion)
        self._view.setAccessibleName(self.tr("Notes of the folder"))
        self._view.node_chosen.connect(self._open)
        self._view.customContextMenuRequested.connect(self._open_menu)
        self._calendar = NoteCalendar(services.themes, services.icons, self)
        self._calendar.hide()
        self._calendar.activated.connect(self._go_to_day)
        self._calendar.clicked.connect(self._go_to_day)
        services.themes.theme_changed.connect(self._view.viewport().update)
        self._filter = self._make_filter(services.icons)
        self._modes = self._make_modes()
        self._lay_out()
        self.setFocusProxy(self._view)

    # What the window tells.

    def set_folder(self, folder: str) -> None:
        """Show another folder."""
        self._folder = folder
        self._location = Location(folder)
        self._content, self._shown = LibraryContent(), None
        self._calendar.forget()
        self._arrangements.set_folder(folder)
        self._model.replace(Node(self._model.root.kind, ""))
        self._loader.set_folder(folder)

    def refresh(self) -> None:
        """The index changed; what is open in the tree stays open."""
        self._loader.refresh()

    def settle(self) -> None:
        """The index has come to rest: show what it holds without delay."""
        self._loader.settle()

    def show_location(self, location: Location) -> None:
        """Mark where the user is and bring it into sight."""
        if location.note != self._location.note:
            self._to_follow = location.note
        self._location = location
        self._show_day_of(location.note)
        self._view.show_current(location.note, location.anchor)
        self._follow()

    def show_changed(self, notes: frozenset[str]) -> None:
        """Mark notes that changed since they were read."""
        self._model.show_changed(notes)
        self._view.viewport().update()

    def focus_tree(self) -> None:
        """Put the keyboard into the tree."""
        self._view.setFocus()

    # The modes and the filter.

    def set_mode(self, mode: Mode) -> None:
        """Group the notes another way."""
        self._arrangements.set_mode(mode)
        self._modes.show_mode(mode)
        if mode is not self._mode:
            self._mode = mode
            self._show_tree()
        if mode is Mode.RECENT:
            self.refresh()

    def show_group(self, kind: QuickKind, name: str) -> None:
        """Stand on a folder or a tag, opened, with the keyboard."""
        self._filter.clear()
        self._to_follow = ""
        self._to_open = (
            Mode.TAGS if kind is QuickKind.TAG else Mode.FOLDERS,
            group_path(kind, name),
        )
        self.set_mode(self._to_open[0])
        self._open_wanted()
        self.focus_tree()

    def _open_wanted(self) -> None:
        """Open the group that is wanted, once its tree is there."""
        if self._to_open is None or self._shown != (self._to_open[0], ""):
            return
        node = self._model.root.find(self._to_open[1])
        self._to_open = None
        if node is not None:
            self._view.reveal(node)
            self._view.expand(self._model.index_of(node))

    def _take_content(self, answer: LoadedLibrary) -> None:
        content = self._content = answer.content
        self._arrangements.take(answer.left)
        self._calendar.show_counts(notes_by_day(item.note for item in content.notes))
        self._show_day_of(self._location.note)
        if content.notes:
            usual = Mode.TOPICS if content.has_categories else Mode.FOLDERS
            self._mode = self._arrangements.arrangement.mode or usual
            self._modes.show_mode(self._mode)
        self._show_tree()

    def _show_tree(self) -> None:
        """Build the tree on a worker thread: with 10,000 notes it takes longer than a frame."""
        wanted = (self._mode, self._filter.text().strip())
        content = self._content
        self._trees.ask(
            lambda _catalog: build_tree(content, *wanted),
            partial(self._take_tree, wanted),
            self._not_read,
        )

    def _take_tree(self, wanted: tuple[Mode, str], root: Node) -> None:
        self._view.show_filter(tuple(typed_words(wanted[1])))
        if self._shown == wanted:
            was_in_sight = self._view.is_current_in_sight()
            self._model.update(root)
            if was_in_sight:
                self._view.keep_in_sight()
        else:
            self._remember_expanded()
            self._model.replace(root)
            self._shown = wanted
            self._open_groups(root, wanted[1])
            self._to_follow = "" if self._to_open else self._location.note
            self._open_wanted()
        self._calendar.setVisible(wanted[0] is Mode.TIMELINE)
        self._follow()

    def _open_groups(self, root: Node, typed: str) -> None:
        if typed:
            if sum(1 for _ in root.walk()) <= EXPAND_ALL_LIMIT:
                self._view.expand_groups(root)
            return
        for path in self._arrangements.arrangement.expanded.get(self._mode, ()):
            node = root.find(path)
            if node is not None:
                self._view.expand(self._model.index_of(node))
        if len(root.children) == 1 or self._mode is Mode.RECENT:
            for child in root.children:
                self._view.expand(self._model.index_of(child))

    def _remember_expanded(self) -> None:
        """Take note of what stands open, unless a filter opened it."""
        if self._shown is not None and not self._shown[1]:
            opened = [node.path() for node in self._view.expanded_nodes()]
            self._arrangements.set_expanded(self._shown[0], opened)

    def _note_expansion(self, _index: QModelIndex) -> None:
        self._arrangements.keep_soon()

    def _follow(self) -> None:
        """Stand on the note that is shown, once: then the user may go about in the tree."""
        path, current = self._to_follow, self._view.current_node()
        if not path:
            return
        if current is not None and current.note is not None and current.note.path == path:
            self._to_follow = ""
            return
        for node in self._model.notes(path):
            self._to_follow = ""
            self._view.reveal(node)
            return

    def _show_day_of(self, path: str) -> None:
        note = next((item.note for item in self._content.notes if item.note.path == path), None)
        day = None if note is None else day_of(note)
        if day is not None:
            self._calendar.show_day(day)

    def _go_to_day(self, day: QDate) -> None:
        """Stand on the first note of a day, or on its month where it has none."""
        wanted = day.toString("yyyy-MM-dd")
        for node in self._model.root.walk():
            if node.note is not None and node.note.date == wanted:
                self._view.reveal(node)
                return
            if node.kind is NodeKind.MONTH and node.label == wanted[:7]:
                self._view.reveal(node)

    # Sections and opening.

    def _fetch_sections(self, node: Node) -> None:
        if node.note is None:
            return
        note, continuations = node.note, self._content.continuations

        def read(catalog: IndexReader) -> Sequence[Node]:
            anchors = [reference.anchor for reference in catalog.references(note.path)]
            return build_sections(note, catalog.sections(note.path), anchors, continuations)

        self._queries.ask(
            read,
            partial(self._model.put_sections, node),
            partial(self._sections_not_read, node),
        )

    def _sections_not_read(self, node: Node, error: Exception) -> None:
        log_failure(logger, "cannot read the sections of a note", error)
        self._model.forget_request(node)

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the notes of the folder", error)

    def _open(self, chosen: NodeChosen) -> None:
        if chosen.node.kind is NodeKind.SEARCH:
            self.query_requested.emit(chosen.node.topic)
            return
        note = chosen.node.note
        if note is None:
            return
        place = Location(self._folder, note.path, chosen.node.anchor)
        self.open_requested.emit(
            OpenRequest(place, Disposition.BEHIND if chosen.in_new_tab else Disposition.HERE)
        )

    def _open_place(self, disposition: Disposition, node: Node) -> None:
        self.open_requested.emit(OpenRequest(self._place(node), disposition))

    def _place(self, node: Node) -> Location:
        return Location(self._folder, node.note.path if node.note else "", node.anchor)

    def _open_generated(self, kind: GeneratedKind, name: str) -> None:
        self.open_requested.emit(
            OpenRequest(Location(self._folder, GeneratedPage(kind, name).note))
        )

    def _open_menu(self, point: QPoint) -> None:
        node = self._view.current_node()
        if node is None:
            return
        actions = NodeActions(
            open=partial(self._open_place, Disposition.HERE),
            open_in_tab=partial(self._open_place, Disposition.BEHIND),
            edit=lambda node: self.edit_requested.emit(self._place(node)),
            show_file=lambda node: self.file_requested.emit(self._place(node)),
            copy_path=lambda node: self._copy(str(Path(self._folder, self._place(node).note))),
            copy_link=lambda node: self._copy(self._place(node).to_url()),
            search=self.search_requested.emit,
            read_topic=partial(self._open_generated, GeneratedKind.TOPIC),
            export_topic=self.export_requested.emit,
            compare=partial(self._open_generated, GeneratedKind.VARIANTS),
            expand=self._view.expand_groups,
            collapse_all=self._view.collapseAll,
        )
        menu = build_menu(node, actions, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._messages.post(self.tr("Copied: {}").format(text))

    def _enter_tree(self) -> None:
        """Go on from the filter to the first note that it found."""
        if self._filter.text().strip():
            self._view.go_to_first_note()
        self.focus_tree()

    # The widgets.

    def _make_filter(self, icons: Icons) -> FilterField:
        hint = self.tr("Filter (pinyin works too)")
        field = FilterField(hint, self.tr("Filter the notes"), icons, self)
        field.typed.connect(self._show_tree)
        field.left.connect(self._enter_tree)
        return field

    def _make_modes(self) -> ModeBar[Mode]:
        names = {
            Mode.TOPICS: self.tr("Topics"),
            Mode.FOLDERS: self.tr("Folders"),
            Mode.TAGS: self.tr("Tags"),
            Mode.TIMELINE: self.tr("Time"),
            Mode.RECENT: self.tr("Recent"),
        }
        bar = ModeBar(names, self)
        bar.mode_chosen.connect(self.set_mode)
        return bar

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(Spacing.S, Spacing.S, Spacing.S, Spacing.XS)
        top.addWidget(self._modes)
        top.addWidget(self._filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Spacing.XS)
        whole.addLayout(top)
        whole.addWidget(self._view, 1)
        whole.addWidget(self._calendar)
