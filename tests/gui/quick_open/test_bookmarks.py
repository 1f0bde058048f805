"""The list of bookmarks, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.quick_open.bookmarks import BookmarkList
from noteviewer.library.location import Location
from tests.gui.drivers import BookmarksDriver

PLACES = {"Intro": "a.md", "多任务学习 › 参考": "b.md", "Other": "c.md"}


@pytest.fixture
def listed(qtbot: QtBot, services: WindowServices) -> BookmarkList:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    for title, note in PLACES.items():
        services.state.bookmarks.add(Location("/notes", note), title)
    made = BookmarkList(services, window)
    made.kept_alive = window  # type: ignore[attr-defined]
    with qtbot.waitExposed(window):
        window.show()
    made.show_bookmarks(services.state.bookmarks.of_folder("/notes"))
    return made


def test_a_filter_narrows_them_and_enter_opens_the_only_one(
    listed: BookmarkList, qtbot: QtBot
) -> None:
    ui = BookmarksDriver(listed)
    assert sorted(ui.titles) == sorted(PLACES)
    ui.filter.setText("drw")
    qtbot.waitUntil(lambda: ui.titles == ["多任务学习 › 参考"])
    with qtbot.waitSignal(listed.open_requested) as asked:
        qtbot.keyClick(ui.filter, Qt.Key.Key_Return)
    assert asked.args[0].location == Location("/notes", "b.md")


def test_delete_drops_the_one_that_is_chosen_from_a_narrowed_list(
    listed: BookmarkList, qtbot: QtBot, services: WindowServices
) -> None:
    ui = BookmarksDriver(listed)
    ui.filter.setText("oth")
    qtbot.waitUntil(lambda: ui.titles == ["Other"])
    with qtbot.waitSignal(listed.changed):
        qtbot.keyClick(ui.list, Qt.Key.Key_Delete)
    ui.filter.clear()
    qtbot.waitUntil(lambda: len(ui.titles) == 2)
    kept = {mark.location.note for mark in services.state.bookmarks.of_folder("/notes")}
    assert kept == {"a.md", "b.md"}
