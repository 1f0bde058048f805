"""Brings the note of a Location into the page view."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.documents import PageDocument, Resource
from noteviewer.gui.core.settings import Settings, SettingsStore
from noteviewer.gui.core.tasks import Lane, Tasks
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.page_source.page_source import PageOptions, PageSource
from noteviewer.gui.theme.theme import Theme, ThemeSwitch
from noteviewer.library.folder.options import choices_in
from noteviewer.library.location import Location
from noteviewer.library.search.snippets import query_texts
from noteviewer.library.state import UserState
from noteviewer.notes.formats.pdf import page_anchor, page_of
from noteviewer.render.document.shell import Appearance

PATIENCE_S = 0.15
"""What the first page of a folder waits for its links and images to be known: a folder of a few
thousand notes is known by then, and the page need not be made twice."""

logger = logging.getLogger(__name__)


class PageLoader(QObject):
    """Makes pages on a worker thread; only the last one asked for is shown."""

    load_failed = Signal(object, object)
    """The `Location` that could not be shown, and the exception."""
    loaded = Signal(object)
    """The `PageDocument` that is on its way to the screen."""

    def __init__(
        self,
        tasks: Tasks,
        page_view: PageView,
        options_of: Callable[[Location], PageOptions],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._lane = Lane(tasks, self)
        self._page_view = page_view
        self._options_of = options_of
        self._source: PageSource | None = None
        self._is_prepared = False
        """Links and images of the folder are known."""
        self._is_provisional = False
        """The page was made before they were."""
        self._wanted: Location | None = None
        self._arrived: Location | None = None
        self._failed_bodies: set[int] = set()
        """Hashes of what the web engine could not show: those notes come as plain text."""
        page_view.page_failed.connect(self._show_plain)

    @property
    def source(self) -> PageSource | None:
        """Where pages come from; None while no folder is open."""
        return self._source

    def read_resource(self, url: str) -> Resource | None:
        """Read what a page loads; on a worker thread."""
        return self._source.read_resource(url) if self._source is not None else None

    def use(self, source: PageSource | None) -> None:
        """Take pages from here from now on."""
        self._source = source
        self._wanted = self._arrived = None
        self._lane.cancel()
        self._is_prepared = self._is_provisional = False
        if source is not None:
            self._prepare(source)

    def refresh(self) -> None:
        """Notes or images came or went: links and images are to be looked up anew."""
        if self._source is not None:
            self._prepare(self._source, is_again=True)

    def show(self, location: Location) -> None:
        """Show a place: another page, or another part of the same one."""
        before, self._wanted = self._arrived, location
        is_same_note = before is not None and before.same_note(location)
        if is_same_note and _is_shown(self._page_view.shown, location):
            self._lane.cancel()
            self._arrived = location
            anchor = location.anchor
            if self._page_view.shown is not None and self._page_view.shown.pages is not None:
                # Several bookmarks may lead to one page.
                anchor = page_anchor(page_of(anchor) or 1) if anchor else ""
            self._page_view.go_to(anchor, location.scroll, query_texts(location.query))
        else:
            self._make(location)

    def shows(self, location: Location) -> bool:
        """Whether a page of this note is on the screen."""
        shown = self._page_view.shown
        place = (location.folder, location.note)
        return bool(location.note) and shown is not None and (shown.folder, shown.note) == place

    def reload(self) -> None:
        """Make the page anew and keep how far it is scrolled."""
        if self._wanted is not None:
            self._make(self._wanted)

    def remember_scroll(self, scroll: float) -> None:
        """Note how far the page is scrolled, for the next `reload`."""
        if self._wanted is not None and self._wanted == self._arrived:
            self._wanted = self._arrived = replace(self._wanted, scroll=scroll)

    def _make(self, location: Location) -> None:
        source = self._source
        if source is None:
            return
        options = self._options_of(location)

        def make() -> tuple[PageDocument, bool]:
            is_provisional = not source.wait_prepared(PATIENCE_S)
            document = source.make_page(location, options)
            if hash(document.body) in self._failed_bodies:
                document = source.make_page(location, options, is_plain=True)
            return document, is_provisional

        def show(made: tuple[PageDocument, bool]) -> None:
            document, self._is_provisional = made
            # The user may have scrolled on while the page was made anew.
            wanted = self._wanted
            is_still_there = wanted is not None and wanted.same_place(location)
            self._arrived = wanted if is_still_there else location
            if is_still_there and wanted is not None:
                document = replace(document, scroll=wanted.scroll)
            self._show_page(document)
            self._mend()

        def fail(error: Exception) -> None:
            self._arrived = self._wanted if self.shows(location) else None
            self.load_failed.emit(location, error)

        self._lane.run(make, show, fail)

    def _show_page(self, document: PageDocument) -> None:
        shown = self._page_view.shown
        is_unchanged = shown is not None and (shown.url, shown.body, shown.image_hosts) == (
            document.url,
            document.body,
            document.image_hosts,
        )
        self.loaded.emit(document)
        if is_unchanged:
            self._page_view.show_notice("")
            self._page_view.go_to(document.anchor, document.scroll, document.words)
        else:
            self._page_view.show_document(document)

    def _show_plain(self, failed: PageDocument) -> None:
        """The web engine cannot show a page: show its text, or that even this fails."""
        self._failed_bodies.add(hash(failed.body))
        wanted, self._arrived = self._wanted, None
        if wanted is None:
            return
        if failed.is_plain or not failed.note:
            self.load_failed.emit(wanted, RuntimeError("the web engine cannot show this page"))
        else:
            self._make(wanted)

    def _prepare(self, source: PageSource, *, is_again: bool = False) -> None:
        def is_ready(_nothing: None) -> None:
            if self._source is source:
                self._is_prepared = True
                self._is_provisional |= is_again
                self._mend()

        def has_failed(error: Exception) -> None:
            logger.info("the folder cannot be read: %s", error)

        self._tasks.run(source.prepare, is_ready, has_failed)

    def _mend(self) -> None:
        """Make a page anew that was made before the folder was known."""
        if self._is_prepared and self._is_provisional:
            self._is_provisional = False
            self.reload()


def _is_shown(document: PageDocument | None, location: Location) -> bool:
    """Whether a place lies in the part of its note that is on the page."""
    if document is None:
        return False
    return document.pages is None or (page_of(location.anchor) or 1) in document.pages


WIDTHS = {"narrow": "36em", "normal": "", "wide": "56em", "full": "none"}
SERIF = '"Noto Serif", "Noto Serif CJK SC", "Source Han Serif SC", serif'


def appearance_of(settings: Settings, theme: Theme) -> Appearance:
    """How pages look now."""
    return Appearance(
        theme=theme.name,
        references="written" if settings.references_as_written else "list",
        width=WIDTHS.get(settings.measure, ""),
        font=SERIF if settings.page_font == "serif" else "",
    )


def switches_of(appearance: Appearance) -> dict[str, object]:
    """The same for a page that is shown already (``noteviewerHost.setAppearance``)."""
    return {
        "theme": appearance.theme,
        "references": appearance.references,
        "variables": {"--width": appearance.width, "--reader-font": appearance.font},
    }


def page_options(
    state: UserState, settings: SettingsStore, themes: ThemeSwitch, location: Location
) -> PageOptions:
    """Everything that the page at a place is made with."""
    return PageOptions(
        appearance=appearance_of(settings.settings, themes.theme),
        image_hosts=state.folders.image_hosts(location.folder),
        encoding=choices_in(state, Path(location.folder)).encodings.get(location.note),
    )
