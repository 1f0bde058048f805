"""What each command of the window does."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from noteviewer import __version__
from noteviewer.gui.commands.shortcut_dialog import ShortcutDialog
from noteviewer.gui.pages.facts import FolderFacts
from noteviewer.gui.settings.dialog import SettingsDialog
from noteviewer.gui.settings.values import ZOOM_PERCENTS
from noteviewer.library.gathered import Gathered, GatheredKind
from noteviewer.library.location import Location

if TYPE_CHECKING:
    from noteviewer.gui.program import Program


def window_slots(program: "Program") -> dict[str, Callable[[], object]]:
    """A callable for the id of each command (`commands.table`)."""
    navigator, reader, overlays = program.navigator, program.reader, program.overlays
    note, output, window = program.note_commands, program.output, program.window
    return {
        "back": navigator.back,
        "forward": navigator.forward,
        "go-to": overlays.open_quick,
        "next-in-series": lambda: _go_in_series(program, 1),
        "previous-in-series": lambda: _go_in_series(program, -1),
        "home": lambda: _go_home(program),
        "start": program.open_start_page,
        "search": overlays.open_search,
        "find": reader.open_find_bar,
        "find-next": lambda: _step_match(program, 1),
        "find-previous": lambda: _step_match(program, -1),
        "new-tab": program.new_tab,
        "close-tab": navigator.close_current_tab,
        "next-tab": navigator.next_tab,
        "previous-tab": navigator.previous_tab,
        "reopen-tab": navigator.reopen_tab,
        "bookmark": note.toggle_bookmark,
        "bookmarks": lambda: _show_bookmarks(program),
        "edit": note.edit,
        "show-file": note.show_file,
        "copy-path": note.copy_path,
        "copy-link": note.copy_link,
        "encoding": lambda: program.choices.ask_encoding(program.status_bar.encoding_place),
        "print": output.print,
        "export-pdf": output.export_pdf,
        "export-html": output.export_html,
        "export-topic": lambda: _export_topic(program),
        "library": lambda: _toggle_library(program),
        "references": lambda: _toggle_side(program, "references"),
        "outline": lambda: _toggle_side(program, "outline"),
        "backlinks": lambda: _toggle_side(program, "backlinks"),
        "problems": lambda: _toggle_side(program, "problems"),
        "reference-library": lambda: _show_reference_library(program),
        "cycle-panes": lambda: _cycle_panes(program, 1),
        "cycle-panes-back": lambda: _cycle_panes(program, -1),
        "full-screen": lambda: _toggle_full_screen(program),
        "reading-mode": lambda: _toggle_reading_mode(program),
        "zoom-in": lambda: _zoom(program, 1),
        "zoom-out": lambda: _zoom(program, -1),
        "zoom-reset": lambda: _set_zoom(program, 100),
        "theme": lambda: _toggle_theme(program),
        "open-folder": program.choose_folder,
        "folder-kind": program.choices.ask_kind,
        "rescan": program.folders.rescan,
        "palette": program.palette.open,
        "settings": lambda: SettingsDialog(program.settings, window).exec(),
        "shortcuts": lambda: _show_shortcuts(program),
        "menu": program.open_menu,
        "new-window": program.open_new_window,
        "about": lambda: _show_about(program),
        "quit": window.close,
    }


def _show_reference_library(program: "Program") -> None:
    if program.folders.folder:
        program.overlays.open_reference_library()


def _toggle_library(program: "Program") -> None:
    is_shown = not program.window.arrangement.has_library
    program.window.show_library(is_shown=is_shown)
    if is_shown:
        program.panes.library.focus_tree()
    else:
        program.reader.setFocus()


def _toggle_side(program: "Program", view: str) -> None:
    window = program.window
    is_there = window.arrangement.has_side and window.side_pane.view == view
    if is_there and not window.is_in_reading_mode:
        window.show_side(is_shown=False)
        program.reader.setFocus()
        return
    window.side_pane.show_view(view)
    window.show_side(is_shown=True)
    program.panes.focus_side(view)


def _cycle_panes(program: "Program", steps: int) -> None:
    """Give the keyboard to the next pane that is shown: library, page, side."""
    window, panes = program.window, program.panes
    stops: list[tuple[QWidget, Callable[[], object]]] = [
        (panes.library, panes.library.focus_tree),
        (program.reader, program.reader.setFocus),
        (window.side_pane, lambda: panes.focus_side(window.side_pane.view)),
    ]
    shown = [stop for stop in stops if stop[0].isVisible()]
    if not shown:
        return
    focus = QApplication.focusWidget() or window
    here = next(
        (
            index
            for index, (pane, _) in enumerate(shown)
            if pane is focus or pane.isAncestorOf(focus)
        ),
        0,
    )
    shown[(here + steps) % len(shown)][1]()


def _step_match(program: "Program", steps: int) -> None:
    """Walk through the matches of a search, on into the next note where this one has no more."""
    if not (program.reader.is_at_edge(steps) and program.overlays.step_note(steps)):
        program.reader.step_match(steps)


def _toggle_full_screen(program: "Program") -> None:
    window = program.window
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()
    program.commands.action("full-screen").setChecked(window.isFullScreen())


def _toggle_reading_mode(program: "Program") -> None:
    is_on = not program.window.is_in_reading_mode
    program.window.set_reading_mode(is_on=is_on)
    program.commands.action("reading-mode").setChecked(is_on)
    program.reader.setFocus()


def _toggle_theme(program: "Program") -> None:
    wanted = program.themes.theme.opposite
    program.settings.change(replace(program.settings.settings, theme=wanted.value))


def _zoom(program: "Program", steps: int) -> None:
    present = program.settings.settings.zoom_percent
    larger = [percent for percent in ZOOM_PERCENTS if percent > present]
    smaller = [percent for percent in reversed(ZOOM_PERCENTS) if percent < present]
    candidates = larger if steps > 0 else smaller
    if candidates:
        _set_zoom(program, candidates[0])


def _set_zoom(program: "Program", percent: int) -> None:
    program.settings.change(replace(program.settings.settings, zoom_percent=percent))
    program.announce(f"{percent} %")


def _go_home(program: "Program") -> None:
    program.window.show_reader()
    program.navigator.open(Location(program.folders.folder))


def _go_in_series(program: "Program", steps: int) -> None:
    here, source = program.navigator.location, program.loader.source
    if source is None or not here.note:
        return

    def go(facts: FolderFacts) -> None:
        for place in facts.neighbours(here.note):
            link = place.next if steps > 0 else place.previous
            if link is not None:
                program.navigator.open(Location(here.folder, link.path))
                return
        program.announce(
            QCoreApplication.translate("WindowCommands", "There is no other note of the series")
        )

    program.tasks.run(
        partial(source.facts, here.note), go, lambda error: program.announce(str(error))
    )


def _export_topic(program: "Program") -> None:
    here, source = program.navigator.location, program.loader.source
    if source is None:
        return
    gathered = Gathered.from_note(here.note)
    if gathered is not None and gathered.kind is GatheredKind.TOPIC:
        program.output.export_topic(source, gathered.name)
        return

    def export(facts: FolderFacts) -> None:
        row = facts.notes.get(here.note)
        if row is not None and row.series:
            program.output.export_topic(source, row.series[0].name)
        else:
            program.announce(
                QCoreApplication.translate("WindowCommands", "This note is in no series")
            )

    program.tasks.run(
        partial(source.facts, here.note), export, lambda error: program.announce(str(error))
    )


def _show_bookmarks(program: "Program") -> None:
    folder = program.folders.folder
    program.tasks.run(
        lambda: program.state.bookmarks.of_folder(folder),
        program.bookmarks.show_bookmarks,
        lambda error: program.announce(str(error)),
    )


def _show_shortcuts(program: "Program") -> None:
    store = program.settings
    dialog = ShortcutDialog(program.commands, program.window)

    def bind(command_id: str, keys: tuple[str, ...] | None) -> None:
        bound = {k: v for k, v in store.settings.shortcuts.items() if k != command_id}
        if keys is not None:
            bound[command_id] = keys
        store.change(replace(store.settings, shortcuts=bound))

    dialog.bound.connect(bind)
    dialog.all_reset.connect(lambda: store.change(replace(store.settings, shortcuts={})))
    dialog.exec()


def _show_about(program: "Program") -> None:
    tr = QCoreApplication.translate
    text = tr(
        "WindowCommands",
        "noteviewer {}\n\nReads, searches and harvests a folder of notes, offline, "
        "changing nothing.\n\nMIT licence.",
    )
    title = tr("WindowCommands", "About noteviewer")
    QMessageBox.about(program.window, title, text.format(__version__))
