"""Which part of the program does what each command asks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from noteviewer.gui.desktop import Desktop
from noteviewer.gui.folder_choices import FolderChoicesMenu
from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.note_commands import NoteCommands
from noteviewer.gui.opening import Opening
from noteviewer.gui.output import Output
from noteviewer.gui.overlays import Overlays
from noteviewer.gui.program_dialogs import ProgramDialogs
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.series_commands import SeriesCommands
from noteviewer.gui.status_bar import StatusBar
from noteviewer.gui.view_commands import ViewCommands


@dataclass(frozen=True, slots=True)
class Receivers:
    """Those who do what commands and panes ask."""

    window: MainWindow
    navigator: Navigator
    reader: ReaderPane
    folders: FolderService
    opening: Opening
    note: NoteCommands
    series: SeriesCommands
    view: ViewCommands
    overlays: Overlays
    dialogs: ProgramDialogs
    choices: FolderChoicesMenu
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
        "find": by.reader.open_find_bar,
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
    matches = by.reader.matches
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
