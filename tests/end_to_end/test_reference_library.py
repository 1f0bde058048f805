"""The reference library in the real window: there by a key, kept while away, marks that last."""

import pytest
from PySide6.QtCore import Qt

from noteviewer.gui.reference_library.page import ReferenceLibraryPage
from tests.end_to_end.conftest import Walk

pytestmark = pytest.mark.web

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_library(walk: Walk) -> ReferenceLibraryPage:
    page = walk.program.overlays.reference_library
    walk.qtbot.keyClick(walk.program.window, Qt.Key.Key_R, CTRL_SHIFT)
    walk.wait(page.isVisible)
    return page


def starred(page: ReferenceLibraryPage) -> list[tuple[str, ...]]:
    return [line.entry.paths for line in page._model.lines if line.state.is_starred]


def test_a_mark_outlives_a_rename_by_another_program_and_the_list_the_way_to_the_note(
    walk: Walk,
) -> None:
    keys = walk.qtbot
    walk.program.window.activateWindow()
    page = open_library(walk)
    walk.wait(lambda: len(page._model.lines) == 3)
    keys.keyClicks(page.field, "second")
    walk.wait(lambda: len(page._model.lines) == 1)
    keys.keyClick(page.field, Qt.Key.Key_Down)
    keys.keyClick(page.table, Qt.Key.Key_S)
    assert starred(page) == [("series-1.md",)]

    old = walk.folder / "series-1.md"
    walk.updates(lambda: old.rename(walk.folder / "renamed.md"))
    walk.wait(lambda: starred(page) == [("renamed.md",)])

    walk.shows(
        "renamed.md",
        lambda: keys.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
    )
    assert not page.isVisible()

    assert open_library(walk).field.text() == "second"
    keys.keyClick(page.field, Qt.Key.Key_Escape)
    keys.keyClick(page.field, Qt.Key.Key_Escape)
    walk.wait(lambda: not page.isVisible())


def test_opening_a_reference_goes_to_the_browser_and_counts_as_read(walk: Walk) -> None:
    walk.program.window.activateWindow()
    page = open_library(walk)
    walk.wait(lambda: len(page._model.lines) == 3)
    page.open("http://www.example.org/page/?utm_source=mail")
    walk.wait(lambda: len(page._model.lines) == 1)
    walk.qtbot.keyClick(page.field, Qt.Key.Key_Return)
    walk.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert walk.desktop.urls == ["https://example.org/page"]
    state = walk.program.state.references
    walk.wait(lambda: state.get("https://example.org/page").is_read)
