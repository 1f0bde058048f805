"""The panes of the window: built together, told the same things, wired to the same wishes."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from noteviewer.gui.icons import Icons
from noteviewer.gui.library_pane.pane import LibraryPane
from noteviewer.gui.outline_pane import OutlinePane
from noteviewer.gui.queries import Queries
from noteviewer.gui.quick_open.dialog import QuickOpen
from noteviewer.gui.reading import Reading
from noteviewer.gui.references_pane.pane import ReferencesPane
from noteviewer.gui.search_dialog.dialog import SearchDialog
from noteviewer.gui.side_pane import SidePane
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.theme import ThemeSwitch
from noteviewer.library.location import Location
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import ReaderState
from noteviewer.notes.canonical import reference_key


@dataclass(frozen=True, slots=True)
class PaneServices:
    """What panes are made with."""

    queries: Queries[Reading]
    tasks: Tasks
    state: ReaderState
    themes: ThemeSwitch
    icons: Icons


class Panes(QObject):
    """Library, outline, references, search and quick open of one window."""

    open_requested = Signal(object)
    """A `Location`."""
    new_tab_requested = Signal(object)
    """A `Location` to be opened beside the present one."""
    link_activated = Signal(str)
    """An address for the browser."""
    title_search_requested = Signal(str)
    """The title of a paper without an address."""
    announced = Signal(str)
    """One line on what was done."""

    def __init__(self, services: PaneServices, window: QWidget) -> None:
        super().__init__(window)
        queries, themes, icons = services.queries, services.themes, services.icons
        tasks, state = services.tasks, services.state
        self.library = LibraryPane(queries, state, themes, icons, window)
        self.outline = OutlinePane(queries, themes, icons, window)
        self.references = ReferencesPane(
            queries=queries,
            tasks=tasks,
            state=state,
            key_of=_key_of,
            themes=themes,
            icons=icons,
            parent=window,
        )
        self.search = SearchDialog(
            queries=queries, tasks=tasks, state=state, themes=themes, icons=icons, parent=window
        )
        self.quick_open = QuickOpen(
            queries=queries, state=state, themes=themes, icons=icons, parent=window
        )
        for pane in (self.library, self.outline, self.references, self.search, self.quick_open):
            pane.open_requested.connect(self.open_requested)
        for pane in (self.library, self.outline, self.search, self.quick_open):
            pane.new_tab_requested.connect(self.new_tab_requested)
        for pane in (self.references, self.search, self.quick_open):
            pane.link_activated.connect(self.link_activated)
        self.references.title_search_requested.connect(self.title_search_requested)
        self.references.announced.connect(self.announced)

    def fill(self, side: SidePane) -> None:
        """Put the views of the note into the side pane."""
        side.add_view("outline", self.tr("Outline"), self.outline)
        side.add_view("references", self.tr("References"), self.references)
        self.references.count_changed.connect(
            lambda count: side.show_count("references", count or None)
        )

    def set_folder(self, folder: str) -> None:
        """Show another folder."""
        self.library.set_folder(folder)
        self.quick_open.set_folder(folder)

    def show_location(self, location: Location) -> None:
        """Show what belongs to where the reader is."""
        for show in self._shows():
            show(location)

    def mark_section(self, anchor: str) -> None:
        """The page was scrolled to this section."""
        self.outline.mark_section(anchor)

    def refresh(self) -> None:
        """The index changed."""
        for pane in (self.library, self.outline, self.references, self.search):
            pane.refresh()

    def focus_side(self, name: str) -> None:
        """Give the keyboard to a view of the side pane."""
        focus = {"outline": self.outline.focus_list, "references": self.references.focus_list}
        if name in focus:
            focus[name]()

    def _shows(self) -> tuple[Callable[[Location], None], ...]:
        return (
            self.library.show_location,
            self.outline.show_location,
            self.references.show_location,
            self.search.show_location,
        )


def _key_of(row: ReferenceRow) -> str:
    return reference_key(row.url, row.title)
