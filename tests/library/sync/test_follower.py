"""The child process that the window listens to, driven as the window drives it."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.scan import scan_folder
from noteviewer.library.index.lock import WriterLock
from noteviewer.library.sync import follower as follow
from noteviewer.library.sync.events import IndexEvent, IndexIdle, IndexPlace
from noteviewer.paths import index_path
from tests.library.index.index_tables import compare_with_fresh

PATIENCE = 60.0
Event = dict[str, Any]
Told = TypeVar("Told", IndexIdle, IndexPlace)


class Child:
    """An indexer process, its events in order."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "noteviewer", "index", str(folder), "--follow", "--json"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | (environment or {}),
        )  # fmt: skip
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        # A test that fails must not keep the whole run from ending.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._events.put(json.loads(line))

    def wait(self, fits: Callable[[Event], bool]) -> Event:
        """Next event that fits; those before it are dropped."""
        deadline = time.monotonic() + PATIENCE
        while True:
            event = self._events.get(timeout=max(deadline - time.monotonic(), 0.01))
            if fits(event):
                return event

    def wait_for(self, kind: str) -> Event:
        return self.wait(lambda event: event["event"] == kind)

    def wait_changed(self, path: str) -> Event:
        return self.wait(lambda e: e["event"] == "updated" and path in e["changed"])

    def send(self, command: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def close(self) -> int:
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def child(folder: Path) -> Iterator[Child]:
    made = Child(folder)
    made.wait_for("idle")
    yield made
    assert made.close() in (0, -signal.SIGKILL)


def test_the_first_index_is_told(folder: Path) -> None:
    child = Child(folder)
    place = child.wait_for("index")
    assert place["path"] == str(index_path(folder))
    assert child.wait_for("updated")["changed"]
    idle = child.wait_for("idle")
    assert (idle["notes"], idle["watch"]) == (4, "events")
    assert child.close() == 0


def test_a_save_an_atomic_replacement_and_a_deletion_are_told(child: Child, folder: Path) -> None:
    with Catalog(index_path(folder)) as catalog:
        (folder / "empty.md").write_text("保存了一句话", "utf-8")
        child.wait_changed("empty.md")
        assert catalog.search("保存了").sections == 1
        (folder / ".draft").write_text("换成另一句", "utf-8")
        (folder / ".draft").replace(folder / "empty.md")
        child.wait_changed("empty.md")
        assert catalog.search("保存了").sections == 0
        assert catalog.search("另一句").sections == 1
        (folder / "empty.md").unlink()
        child.wait(lambda event: "empty.md" in event.get("removed", ()))
        assert catalog.note("empty.md") is None


def test_notes_in_new_folders_are_found(child: Child, folder: Path) -> None:
    for number in range(12):
        place = folder / f"new/{number}/deeper"
        place.mkdir(parents=True)
        (place / "note.md").write_text(f"第{number}篇", "utf-8")
    child.wait(lambda event: event["event"] == "idle" and event["notes"] == 16)
    with Catalog(index_path(folder)) as catalog:
        assert {note.path for note in catalog.notes()} == set(scan_folder(folder).notes)


def test_a_rescan_can_be_asked_for(child: Child, folder: Path) -> None:
    child.send("cancel")  # else the file is noticed by itself
    (folder / "empty.md").write_text("再看一遍", "utf-8")
    child.send("rescan")
    child.wait_changed("empty.md")


def test_indexing_can_be_cancelled_and_taken_up_again(folder: Path) -> None:
    # Seconds of work, so that there is something left to be cancelled after the first progress.
    for number in range(1000):
        (folder / f"{number}.md").write_text(f"# 第{number}篇\n\n正文 word\n\n" * 300, "utf-8")
    child = Child(folder)
    child.wait_for("progress")
    child.send("cancel")
    # Never told to be at rest: not everything is indexed.
    first = child.wait(lambda event: event["event"] in {"idle", "error"})
    assert (first["event"], first["code"]) == ("error", "cancelled")
    for number in range(50, 1000):
        (folder / f"{number}.md").unlink()
    child.send("rescan")
    child.wait(lambda event: event["event"] == "idle" and event["notes"] == 54)
    assert child.close() == 0


def test_a_folder_that_goes_and_comes_back_is_told(child: Child, folder: Path) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    assert child.wait_for("error")["code"] == "folder-gone"
    with Catalog(index_path(folder)) as catalog:
        assert catalog.counts().notes == 4
    away.rename(folder)
    child.wait_for("idle")
    (folder / "back.md").write_text("回来了", "utf-8")
    child.wait_changed("back.md")
    (folder / "after.md").write_text("还在跟着", "utf-8")
    child.wait_changed("after.md")


def test_a_second_program_shares_the_index_and_takes_over(child: Child, folder: Path) -> None:
    second = Child(folder)
    assert second.wait_for("index")["is_shared"]
    second.wait_for("idle")
    (folder / "empty.md").write_text("两个程序", "utf-8")
    child.wait_changed("empty.md")
    second.wait_changed("empty.md")
    child.process.send_signal(signal.SIGKILL)
    assert not second.wait_for("index")["is_shared"]
    (folder / "empty.md").write_text("接着写", "utf-8")
    second.wait_changed("empty.md")
    assert second.close() == 0


def test_a_cache_that_cannot_be_written_is_told_and_got_around(
    folder: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the cache folder should be", "utf-8")
    child = Child(folder, {"XDG_CACHE_HOME": str(blocked)})
    assert child.wait_for("error")["code"] == "index-unavailable"
    place = child.wait_for("index")
    assert place["is_temporary"]
    child.wait_for("idle")
    with Catalog(Path(place["path"])) as catalog:
        assert catalog.counts().notes == 4
    assert child.close() == 0
    assert not Path(place["path"]).exists()


def test_damage_that_a_reader_finds_is_mended(child: Child, folder: Path, tmp_path: Path) -> None:
    index = index_path(folder)
    with index.open("r+b") as file:
        file.write(bytes(index.stat().st_size))
    os.truncate(index.with_name(index.name + "-wal"), 0)
    child.send("verify")
    assert child.wait_for("index")["damage"]
    child.wait_for("idle")
    assert compare_with_fresh(folder, index, tmp_path / "fresh.sqlite") == []
    child.send("verify")  # nothing is wrong now, and that is told
    child.wait_for("idle")
    (folder / "empty.md").write_text("还在跟着", "utf-8")
    child.wait_changed("empty.md")


def test_damage_is_told_at_the_start(folder: Path) -> None:
    for is_damaged in (False, True):
        child = Child(folder)
        assert bool(child.wait_for("index")["damage"]) is is_damaged
        child.wait_for("idle")
        assert child.close() == 0
        os.truncate(index_path(folder), 30_000)


def test_an_index_that_is_held_but_cannot_be_read_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "_PATIENCE", 0.0)
    lock = WriterLock(index_path(folder))
    assert lock.acquire()
    told: queue.SimpleQueue[IndexEvent] = queue.SimpleQueue()
    reading, writing = os.pipe()
    with os.fdopen(reading) as source:
        follower = follow.Follower(folder, told.put, source)
        thread = threading.Thread(target=follower.run)
        thread.start()
        place = _next(told, IndexPlace)
        while not place.is_temporary:
            place = _next(told, IndexPlace)
        _next(told, IndexIdle)
        with Catalog(Path(place.path)) as catalog:
            assert catalog.counts().notes == 4
        os.close(writing)
        thread.join(PATIENCE)
    lock.release()


def _next(told: "queue.SimpleQueue[IndexEvent]", kind: type[Told]) -> Told:
    while not isinstance(event := told.get(timeout=PATIENCE), kind):
        pass
    return event
