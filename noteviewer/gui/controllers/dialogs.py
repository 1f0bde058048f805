"""Dialogs over the window, and the reference library: each is loaded when it is needed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.controllers.link_controller import LinkController
from noteviewer.gui.core.documents import OpenRequest
from noteviewer.gui.core.services import Lazy, WindowServices
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.window.frame import Frame
from noteviewer.library.location import Location
from noteviewer.library.rows import Scope
from noteviewer.library.sync.events import IndexEvent, IndexIdle, IndexProgress

if TYPE_CHECKING:
    from noteviewer.gui.commands.palette import CommandPalette
    from noteviewer.gui.quick_open.bookmarks import BookmarkList
    from noteviewer.gui.quick_open.dialog import QuickOpen
    from noteviewer.gui.reference_library.page import ReferenceLibraryPage
    from noteviewer.gui.search.dialog import SearchDialog
    from noteviewer.gui.search.rows import HitPlace


class Dialogs(QObject):
    """Search, quick open, commands, bookmarks, references."""

    def __init__(
        self,
        services: WindowServices,
        frame: Frame,
        navigator: Navigator,
        links: LinkController,
        *,
        commands: Commands,
        settings: SettingsStore,
    ) -> None:
        super().__init__(frame.window)
        self._services = services
        self._window = frame.window
        self._page_view = frame.page_view
        self._navigator = navigator
        self._links = links
        self._commands = commands
        self._settings = settings
        self._location = Location("")
        self._unread = 0
        self.search: Lazy[SearchDialog] = Lazy(self._make_search)
        self.quick_open: Lazy[QuickOpen] = Lazy(self._make_quick_open)
        self.reference_library: Lazy[ReferenceLibraryPage] = Lazy(self._make_reference_library)
        self.palette: Lazy[CommandPalette] = Lazy(self._make_palette)
        self.bookmarks: Lazy[BookmarkList] = Lazy(self._make_bookmarks)

    # Making.

    def _make_search(self) -> "SearchDialog":
        from noteviewer.gui.search.dialog import SearchDialog

        dialog = SearchDialog(
            self._services, self._window, any_script=lambda: self._settings.settings.any_script
        )
        self._connect(dialog)
        return dialog

    def _make_quick_open(self) -> "QuickOpen":
        from noteviewer.gui.quick_open.dialog import QuickOpen

        dialog = QuickOpen(self._services, self._window)
        dialog.commands_requested.connect(lambda typed: self.palette().open_with(typed))
        dialog.search_requested.connect(self.search_for)
        self._connect(dialog)
        return dialog

    def _connect(self, dialog: "SearchDialog | QuickOpen") -> None:
        dialog.open_requested.connect(self._follow)
        dialog.link_activated.connect(self._links.open_outside)
        dialog.show_location(self._location)
        dialog.show_unread(self._unread)

    def _make_reference_library(self) -> "ReferenceLibraryPage":
        from noteviewer.gui.reference_library.page import ReferenceLibraryPage

        page = ReferenceLibraryPage(self._services, self._window)
        page.open_requested.connect(self._follow)
        page.leave_requested.connect(self.show_page)
        page.link_activated.connect(self._links.open_outside)
        page.title_search_requested.connect(self._links.search_title)
        page.set_folder(self._location.folder)
        self._window.put_reference_library(page)
        return page

    def _make_palette(self) -> "CommandPalette":
        from noteviewer.gui.commands.palette import CommandPalette

        return CommandPalette(self._commands, self._services.themes, self._window)

    def _make_bookmarks(self) -> "BookmarkList":
        from noteviewer.gui.quick_open.bookmarks import BookmarkList

        bookmarks = BookmarkList(self._services, self._window)
        bookmarks.open_requested.connect(self._follow)
        return bookmarks

    # Opening.

    def open_palette(self) -> None:
        """Choose a command by its name."""
        self.palette().open()

    def open_bookmarks(self) -> None:
        """Choose a bookmark."""
        services, folder = self._services, self._location.folder
        services.tasks.run(
            lambda: services.state.bookmarks.of_folder(folder),
            self.bookmarks().show_bookmarks,
            lambda error: services.messages.post(str(error)),
        )

    def open_search(self) -> None:
        """Search all notes."""
        self.search().open()

    def search_for(self, query: str) -> None:
        """Search all notes for something."""
        self.search().search_for(query)

    def search_in(self, scope: Scope) -> None:
        """Search a part of the notes."""
        self.search().search_in(scope)

    def open_quick(self) -> None:
        """Go to something by its name."""
        self.quick_open().open()

    def open_reference_library(self) -> None:
        """Show all references of the folder."""
        if not self._location.folder:
            return
        page = self.reference_library()
        name = Path(self._location.folder).name
        self._window.show_reference_library(self.tr("References — {}").format(name))
        page.open()

    def find(self) -> None:
        """Find in what is shown: in the list of all references by its filter, else in the page."""
        library = self.reference_library.made
        if library is not None and library.isVisible():
            library.open()
        else:
            self._page_view.open_find_bar()

    def show_page(self) -> None:
        """Leave what covers the page."""
        self._window.show_page_view()
        self._page_view.setFocus()

    # What the window tells.

    def show_location(self, location: Location) -> None:
        """Know where the user is, and in which folder."""
        is_other_folder = location.folder != self._location.folder
        self._location = location
        if is_other_folder:
            self._show_unread(0)
        for dialog in (self.search.made, self.quick_open.made):
            if dialog is not None:
                dialog.show_location(location)
        if is_other_folder and self.reference_library.made is not None:
            self.reference_library.made.set_folder(location.folder)

    def refresh(self) -> None:
        """The index changed."""
        for dialog in (self.search.made, self.reference_library.made):
            if dialog is not None:
                dialog.refresh()

    def follow_index(self, event: IndexEvent) -> None:
        """Know how many notes are still to be indexed: until then answers are not whole."""
        match event:
            case IndexProgress(done, total):
                self._show_unread(total - done)
            case IndexIdle():
                self._show_unread(0)

    def settle(self) -> None:
        """The index is at rest: quick open reads names, so that its first key need not wait."""
        self.quick_open().settle()

    def step_note(self, steps: int) -> bool:
        """Go to the next or last note with a hit of the search; False where there is none."""
        return self.search.made is not None and self.search.made.step_note(steps)

    @property
    def hit_place(self) -> "HitPlace | None":
        """Which of the notes with hits of the search the user is in."""
        return self.search.made.hit_place if self.search.made is not None else None

    def close_down(self) -> None:
        """Keep what is being written and end what runs."""
        if self.reference_library.made is not None:
            self.reference_library.made.close_down()

    def _follow(self, request: OpenRequest) -> None:
        """Who chose a place in a dialog wants the keyboard there, wherever it was before."""
        self._navigator.follow(request)
        self.show_page()

    def _show_unread(self, notes: int) -> None:
        self._unread = notes
        for dialog in (self.search.made, self.quick_open.made):
            if dialog is not None:
                dialog.show_unread(notes)
