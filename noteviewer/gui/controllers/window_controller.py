"""One window with all that belongs to it: every part is built and connected here."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.commands.table import WITHOUT_FOLDER, standard_commands
from noteviewer.gui.controllers.appearance import AppearanceController
from noteviewer.gui.controllers.commands import ProgramDialogs, Receivers, window_slots
from noteviewer.gui.controllers.dialogs import Overlays, PanesLater
from noteviewer.gui.controllers.folder_controller import FolderOpener, FolderService, IndexFollower
from noteviewer.gui.controllers.folder_options import FolderOptionsMenu
from noteviewer.gui.controllers.link_controller import LinkRouter, PageActions
from noteviewer.gui.controllers.note_commands import NoteCommands, SeriesCommands
from noteviewer.gui.controllers.output import Output
from noteviewer.gui.controllers.page_controller import MatchStatus, PageFollower
from noteviewer.gui.controllers.view_commands import ViewCommands
from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.documents import PageDocument, Scrolled
from noteviewer.gui.core.fonts import find_missing_fonts
from noteviewer.gui.core.services import AppServices, WindowServices
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.core.translations import forget_language
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.navigation.session import Layout
from noteviewer.gui.navigation.session_store import SessionStore
from noteviewer.gui.page_source.loader import PageLoader, page_options
from noteviewer.gui.page_source.page_source import PageSource
from noteviewer.gui.page_source.wording import page_words
from noteviewer.gui.widgets.keys import order_focus
from noteviewer.gui.window.frame import Frame
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.gui.window.start_page import StartPage
from noteviewer.gui.window.status_bar import StatusBar
from noteviewer.gui.window.tabs import TabStrip, TabTitles
from noteviewer.gui.window.tool_bar import ToolBar
from noteviewer.library.location import Location
from noteviewer.render.worker import Renderer

if TYPE_CHECKING:
    from noteviewer.gui.panes.panes import Panes


class PaneWiring(QObject):
    """Overlays are connected at once, panes when they are made."""

    announced = Signal(str)
    """One line on what was done in one of them."""

    def __init__(
        self,
        panes_later: PanesLater,
        receivers: Receivers,
        links: LinkRouter,
    ) -> None:
        super().__init__(panes_later)
        self._receivers = receivers
        self._links = links
        overlays = receivers.overlays
        self._connect_wishes(overlays)
        overlays.new_tab_requested.connect(receivers.navigator.open_in_new_tab)
        overlays.open_requested.connect(self._begin_reading)
        overlays.new_tab_requested.connect(self._begin_reading)
        receivers.navigator.location_changed.connect(overlays.show_location)
        receivers.folders.index_updated.connect(overlays.refresh)
        receivers.folders.event_received.connect(overlays.follow_index)
        receivers.folders.index_idle.connect(overlays.settle)
        receivers.page_view.search_requested.connect(overlays.search_for)
        receivers.page_view.page_shown.connect(panes_later.make_soon)
        panes_later.made.connect(self._connect_panes)

    def _connect_wishes(self, asking: "Overlays | Panes") -> None:
        asking.open_requested.connect(self._receivers.navigator.open)
        asking.link_activated.connect(self._links.open_outside)
        asking.title_search_requested.connect(self._links.search_title)
        asking.announced.connect(self.announced)

    def _connect_panes(self, panes: "Panes") -> None:
        """Connect the panes, and bring them to where the user is."""
        receivers = self._receivers
        self._connect_wishes(panes)
        # As browsers do it: who opens several rows of a list in turn stays at the list.
        panes.new_tab_requested.connect(receivers.navigator.open_behind)
        panes.library.edit_requested.connect(receivers.note.edit_other)
        panes.library.file_requested.connect(receivers.note.show_other)
        panes.topic_export_requested.connect(receivers.series.export_topic)
        panes.search_requested.connect(receivers.overlays.search_in)
        receivers.overlays.library_left.connect(panes.references.refresh)
        receivers.folders.folder_changed.connect(panes.set_folder)
        receivers.folders.index_updated.connect(panes.refresh)
        receivers.folders.index_idle.connect(panes.settle)
        receivers.navigator.location_changed.connect(panes.show_location)

        def mark(scrolled: Scrolled) -> None:
            panes.mark_section(scrolled.anchor)

        receivers.page_view.scrolled.connect(mark)
        if receivers.folders.folder:
            panes.set_folder(receivers.folders.folder)
            panes.show_location(receivers.navigator.location)

    def _begin_reading(self, _location: Location) -> None:
        """Who chose a place in an overlay wants the keyboard there, wherever it was before."""
        self._receivers.page_view.setFocus()


ACTIVITY_EVERY_MS = 1000
NOTICE_MS = 6000


class WindowBars(QObject):
    """Builds these parts and puts them in their places."""

    def __init__(
        self,
        window: MainWindow,
        navigator: Navigator,
        titles: TabTitles,
        activity_monitor: ActivityMonitor,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._navigator = navigator
        icons = window.icons
        self.commands = Commands(window, icons)
        self.start_page = StartPage(icons)
        self.tab_strip = TabStrip(icons, titles.name_of)
        self.tab_strip.tab_selected.connect(navigator.select_tab)
        self.tab_strip.tab_closed.connect(navigator.close_tab)
        self.tab_strip.tab_moved.connect(navigator.move_tab)
        titles.titles_changed.connect(self.tab_strip.refresh)
        self.status_bar = StatusBar(icons)
        self.status_bar.show_activity(activity_monitor.activity)
        self.status_bar.show_missing_fonts(find_missing_fonts())
        self._activity = QTimer(self)
        self._activity.setInterval(ACTIVITY_EVERY_MS)
        self._activity.timeout.connect(
            lambda: self.status_bar.show_activity(activity_monitor.activity)
        )
        self._activity.start()
        window.setStatusBar(self.status_bar)
        window.put_tabs(self.tab_strip)
        window.put_start_page(self.start_page)

    def add_commands(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Make the commands work, and build the bar that shows them.

        Args:
            slots: What is called for the id of each (`window_commands`) but ``menu``.
        """
        slots = {**slots, "menu": self._open_menu}
        for command in standard_commands():
            self.commands.add(command, slots[command.id])
        self.tool_bar = ToolBar(self.commands, self._window.icons)
        self._window.addToolBar(self.tool_bar)
        self.offer_commands("")
        self._navigator.tabs_changed.connect(self._show_tabs)
        self._window.layout_changed.connect(self._show_layout)

    def offer_commands(self, folder: str) -> None:
        """Enable what makes sense in this folder; where it is empty, without one."""
        for command in self.commands.all():
            if command.id not in WITHOUT_FOLDER:
                self.commands.action(command.id).setEnabled(bool(folder))

    def show_page(self, page: PageDocument) -> None:
        """Name the page that is shown now in the title of the window, and its encoding."""
        name = Path(page.folder).name
        self._window.setWindowTitle(f"{page.title} — {name}" if page.note else name)
        self.status_bar.show_encoding(page.encoding)

    def announce(self, text: str) -> None:
        """Show one line in the status bar for a while."""
        self.status_bar.showMessage(text, NOTICE_MS)

    def close_down(self) -> None:
        """End what runs."""
        self._activity.stop()

    def _show_tabs(self, tabs: Tabs) -> None:
        self.tab_strip.show_tabs(tabs)
        self.commands.action("back").setEnabled(tabs.history.can_go_back)
        self.commands.action("forward").setEnabled(tabs.history.can_go_forward)

    def _show_layout(self, layout: Layout) -> None:
        self.commands.action("library").setChecked(layout.has_library)
        self.commands.action("references").setChecked(layout.has_side)

    def _open_menu(self) -> None:
        self.tool_bar.open_menu()


PAGE_MENU = ("back", "forward", "bookmark", "find", "edit", "copy-link", "print")
"""Commands that the menu of the page offers."""


class Program(QObject):
    """One window with all that belongs to it."""

    def __init__(
        self,
        frame: Frame,
        services: AppServices,
        renderer: Renderer,
    ) -> None:
        super().__init__(frame.themes)
        self.window = frame.window
        self.themes = frame.themes
        self.tasks = frame.tasks
        self.page_view = frame.page_view
        self.services = services
        self.desktop = services.desktop
        self.activity_monitor = services.activity_monitor
        self.state = services.state
        self.settings = services.settings
        self.renderer = renderer
        self.wants_restart = False
        self._translators = frame.translators
        self.writing = Tasks(self, workers=1)
        self.folders = FolderService(self.tasks, self.activity_monitor, self)
        self.navigator = Navigator(Tabs.at(Location("")), self)
        self.titles = TabTitles(self.folders.queries, self.navigator)
        self.links = LinkRouter(self.navigator, self.desktop, self.settings)
        self.session = SessionStore(self.state, self.writing, self._take_session, self)
        self._build_window()
        self._build_reading()
        self._build_commands()
        self._connect_place()
        self._connect_folder()
        self._connect_panes()
        self._connect_reading()
        self._connect_window()
        self.appearance = AppearanceController(
            self.settings, self.themes, self.commands, self.page_view
        )
        self.appearance.language_changed.connect(self._restart)

    # Building.

    def _build_window(self) -> None:
        self.bars = WindowBars(self.window, self.navigator, self.titles, self.activity_monitor)
        self.commands = self.bars.commands
        services = WindowServices(
            self.folders.queries, self.writing, self.state, self.themes, self.window.icons
        )
        self.overlays = Overlays(services, self.commands, self.window, self.settings)
        self.panes_later = PanesLater(services, self.window)

    def _build_reading(self) -> None:
        options = partial(page_options, self.state, self.settings, self.themes)
        self.loader = PageLoader(self.tasks, self.page_view, options, self)
        self.page_view.read_resource = self.loader.read_resource
        self.output = Output(self.page_view, self.tasks, self.window)
        self.page_actions = PageActions(self.page_view, self.navigator, self.services, self.window)
        self.choices = FolderOptionsMenu(
            self.state,
            self.writing,
            self.folders.queries,
            lambda: self.navigator.location,
            self.window,
        )
        self.opening = FolderOpener(
            window=self.window,
            start_page=self.bars.start_page,
            folders=self.folders,
            session=self.session,
            navigator=self.navigator,
            state=self.state,
        )
        PageFollower(self.loader, self.page_view, self.titles, self.state, self.writing)
        IndexFollower(self.folders, self.navigator, self.loader, self.state, self.writing)

    def _build_commands(self) -> None:
        self.note_commands = NoteCommands(
            self.navigator, self.page_view, self.services, self.writing, self.titles.name_of
        )
        self.series_commands = SeriesCommands(self.navigator, self.loader, self.output, self.tasks)
        self.view_commands = ViewCommands(
            self.window,
            self.page_view,
            self.panes_later,
            commands=self.commands,
            settings=self.settings,
            themes=self.themes,
        )
        self._receivers = Receivers(
            window=self.window,
            navigator=self.navigator,
            page_view=self.page_view,
            folders=self.folders,
            opening=self.opening,
            note=self.note_commands,
            series=self.series_commands,
            view=self.view_commands,
            overlays=self.overlays,
            dialogs=ProgramDialogs(self.window, self.commands, self.settings),
            choices=self.choices,
            output=self.output,
            status_bar=self.bars.status_bar,
            desktop=self.desktop,
        )
        self.bars.add_commands(window_slots(self._receivers))

    # Connecting.

    def _connect_place(self) -> None:
        """What follows when the user goes elsewhere."""
        navigator, loader = self.navigator, self.loader
        navigator.location_changed.connect(self.window.show_page_view)
        navigator.location_changed.connect(loader.show)
        navigator.location_changed.connect(self.folders.want_first)
        loader.loaded.connect(self.bars.show_page)
        loader.loaded.connect(self.note_commands.take_section)
        self.page_view.scrolled.connect(self._take_scroll)
        for changed in (
            navigator.tabs_changed,
            self.page_view.scrolled,
            self.window.layout_changed,
        ):
            changed.connect(self.session.note_change)

    def _connect_folder(self) -> None:
        """What follows when another folder is opened, and when its index changes."""
        folders, choices = self.folders, self.choices
        folders.folder_changed.connect(self.bars.offer_commands)
        folders.folder_changed.connect(self.output.set_folder)
        folders.folder_changed.connect(self._use_folder)
        folders.folder_changed.connect(self.bars.status_bar.show_opening)
        folders.event_received.connect(self.bars.status_bar.show_event)
        folders.index_updated.connect(self.titles.refresh)
        folders.index_updated.connect(choices.follow_index)
        choices.note_reread.connect(self.loader.reload)
        choices.folder_reread.connect(self.loader.refresh)
        choices.page_outdated.connect(self.loader.reload)
        for rereading in (choices.note_reread, choices.folder_reread):
            rereading.connect(folders.rescan)

    def _connect_panes(self) -> None:
        self._pane_wiring = PaneWiring(self.panes_later, self._receivers, self.links)
        self.match_status = MatchStatus(self.page_view.matches, self.navigator, self.overlays)
        self.panes_later.made.connect(self._order_focus)

    def _connect_window(self) -> None:
        self.window.closing.connect(self.close)
        self.bars.tab_strip.new_tab_requested.connect(self.opening.open_new_tab)
        self.bars.status_bar.cancel_requested.connect(self.folders.cancel)
        self.bars.status_bar.problems_requested.connect(self.commands.action("problems").trigger)
        self.bars.status_bar.encoding_requested.connect(self.commands.action("encoding").trigger)
        for part in (
            self.opening, self._pane_wiring, self.page_actions, self.output, self.choices,
            self.note_commands, self.series_commands, self.view_commands, self.match_status,
        ):  # fmt: skip
            part.announced.connect(self.announce)

    def _connect_reading(self) -> None:
        page_view = self.page_view
        self.overlays.library_left.connect(self._leave_reference_library)
        page_view.link_activated.connect(self.links.follow)
        page_view.menu_actions = [self.commands.action(name) for name in PAGE_MENU]
        page_view.copied.connect(self.desktop.copy)
        page_view.request_refused.connect(self.activity_monitor.count_refused)
        page_view.request_made.connect(self.activity_monitor.count_request)
        page_view.engine_restarted.connect(
            lambda: self.announce(self.tr("The page had to be restarted; it is shown again"))
        )
        page_view.link_hovered.connect(self.bars.status_bar.show_link)
        # The engine makes the widget that shows the page with the first one, and after each crash.
        page_view.page_shown.connect(self._order_focus)
        page_view.page_shown.connect(self._begin_reading)
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
        self.bars.announce(text)

    def close(self) -> None:
        """Keep the session and end everything that runs."""
        self.session.save_now()
        self.bars.close_down()
        self.overlays.close_down()
        self.folders.close()
        self.page_view.stop_engine()
        self.renderer.close()
        self.tasks.close()
        self.writing.close()
        self.appearance.close_down()
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
            self.page_view.setFocus()

    def _leave_reference_library(self) -> None:
        self.window.show_page_view()
        self.page_view.setFocus()
