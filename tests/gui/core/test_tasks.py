"""Work leaves the window's thread and its answer comes back to it, or is dropped on purpose."""

from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.tasks import Lane, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def refuse(error: Exception) -> None:
    raise AssertionError from error


def test_work_runs_elsewhere_and_its_answer_arrives_here(qtbot: QtBot, tasks: Tasks) -> None:
    answers: list[tuple[bool, bool]] = []
    tasks.run(
        lambda: current_thread() is main_thread(),
        lambda worked_here: answers.append((worked_here, current_thread() is main_thread())),
        refuse,
    )
    qtbot.waitUntil(lambda: answers == [(False, True)])


def test_a_failure_is_told_to_the_one_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[Exception] = []
    tasks.run(lambda: 1 // 0, refuse, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], ZeroDivisionError)


def test_a_new_question_cancels_and_silences_the_one_before(qtbot: QtBot, tasks: Tasks) -> None:
    lane, answers, first_may_end, cancelled = Lane(tasks), [], Event(), Event()

    def first() -> str:
        first_may_end.wait(10)
        return "first"

    lane.run(first, answers.append, refuse, cancel=cancelled)
    lane.run(lambda: "second", answers.append, refuse)
    assert cancelled.is_set()
    first_may_end.set()
    qtbot.waitUntil(lambda: bool(answers))
    done: list[int] = []
    tasks.run(lambda: 1, done.append, refuse)
    qtbot.waitUntil(lambda: bool(done))
    assert answers == ["second"]


def test_nothing_is_delivered_to_a_widget_that_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    asker, may_end, answers, done = QObject(), Event(), [], []
    lane = Lane(tasks, asker)
    lane.run(lambda: may_end.wait(10), answers.append, refuse)
    asker.deleteLater()
    qtbot.waitSignal(asker.destroyed).wait()
    may_end.set()
    tasks.run(lambda: 1, done.append, refuse)
    qtbot.waitUntil(lambda: bool(done))
    assert answers == []


def test_after_closing_nothing_runs_and_nothing_arrives(qtbot: QtBot) -> None:
    tasks, answers = Tasks(), []
    tasks.run(lambda: 1, answers.append, refuse)
    tasks.close()
    tasks.run(lambda: 2, answers.append, refuse)
    qtbot.wait(0)
    assert answers == []


def test_a_thread_opens_its_source_once_and_again_after_reopening(qtbot, tasks: Tasks) -> None:
    opened: list[int] = []
    one_thread = Tasks(workers=1)
    queries = Queries(one_thread, lambda: opened.append(1) or len(opened))
    seen: list[int] = []
    for _ in range(2):
        queries.ask(lambda source: source, seen.append, refuse)
    qtbot.waitUntil(lambda: len(seen) == 2)
    queries.reopen()
    queries.ask(lambda source: source, seen.append, refuse)
    qtbot.waitUntil(lambda: len(seen) == 3)
    one_thread.close()
    assert seen == [1, 1, 2]
