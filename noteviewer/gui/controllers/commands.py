"""Which part of the program does what each command asks."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from noteviewer import __version__
from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.controllers.dialogs import Overlays
from noteviewer.gui.controllers.folder_controller import FolderOpener, FolderService
from noteviewer.gui.controllers.folder_options import FolderOptionsMenu
from noteviewer.gui.controllers.note_commands import NoteCommands, SeriesCommands
from noteviewer.gui.controllers.output import Output
from noteviewer.gui.controllers.view_commands import ViewCommands
from noteviewer.gui.core.desktop import Desktop
from noteviewer.gui.core.input_method import input_method_variables, is_portal_served
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.gui.window.status_bar import StatusBar


class ProgramDialogs(QObject):
    """Opens them; each is loaded when it is asked for."""

    def __init__(self, window: MainWindow, commands: Commands, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._store = settings

    def show_settings(self) -> None:
        """Let the user change settings, which take effect at once."""
        from noteviewer.gui.settings.dialog import SettingsDialog

        SettingsDialog(self._store, self._window).exec()

    def show_shortcuts(self) -> None:
        """List the keys, and let the user choose others."""
        from noteviewer.gui.commands.shortcut_dialog import ShortcutDialog

        dialog = ShortcutDialog(self._commands, self._window)
        dialog.bound.connect(self._bind)
        dialog.all_reset.connect(self._reset)
        dialog.exec()

    def show_about(self) -> None:
        """Say what this program is."""
        text = self.tr(
            "noteviewer {}\n\nReads, searches and harvests a folder of notes, offline, "
            "changing nothing.\n\nMIT licence."
        )
        text = text.format(__version__)
        if sys.platform == "linux":
            text += "\n\n" + self._about_input()
        QMessageBox.about(self._window, self.tr("About noteviewer"), text)

    def _about_input(self) -> str:
        """How Chinese is written in the window, or what is to be done so that it can be."""
        variables = input_method_variables()
        if not variables:
            return self.tr(
                "Input method: none is named. To write Chinese with fcitx5 or IBus, start "
                "noteviewer with QT_IM_MODULE=ibus and IBUS_USE_PORTAL=1."
            )
        named = " ".join(f"{name}={value}" for name, value in variables.items())
        text = self.tr("Input method: {}").format(named)
        if "IBUS_USE_PORTAL" in variables and not is_portal_served():
            text += "\n" + self.tr(
                "It does not answer: start fcitx5 or ibus-daemon. fcitx5 must have its IBus "
                "frontend switched on."
            )
        return text

    def _bind(self, command_id: str, keys: tuple[str, ...] | None) -> None:
        settings = self._store.settings
        bound = {k: v for k, v in settings.shortcuts.items() if k != command_id}
        if keys is not None:
            bound[command_id] = keys
        self._store.change(replace(settings, shortcuts=bound))

    def _reset(self) -> None:
        self._store.change(replace(self._store.settings, shortcuts={}))


@dataclass(frozen=True, slots=True)
class Receivers:
    """Those who do what commands and panes ask."""

    window: MainWindow
    navigator: Navigator
    page_view: PageView
    folders: FolderService
    opening: FolderOpener
    note: NoteCommands
    series: SeriesCommands
    view: ViewCommands
    overlays: Overlays
    dialogs: ProgramDialogs
    choices: FolderOptionsMenu
    output: Output
    status_bar: StatusBar
    desktop: Desktop


def window_slots(by: Receivers) -> dict[str, Callable[[], object]]:
    """A callable for the id of each command (`commands.table`) but ``menu``."""
    view, series = by.view, by.series
    return {
        "back": by.navigator.back,
        "forward": by.navigator.forward,
        "go-to": by.overlays.open_quick,
        "next-in-series": partial(series.go, 1),
        "previous-in-series": partial(series.go, -1),
        "home": by.opening.go_home,
        "start": by.opening.open_start_page,
        "search": by.overlays.open_search,
        "find": by.page_view.open_find_bar,
        "find-next": partial(_step_match, by, 1),
        "find-previous": partial(_step_match, by, -1),
        "new-tab": by.opening.open_new_tab,
        "close-tab": by.navigator.close_current_tab,
        "next-tab": by.navigator.next_tab,
        "previous-tab": by.navigator.previous_tab,
        "reopen-tab": by.navigator.reopen_tab,
        "bookmark": by.note.toggle_bookmark,
        "bookmarks": by.overlays.open_bookmarks,
        "edit": by.note.edit,
        "show-file": by.note.show_file,
        "copy-path": by.note.copy_path,
        "copy-link": by.note.copy_link,
        "encoding": lambda: by.choices.ask_encoding(by.status_bar.encoding_place),
        "print": by.output.print,
        "export-pdf": by.output.export_pdf,
        "export-html": by.output.export_html,
        "export-topic": series.export,
        "library": view.toggle_library,
        "references": partial(view.toggle_side, "references"),
        "outline": partial(view.toggle_side, "outline"),
        "backlinks": partial(view.toggle_side, "backlinks"),
        "problems": partial(view.toggle_side, "problems"),
        "reference-library": by.overlays.open_reference_library,
        "cycle-panes": partial(view.cycle_panes, 1),
        "cycle-panes-back": partial(view.cycle_panes, -1),
        "full-screen": view.toggle_full_screen,
        "reading-mode": view.toggle_reading_mode,
        "zoom-in": partial(view.zoom, 1),
        "zoom-out": partial(view.zoom, -1),
        "zoom-reset": partial(view.set_zoom, 100),
        "theme": view.toggle_theme,
        "open-folder": by.opening.choose_folder,
        "folder-kind": by.choices.ask_kind,
        "image-hosts": by.choices.ask_image_hosts,
        "rescan": by.folders.rescan,
        "palette": by.overlays.open_palette,
        "settings": by.dialogs.show_settings,
        "shortcuts": by.dialogs.show_shortcuts,
        "new-window": by.desktop.open_window,
        "about": by.dialogs.show_about,
        "quit": by.window.close,
    }


def _step_match(by: Receivers, steps: int) -> None:
    """Walk through the matches of a search, on into the next note where this one has no more."""
    matches = by.page_view.matches
    if matches.is_awaited:
        return  # a key that is held must not pass over notes that are still being laid out
    if not matches.is_at_edge(steps):
        matches.step(steps)
        return
    matches.is_entered_from_end = steps < 0
    matches.is_awaited = by.overlays.step_note(steps)
    if not matches.is_awaited:
        matches.is_entered_from_end = False
        matches.step(steps)
