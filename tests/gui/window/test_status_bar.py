"""What the status bar says of the index."""

import pytest
from pytestqt.qtbot import QtBot

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.window.status_bar import StatusBar
from noteviewer.library.sync.events import IndexFailure, IndexIdle, IndexPlace, IndexProgress
from tests.gui.drivers import StatusBarDriver


@pytest.fixture
def bar(qtbot: QtBot, icons: Icons) -> StatusBar:
    made = StatusBar(icons)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_folder_that_is_opened_is_not_said_to_be_missing(bar: StatusBar) -> None:
    ui = StatusBarDriver(bar)
    assert "No folder" in ui.state
    bar.show_opening("/notes")
    assert "Opening" in ui.state


def test_indexing_that_was_stopped_is_not_said_to_be_done(bar: StatusBar) -> None:
    ui = StatusBarDriver(bar)
    bar.show_event(IndexProgress(200, 900))
    assert "200 of 900" in ui.state
    assert ui.cancel.isVisible()
    bar.show_event(IndexFailure("", "cancelled"))
    assert "F5" in ui.state
    assert not ui.cancel.isVisible()
    assert not ui.progress.isVisible()


def test_a_temporary_index_is_told_as_long_as_it_is_one(bar: StatusBar) -> None:
    ui = StatusBarDriver(bar)
    bar.show_event(IndexPlace("/tmp/index", is_temporary=True))
    bar.show_event(IndexIdle(1, 2, 3, 0, "polling"))
    assert "temporary" in ui.watch
    assert "every few seconds" in ui.watch
    bar.show_event(IndexPlace("/cache/index"))
    bar.show_event(IndexIdle(1, 2, 3, 0, "events"))
    assert ui.watch == ""
