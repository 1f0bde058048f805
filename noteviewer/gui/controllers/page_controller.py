"""Brings pages into the page view: which one, made from what, and made anew when."""

import logging
from functools import partial

from PySide6.QtCore import QObject

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.controllers.folder_controller import FolderService
from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.documents import PageDocument, Scrolled
from noteviewer.gui.core.services import AppServices, WindowServices
from noteviewer.gui.core.tasks import ignore_result
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.page_source.loader import PageLoader, page_options
from noteviewer.gui.page_source.page_source import PageSource
from noteviewer.gui.page_source.wording import page_words
from noteviewer.gui.widgets.keys import order_focus
from noteviewer.gui.window.frame import Frame
from noteviewer.gui.window.tab_titles import TabTitles
from noteviewer.library.location import Location, is_generated
from noteviewer.library.sync.events import (
    IndexEvent,
    IndexFailure,
    IndexIdle,
    IndexProgress,
    IndexUpdate,
)
from noteviewer.render.worker.drawer import DrawingProcess
from noteviewer.render.worker.renderer import Renderer

logger = logging.getLogger(__name__)


PATIENCE = 8.0
"""Seconds for some pages of a PDF, or the picture of one."""


class PageController(QObject):
    """Follows the place where the user is, and the index, with the page that belongs there."""

    def __init__(
        self,
        app: AppServices,
        services: WindowServices,
        frame: Frame,
        folders: FolderService,
        navigator: Navigator,
        *,
        commands: Commands,
        renderer: Renderer,
    ) -> None:
        super().__init__(frame.window)
        self._services = services
        self._frame = frame
        self._window = frame.window
        self._page_view = frame.page_view
        self._folders = folders
        self._navigator = navigator
        self._commands = commands
        self._renderer = renderer
        self._drawing = DrawingProcess(PATIENCE)
        self._notes = -1
        self.titles = TabTitles(folders.queries, navigator)
        options = partial(page_options, app.state, app.settings, services.themes)
        self.loader = PageLoader(frame.tasks, frame.page_view, options, self)
        self._connect_place()
        self._connect_index()
        self._connect_page_view(app.activity_monitor)

    def _connect_place(self) -> None:
        self._navigator.location_changed.connect(self._window.show_page_view)
        self._navigator.location_changed.connect(self.loader.show)
        self.loader.loaded.connect(self._take_page)
        self.loader.load_failed.connect(self._fail_to_load)

    def _connect_index(self) -> None:
        self._folders.folder_changed.connect(self._use_folder)
        self._folders.event_received.connect(self._take_event)
        self._folders.index_updated.connect(self.titles.refresh)
        self._folders.index_updated.connect(self._follow)

    def _connect_page_view(self, activity_monitor: ActivityMonitor) -> None:
        page_view = self._page_view
        page_view.serve_from(self.loader.read_resource)
        page_view.scrolled.connect(self._take_scroll)
        page_view.request_refused.connect(activity_monitor.count_refused)
        page_view.request_made.connect(activity_monitor.count_request)
        page_view.engine_restarted.connect(self._say_restarted)
        # The engine makes the widget that shows the page with the first one, and after each crash.
        page_view.page_shown.connect(self._take_focus)

    # The folder and its index.

    def _use_folder(self, folder: str) -> None:
        self._notes = -1
        self.loader.use(
            PageSource(
                folder,
                renderer=self._renderer,
                drawing=self._drawing,
                words=page_words(self._commands),
                state=self._services.state,
                open_catalog=self._folders.open_catalog,
            )
        )

    def _take_event(self, event: IndexEvent) -> None:
        source = self.loader.source
        was_at_rest = source is None or source.progress is None
        if source is not None:
            match event:
                case IndexProgress(done, total):
                    source.progress = (done, total)
                case IndexIdle() | IndexFailure():
                    source.progress = None
        is_home = not self._navigator.location.note
        if isinstance(event, IndexIdle) and event.notes != self._notes:
            self._notes = event.notes
            self.loader.refresh()
        elif is_home and was_at_rest is not (source is None or source.progress is None):
            self.loader.reload()

    def _follow(self, update: IndexUpdate) -> None:
        here = self._navigator.location.note
        is_changed = here in update.changed or here in update.removed
        shown = self._page_view.shown
        if not here or is_generated(here) or is_changed or (shown is not None and shown.is_live):
            self.loader.reload()

    def close(self) -> None:
        """End the process that draws."""
        self._drawing.close()

    # The page.

    def _take_page(self, page: PageDocument) -> None:
        self.titles.learn(page)
        if page.note and not is_generated(page.note):
            visit = partial(self._services.state.visits.record, page.folder, page.note)
            self._services.tasks.run(visit, ignore_result, _not_kept)

    def _fail_to_load(self, location: Location, error: Exception) -> None:
        logger.info("cannot show %s: %s", location.note, error)
        if self.loader.shows(location):
            text = self.tr(
                "This note is not there any more. Below is its text as it was last read."
            )
            self._page_view.show_notice(f"{text} ({error})")
            return
        title = self.titles.name_of(location)
        self._page_view.show_message(title, self.tr("This note cannot be shown."), str(error))

    def _take_scroll(self, scrolled: Scrolled) -> None:
        self._navigator.remember_scroll(scrolled.scroll)
        self.loader.remember_scroll(scrolled.scroll)

    def _say_restarted(self) -> None:
        text = self.tr("The page had to be restarted; it is shown again")
        self._services.messages.post(text)

    def _take_focus(self, _document: PageDocument) -> None:
        """Keys scroll the page from the start on, while nothing else took the keyboard."""
        order_focus(self._window)
        if self._window.focusWidget() is None:
            self._page_view.setFocus()


def _not_kept(error: Exception) -> None:
    logger.info("a visit was not kept: %s", error)
