"""What the reader does in notes: highlights, what changed since they were read, cards of links."""

import logging
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from noteviewer.gui.controllers.folder_controller import FolderService
from noteviewer.gui.controllers.page_controller import PageController
from noteviewer.gui.controllers.view_controller import ViewController
from noteviewer.gui.core.documents import LinkCard
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.page_source.home_page import NEWS_NAME
from noteviewer.gui.window.frame import Frame
from noteviewer.library.annotations.model import Color, Highlight
from noteviewer.library.folder.options import choices_key
from noteviewer.library.location import GeneratedKind, GeneratedPage, Location
from noteviewer.library.sync.events import IndexUpdate

if TYPE_CHECKING:
    from noteviewer.gui.changes.read_notes import ReadNotes
    from noteviewer.gui.highlights.page_highlights import PageHighlights
    from noteviewer.gui.panes.panes import Panes
    from noteviewer.library.catalog.catalog import Catalog

logger = logging.getLogger(__name__)

_NEWS = GeneratedPage(GeneratedKind.NEWS, NEWS_NAME)


class ReadingController(QObject):
    """Built with the window; its parts come with the panes, after the first page."""

    def __init__(
        self,
        services: WindowServices,
        settings: SettingsStore,
        frame: Frame,
        folders: FolderService,
        navigator: Navigator,
        *,
        page: PageController,
        views: ViewController,
    ) -> None:
        super().__init__(frame.window)
        self._services = services
        self._settings = settings
        self._frame = frame
        self._folders = folders
        self._navigator = navigator
        self._page = page
        self._views = views
        self._highlights: PageHighlights | None = None
        self._read_notes: ReadNotes | None = None
        self._is_followed = False
        folders.folder_changed.connect(self._leave_folder)
        folders.index_updated.connect(self._follow_changes)
        folders.index_idle.connect(self._follow_all)
        folders.index_idle.connect(self._look_for_changes)
        views.panes.when_made(self._load)

    # Commands.

    def mark(self, *, has_comment: bool = False) -> None:
        """Highlight what is selected in the page, in the colour used last."""
        if self._highlights is not None:
            self._highlights.mark(has_comment=has_comment)

    def undo(self) -> None:
        """Bring back the highlights that were deleted last."""
        self._views.panes().highlight_actions.undo()

    def find_similar(self, text: str = "") -> None:
        """List notes that are about what a passage says, or what is selected in the page."""
        passage = text or self._frame.page_view.selected_text
        if not passage:
            self._services.messages.post(self.tr("Nothing is selected"))
            return
        self._views.panes().backlinks.show_similar(passage)
        self._frame.window.side_pane.show_view("backlinks")
        self._frame.window.show_side(is_shown=True)

    def show_news(self) -> None:
        """Show all notes that are new, changed or unread."""
        self._navigator.open(Location(self._folders.folder, _NEWS.note))

    def close_down(self) -> None:
        """Keep how the note is that is shown."""
        if self._read_notes is not None:
            self._read_notes.leave()

    # The parts.

    def _load(self, panes: "Panes") -> None:
        def load() -> None:
            import_module("noteviewer.gui.highlights.page_highlights")
            import_module("noteviewer.gui.changes.read_notes")
            import_module("noteviewer.gui.cards.link_cards")

        build = partial(self._build, panes)
        # Where it cannot be loaded, making it says so.
        self._services.tasks.run(load, build, build)

    def _build(self, panes: "Panes", _loaded: object) -> None:
        from noteviewer.gui.cards.link_cards import LinkCards
        from noteviewer.gui.changes.read_notes import ReadNotes
        from noteviewer.gui.highlights.page_highlights import PageHighlights
        from noteviewer.gui.highlights.selection_bar import SelectionBar

        page_view, services = self._frame.page_view, self._services
        highlights = PageHighlights(
            page_view,
            services,
            self._frame.tasks,
            panes.highlight_actions,
            lay_out=self._lay_out,
        )
        self._highlights = highlights
        bar = SelectionBar(services.themes, services.icons, page_view)
        page_view.selected.connect(bar.show_at)
        bar.color_chosen.connect(self._mark_in)
        bar.comment_requested.connect(partial(self.mark, has_comment=True))
        bar.similar_requested.connect(self.find_similar)
        highlights.editing_requested.connect(self._edit)
        panes.highlights.editing_requested.connect(self._edit)
        panes.highlights.highlight_sought.connect(highlights.go_to)
        panes.highlights.similar_requested.connect(self.find_similar)
        highlights.refresh()
        self._read_notes = ReadNotes(page_view, services, self._frame.tasks)
        self._read_notes.notes_read.connect(self._take_read)
        self._look_for_changes()
        tasks = self._frame.tasks
        self._cards = LinkCards(page_view, tasks, self._make_card, self._has_cards)

    def _make_card(self, url: str) -> LinkCard | None:
        source = self._page.loader.source
        return None if source is None else source.make_link_card(url, self._navigator.location)

    def _has_cards(self) -> bool:
        return self._settings.settings.link_cards

    def _mark_in(self, color: Color) -> None:
        if self._highlights is not None:
            self._highlights.mark(color)

    def _lay_out(self, note: str, text: str) -> str:
        source = self._page.loader.source
        return "" if source is None else source.lay_out_comment(note, text)

    def _edit(self, highlight: Highlight) -> None:
        from noteviewer.gui.highlights.dialog import HighlightDialog

        dialog = HighlightDialog(highlight, self._services.themes.theme, self._frame.window)
        actions = self._views.panes().highlight_actions
        dialog.changed.connect(actions.change)
        dialog.remove_requested.connect(lambda one: actions.remove([one]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # What changed.

    def _take_read(self) -> None:
        """A note was taken for read: pages that list what changed are made anew."""
        here = self._navigator.location.note
        if not here or here == _NEWS.note:
            self._page.loader.reload()
        self._look_for_changes()

    def _look_for_changes(self) -> None:
        """Find the notes that changed since they were read, for the library."""
        if not self._folders.folder:
            return
        state, key = self._services.state, choices_key(Path(self._folders.folder))

        def find(catalog: "Catalog") -> frozenset[str]:
            from noteviewer.library.reading.news import read_news

            return frozenset(read_news(state, catalog, key).changed)

        self._folders.queries.ask(find, self._show_changed, _not_followed)

    def _show_changed(self, notes: frozenset[str]) -> None:
        panes = self._views.panes.made
        if panes is not None:
            panes.library.show_changed(notes)

    # The index.

    def _leave_folder(self, _folder: str) -> None:
        self._is_followed = False

    def _follow_changes(self, update: IndexUpdate) -> None:
        """Look for the passages of notes that changed or went."""
        if self._is_followed:
            self._follow([*update.changed, *update.removed])

    def _follow_all(self) -> None:
        """After the folder was opened: notes may have changed while the program was not there."""
        if not self._is_followed:
            self._is_followed = True
            self._follow(None)

    def _follow(self, notes: list[str] | None) -> None:
        state, key = self._services.state, choices_key(Path(self._folders.folder))
        source = self._page.loader.source
        if source is None:
            return

        def follow(catalog: "Catalog") -> int:
            from noteviewer.library.reading.following import follow_highlights

            if not state.highlights.count(key):
                return 0
            return len(follow_highlights(state, catalog, source.reading_text, key, notes))

        self._folders.queries.ask(follow, self._tell_followed, _not_followed)

    def _tell_followed(self, followed: int) -> None:
        panes = self._views.panes.made
        if followed and panes is not None:
            panes.highlight_actions.highlights_changed.emit()


def _not_followed(error: Exception) -> None:
    logger.info("highlights cannot follow their passages: %s", error)
