"""The highlights pane, its dialog and its files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.highlights.actions import HighlightActions
from noteviewer.gui.highlights.dialog import HighlightDialog
from noteviewer.gui.highlights.files import HighlightFiles
from noteviewer.gui.highlights.pane import HighlightsPane
from noteviewer.library.annotations.model import Color, Highlight, Selectors
from noteviewer.library.export.highlights import HighlightForm, HighlightSelection
from noteviewer.library.location import Location
from tests.gui.drivers import HighlightsDriver, button, child

ONE = Highlight("urn:1", "/notes", "a.md", Selectors("first passage", section="part"), created=5.0)
TWO = Highlight(
    "urn:2", "/notes", "b.md", Selectors("second passage"), Color.BLUE, "why", created=6.0
)

Open = Callable[[], HighlightsDriver]


@pytest.fixture
def pane(qtbot: QtBot, services: WindowServices) -> HighlightsPane:
    services.state.highlights.keep([ONE, TWO])
    made = HighlightsPane(services, HighlightActions(services))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def driver(qtbot: QtBot, pane: HighlightsPane) -> HighlightsDriver:
    pane.set_folder("/notes")
    found = HighlightsDriver(pane)
    qtbot.waitUntil(lambda: len(found.items) == 2)
    return found


def test_all_notes_or_one_and_a_colour(driver: HighlightsDriver, pane: HighlightsPane) -> None:
    assert driver.passages == ["first passage", "second passage"]
    pane.show_location(Location("/notes", "b.md"))
    driver.choose("Notes", "This note")
    assert driver.passages == ["second passage"]
    pane.show_location(Location("/notes", "a.md"))
    assert driver.passages == ["first passage"]
    driver.choose("Notes", "All notes")
    driver.choose("Colour", "Blue")
    assert driver.passages == ["second passage"]


def test_enter_leads_to_the_passage(
    qtbot: QtBot, driver: HighlightsDriver, pane: HighlightsPane
) -> None:
    driver.go_to(1)
    told: list[object] = []
    pane.open_requested.connect(lambda request: told.append(request.location))
    pane.highlight_sought.connect(told.append)
    driver.press(Qt.Key.Key_Return)
    assert told == [Location("/notes", "a.md", "part"), "urn:1"]


def test_keys_give_colours_delete_and_bring_back(
    qtbot: QtBot, driver: HighlightsDriver, services: WindowServices
) -> None:
    driver.go_to(1)
    driver.press(Qt.Key.Key_4)
    qtbot.waitUntil(lambda: driver.items[0].highlight.color is Color.PINK)
    driver.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: driver.passages == ["second passage"])
    assert services.state.highlights.get("urn:1") is None
    driver.press(Qt.Key.Key_Z, modifier="Control")
    qtbot.waitUntil(lambda: driver.passages == ["first passage", "second passage"])
    assert driver.items[0].highlight.color is Color.PINK


def test_the_dialog_changes_nothing_before_it_is_accepted(
    qtbot: QtBot, services: WindowServices
) -> None:
    dialog = HighlightDialog(TWO, services.themes.theme)
    qtbot.addWidget(dialog)
    comment = child(dialog, QPlainTextEdit, "Comment")
    assert comment.toPlainText() == "why"
    comment.setPlainText("better")
    next(
        one for one in dialog.findChildren(QAbstractButton) if one.accessibleName() == "Green"
    ).click()
    with qtbot.waitSignal(dialog.changed) as told:
        button(dialog, "Save").click()
    assert told.args == ["urn:2", Color.GREEN, "better"]
    again = HighlightDialog(TWO, services.themes.theme)
    qtbot.addWidget(again)
    with qtbot.assertNotEmitted(again.changed), qtbot.waitSignal(again.remove_requested) as removed:
        button(again, "Delete").click()
    assert removed.args == [TWO]


def test_a_reader_can_be_without_a_mouse(qtbot: QtBot, services: WindowServices) -> None:
    dialog = HighlightDialog(TWO, services.themes.theme)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.changed):
        QTest.keyClick(
            child(dialog, QPlainTextEdit, "Comment"),
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )


def test_files_go_out_and_come_in_but_never_into_the_folder(
    qtbot: QtBot, services: WindowServices, pane: HighlightsPane, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    taken: list[str] = []
    files = HighlightFiles(services, pane, lambda: taken.append("taken"))
    selection = HighlightSelection([ONE, TWO], "notes", {})
    with qtbot.waitSignal(services.messages.posted):
        files.export_to(tmp_path / "out.jsonld", HighlightForm.JSONLD, str(folder), selection)
    services.state.highlights.remove(["urn:1", "urn:2"])
    files.import_from(tmp_path / "out.jsonld", str(folder))
    qtbot.waitUntil(lambda: taken == ["taken"])
    kept = services.state.highlights.of_folder(str(folder))
    assert [(one.note, one.comment) for one in kept] == [("a.md", ""), ("b.md", "why")]
    with qtbot.waitSignal(services.messages.posted) as told:
        files.export_to(folder / "out.csv", HighlightForm.CSV, str(folder), selection)
    assert "nothing is ever written" in told.args[0]
    assert list(folder.iterdir()) == []
