"""Highlights are kept, changed, merged, and go with their note."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from noteviewer.library.annotations.model import Color, Highlight, Selectors
from noteviewer.library.state import UserState

NOTES = "/home/reader/notes"
SELECTORS = Selectors("passage", "in front ", " behind", 9, 16, "part", "ab12", 1, 2, 0.5)
ONE = Highlight("urn:1", NOTES, "a.md", SELECTORS, Color.GREEN, "why", created=1.0, changed=2.0)
TWO = Highlight("urn:2", NOTES, "b.md", Selectors("other"), created=3.0, changed=3.0, is_lost=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "state.sqlite"


@pytest.fixture
def state(path: Path) -> Iterator[UserState]:
    state = UserState(path, lambda: 50.0)
    yield state
    state.close()


def test_everything_of_a_highlight_is_there_after_a_restart(state: UserState, path: Path) -> None:
    state.highlights.keep([TWO, ONE])
    again = UserState(path)
    assert again.highlights.of_folder(NOTES) == [ONE, TWO]
    assert again.highlights.of_note(NOTES, "b.md") == [TWO]
    assert again.highlights.get("urn:1") == ONE
    assert again.highlights.count(NOTES) == 2
    again.close()


def test_color_and_comment_change_apart_and_a_removed_one_can_come_back(state: UserState) -> None:
    state.highlights.keep([ONE])
    state.highlights.change("urn:1", color=Color.PINK)
    changed = state.highlights.change("urn:1", comment=" better \n")
    assert changed == replace(ONE, color=Color.PINK, comment="better", changed=50.0)
    state.highlights.remove(["urn:1"])
    assert state.highlights.of_folder(NOTES) == []
    assert state.highlights.change("urn:1", color=Color.BLUE) is None
    state.highlights.keep([changed])
    assert state.highlights.of_folder(NOTES) == [changed]


def test_of_two_with_one_id_the_one_changed_last_is_kept(state: UserState) -> None:
    state.highlights.keep([ONE])
    older = replace(ONE, comment="older", changed=1.5)
    newer = replace(ONE, comment="newer", changed=2.5)
    assert state.highlights.merge([older, TWO]) == 1
    assert state.highlights.merge([newer]) == 1
    assert [one.comment for one in state.highlights.of_folder(NOTES)] == ["newer", ""]


def test_highlights_go_with_a_note_that_is_renamed(state: UserState) -> None:
    state.highlights.keep([ONE, replace(ONE, id="urn:3")])
    state.note_moved(NOTES, "a.md", "new.md")
    assert [one.note for one in state.highlights.of_folder(NOTES)] == ["new.md", "new.md"]


def test_where_a_passage_stands_changes_nothing_that_was_made_of_it(state: UserState) -> None:
    state.highlights.keep([ONE])
    state.highlights.change("urn:1", comment="meanwhile")
    moved = replace(ONE, note="b.md", selectors=replace(SELECTORS, start=90, end=97))
    state.highlights.keep_places([(ONE, moved)])
    state.highlights.keep_places([(ONE, replace(ONE, is_lost=True))])
    kept = state.highlights.get("urn:1")
    assert kept == replace(moved, comment="meanwhile", changed=50.0)


def _keep_and_die(path: Path) -> None:
    state = UserState(path)
    state.highlights.keep([ONE, TWO])
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_was_confirmed_outlives_a_kill(path: Path) -> None:
    killed = multiprocessing.get_context("spawn").Process(target=_keep_and_die, args=(path,))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    state = UserState(path)
    assert state.highlights.of_folder(NOTES) == [ONE, TWO]
    state.close()
