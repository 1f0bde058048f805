"""What the panes are built from in tests: a catalog of our own making, and real services around it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.services import Messages, WindowServices
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch
from noteviewer.library.state import UserState
from noteviewer.render.folder_context import LONE_NOTE
from noteviewer.render.worker.answers import answer
from noteviewer.render.worker.readings import Answer, Reading
from tests.gui.fake_catalog import FakeCatalog


@pytest.fixture
def catalog() -> FakeCatalog:
    """An empty folder, to be filled by the test."""
    return FakeCatalog()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """Threads that end with the test."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def queries(tasks: Tasks, catalog: FakeCatalog) -> Queries[IndexReader]:
    """Questions to the fake catalog, asked on real threads."""
    return Queries(tasks, lambda: catalog)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSwitch]:
    """The light theme."""
    made = ThemeSwitch(qapp, ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def icons(themes: ThemeSwitch) -> Icons:
    """Our drawings."""
    return Icons(themes)


@pytest.fixture
def services(
    queries: Queries[IndexReader],
    tasks: Tasks,
    state: UserState,
    themes: ThemeSwitch,
    icons: Icons,
) -> WindowServices:
    """All of it at once."""
    return WindowServices(queries, DirectReader(), tasks, state, themes, icons, Messages())


class DirectReader:
    """Reads notes here, as the process of the renderer does."""

    def read(self, reading: Reading[Answer], otherwise: Answer) -> Answer:
        found = answer(reading, LONE_NOTE)
        return found if isinstance(found, type(otherwise)) else otherwise


@pytest.fixture
def state() -> Iterator[UserState]:
    """The user's state, in memory."""
    made = UserState(None)
    yield made
    made.close()
