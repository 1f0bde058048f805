from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from noteviewer.gui.page.watchdog import MOST_MISSED, Heartbeat


class Asked:
    """Somebody who answers when the test says so."""

    def __init__(self) -> None:
        self.answers: list[Callable[[], None]] = []

    def ping(self, answer: Callable[[], None]) -> None:
        self.answers.append(answer)


def test_silence_is_told_once_and_then_a_new_question_is_asked(qtbot: QtBot) -> None:
    asked, told = Asked(), []
    heartbeat = Heartbeat(asked.ping)
    heartbeat.missed.connect(lambda: told.append(1))
    for _ in range(MOST_MISSED):
        heartbeat.beat()
    assert told == []
    heartbeat.beat()
    assert told == [1]
    heartbeat.beat()
    assert (told, len(asked.answers)) == ([1], 2)


@pytest.mark.parametrize("late_by", range(MOST_MISSED))
def test_a_late_answer_is_an_answer(qtbot: QtBot, late_by: int) -> None:
    asked, told = Asked(), []
    heartbeat = Heartbeat(asked.ping)
    heartbeat.missed.connect(lambda: told.append(1))
    for _ in range(5):
        heartbeat.beat()
        for _ in range(late_by):
            heartbeat.beat()
        asked.answers[-1]()
    assert (told, len(asked.answers)) == ([], 5)
