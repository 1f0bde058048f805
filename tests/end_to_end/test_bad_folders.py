"""Folders with everything wrong in them: the window stays, and says what is wrong with which file."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.running_program import RunningProgram
from tests.end_to_end.test_steady import start  # noqa: F401  (a fixture)

pytestmark = pytest.mark.web

NOTE = "# 好的\n\n可以找到我。\n"
HUNDRED_MEGABYTES = 100 << 20


def problems_of(running: RunningProgram) -> dict[str, set[str]]:
    """Kinds of problems by file."""
    found: dict[str, set[str]] = {}
    for path, kind in running.ask("problems", "problems")["rows"]:
        found.setdefault(path, set()).add(kind)
    return found


def test_a_folder_with_nothing_in_it(start: Callable[..., RunningProgram], tmp_path: Path) -> None:  # noqa: F811
    running = start(tmp_path)
    assert "notes=0" in running.wait_idle()["text"]
    (tmp_path / "first.md").write_text(NOTE, encoding="utf-8")
    running.wait("index", lambda event: "notes=1" in event["text"])
    assert not running.open("first.md")["is_plain"]


def test_every_bad_file_is_named_with_its_reason_and_the_good_ones_are_there(
    start: Callable[..., RunningProgram],  # noqa: F811
    tmp_path: Path,
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("geheim", encoding="utf-8")
    (folder / "good.md").write_text(NOTE, encoding="utf-8")
    (folder / "empty.md").write_bytes(b"")
    (folder / "mixed.md").write_bytes(
        "好".encode() + b"\xff\xfe\xff" + "坏".encode("gb18030") + b"\x80"
    )
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "yaml.md").write_text("---\ntitle: [a\n\tb: }\n---\n\n" + NOTE, encoding="utf-8")
    with (folder / "large.md").open("wb") as file:
        file.write(NOTE.encode())
        file.truncate(HUNDRED_MEGABYTES)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.md").symlink_to("self.md")
    (folder / "nowhere.md").symlink_to("gone.md")
    (folder / "secret.md").symlink_to(outside / "secret.md")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "locked.md").write_text(NOTE, encoding="utf-8")
    (folder / "locked.md").chmod(0)
    expected = {
        "mixed.md": "broken-encoding",
        "binary.txt": "binary",
        "yaml.md": "bad-front-matter",
        "large.md": "too-large",
        "self.md": "unreadable",
        "nowhere.md": "unreadable",
        "secret.md": "link-outside",
    }
    if os.geteuid() != 0:
        expected["locked.md"] = "unreadable"

    running = start(folder)
    running.wait_idle()
    told = problems_of(running)
    for path, kind in expected.items():
        assert kind in told.get(path, ()), (path, told)
    for path in ("good.md", "empty.md", "mixed.md", "binary.txt", "yaml.md", "large.md"):
        running.open(path)
    running.open("good.md")
    for path in ("pipe.md", "secret.md", "self.md", "folder.md", "../outside/secret.md"):
        running.do("open", note=path)
        running.wait("shown", lambda event: event["note"] == "")
        assert "geheim" not in running.script("document.body.textContent"), path
    running.open("good.md")
    assert running.ask("search", "found", query="可以找到我")["count"] > 0


def test_a_folder_that_vanishes_is_told_and_comes_back(
    start: Callable[..., RunningProgram],  # noqa: F811
    tmp_path: Path,
) -> None:
    folder, away = tmp_path / "notes", tmp_path / "away"
    folder.mkdir()
    for name in ("one.md", "two.md"):
        (folder / name).write_text(NOTE, encoding="utf-8")
    running = start(folder)
    running.wait_idle()
    running.open("one.md")
    folder.rename(away)
    running.wait("index", lambda event: event["code"] == "folder-gone")
    running.do("open", note="two.md")
    running.wait("shown", lambda event: event["note"] == "")
    (away / "three.md").write_text(NOTE, encoding="utf-8")
    away.rename(folder)
    running.wait("index", lambda event: "notes=3" in event["text"])
    running.open("three.md")
    running.open("two.md")
    shutil.rmtree(folder)
    running.wait("index", lambda event: event["code"] == "folder-gone")


def test_a_note_that_is_deleted_while_it_is_shown_says_so_and_can_come_back(
    start: Callable[..., RunningProgram],  # noqa: F811
    tmp_path: Path,
) -> None:
    note = tmp_path / "shown.md"
    note.write_text(NOTE, encoding="utf-8")
    (tmp_path / "other.md").write_text(NOTE, encoding="utf-8")
    running = start(tmp_path)
    running.wait_idle()
    running.open("shown.md")
    note.unlink()
    running.wait("index", lambda event: "removed=('shown.md',)" in event["text"])
    assert "好的" in running.script("document.body.textContent")
    note.write_text("# 又来了\n", encoding="utf-8")
    assert running.wait("shown", lambda event: event["note"] == "shown.md")["title"]
