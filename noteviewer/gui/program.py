"""One window with all that belongs to it: every part is built and connected here."""

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from noteviewer.errors import CannotOpenError
from noteviewer.gui.bookmark_list import BookmarkList
from noteviewer.gui.commands.palette import CommandPalette
from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.commands.table import standard_commands
from noteviewer.gui.desktop import Desktop
from noteviewer.gui.focus_order import order_focus
from noteviewer.gui.folder_choices import FolderChoicesMenu
from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.frame import Frame
from noteviewer.gui.history import Tabs
from noteviewer.gui.indexer_process import IndexEvent, IndexIdle, IndexUpdate
from noteviewer.gui.languages import forget_language
from noteviewer.gui.layout import Layout
from noteviewer.gui.link_router import LinkRouter
from noteviewer.gui.motion import Motion
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.note_commands import NoteCommands
from noteviewer.gui.output import Output
from noteviewer.gui.overlays import Overlays
from noteviewer.gui.page_actions import PageActions
from noteviewer.gui.pages.loader import PageLoader
from noteviewer.gui.pages.options import appearance_of, page_options, switches_of
from noteviewer.gui.pages.source import PageSource
from noteviewer.gui.pages.wording import gathered_wording, home_wording, page_wording
from noteviewer.gui.pane_services import PaneServices
from noteviewer.gui.place import read_place, seen_from
from noteviewer.gui.reader.documents import PageDocument, Resource, Scrolled
from noteviewer.gui.session_keeper import SessionKeeper
from noteviewer.gui.settings.values import Settings, SettingsStore
from noteviewer.gui.start_page import StartPage
from noteviewer.gui.status_bar import StatusBar
from noteviewer.gui.tab_strip import TabStrip
from noteviewer.gui.tab_titles import TabTitles
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.theme import Theme, ThemeChoice
from noteviewer.gui.title_search import search_address
from noteviewer.gui.tool_bar import ToolBar
from noteviewer.gui.window_commands import window_slots
from noteviewer.gui.witness import Witness
from noteviewer.library.gathered import is_gathered
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState
from noteviewer.paths import resources_dir
from noteviewer.render.worker import Renderer

if TYPE_CHECKING:
    from noteviewer.gui.panes import Panes

logger = logging.getLogger(__name__)

DEEDS_EVERY_MS = 1000
PAGE_MENU = ("back", "forward", "bookmark", "find", "edit", "copy-link", "print")
"""Commands that the menu of the page offers."""
WITHOUT_FOLDER = frozenset(
    {
        "start",
        "open-folder",
        "theme",
        "full-screen",
        "palette",
        "settings",
        "shortcuts",
        "menu",
        "new-window",
        "about",
        "quit",
    }
)
"""Commands that make sense while no folder is open."""
NOTICE_MS = 6000
FURNISH_AT_LATEST_MS = 1500
"""When the panes come even if no page is shown, as on the start page."""


class Program(QObject):
    """One window with all that belongs to it."""

    def __init__(
        self,
        frame: Frame,
        desktop: Desktop,
        *,
        witness: Witness,
        state: ReaderState,
        settings: SettingsStore,
        renderer: Renderer,
    ) -> None:
        super().__init__(frame.themes)
        self.window = frame.window
        self.themes = frame.themes
        self.tasks = frame.tasks
        self.reader = frame.reader
        self.desktop = desktop
        self.witness = witness
        self.state = state
        self.settings = settings
        self.wants_restart = False
        self._translators = frame.translators
        self._language = self.settings.settings.language
        self.icons = self.window.icons
        self.motion = Motion()
        self.writing = Tasks(self, workers=1)
        self.renderer = renderer
        self.folders = FolderService(self.tasks, witness, self)
        self.navigator = Navigator(Tabs.at(Location("")), self)
        self.titles = TabTitles(self.folders.queries, self)
        self.links = LinkRouter(self.navigator, desktop, self)
        self._build_reader()
        self._build_window()
        self.session = SessionKeeper(self.state, self.writing, self._take_session, self)
        self._connect_window()
        self._connect_reading()
        self._connect_folder()
        self._indexed_notes = -1
        self._apply_settings(self.settings.settings)
        self._deeds = QTimer(self)
        self._deeds.setInterval(DEEDS_EVERY_MS)
        self._deeds.timeout.connect(lambda: self.status_bar.show_deeds(witness.deeds))
        self._deeds.start()

    # Building.

    def _build_reader(self) -> None:
        self.reader.read_resource = self._read_resource
        options = partial(page_options, self.state, self.settings, self.themes)
        self.loader = PageLoader(self.tasks, self.reader, options, self)
        self.page_actions = PageActions(
            self.reader,
            self.navigator,
            desktop=self.desktop,
            state=self.state,
            witness=self.witness,
            window=self.window,
        )
        self.output = Output(self.reader, self.tasks, self.window)
        self.choices = FolderChoicesMenu(
            self.state,
            self.writing,
            self.folders.queries,
            lambda: self.navigator.location,
            self.window,
        )
        self.note_commands = NoteCommands(
            self.navigator,
            self.reader,
            desktop=self.desktop,
            state=self.state,
            settings=self.settings,
            writing=self.writing,
            name_of=self.titles.name_of,
            parent=self,
        )

    def _build_window(self) -> None:
        self._services = PaneServices(
            self.folders.queries, self.writing, self.state, self.themes, self.icons
        )
        self._panes: Panes | None = None
        self.overlays = Overlays(self._services, self.window)
        self.commands = Commands(self.window, self.icons)
        self.palette = CommandPalette(self.commands, self.themes, self.window)
        self.bookmarks = BookmarkList(self.themes, self.window)
        slots = window_slots(self)
        for command in standard_commands():
            self.commands.add(command, slots[command.id])
        self.tool_bar = ToolBar(self.commands, self.icons)
        self.tab_strip = TabStrip(self.icons, self.titles.name_of)
        self.start_page = StartPage(self.icons)
        self.status_bar = StatusBar(self.icons)
        self.status_bar.show_deeds(self.witness.deeds)
        self.window.addToolBar(self.tool_bar)
        self.window.setStatusBar(self.status_bar)
        self.window.put_tabs(self.tab_strip)
        self.window.put_start_page(self.start_page)

    def _connect_window(self) -> None:
        window, navigator = self.window, self.navigator
        window.place_dropped.connect(self.open_text)
        window.layout_changed.connect(self._take_layout)
        window.closing.connect(self.close)
        self.tab_strip.tab_selected.connect(navigator.select_tab)
        self.tab_strip.tab_closed.connect(navigator.close_tab)
        self.tab_strip.tab_moved.connect(navigator.move_tab)
        self.tab_strip.new_tab_requested.connect(self.new_tab)
        self.titles.titles_changed.connect(self.tab_strip.refresh)
        self.start_page.folder_requested.connect(self.choose_folder)
        self.start_page.recent_requested.connect(self.open_text)
        self.start_page.sample_requested.connect(
            lambda: self.open_text(str(resources_dir() / "sample-notes"))
        )
        self.start_page.forget_requested.connect(self._forget_folder)
        self.status_bar.cancel_requested.connect(self.folders.cancel)
        self.status_bar.problems_requested.connect(self.show_problems)
        self.status_bar.encoding_requested.connect(self.commands.action("encoding").trigger)
        self.bookmarks.open_requested.connect(navigator.open)
        self.bookmarks.remove_requested.connect(self.state.bookmarks.remove)
        self.settings.settings_changed.connect(self._apply_settings)
        self.themes.theme_changed.connect(self._apply_theme)

    def _connect_reading(self) -> None:
        navigator, reader, overlays = self.navigator, self.reader, self.overlays
        overlays.open_requested.connect(navigator.open)
        overlays.new_tab_requested.connect(navigator.open_in_new_tab)
        overlays.link_activated.connect(self.links.open_outside)
        overlays.title_search_requested.connect(self._search_title)
        overlays.library_left.connect(self._leave_reference_library)
        navigator.location_changed.connect(self._show_location)
        navigator.tabs_changed.connect(self._take_tabs)
        reader.link_activated.connect(self.links.follow)
        reader.scrolled.connect(self._take_scroll)
        reader.search_requested.connect(overlays.search_for)
        reader.menu_actions = [self.commands.action(name) for name in PAGE_MENU]
        reader.copied.connect(self.desktop.copy)
        reader.request_refused.connect(self.witness.count_refused)
        reader.request_made.connect(self.witness.count_request)
        reader.engine_restarted.connect(
            lambda: self.announce(self.tr("The page had to be restarted; it is shown again"))
        )
        reader.link_hovered.connect(self.status_bar.show_link)
        self.links.action_requested.connect(self.page_actions.do)
        self.links.refused.connect(self.page_actions.refuse)
        self.page_actions.image_hosts_changed.connect(self.loader.reload)
        self.loader.loaded.connect(self._take_page)
        self.loader.load_failed.connect(self._fail_to_load)
        for part in (overlays, self.page_actions, self.output, self.note_commands, self.choices):
            part.announced.connect(self.announce)

    def _connect_folder(self) -> None:
        self.folders.event_received.connect(self.status_bar.show_event)
        self.folders.event_received.connect(self._take_event)
        self.folders.index_updated.connect(self._follow_index)
        self.folders.index_updated.connect(self.choices.follow_index)
        self.folders.index_idle.connect(self.overlays.settle)
        self.choices.note_reread.connect(self.loader.reload)
        self.choices.folder_reread.connect(self.loader.refresh)
        for rereading in (self.choices.note_reread, self.choices.folder_reread):
            rereading.connect(self.folders.rescan)

    def start(self) -> None:
        """Load the web engine; the window is on the screen already."""
        self.reader.start_engine()
        # The engine makes the widget that shows the page with the first one, and after each crash.
        self.reader.page_shown.connect(lambda _page: order_focus(self.window))
        self.reader.page_shown.connect(self._furnish)
        QTimer.singleShot(FURNISH_AT_LATEST_MS, self, self._furnish)

    @property
    def panes(self) -> "Panes":
        """The panes beside the page: made when they are first used, or the page is there."""
        if self._panes is None:
            self._panes = self._make_panes()
        return self._panes

    def _furnish(self) -> None:
        """Make the panes, in steps between which the page can be scrolled already."""
        if self._panes is None:
            import noteviewer.gui.panes  # noqa: F401  (loaded here, used in the next step)

            QTimer.singleShot(0, self, lambda: self.panes)

    def _make_panes(self) -> "Panes":
        from noteviewer.gui.panes import Panes

        panes = Panes(self._services, self.window)
        panes.open_requested.connect(self.navigator.open)
        panes.new_tab_requested.connect(self.navigator.open_in_new_tab)
        panes.library.edit_requested.connect(self.note_commands.edit_other)
        panes.library.file_requested.connect(self.note_commands.show_other)
        panes.link_activated.connect(self.links.open_outside)
        panes.topic_export_requested.connect(self._export_topic)
        panes.title_search_requested.connect(self._search_title)
        panes.search_requested.connect(self.overlays.search_in)
        panes.announced.connect(self.announce)
        self.overlays.library_left.connect(panes.references.refresh)
        self.folders.folder_changed.connect(panes.set_folder)
        self.folders.index_updated.connect(panes.refresh)
        self.folders.index_idle.connect(panes.settle)
        self.navigator.location_changed.connect(panes.show_location)
        self.reader.scrolled.connect(lambda scrolled: panes.mark_section(scrolled.anchor))
        panes.fill(self.window.side_pane)
        self.window.put_library(panes.library)
        self.window.side_pane.show_view(self.window.arrangement.side_view)
        if self.folders.folder:
            panes.set_folder(self.folders.folder)
            panes.show_location(self.navigator.location)
        order_focus(self.window)
        return panes

    # Opening.

    def open_text(self, text: str) -> None:
        """Open what the reader named: a folder, a note, a link."""
        try:
            self.open_location(seen_from(self.folders.folder, read_place(text)))
        except CannotOpenError as error:
            self.announce(str(error))

    def open_location(self, location: Location) -> None:
        """Open a folder with its session, at a note where one is named."""
        if location.folder != self.folders.folder:
            self._open_folder(location.folder, has_place=bool(location.note))
        self.window.show_reader()
        if location.note:
            self.navigator.open(location)

    def _open_folder(self, folder: str, *, has_place: bool) -> None:
        self.session.save_now()
        self._offer_commands(has_folder=True)
        self._indexed_notes = -1
        self.folders.open(folder)
        self.output.folder = folder
        self.loader.use(
            PageSource(
                folder,
                renderer=self.renderer,
                wording=page_wording(),
                home_wording=home_wording(self.commands),
                gathered_wording=gathered_wording(),
                state=self.state,
                open_catalog=self.folders.open_catalog,
            )
        )
        self.state.folders.remember(folder)
        tabs, layout = self.session.restore(folder, has_place=has_place)
        self.window.arrange(layout)
        self._take_layout(layout)
        self.window.show_reader()
        self.navigator.restore(tabs)
        self.titles.refresh(history.current for history in tabs.histories)

    def open_start_page(self) -> None:
        """Show the start page with the recent folders."""
        self._offer_commands(has_folder=bool(self.folders.folder))
        self.start_page.show_recent(self.state.folders.recent())
        self.window.show_start_page()
        self.start_page.setFocus()

    def choose_folder(self) -> None:
        """Let the reader choose a folder."""
        folder = QFileDialog.getExistingDirectory(
            self.window, self.tr("Open a folder of notes"), self.folders.folder
        )
        if folder:
            self.open_text(folder)

    def new_tab(self) -> None:
        """Open a tab at the start of the folder."""
        self.navigator.open_in_new_tab(Location(self.folders.folder))

    def show_problems(self) -> None:
        """Show what is wrong in the folder."""
        self.commands.action("problems").trigger()

    def open_menu(self) -> None:
        """Open the menu of the tool bar, for the keyboard."""
        self.tool_bar.open_menu()

    def open_new_window(self) -> None:
        """Start another window, which begins at its start page."""
        self.desktop.open_window()

    def receive(self, place: str) -> None:
        """A later start handed over what it was to open."""
        if place:
            self.open_text(place)
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def announce(self, text: str) -> None:
        """Show one line in the status bar for a while."""
        self.status_bar.showMessage(text, NOTICE_MS)

    def close(self) -> None:
        """Keep the session and end everything that runs."""
        self.session.save_now()
        self._deeds.stop()
        self.overlays.close_down()
        self.folders.close()
        self.reader.stop_engine()
        self.renderer.close()
        self.tasks.close()
        self.writing.close()
        # The next window in this process must find what the system has.
        self.motion.set_still(is_still=False)
        forget_language(self._translators)

    def _offer_commands(self, *, has_folder: bool) -> None:
        for command in self.commands.all():
            if command.id not in WITHOUT_FOLDER:
                self.commands.action(command.id).setEnabled(has_folder)

    # What follows from a change.

    def _leave_reference_library(self) -> None:
        self.window.show_reader()
        self.reader.setFocus()

    def _show_location(self, location: Location) -> None:
        self.window.show_reader()
        self.loader.show(location)
        self.overlays.show_location(location)
        self.folders.want_first(location.note)

    def _take_tabs(self, tabs: Tabs) -> None:
        self.tab_strip.show_tabs(tabs)
        self.commands.action("back").setEnabled(tabs.history.can_go_back)
        self.commands.action("forward").setEnabled(tabs.history.can_go_forward)
        self.session.note_change()

    def _take_page(self, document: PageDocument) -> None:
        folder = self.folders.folder
        self.titles.learn(folder, document.note, document.title)
        self.status_bar.show_encoding(document.encoding)
        name = Path(folder).name
        self.window.setWindowTitle(f"{document.title} — {name}" if document.note else name)
        if document.note and not is_gathered(document.note):
            visit = partial(self.state.visits.record, folder, document.note)
            self.writing.run(visit, _done, self._not_kept)
        self.note_commands.take_section(document.anchor)

    def _take_scroll(self, scrolled: Scrolled) -> None:
        self.navigator.remember_scroll(scrolled.scroll)
        self.loader.remember_scroll(scrolled.scroll)
        self.note_commands.take_section(scrolled.anchor)
        self.session.note_change()

    def _take_layout(self, layout: Layout) -> None:
        self.commands.action("library").setChecked(layout.has_library)
        self.commands.action("references").setChecked(layout.has_side)
        self.session.note_change()

    def _take_event(self, event: IndexEvent) -> None:
        if isinstance(event, IndexIdle) and event.notes != self._indexed_notes:
            self._indexed_notes = event.notes
            self.loader.refresh()

    def _follow_index(self, update: IndexUpdate) -> None:
        for old, new in update.renamed.items():
            move = partial(self.state.note_moved, self.folders.folder, old, new)
            self.writing.run(move, _done, self._not_kept)
        self.navigator.follow_renames(update.renamed)
        self.overlays.refresh()
        here = self.navigator.location.note
        if not here or is_gathered(here) or here in update.changed or here in update.removed:
            self.loader.reload()
        self.titles.refresh(history.current for history in self.navigator.tabs.histories)

    def _fail_to_load(self, location: Location, error: Exception) -> None:
        logger.info("cannot show %s: %s", location.note, error)
        title = self.titles.name_of(location)
        self.reader.show_message(title, self.tr("This note cannot be shown."), str(error))

    def _apply_settings(self, settings: Settings) -> None:
        if settings.language != self._language:
            self.wants_restart = True
            self.window.close()
            return
        self.themes.choose(ThemeChoice(settings.theme))
        self.themes.scale_font(settings.font_percent)
        self.commands.rebind(settings.shortcuts)
        self.reader.set_zoom(settings.zoom_percent)
        self.reader.set_still(is_still=settings.reduced_motion)
        self.motion.set_still(is_still=settings.reduced_motion)
        self._apply_theme(self.themes.theme)

    def _apply_theme(self, _theme: Theme) -> None:
        appearance = appearance_of(self.settings.settings, self.themes.theme)
        self.reader.set_appearance(switches_of(appearance))

    def _take_session(self) -> tuple[str, Tabs, Layout]:
        return self.folders.folder, self.navigator.tabs, self.window.arrangement

    def _read_resource(self, url: str) -> Resource | None:
        source = self.loader.source
        return source.read_resource(url) if source else None

    def _export_topic(self, name: str) -> None:
        if self.loader.source is not None:
            self.output.export_topic(self.loader.source, name)

    def _search_title(self, title: str) -> None:
        self.links.open_outside(search_address(self.settings.settings.title_search, title))

    def _forget_folder(self, folder: str) -> None:
        self.state.folders.forget(folder)
        self.open_start_page()

    def _not_kept(self, error: Exception) -> None:
        logger.info("a visit was not kept: %s", error)


def _done(_nothing: None) -> None:
    """Nothing is to be said when all went well."""
