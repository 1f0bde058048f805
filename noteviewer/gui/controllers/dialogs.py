"""What is laid over the window when the user asks for it, and is made as late."""

from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.library.index_events import IndexEvent, IndexIdle, IndexProgress
from noteviewer.library.location import Location
from noteviewer.library.rows import Scope

if TYPE_CHECKING:
    from noteviewer.gui.commands.palette import CommandPalette
    from noteviewer.gui.panes.panes import Panes
    from noteviewer.gui.quick_open.bookmarks import BookmarkList
    from noteviewer.gui.quick_open.dialog import QuickOpen
    from noteviewer.gui.reference_library.page import ReferenceLibraryPage
    from noteviewer.gui.search.dialog import SearchDialog
    from noteviewer.gui.search.rows import HitPlace


class Overlays(QObject):
    """Search, quick open, commands, bookmarks, references: each is loaded when it is needed."""

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
    library_left = Signal()
    """The user is done with the reference library, where references may have been marked."""

    def __init__(
        self,
        services: WindowServices,
        commands: Commands,
        window: MainWindow,
        settings: SettingsStore,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._commands = commands
        self._window = window
        self._settings = settings
        self._location = Location("")
        self._unread = 0

    @cached_property
    def search(self) -> "SearchDialog":
        """Full-text search."""
        from noteviewer.gui.search.dialog import SearchDialog

        dialog = SearchDialog(
            self._services,
            self._window,
            any_script=lambda: self._settings.settings.any_script,
        )
        self._pass_on(dialog)
        dialog.show_location(self._location)
        dialog.show_unread(self._unread)
        return dialog

    @cached_property
    def quick_open(self) -> "QuickOpen":
        """Going to a note, heading or reference by its name."""
        from noteviewer.gui.quick_open.dialog import QuickOpen

        dialog = QuickOpen(self._services, self._window)
        self._pass_on(dialog)
        dialog.show_location(self._location)
        dialog.show_unread(self._unread)
        return dialog

    @cached_property
    def reference_library(self) -> "ReferenceLibraryPage":
        """All references of the folder, in the place of the page."""
        from noteviewer.gui.reference_library.page import ReferenceLibraryPage

        page = ReferenceLibraryPage(self._services, self._window)
        page.open_requested.connect(self.open_requested)
        page.open_requested.connect(self.library_left)
        page.leave_requested.connect(self.library_left)
        page.link_activated.connect(self.link_activated)
        page.title_search_requested.connect(self.title_search_requested)
        page.announced.connect(self.announced)
        page.set_folder(self._location.folder)
        self._window.put_reference_library(page)
        return page

    @cached_property
    def palette(self) -> "CommandPalette":
        """All commands by name."""
        from noteviewer.gui.commands.palette import CommandPalette

        return CommandPalette(self._commands, self._services.themes, self._window)

    @cached_property
    def bookmarks(self) -> "BookmarkList":
        """The bookmarks of the folder."""
        from noteviewer.gui.quick_open.bookmarks import BookmarkList

        bookmarks = BookmarkList(self._services.themes, self._window)
        bookmarks.open_requested.connect(self.open_requested)
        bookmarks.remove_requested.connect(self._services.state.bookmarks.remove)
        return bookmarks

    def open_palette(self) -> None:
        """Choose a command by its name."""
        self.palette.open()

    def open_bookmarks(self) -> None:
        """Choose a bookmark."""
        made, folder = self._services, self._location.folder
        made.tasks.run(
            lambda: made.state.bookmarks.of_folder(folder),
            self.bookmarks.show_bookmarks,
            lambda error: self.announced.emit(str(error)),
        )

    def open_search(self) -> None:
        """Search all notes."""
        self.search.open()

    def search_for(self, query: str) -> None:
        """Search all notes for something."""
        self.search.search_for(query)

    def search_in(self, scope: Scope) -> None:
        """Search a part of the notes."""
        self.search.search_in(scope)

    def open_quick(self) -> None:
        """Go to something by its name."""
        self.quick_open.open()

    def open_reference_library(self) -> None:
        """Show all references of the folder."""
        if not self._location.folder:
            return
        page = self.reference_library
        self._window.show_reference_library()
        page.open()

    def show_location(self, location: Location) -> None:
        """Know where the user is, and in which folder."""
        is_other_folder = location.folder != self._location.folder
        self._location = location
        if is_other_folder:
            self._show_unread(0)
        if "search" in self._made:
            self.search.show_location(location)
        if "quick_open" in self._made:
            self.quick_open.show_location(location)
        if is_other_folder and "reference_library" in self._made:
            self.reference_library.set_folder(location.folder)

    def refresh(self) -> None:
        """The index changed."""
        if "search" in self._made:
            self.search.refresh()
        if "reference_library" in self._made:
            self.reference_library.refresh()

    def follow_index(self, event: IndexEvent) -> None:
        """Know how many notes are still to be indexed: until then answers are not whole."""
        match event:
            case IndexProgress(done, total):
                self._show_unread(total - done)
            case IndexIdle():
                self._show_unread(0)

    def settle(self) -> None:
        """The index is at rest: quick open gathers names, so that its first key need not wait."""
        self.quick_open.settle()

    def step_note(self, steps: int) -> bool:
        """Go to the next or last note with a hit of the search; False where there is none."""
        return "search" in self._made and self.search.step_note(steps)

    @property
    def hit_place(self) -> "HitPlace | None":
        """Which of the notes with hits of the search the user is in."""
        return self.search.hit_place if "search" in self._made else None

    def close_down(self) -> None:
        """Keep what is being written and end what runs."""
        if "reference_library" in self._made:
            self.reference_library.close_down()

    def _show_unread(self, notes: int) -> None:
        self._unread = notes
        if "search" in self._made:
            self.search.show_unread(notes)
        if "quick_open" in self._made:
            self.quick_open.show_unread(notes)

    def _pass_on(self, dialog: "SearchDialog | QuickOpen") -> None:
        """What is wanted there is wanted of the window."""
        dialog.open_requested.connect(self.open_requested)
        dialog.new_tab_requested.connect(self.new_tab_requested)
        dialog.link_activated.connect(self.link_activated)

    @property
    def _made(self) -> frozenset[str]:
        """Names of those that have been used."""
        return frozenset(vars(self))


AT_LATEST_MS = 1500
"""When they come even if no page is shown, as on the start page."""


class PanesLater(QObject):
    """Makes the panes when the first page is painted, or sooner where one is needed."""

    made = Signal(object)
    """The `Panes`, in their places; whoever needs to be connected with them is connected now."""

    def __init__(self, services: WindowServices, window: MainWindow) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._panes: Panes | None = None
        self._is_loading = False
        QTimer.singleShot(AT_LATEST_MS, self, self.make_soon)

    @property
    def panes(self) -> "Panes":
        """The panes; made now if they were not."""
        if self._panes is None:
            from noteviewer.gui.panes.panes import Panes

            self._panes = Panes(self._services, self._window)
            self._panes.fill(self._window.side_pane)
            self._window.put_library(self._panes.library)
            self._window.side_pane.show_view(self._window.arrangement.side_view)
            self.made.emit(self._panes)
        return self._panes

    def make_soon(self) -> None:
        """Make them in two steps, between which the page can be scrolled already."""
        if self._panes is None and not self._is_loading:
            self._is_loading = True
            load = partial(import_module, "noteviewer.gui.panes.panes")
            self._services.tasks.run(load, self._make, self._make)

    def _make(self, _loaded: object) -> None:
        # Where they could not be loaded, making them says so.
        _ = self.panes
