"""One window with all that belongs to it: every part is built and connected here."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from noteviewer.gui.chrome import Chrome
from noteviewer.gui.focus_order import order_focus
from noteviewer.gui.folder_choices import FolderChoicesMenu
from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.frame import Frame
from noteviewer.gui.history import Tabs
from noteviewer.gui.index_follower import IndexFollower
from noteviewer.gui.languages import forget_language
from noteviewer.gui.layout import Layout
from noteviewer.gui.link_router import LinkRouter
from noteviewer.gui.looks import Looks
from noteviewer.gui.match_teller import MatchTeller
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.note_commands import NoteCommands
from noteviewer.gui.opening import Opening
from noteviewer.gui.output import Output
from noteviewer.gui.overlays import Overlays
from noteviewer.gui.page_actions import PageActions
from noteviewer.gui.page_follower import PageFollower
from noteviewer.gui.pages.loader import PageLoader
from noteviewer.gui.pages.options import page_options
from noteviewer.gui.pages.source import PageSource
from noteviewer.gui.pages.wording import page_words
from noteviewer.gui.pane_services import PaneServices
from noteviewer.gui.pane_wiring import PaneWiring
from noteviewer.gui.panes_later import PanesLater
from noteviewer.gui.program_dialogs import ProgramDialogs
from noteviewer.gui.program_services import ProgramServices
from noteviewer.gui.reader.documents import Scrolled
from noteviewer.gui.series_commands import SeriesCommands
from noteviewer.gui.session_keeper import SessionKeeper
from noteviewer.gui.tab_titles import TabTitles
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.view_commands import ViewCommands
from noteviewer.gui.window_commands import Receivers, window_slots
from noteviewer.library.location import Location
from noteviewer.render.worker import Renderer

if TYPE_CHECKING:
    from noteviewer.gui.panes import Panes

PAGE_MENU = ("back", "forward", "bookmark", "find", "edit", "copy-link", "print")
"""Commands that the menu of the page offers."""


class Program(QObject):
    """One window with all that belongs to it."""

    def __init__(
        self,
        frame: Frame,
        services: ProgramServices,
        renderer: Renderer,
    ) -> None:
        super().__init__(frame.themes)
        self.window = frame.window
        self.themes = frame.themes
        self.tasks = frame.tasks
        self.reader = frame.reader
        self.services = services
        self.desktop = services.desktop
        self.witness = services.witness
        self.state = services.state
        self.settings = services.settings
        self.renderer = renderer
        self.wants_restart = False
        self._translators = frame.translators
        self.writing = Tasks(self, workers=1)
        self.folders = FolderService(self.tasks, self.witness, self)
        self.navigator = Navigator(Tabs.at(Location("")), self)
        self.titles = TabTitles(self.folders.queries, self.navigator)
        self.links = LinkRouter(self.navigator, self.desktop, self.settings)
        self.session = SessionKeeper(self.state, self.writing, self._take_session, self)
        self._build_window()
        self._build_reading()
        self._build_commands()
        self._connect_place()
        self._connect_folder()
        self._connect_panes()
        self._connect_reading()
        self._connect_window()
        self.looks = Looks(self.settings, self.themes, self.commands, self.reader)
        self.looks.language_changed.connect(self._restart)

    # Building.

    def _build_window(self) -> None:
        self.chrome = Chrome(self.window, self.navigator, self.titles, self.witness)
        self.commands = self.chrome.commands
        services = PaneServices(
            self.folders.queries, self.writing, self.state, self.themes, self.window.icons
        )
        self.overlays = Overlays(services, self.commands, self.window, self.settings)
        self.panes_later = PanesLater(services, self.window)

    def _build_reading(self) -> None:
        options = partial(page_options, self.state, self.settings, self.themes)
        self.loader = PageLoader(self.tasks, self.reader, options, self)
        self.reader.read_resource = self.loader.read_resource
        self.output = Output(self.reader, self.tasks, self.window)
        self.page_actions = PageActions(self.reader, self.navigator, self.services, self.window)
        self.choices = FolderChoicesMenu(
            self.state,
            self.writing,
            self.folders.queries,
            lambda: self.navigator.location,
            self.window,
        )
        self.opening = Opening(
            window=self.window,
            start_page=self.chrome.start_page,
            folders=self.folders,
            session=self.session,
            navigator=self.navigator,
            state=self.state,
        )
        PageFollower(self.loader, self.reader, self.titles, self.state, self.writing)
        IndexFollower(self.folders, self.navigator, self.loader, self.state, self.writing)

    def _build_commands(self) -> None:
        self.note_commands = NoteCommands(
            self.navigator, self.reader, self.services, self.writing, self.titles.name_of
        )
        self.series_commands = SeriesCommands(self.navigator, self.loader, self.output, self.tasks)
        self.view_commands = ViewCommands(
            self.window,
            self.reader,
            self.panes_later,
            commands=self.commands,
            settings=self.settings,
            themes=self.themes,
        )
        self._receivers = Receivers(
            window=self.window,
            navigator=self.navigator,
            reader=self.reader,
            folders=self.folders,
            opening=self.opening,
            note=self.note_commands,
            series=self.series_commands,
            view=self.view_commands,
            overlays=self.overlays,
            dialogs=ProgramDialogs(self.window, self.commands, self.settings),
            choices=self.choices,
            output=self.output,
            status_bar=self.chrome.status_bar,
            desktop=self.desktop,
        )
        self.chrome.add_commands(window_slots(self._receivers))

    # Connecting.

    def _connect_place(self) -> None:
        """What follows when the reader goes elsewhere."""
        navigator, loader = self.navigator, self.loader
        navigator.location_changed.connect(self.window.show_reader)
        navigator.location_changed.connect(loader.show)
        navigator.location_changed.connect(self.folders.want_first)
        loader.loaded.connect(self.chrome.show_page)
        loader.loaded.connect(self.note_commands.take_section)
        self.reader.scrolled.connect(self._take_scroll)
        for changed in (navigator.tabs_changed, self.reader.scrolled, self.window.layout_changed):
            changed.connect(self.session.note_change)

    def _connect_folder(self) -> None:
        """What follows when another folder is opened, and when its index changes."""
        folders, choices = self.folders, self.choices
        folders.folder_changed.connect(self.chrome.offer_commands)
        folders.folder_changed.connect(self.output.set_folder)
        folders.folder_changed.connect(self._use_folder)
        folders.folder_changed.connect(self.chrome.status_bar.show_opening)
        folders.event_received.connect(self.chrome.status_bar.show_event)
        folders.index_updated.connect(self.titles.refresh)
        folders.index_updated.connect(choices.follow_index)
        choices.note_reread.connect(self.loader.reload)
        choices.folder_reread.connect(self.loader.refresh)
        choices.page_outdated.connect(self.loader.reload)
        for rereading in (choices.note_reread, choices.folder_reread):
            rereading.connect(folders.rescan)

    def _connect_panes(self) -> None:
        self._pane_wiring = PaneWiring(self.panes_later, self._receivers, self.links)
        self.match_teller = MatchTeller(self.reader.matches, self.navigator, self.overlays)
        self.panes_later.made.connect(self._order_focus)

    def _connect_window(self) -> None:
        self.window.closing.connect(self.close)
        self.chrome.tab_strip.new_tab_requested.connect(self.opening.open_new_tab)
        self.chrome.status_bar.cancel_requested.connect(self.folders.cancel)
        self.chrome.status_bar.problems_requested.connect(self.commands.action("problems").trigger)
        self.chrome.status_bar.encoding_requested.connect(self.commands.action("encoding").trigger)
        for part in (
            self.opening, self._pane_wiring, self.page_actions, self.output, self.choices,
            self.note_commands, self.series_commands, self.view_commands, self.match_teller,
        ):  # fmt: skip
            part.announced.connect(self.announce)

    def _connect_reading(self) -> None:
        reader = self.reader
        self.overlays.library_left.connect(self._leave_reference_library)
        reader.link_activated.connect(self.links.follow)
        reader.menu_actions = [self.commands.action(name) for name in PAGE_MENU]
        reader.copied.connect(self.desktop.copy)
        reader.request_refused.connect(self.witness.count_refused)
        reader.request_made.connect(self.witness.count_request)
        reader.engine_restarted.connect(
            lambda: self.announce(self.tr("The page had to be restarted; it is shown again"))
        )
        reader.link_hovered.connect(self.chrome.status_bar.show_link)
        # The engine makes the widget that shows the page with the first one, and after each crash.
        reader.page_shown.connect(self._order_focus)
        reader.page_shown.connect(self._begin_reading)
        self.links.action_requested.connect(self.page_actions.do)
        self.links.refused.connect(self.page_actions.refuse)
        self.page_actions.image_hosts_changed.connect(self.loader.reload)

    # What others ask of the whole.

    @property
    def panes(self) -> "Panes":
        """The panes beside the page; made now if they were not."""
        return self.panes_later.panes

    def announce(self, text: str) -> None:
        """Show one line in the status bar for a while."""
        self.chrome.announce(text)

    def close(self) -> None:
        """Keep the session and end everything that runs."""
        self.session.save_now()
        self.chrome.close_down()
        self.overlays.close_down()
        self.folders.close()
        self.reader.stop_engine()
        self.renderer.close()
        self.tasks.close()
        self.writing.close()
        self.looks.close_down()
        forget_language(self._translators)

    def _use_folder(self, folder: str) -> None:
        self.loader.use(
            PageSource(
                folder,
                renderer=self.renderer,
                words=page_words(self.commands),
                state=self.state,
                open_catalog=self.folders.open_catalog,
            )
        )

    def _take_scroll(self, scrolled: Scrolled) -> None:
        self.navigator.remember_scroll(scrolled.scroll)
        self.loader.remember_scroll(scrolled.scroll)
        self.note_commands.take_section(scrolled)

    def _take_session(self) -> tuple[str, Tabs, Layout]:
        return self.folders.folder, self.navigator.tabs, self.window.arrangement

    def _restart(self) -> None:
        self.wants_restart = True
        self.window.close()

    def _order_focus(self, _what: object = None) -> None:
        order_focus(self.window)

    def _begin_reading(self, _document: object) -> None:
        """Keys scroll the page from the start on, while nothing else took the keyboard."""
        if self.window.focusWidget() is None:
            self.reader.setFocus()

    def _leave_reference_library(self) -> None:
        self.window.show_reader()
        self.reader.setFocus()
