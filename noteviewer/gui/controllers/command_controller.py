"""Which part of the window does what each command asks."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.controllers.bookmarking import Bookmarking
from noteviewer.gui.controllers.drawing_output import DrawingOutput
from noteviewer.gui.controllers.folder_controller import FolderController, FolderService
from noteviewer.gui.controllers.folder_options import FolderOptionsMenu
from noteviewer.gui.controllers.note_commands import NoteCommands, SeriesCommands
from noteviewer.gui.controllers.output import Output
from noteviewer.gui.controllers.page_controller import PageController
from noteviewer.gui.controllers.program_dialogs import ProgramDialogs
from noteviewer.gui.controllers.reading_controller import ReadingController
from noteviewer.gui.controllers.view_commands import ViewCommands
from noteviewer.gui.controllers.view_controller import ViewController
from noteviewer.gui.core.services import AppServices, WindowServices
from noteviewer.gui.core.translations import system_language
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.window.frame import Frame
from noteviewer.gui.window.main_window import Cover
from noteviewer.gui.window.mouse import WindowMouse
from noteviewer.library.location import Location
from noteviewer.paths import resources_dir

if TYPE_CHECKING:
    from noteviewer.gui.panes.panes import Panes

PAGE_MENU = ("back", "forward", "bookmark", "find", "edit", "copy-link", "print")
"""Commands that the menu of the page offers."""


class CommandController(QObject):
    """Builds those who do commands, and connects each command with one of them."""

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
        views: ViewController,
        reading: ReadingController,
        commands: Commands,
    ) -> None:
        super().__init__(frame.window)
        self._app = app
        self._window = frame.window
        self._page_view = frame.page_view
        self._folders = folders
        self._navigator = navigator
        self._folder = folder
        self._views = views
        self._reading = reading
        self._dialogs = ProgramDialogs(frame.window, commands, app.settings)
        self._output = Output(frame.page_view, frame.tasks, services.messages, frame.window)
        self._drawings = DrawingOutput(frame.page_view, self._output, services.messages)
        self._options = FolderOptionsMenu(
            services,
            folders,
            page.loader,
            lambda: navigator.location,
            settings=app.settings,
            window=frame.window,
        )
        self._note = NoteCommands(navigator, frame.page_view, app, services.messages)
        self._bookmarking = Bookmarking(navigator, services, commands, page.titles.name_of)
        self._series = SeriesCommands(
            navigator, page.loader, self._output, frame.tasks, services.messages
        )
        self._view = ViewCommands(
            frame.window,
            frame.page_view,
            views.panes,
            commands=commands,
            settings=app.settings,
            services=services,
        )
        views.bars.add_commands(self._slots())
        frame.page_view.menu_actions = [commands.action(name) for name in PAGE_MENU]
        self._connect(page, commands)

    @property
    def output(self) -> Output:
        """Prints and exports the page."""
        return self._output

    def _connect(self, page: PageController, commands: Commands) -> None:
        self._folders.folder_changed.connect(self._output.set_folder)
        self._page_view.image_requested.connect(self._output.export_image)
        page.loader.loaded.connect(self._note.take_section)
        self._page_view.scrolled.connect(self._note.take_section)
        mouse = WindowMouse(self._window, self._page_view)
        mouse.back_pressed.connect(commands.action("back").trigger)
        mouse.forward_pressed.connect(commands.action("forward").trigger)
        mouse.zoom_turned.connect(self._view.zoom)
        self._views.bars.tab_strip.path_requested.connect(self._note.copy_path_of_tab)
        page.loader.loaded.connect(self._bookmarking.take_section)
        self._page_view.scrolled.connect(self._bookmarking.take_section)
        self._views.dialogs.bookmarks.when_made(
            lambda listed: listed.changed.connect(self._bookmarking.look)
        )
        status_bar = self._views.bars.status_bar
        status_bar.problems_requested.connect(commands.action("problems").trigger)
        status_bar.encoding_requested.connect(commands.action("encoding").trigger)
        self._views.panes.when_made(self._connect_panes)

    def _connect_panes(self, panes: "Panes") -> None:
        panes.library.edit_requested.connect(self._note.edit_other)
        panes.library.file_requested.connect(self._note.show_other)
        panes.library.export_requested.connect(self._series.export_topic)

    def _open_help(self) -> None:
        """Show the pages for users as a folder of notes, in a window of their own."""
        language = self._app.settings.settings.language or system_language()
        pages = Location(str(resources_dir() / "help" / language), "start.md")
        self._app.desktop.open_window(pages.to_url())

    def _slots(self) -> dict[str, Callable[[], object]]:
        """A callable for the id of each command (`commands.table`) but ``menu``."""
        folder, note, series, view = self._folder, self._note, self._series, self._view
        dialogs, bars = self._views.dialogs, self._views.bars
        tabs = self._navigator
        return {
            "back": self._go_back,
            "forward": self._navigator.forward,
            "go-to": dialogs.open_quick,
            "next-in-series": partial(series.go, 1),
            "previous-in-series": partial(series.go, -1),
            "home": folder.go_home,
            "start": folder.open_start_page,
            "search": dialogs.open_search,
            "find": dialogs.find,
            "find-next": partial(self._step_match, 1),
            "find-previous": partial(self._step_match, -1),
            "new-tab": folder.open_new_tab,
            "close-tab": tabs.close_current_tab,
            "next-tab": tabs.next_tab,
            "previous-tab": tabs.previous_tab,
            "reopen-tab": tabs.reopen_tab,
            "duplicate-tab": lambda: tabs.duplicate_tab(tabs.tabs.current),
            "pin-tab": lambda: tabs.toggle_pin(tabs.tabs.current),
            **{f"tab-{number}": partial(tabs.show_tab, number) for number in range(1, 10)},
            "bookmark": self._bookmarking.toggle,
            "bookmarks": dialogs.open_bookmarks,
            "news": self._reading.show_news,
            "highlight": self._reading.mark,
            "highlight-comment": partial(self._reading.mark, has_comment=True),
            "undo-highlight": self._reading.undo,
            "highlights": partial(view.toggle_side, "highlights"),
            "similar": self._reading.find_similar,
            "edit": note.edit,
            "show-file": note.show_file,
            "copy-path": note.copy_path,
            "copy-link": note.copy_link,
            "compare-versions": note.compare_versions,
            "encoding": lambda: self._options.ask_encoding(bars.status_bar.encoding_place),
            "print": self._output.print,
            "export-pdf": self._output.export_pdf,
            "export-html": self._output.export_html,
            "export-topic": series.export,
            "library": view.toggle_library,
            "references": partial(view.toggle_side, "references"),
            "outline": partial(view.toggle_side, "outline"),
            "backlinks": partial(view.toggle_side, "backlinks"),
            "problems": partial(view.toggle_side, "problems"),
            "reference-library": dialogs.open_reference_library,
            "cycle-panes": partial(view.cycle_panes, 1),
            "cycle-panes-back": partial(view.cycle_panes, -1),
            "full-screen": view.toggle_full_screen,
            "reading-mode": view.toggle_reading_mode,
            "zoom-in": partial(view.zoom, 1),
            "zoom-out": partial(view.zoom, -1),
            "zoom-reset": partial(view.set_zoom, 100),
            "theme": view.toggle_theme,
            "open-folder": folder.choose_folder,
            "folder-kind": self._options.ask_kind,
            "image-hosts": self._options.ask_image_hosts,
            "rescan": self._folders.rescan,
            "palette": dialogs.open_palette,
            "settings": self._dialogs.show_settings,
            "shortcuts": self._dialogs.show_shortcuts,
            "new-window": partial(self._app.desktop.open_window, ""),
            "help": self._open_help,
            "about": self._dialogs.show_about,
            "quit": self._window.close,
        }

    def _go_back(self) -> None:
        """Go to the place before; from what covers the page, to the page."""
        if self._window.cover is Cover.NONE:
            self._navigator.back()
        else:
            self._views.dialogs.show_page()

    def _step_match(self, steps: int) -> None:
        """Walk through the matches of a search, on into the next note where there are no more."""
        matches = self._page_view.matches
        if matches.is_awaited:
            return  # a key that is held must not pass over notes that are still being laid out
        if not matches.is_at_edge(steps):
            matches.step(steps)
            return
        matches.is_entered_from_end = steps < 0
        matches.is_awaited = self._views.dialogs.step_note(steps)
        if not matches.is_awaited:
            matches.is_entered_from_end = False
            matches.step(steps)
