"""What the status bar says of the index."""

import pytest
from pytestqt.qtbot import QtBot

from noteviewer.gui.icons import Icons
from noteviewer.gui.status_bar import StatusBar
from noteviewer.library.index_events import IndexFailure, IndexIdle, IndexPlace, IndexProgress


@pytest.fixture
def bar(qtbot: QtBot, icons: Icons) -> StatusBar:
    made = StatusBar(icons)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_folder_that_is_opened_is_not_said_to_be_missing(bar: StatusBar) -> None:
    assert "No folder" in bar._state.text()
    bar.show_opening("/notes")
    assert "Opening" in bar._state.text()


def test_indexing_that_was_stopped_is_not_said_to_be_done(bar: StatusBar) -> None:
    bar.show_event(IndexProgress(200, 900))
    assert "200 of 900" in bar._state.text()
    assert bar._cancel.isVisible()
    bar.show_event(IndexFailure("", "cancelled"))
    assert "F5" in bar._state.text()
    assert not bar._cancel.isVisible()
    assert not bar._progress.isVisible()


def test_a_temporary_index_is_told_as_long_as_it_is_one(bar: StatusBar) -> None:
    bar.show_event(IndexPlace("/tmp/index", is_temporary=True))
    bar.show_event(IndexIdle(1, 2, 3, 0, "polling"))
    assert "temporary" in bar._watch.text()
    assert "every few seconds" in bar._watch.text()
    bar.show_event(IndexPlace("/cache/index"))
    bar.show_event(IndexIdle(1, 2, 3, 0, "events"))
    assert bar._watch.text() == ""
