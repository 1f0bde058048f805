"""A whole window on a small folder of notes: real indexer, renderer, web engine."""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from noteviewer.gui.controllers.window_controller import WindowController
from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.services import AppServices
from noteviewer.gui.core.settings import Settings, SettingsStore
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.window.frame import Frame
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.library.location import Location
from noteviewer.library.state import UserState
from noteviewer.library.sync.events import IndexIdle
from noteviewer.render.worker.process import ChildProcess
from noteviewer.render.worker.renderer import Renderer
from tests.end_to_end.window_driver import FakeDesktop, WindowDriver

NOTES = {
    "series-1.md": "---\ntitle: 漫游（一）——开始\ncategory: walks\ndate: 2024-01-05\n---\n\n# 起点\n\n"
    "第一段。见 [第二篇](series-2.md#桥)。\n\n![](/images/dot.png)\n\n## 参考\n\n"
    "https://example.org/first\n\n第一份资料\n\nhttps://example.org/second\n\n第二份资料\n\n"
    + "一行字。\n\n" * 120
    + "# 远处\n\n结尾在这里。\n",
    "series-2.md": "---\ntitle: 漫游（二）——过河\ncategory: walks\ndate: 2024-02-05\n---\n\n# 桥\n\n"
    "桥上有独角兽。\n\n<script>document.title='changed'</script>\n\n"
    "![](https://tracker.example/pixel.png)\n",
    "deep/english.md": "# Elsewhere\n\nA [page](https://example.org/page) and nothing more.\n",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
    "f8cfc0f01f0005000201a7d0d5e60000000049454e44ae426082"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of notes."""
    folder = tmp_path / "notes"
    for name, text in NOTES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "images").mkdir()
    (folder / "images" / "dot.png").write_bytes(PIXEL)
    return folder


@pytest.fixture(scope="session")
def activity_monitor() -> ActivityMonitor:
    """One for the process: an audit hook stays."""
    return ActivityMonitor()


@pytest.fixture
def open_program(
    qtbot: QtBot, qapp, activity_monitor: ActivityMonitor
) -> Iterator[Callable[..., WindowDriver]]:
    """Opens windows, and ends them with the test; what they leave behind fails it."""
    opened: list[tuple[Frame, UserState]] = []
    threads_before = set(threading.enumerate())

    def open_one(
        folder: Path,
        *,
        state: UserState | None = None,
        note: str = "",
        settings: Settings | None = None,
    ) -> WindowDriver:
        desktop = FakeDesktop()
        themes = ThemeSwitch(qapp, ThemeChoice.LIGHT)
        kept = state or UserState(None)
        store = SettingsStore()
        store.change(settings or store.settings)
        frame = Frame.around(MainWindow(Icons(themes)), themes, store.settings.language)
        services = AppServices(desktop, activity_monitor, kept, store)
        program = WindowController(frame, services, Renderer(process=ChildProcess()))
        opened.append((frame, kept))
        frame.window.show()
        frame.page_view.start_engine()
        with qtbot.waitSignal(
            program.folders.event_received,
            timeout=20_000,
            check_params_cb=lambda event: isinstance(event, IndexIdle),
        ):
            program.folder.open_location(Location(str(folder), note))
        return WindowDriver(qtbot, program, folder, desktop)

    yield open_one
    for frame, state in opened:
        frame.window.close()
        state.close()
        frame.window.deleteLater()
        frame.themes.deleteLater()
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= threads_before, timeout=5_000)
    assert child_processes() == []


@pytest.fixture
def driver(open_program: Callable[..., WindowDriver], folder: Path) -> WindowDriver:
    """A window on the small folder, indexed."""
    return open_program(folder)


@pytest.fixture(autouse=True)
def no_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """An unexpected warning of ours fails the test."""
    yield
    unexpected = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
        and record.name.startswith("noteviewer")
        and "running as root" not in record.getMessage()
    ]
    assert unexpected == []


def child_processes() -> list[str]:
    """Commands of our own processes that still run; the web engine's end with the program."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue
        if parent == os.getpid() and "-m noteviewer" in command:
            found.append(command)
    return found
