"""Builds what stands around the page, and connects it: bars, panes, dialogs, appearance."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.controllers.bars import WindowBars
from noteviewer.gui.controllers.dialogs import Dialogs
from noteviewer.gui.controllers.folder_controller import FolderController, FolderService
from noteviewer.gui.controllers.link_controller import LinkController
from noteviewer.gui.controllers.link_target import LinkTarget
from noteviewer.gui.controllers.page_controller import PageController
from noteviewer.gui.core.documents import Marks
from noteviewer.gui.core.services import AppServices, Lazy, Messages, WindowServices
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.page.find import Matches
from noteviewer.gui.widgets.fields import grouped
from noteviewer.gui.widgets.keys import order_focus
from noteviewer.gui.window.frame import Frame
from noteviewer.library.rows import QuickKind
from noteviewer.library.search.snippets import query_texts

if TYPE_CHECKING:
    from noteviewer.gui.panes.panes import Panes

PANES_AT_LATEST_MS = 1500
"""When the panes come even if no page is shown, as on the start page."""


class MatchStatus(QObject):
    """Says one line when a hit has led to a page, and at each step on."""

    def __init__(
        self, matches: Matches, navigator: Navigator, dialogs: Dialogs, messages: Messages
    ) -> None:
        super().__init__(dialogs)
        self._messages = messages
        self._navigator = navigator
        self._dialogs = dialogs
        self._told: tuple[str, str, Marks] | None = None
        matches.searched_marked.connect(self._tell)

    def _tell(self, marks: Marks) -> None:
        here = self._navigator.location
        before, self._told = self._told, (here.note, here.query, marks)
        has_arrived = before is None or before[:2] != self._told[:2]
        # A page that is made anew after a change marks the same again; Esc takes marks away.
        is_news = self._told != before and (has_arrived or marks.count)
        if is_news and self._dialogs.hit_place is not None:
            self._messages.post(self._words(marks, has_arrived=has_arrived))

    def _words(self, marks: Marks, *, has_arrived: bool) -> str:
        words: list[str] = []
        if marks.current >= 0:
            number, count = grouped(marks.current + 1), grouped(marks.count)
            words.append(self.tr("Match {} of {}").format(number, count))
        elif query_texts(self._navigator.location.query):
            words.append(
                self.tr(
                    "The match itself is not shown: it stands in the front matter, or in what the "
                    "page leaves out"
                )
            )
        place = self._dialogs.hit_place
        if place is not None and place.of > 1:
            words.append(self.tr("note {} of {}").format(grouped(place.number), grouped(place.of)))
            if has_arrived and place.has_begun_again:
                words.append(self.tr("begun again"))
        return " · ".join((*words, self.tr("F3 goes on")))


class ViewController(QObject):
    """The views of the window; panes come after the first page, dialogs when they are asked for."""

    def __init__(
        self,
        app: AppServices,
        services: WindowServices,
        frame: Frame,
        folders: FolderService,
        navigator: Navigator,
        *,
        folder: FolderController,
        page: PageController,
        links: LinkController,
        commands: Commands,
    ) -> None:
        super().__init__(frame.window)
        self._services = services
        self._frame = frame
        self._window = frame.window
        self._folders = folders
        self._navigator = navigator
        self._links = links
        self._is_loading_panes = False
        self.bars = WindowBars(frame.window, navigator, page.titles, app.activity_monitor, commands)
        self.panes: Lazy[Panes] = Lazy(self._make_panes)
        self.dialogs = Dialogs(
            services, frame, navigator, links, commands=commands, settings=app.settings
        )
        self._match_status = MatchStatus(
            frame.page_view.matches, navigator, self.dialogs, services.messages
        )
        folder.tree_wanted.connect(self._enter_tree)
        folder.page_wanted.connect(frame.page_view.setFocus)
        self._connect_bars(folder, page)
        self._connect_dialogs()
        self._connect_panes()

    def _connect_bars(self, folder: FolderController, page: PageController) -> None:
        bars, folders, page_view = self.bars, self._folders, self._frame.page_view
        self._services.messages.posted.connect(bars.show_message)
        folders.folder_changed.connect(bars.offer_commands)
        folders.folder_changed.connect(bars.status_bar.show_opening)
        folders.event_received.connect(bars.status_bar.show_event)
        page.loader.loaded.connect(bars.show_page)
        target = LinkTarget(self._services.queries, self._navigator)
        page_view.link_hovered.connect(target.tell)
        target.told.connect(bars.status_bar.show_link)
        bars.tab_strip.new_tab_requested.connect(folder.open_new_tab)
        bars.status_bar.cancel_requested.connect(folders.cancel)

    def _connect_dialogs(self) -> None:
        dialogs, folders = self.dialogs, self._folders
        self._navigator.location_changed.connect(dialogs.show_location)
        folders.index_updated.connect(dialogs.refresh)
        folders.event_received.connect(dialogs.follow_index)
        folders.index_idle.connect(dialogs.settle)
        self._frame.page_view.search_requested.connect(dialogs.search_for)
        dialogs.quick_open.when_made(lambda quick: quick.group_requested.connect(self._show_group))

    def _enter_tree(self) -> None:
        """The keyboard goes to the tree of a folder that was opened; at the start, to the page."""
        if self.panes.made is not None and self._window.arrangement.has_library:
            self.panes.made.library.focus_tree()

    def _show_group(self, kind: QuickKind, name: str) -> None:
        """Show a tag or a folder in the tree."""
        self._window.show_page_view()
        self._window.show_library(is_shown=True)
        self.panes().library.show_group(kind, name)

    # The panes.

    def _connect_panes(self) -> None:
        self._frame.page_view.page_shown.connect(self._load_panes)
        QTimer.singleShot(PANES_AT_LATEST_MS, self, self._load_panes)
        self.panes.when_made(self._place_panes)

    def _load_panes(self) -> None:
        """Make them in two steps, between which the page can be scrolled already."""
        if self.panes.made is None and not self._is_loading_panes:
            self._is_loading_panes = True
            load = partial(import_module, "noteviewer.gui.panes.panes")
            # Where they cannot be loaded, making them says so.
            self._services.tasks.run(load, self._show_panes, self._show_panes)

    def _show_panes(self, _loaded: object) -> None:
        self.panes()

    def _make_panes(self) -> "Panes":
        from noteviewer.gui.panes.panes import Panes

        return Panes(self._services, self._window)

    def _place_panes(self, panes: "Panes") -> None:
        """Put the panes in their places, connect them, and bring them to where the user is."""
        window, folders, navigator = self._window, self._folders, self._navigator
        panes.fill(window.side_pane)
        window.put_library(panes.library)
        window.side_pane.show_view(window.arrangement.side_view)
        # As browsers do it: who opens several rows of a list in turn stays at the list.
        for pane in panes.all:
            pane.open_requested.connect(navigator.follow)
        panes.references.link_activated.connect(self._links.open_outside)
        panes.references.title_search_requested.connect(self._links.search_title)
        panes.library.search_requested.connect(self.dialogs.search_in)
        panes.library.query_requested.connect(self.dialogs.search_for)
        self.dialogs.search.when_made(
            lambda search: search.saved_changed.connect(panes.library.refresh)
        )
        # Among all references of the folder some may have been marked.
        window.cover_changed.connect(panes.references.refresh)
        folders.folder_changed.connect(panes.set_folder)
        folders.index_updated.connect(panes.refresh)
        folders.index_idle.connect(panes.settle)
        navigator.location_changed.connect(panes.show_location)
        self._frame.page_view.scrolled.connect(panes.follow)
        if folders.folder:
            panes.set_folder(folders.folder)
            panes.show_location(navigator.location)
        order_focus(window)

    def close_down(self) -> None:
        """End what runs."""
        self.bars.close_down()
        self.dialogs.close_down()
