"""How the user wants notes and folder to be read, and from where pictures may come."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QMenu, QWidget

from noteviewer.gui.controllers.folder_controller import FolderService
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.settings import Settings, SettingsStore
from noteviewer.gui.page_source.loader import PageLoader
from noteviewer.gui.window.choice_menus import (
    encoding_menu,
    encoding_name,
    image_hosts_menu,
    kind_menu,
    kind_name,
)
from noteviewer.library.folder.options import choices_in, choices_key
from noteviewer.library.location import Location, is_generated
from noteviewer.library.state.folders import KIND, PDFS
from noteviewer.library.sync.events import IndexUpdate
from noteviewer.notes.site import FolderKind


class FolderOptionsMenu(QObject):
    """Asks for a choice, keeps it outside the folder, and reads again what it concerns."""

    def __init__(
        self,
        services: WindowServices,
        folders: FolderService,
        loader: PageLoader,
        here: Callable[[], Location],
        *,
        settings: SettingsStore,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._state = services.state
        self._writing = services.tasks
        self._messages = services.messages
        self._folders = folders
        self._queries = folders.queries
        self._loader = loader
        self._here = here
        self._window = window
        self._reads_pdfs = settings.settings.reads_pdfs
        folders.index_updated.connect(self._follow_index)
        settings.settings_changed.connect(self._follow_settings)
        self._awaits_index = False
        """The kind is to be recognised again, which the index does."""

    def _follow_settings(self, settings: Settings) -> None:
        """Whether PDFs are notes is kept where the indexer, a process of its own, reads it."""
        if settings.reads_pdfs == self._reads_pdfs:
            return
        self._reads_pdfs = settings.reads_pdfs
        value, folders = None if settings.reads_pdfs else "no", self._state.folders

        def rescan(_nothing: None) -> None:
            self._loader.refresh()
            self._folders.rescan()

        self._writing.run(lambda: folders.set_option("", PDFS, value), rescan, self._fail)

    def ask_encoding(self, place: QPoint) -> None:
        """Show the encodings for the note that is open, at a place of the screen."""
        here = self._here()
        if here.note and not is_generated(here.note):
            chosen = choices_in(self._state, Path(here.folder)).encodings.get(here.note)
            encoding_menu(chosen, self.choose_encoding, self._window).popup(place)

    def choose_encoding(self, encoding: str | None) -> None:
        """Read the note that is open in this encoding; None recognises it."""
        here = self._here()
        if not here.note:
            return
        key, folders = choices_key(Path(here.folder)), self._state.folders

        def tell(_nothing: None) -> None:
            self._loader.reload()
            self._folders.rescan()
            self._messages.post(
                self.tr("This note is read as {}").format(encoding_name(encoding))
                if encoding
                else self.tr("The encoding of this note is recognised again")
            )

        self._writing.run(lambda: folders.set_encoding(key, here.note, encoding), tell, self._fail)

    def ask_kind(self) -> None:
        """Show the kinds of folder, in the middle of the window."""
        folder, state = Path(self._here().folder), self._state

        def show(answer: tuple[FolderKind | None, FolderKind | None]) -> None:
            self._show(kind_menu(*answer, self.choose_kind, self._window))

        self._queries.ask(
            lambda catalog: (choices_in(state, folder).kind, catalog.folder_kind()),
            show,
            self._fail,
        )

    def choose_kind(self, kind: FolderKind | None) -> None:
        """Read the folder as one of this kind; None recognises it."""
        key, folders = choices_key(Path(self._here().folder)), self._state.folders

        def tell(_nothing: None) -> None:
            self._awaits_index = kind is None
            self._loader.refresh()
            self._folders.rescan()
            self._messages.post(
                self.tr("The folder is read as: {}").format(kind_name(kind))
                if kind
                else self.tr("The kind of the folder is recognised again")
            )

        self._writing.run(lambda: folders.set_option(key, KIND, kind), tell, self._fail)

    def ask_image_hosts(self) -> None:
        """Show the hosts whose pictures are always loaded, in the middle of the window."""
        hosts = self._state.folders.image_hosts(self._here().folder)
        self._show(image_hosts_menu(hosts, self.forget_image_host, self._window))

    def forget_image_host(self, host: str) -> None:
        """Load pictures from this host only when the user asks."""
        folder, folders = self._here().folder, self._state.folders

        def tell(_nothing: None) -> None:
            self._loader.reload()
            self._messages.post(self.tr("Pictures from {} wait for you again").format(host))

        self._writing.run(
            lambda: folders.allow_image_host(folder, host, is_allowed=False), tell, self._fail
        )

    def _follow_index(self, _update: IndexUpdate) -> None:
        """The index was brought up to date: it knows the kind again."""
        if self._awaits_index:
            self._awaits_index = False
            self._loader.refresh()
            self._folders.rescan()

    def _show(self, menu: QMenu) -> None:
        middle = self._window.rect().center() - QRect(QPoint(), menu.sizeHint()).center()
        menu.popup(self._window.mapToGlobal(middle))

    def _fail(self, error: Exception) -> None:
        self._messages.post(self.tr("This could not be kept: {}").format(error))
