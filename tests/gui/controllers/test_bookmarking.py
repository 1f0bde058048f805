"""The bookmark of the place where the user is."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from noteviewer.errors import IndexUnavailableError
from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.commands.table import standard_commands
from noteviewer.gui.controllers.bookmarking import Bookmarking
from noteviewer.gui.core.documents import Scrolled
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.navigation.history import History, Tabs
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.theme.icons import Icons
from noteviewer.library.location import Location
from noteviewer.notes.model import Section
from tests.gui.fake_catalog import FakeCatalog


class NoIndexYet(FakeCatalog):
    def sections(self, _path: str) -> Sequence[Section]:
        raise IndexUnavailableError("no index")


@pytest.fixture
def catalog() -> FakeCatalog:
    return NoIndexYet()


def test_a_folder_without_an_index_is_no_failure_and_the_note_names_the_place(
    qtbot: QtBot, services: WindowServices, icons: Icons
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window, icons)
    for command in standard_commands():
        commands.add(command, lambda: None)
    navigator = Navigator(Tabs((History((Location("/f", "n.md"),)),)))
    bookmarking = Bookmarking(navigator, services, commands, lambda _place: "Rivers")
    said: list[str] = []
    services.messages.posted.connect(said.append)
    bookmarking.take_section(Scrolled("n.md", 0.0, "delta", 3))
    action = commands.action("bookmark")
    qtbot.waitUntil(lambda: "Rivers" in action.toolTip())
    bookmarking.toggle()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Bookmarked: Rivers"]
