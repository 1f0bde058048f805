"""What each command of the window does."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from noteviewer.gui.settings.values import ZOOM_PERCENTS

if TYPE_CHECKING:
    from noteviewer.gui.app import Program


def window_slots(program: "Program") -> dict[str, Callable[[], object]]:
    """A callable for the id of each command (`commands.table`)."""
    window, navigator = program.window, program.navigator
    return {
        "back": navigator.back,
        "forward": navigator.forward,
        "start": program.open_start_page,
        "find": program.reader.open_find_bar,
        "find-next": program.reader.find_next,
        "find-previous": program.reader.find_previous,
        "new-tab": program.new_tab,
        "close-tab": navigator.close_current_tab,
        "next-tab": navigator.next_tab,
        "previous-tab": navigator.previous_tab,
        "reopen-tab": navigator.reopen_tab,
        "library": lambda: window.show_library(is_shown=not window.arrangement.has_library),
        "references": lambda: window.show_side(is_shown=not window.arrangement.has_side),
        "full-screen": lambda: _toggle_full_screen(program),
        "reading-mode": lambda: window.set_reading_mode(is_on=not window.is_in_reading_mode),
        "zoom-in": lambda: _zoom(program, 1),
        "zoom-out": lambda: _zoom(program, -1),
        "zoom-reset": lambda: _set_zoom(program, 100),
        "theme": lambda: _toggle_theme(program),
        "open-folder": program.choose_folder,
        "rescan": program.folders.rescan,
        "menu": program.open_menu,
        "quit": window.close,
    }


def _toggle_full_screen(program: "Program") -> None:
    window = program.window
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _toggle_theme(program: "Program") -> None:
    wanted = "light" if program.themes.theme.is_dark else "dark"
    program.settings.change(replace(program.settings.settings, theme=wanted))


def _zoom(program: "Program", steps: int) -> None:
    present = program.settings.settings.zoom_percent
    larger = [percent for percent in ZOOM_PERCENTS if percent > present]
    smaller = [percent for percent in reversed(ZOOM_PERCENTS) if percent < present]
    candidates = larger if steps > 0 else smaller
    if candidates:
        _set_zoom(program, candidates[0])


def _set_zoom(program: "Program", percent: int) -> None:
    program.settings.change(replace(program.settings.settings, zoom_percent=percent))
