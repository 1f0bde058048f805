"""The reference library in the real window: there by a key, kept while away, marks that last."""

import pytest
from PySide6.QtCore import Qt

from noteviewer.gui.reference_library.page import ReferenceLibraryPage
from tests.end_to_end.window_driver import WindowDriver
from tests.gui.drivers import ReferenceLibraryDriver

pytestmark = pytest.mark.web

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_library(driver: WindowDriver) -> ReferenceLibraryPage:
    page = driver.reference_library()
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_R, CTRL_SHIFT)
    driver.wait(page.isVisible)
    return page


def starred(page: ReferenceLibraryPage) -> list[tuple[str, ...]]:
    return [
        line.entry.paths for line in ReferenceLibraryDriver(page).lines if line.state.is_starred
    ]


def test_a_mark_outlives_a_rename_by_another_program_and_the_list_the_way_to_the_note(
    driver: WindowDriver,
) -> None:
    keys = driver.qtbot
    driver.window.activateWindow()
    page = open_library(driver)
    driver.wait(lambda: len(ReferenceLibraryDriver(page).lines) == 3)
    keys.keyClicks(page.field, "second")
    driver.wait(lambda: len(ReferenceLibraryDriver(page).lines) == 1)
    keys.keyClick(page.field, Qt.Key.Key_Down)
    keys.keyClick(page.table, Qt.Key.Key_S)
    assert starred(page) == [("series-1.md",)]

    old = driver.folder / "series-1.md"
    driver.updates(lambda: old.rename(driver.folder / "renamed.md"))
    driver.wait(lambda: starred(page) == [("renamed.md",)])

    driver.shows(
        "renamed.md",
        lambda: keys.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
    )
    assert not page.isVisible()

    assert open_library(driver).field.text() == "second"
    keys.keyClick(page.field, Qt.Key.Key_Escape)
    keys.keyClick(page.field, Qt.Key.Key_Escape)
    driver.wait(lambda: not page.isVisible())


def test_opening_a_reference_goes_to_the_browser_and_counts_as_read(driver: WindowDriver) -> None:
    driver.window.activateWindow()
    page = open_library(driver)
    driver.wait(lambda: len(ReferenceLibraryDriver(page).lines) == 3)
    page.open("http://www.example.org/page/?utm_source=mail")
    driver.wait(lambda: len(ReferenceLibraryDriver(page).lines) == 1)
    driver.qtbot.keyClick(page.field, Qt.Key.Key_Return)
    driver.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert driver.desktop.urls == ["https://example.org/page"]
    state = driver.state.references
    driver.wait(lambda: state.get("https://example.org/page").is_read)
