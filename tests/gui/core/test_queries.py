"""Questions to the index while the folder is changed."""

from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from noteviewer.errors import IndexUnavailableError
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.tasks import Tasks


class Source:
    """Waits for its interruption, as a long question does."""

    def __init__(self) -> None:
        self.is_asked, self.is_interrupted = Event(), Event()

    def read(self) -> None:
        self.is_asked.set()
        assert self.is_interrupted.wait(10)
        raise RuntimeError("interrupted")


def test_leaving_a_folder_ends_what_is_being_answered_and_opens_anew(
    qtbot: QtBot, tasks: Tasks
) -> None:
    opened: list[Source] = []
    noticed: list[Exception] = []

    def open_source() -> Source:
        opened.append(Source())
        return opened[-1]

    queries = Queries(
        tasks, open_source, noticed.append, lambda source: source.is_interrupted.set()
    )
    failed: list[Exception] = []
    queries.ask(Source.read, pytest.fail, failed.append)
    qtbot.waitUntil(lambda: bool(opened) and opened[0].is_asked.is_set())
    queries.leave()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], IndexUnavailableError)
    assert noticed == []
    answers: list[Source] = []
    queries.ask(lambda source: source, answers.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == opened[1:]
