"""Where a folder is opened."""

from pathlib import Path

import pytest

from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.session import Layout, write_session
from noteviewer.gui.navigation.session_store import SessionStore
from noteviewer.library.location import Location
from noteviewer.library.state import UserState


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "README.md").write_text("# R", "utf-8")
    return str(tmp_path)


@pytest.fixture
def keeper(state: UserState, tasks: Tasks) -> SessionStore:
    return SessionStore(state, tasks, lambda: ("", Tabs.at(Location("")), Layout()), tasks)


def test_a_new_folder_opens_at_its_first_note(keeper: SessionStore, folder: str) -> None:
    tabs, _ = keeper.restore(folder)
    assert tabs.location == Location(folder, "README.md")
    assert tabs.history.moved(-1).current == Location(folder)


def test_a_place_that_was_named_comes_before_it(keeper: SessionStore, folder: str) -> None:
    assert keeper.restore(folder, has_place=True)[0] == Tabs.at(Location(folder))


def test_a_folder_left_at_its_own_page_opens_there(
    keeper: SessionStore, state: UserState, folder: str
) -> None:
    left = Tabs.at(Location(folder))
    state.folders.set_session(folder, write_session(left, Layout()))
    assert keeper.restore(folder)[0] == left
