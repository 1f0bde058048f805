"""Whole sessions of the real program: what they leave, and what they survive."""

import hashlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from noteviewer.gui.navigation.session import read_session
from noteviewer.library.state import UserState
from noteviewer.paths import state_path
from tests.end_to_end.running_program import (
    RunningProgram,
    command_of,
    internet_sockets,
    proportional_kb,
)

pytestmark = pytest.mark.web

LONG = "".join(f"## 第{n}节\n\n" + "一行字，又一行字。\n\n" * 12 for n in range(30))
NOTES = {
    "series-1.md": "---\ntitle: 漫游（一）\ncategory: walks\n---\n\n# 起点\n\n见 [二](series-2.md#桥)。\n\n"
    "https://example.org/first\n\n第一份资料\n\n![](images/dot.png)\n![](http://example.org/a.png)\n\n"
    + LONG,
    "series-2.md": "---\ntitle: 漫游（二）\ncategory: walks\n---\n\n# 桥\n\n桥上有独角兽。\n\n$$e^{i\\pi}$$\n",
    "deep/er/english.md": "# Elsewhere\n\nA [page](https://example.org/page).\n\n```python\nx = 1\n```\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of notes."""
    folder = tmp_path / "notes"
    for name, text in NOTES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "old.txt").write_bytes("国标编码的旧笔记。\n".encode("gb18030") * 20)
    (folder / "images").mkdir()
    (folder / "images" / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


@pytest.fixture
def start() -> Iterator[Callable[..., RunningProgram]]:
    """Starts programs, and ends them with the test."""
    started: list[RunningProgram] = []

    def start_one(place: Path, **options: object) -> RunningProgram:
        running = RunningProgram(place, **options)
        started.append(running)
        return running

    yield start_one
    for running in started:
        running.end()


def state_of(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything that a session could change in a folder."""
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (status.st_mtime_ns, status.st_mode, status.st_size, content)
    return found


def take_a_walk(running: RunningProgram) -> None:
    """Do what a user does in a session."""
    running.wait_idle()
    for note in (*NOTES, "old.txt"):
        running.open(note)
    running.ask("search", "found", query="独角兽")
    running.ask("trigger", "done", command="references")
    running.ask("trigger", "done", command="problems")
    running.open("series-1.md", "第3节", new_tab=True)
    running.open("deep/er/english.md", new_tab=True)
    running.ask("trigger", "done", command="rescan")
    running.ask("trigger", "done", command="close-tab")


def test_a_session_leaves_the_folder_alone_and_no_process_behind(
    start: Callable[..., RunningProgram], folder: Path
) -> None:
    before = state_of(folder)
    running = start(folder)
    take_a_walk(running)
    tree = running.tree()
    assert internet_sockets(tree) == []
    assert running.ask("report", "report")["activity"] == [0, 0, 0]
    assert running.end() == 0
    running.until(lambda: not any(map(command_of, tree)), "a process outlived the window")
    assert [line for line in running.complaints if "running as root" not in line] == []
    assert state_of(folder) == before


def test_a_folder_that_nobody_may_write_in_is_read_like_any_other(
    start: Callable[..., RunningProgram], folder: Path
) -> None:
    prefix: tuple[str, ...] = ()
    if os.geteuid() == 0:  # whom no mode keeps from writing, but a mount does
        mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
        prefix = ("unshare", "--mount", "sh", "-c", mount, str(folder))
        if not can_run(*prefix, "true"):
            pytest.skip("may not mount here")
    else:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
    running = start(folder, prefix=prefix)
    take_a_walk(running)
    assert running.ask("problems", "problems")["rows"] == []
    if os.geteuid() != 0:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def can_run(*command: str) -> bool:
    """Whether a command works here."""
    return bool(shutil.which(command[0])) and (
        subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


NETWORK = (
    "ip link set lo up && ip link add wire type veth peer name far"
    " && ip addr add 10.99.0.2/24 dev wire && ip link set far up && ip link set wire up"
    ' && ip route add default via 10.99.0.1 && exec "$@"'
)
IS_DRAWN = "document.images.length === 1 && document.images[0].complete"
ONE_DATAGRAM = """
import socket
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53))
print(open("/proc/net/snmp").read())
"""


def test_not_one_packet_leaves_in_a_session(
    start: Callable[..., RunningProgram], folder: Path
) -> None:
    # A network of the program's own, which looks as if it led everywhere, and counts.
    prefix = ("unshare", "--net", "sh", "-c", NETWORK, "sh")
    if os.geteuid() != 0:
        prefix = ("unshare", "--user", "--map-root-user", *prefix[1:])
    if not can_run(*prefix, "ip", "link", "show", "wire"):
        pytest.skip("may not make a network namespace here")
    sent = subprocess.run(
        [*prefix, sys.executable, "-c", ONE_DATAGRAM], capture_output=True, text=True, check=True
    ).stdout
    assert packets(sent)["Udp OutDatagrams"] == 1, "this network does not count"

    running = start(folder, prefix=prefix)
    take_a_walk(running)
    counted = packets(Path(f"/proc/{running.pid}/net/snmp").read_text())
    assert set(counted.values()) == {0}, counted


def packets(table: str) -> dict[str, int]:
    """What a network stack counted in its ``snmp`` table: datagrams and connections."""
    wanted = {
        "Ip": ("OutRequests", "OutNoRoutes"),
        "Tcp": ("ActiveOpens",),
        "Udp": ("OutDatagrams",),
    }
    lines = table.strip().splitlines()
    found = {}
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        protocol = names.split(":")[0]
        row = dict(zip(names.split(), values.split(), strict=True))
        found |= {f"{protocol} {name}": int(row[name]) for name in wanted.get(protocol, ())}
    return found


def test_after_a_kill_everything_is_back_where_it_was(
    start: Callable[..., RunningProgram], folder: Path
) -> None:
    running = start(folder)
    running.wait_idle()
    running.open("series-1.md")
    running.open("series-2.md", new_tab=True)
    running.open("deep/er/english.md", new_tab=True)
    running.ask("trigger", "done", command="previous-tab")
    running.ask("trigger", "done", command="previous-tab")
    running.wait("shown", lambda event: event["note"] == "series-1.md")
    running.script("window.scrollTo(0, 1500) || 1")

    with closing(UserState(state_path())) as state:

        def is_kept() -> bool:
            tabs = read_session(state.folders.session(str(folder)), str(folder))[0]
            return [history.current.scroll for history in tabs.histories] == [1500, 0, 0]

        running.until(is_kept, "the session was not kept")
    tree = running.tree()
    running.kill()
    running.until(lambda: not any(map(command_of, tree[1:])), "a process outlived its window")

    again = start(folder)
    again.wait("shown", lambda event: event["note"] == "series-1.md")
    report = again.ask("report", "report")
    assert [tab[0] for tab in report["tabs"]] == [
        "series-1.md", "series-2.md", "deep/er/english.md",
    ]  # fmt: skip
    assert report["current"] == 0
    assert again.script("window.scrollY") == 1500
    assert again.ask("library", "library")["count"] > 0
    assert again.ask("search", "found", query="独角兽")["count"] > 0


def test_a_killed_web_process_comes_back_with_the_note_and_a_line_that_says_so(
    start: Callable[..., RunningProgram], folder: Path
) -> None:
    running = start(folder)
    running.wait_idle()
    running.open("series-1.md")
    os.kill(running.ask("report", "report")["web_process"], signal.SIGKILL)
    assert "restarted" in running.wait("said", lambda event: bool(event["text"]))["text"]
    running.wait("shown", lambda event: event["note"] == "series-1.md")
    assert "第一份资料" in running.script("document.body.textContent")
    assert running.open("series-2.md")["title"] == "漫游（二）"


def test_a_note_that_kills_the_web_process_every_time_comes_as_plain_text(
    start: Callable[..., RunningProgram], folder: Path
) -> None:
    running = start(folder)
    running.wait_idle()
    shown = running.open("series-2.md")
    while not shown["is_plain"]:
        os.kill(running.ask("report", "report")["web_process"], signal.SIGKILL)
        shown = running.wait("shown", lambda event: event["note"] == "series-2.md")
    assert "独角兽" in running.script("document.querySelector('.nv-plain').textContent")
    assert len([event for event in running.events if event["event"] == "restarted"]) > 1


def test_killed_helpers_are_replaced(start: Callable[..., RunningProgram], folder: Path) -> None:
    running = start(folder)
    running.wait_idle()
    running.open("series-1.md")
    renderers = [pid for pid in running.tree() if "noteviewer --renderer" in command_of(pid)]
    assert renderers
    for pid in renderers:
        os.kill(pid, signal.SIGKILL)
    shown = running.open("deep/er/english.md")
    assert not shown["is_plain"]


def picture(side: int, shade: int) -> bytes:
    """A grey square as PNG, with a number of pixels on each side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes([shade]) * side) * side)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    )


def test_many_notes_with_pictures_take_no_more_memory_than_some(
    start: Callable[..., RunningProgram], tmp_path: Path
) -> None:
    # Each picture takes four megabytes once it is decoded: 320 between the first look and the last.
    for number in range(120):
        (tmp_path / f"{number}.png").write_bytes(picture(1000, number))
        (tmp_path / f"{number}.md").write_text(f"# {number}\n\n![]({number}.png)\n")
    running = start(tmp_path)
    running.wait_idle()

    def megabytes_after(numbers: range) -> float:
        for number in numbers:
            running.open(f"{number}.md")
            running.until(lambda: running.script(IS_DRAWN), f"picture {number} was not shown")
        return proportional_kb([running.ask("report", "report")["web_process"]]) / 1024

    some = megabytes_after(range(40))
    assert megabytes_after(range(40, 120)) < some + 80
