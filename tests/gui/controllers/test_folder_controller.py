"""The indexer as the window runs it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from noteviewer.gui.controllers.folder_controller import IndexerProcess
from noteviewer.library.sync.events import IndexEvent, IndexFailure, IndexIdle


def test_the_name_of_a_file_gives_no_commands(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# a", "utf-8")
    events: list[IndexEvent] = []
    indexer = IndexerProcess(tmp_path)
    indexer.event_received.connect(events.append)
    indexer.start()
    try:
        qtbot.waitUntil(
            lambda: any(isinstance(event, IndexIdle) for event in events), timeout=20000
        )
        indexer.send("first x\nquit\ny.md")
        indexer.send("first x\rquit\ry.md")
        (tmp_path / "b.md").write_text("# b", "utf-8")
        indexer.send("rescan")
        qtbot.waitUntil(
            lambda: any(isinstance(event, IndexIdle) and event.notes == 2 for event in events),
            timeout=20000,
        )
    finally:
        indexer.stop()
    assert not any(isinstance(event, IndexFailure) for event in events)
