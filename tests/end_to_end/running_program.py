"""A real process of the program under remote control, and all processes that it started."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.conftest import ROOT

PATIENCE = 20.0
"""Seconds after which something that should happen is given up."""

Event = dict[str, Any]


class RunningProgram:
    """One running program."""

    def __init__(
        self,
        place: Path | None,
        *,
        budget: float | None = None,
        environment: dict[str, str] | None = None,
        prefix: Sequence[str] = (),
    ) -> None:
        command = [*prefix, sys.executable, "-m", "tests.end_to_end.driven_program"]
        command += ["--budget", str(budget)] if budget else []
        command += [str(place)] if place else []
        self.started = time.monotonic()
        self._popen = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**_environment(), "PYTHONPATH": str(ROOT), **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.events: list[Event] = []
        self.complaints: list[str] = []
        """What the program wrote on standard error."""
        self._queue: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=work, daemon=True)
            for work in (self._read_events, self._read_complaints)
        ]
        for thread in self._threads:
            thread.start()
        self.pid = int(self.wait("ready")["pid"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def do(self, command: str, /, **arguments: object) -> None:
        """Send a command."""
        assert self._popen.stdin is not None
        self._popen.stdin.write(json.dumps({"do": command, **arguments}).encode() + b"\n")
        self._popen.stdin.flush()

    def wait(
        self,
        event: str,
        suits: Callable[[Event], bool] = lambda _event: True,
        patience: float = PATIENCE,
    ) -> Event:
        """Wait for the next event of a kind; those on the way to it are kept in `events`."""
        deadline = time.monotonic() + patience
        while True:
            try:
                found = self._queue.get(timeout=max(deadline - time.monotonic(), 0.001))
            except queue.Empty:
                raise AssertionError(f"no {event}; last: {self.events[-5:]}") from None
            if found is None:
                code = self._popen.wait(PATIENCE)
                raise AssertionError(f"ended ({code}) before {event}: {self.complaints[-20:]}")
            self.events.append(found)
            if found["event"] == event and suits(found):
                return found

    def ask(self, command: str, answer: str, /, **arguments: object) -> Event:
        """Send a command and wait for the event that it leads to."""
        self.do(command, **arguments)
        return self.wait(answer)

    def open(self, note: str, anchor: str = "", *, new_tab: bool = False) -> Event:
        """Open a note and wait until it is painted."""
        self.do("open", note=note, anchor=anchor, new_tab=new_tab)
        return self.wait("shown", lambda event: event["note"] == note)

    def script(self, code: str) -> Any:
        """What a piece of script says beside the page."""
        answer = self.ask("ask", "answer", script=code)["value"]
        return json.loads(answer) if answer else None

    def wait_idle(self, patience: float = PATIENCE) -> Event:
        """Wait until the index agrees with the folder."""
        return self.wait("index", lambda event: event["kind"] == "IndexIdle", patience)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something outside the program is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, what
            threading.Event().wait(0.02)

    def tree(self) -> list[int]:
        """The program and every process that came of it."""
        return [self.pid, *descendants(self.pid)]

    def kill(self) -> None:
        """End it as a power cut does: the window's process only, nothing in good order."""
        os.kill(self.pid, signal.SIGKILL)
        self._popen.wait(PATIENCE)

    def end(self) -> int:
        """Close the window, and wait until it is gone."""
        if self._popen.poll() is None:
            try:
                self.do("quit")
            except OSError:
                self._popen.kill()
        try:
            code = self._popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self._popen.pid, signal.SIGKILL)
            raise
        for thread in self._threads:
            thread.join(PATIENCE)
        return code

    def _read_events(self) -> None:
        assert self._popen.stdout is not None
        for line in self._popen.stdout:
            self._queue.put(json.loads(line))
        self._queue.put(None)

    def _read_complaints(self) -> None:
        assert self._popen.stderr is not None
        for line in self._popen.stderr:
            self.complaints.append(line.decode(errors="replace").rstrip())


def _environment() -> dict[str, str]:
    """Without the display where none is drawn on: what its driver can do must not matter then."""
    is_off_screen = os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    hidden = {"DISPLAY", "WAYLAND_DISPLAY"} if is_off_screen else set()
    return {name: value for name, value in os.environ.items() if name not in hidden}


def descendants(pid: int) -> list[int]:
    """All processes that a process started, and those that they started."""
    parents: dict[int, list[int]] = {}
    for child, parent in _parents():
        parents.setdefault(parent, []).append(child)
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def proportional_kb(pids: Sequence[int]) -> int:
    """Memory of processes, what they share counted once (PSS)."""
    total = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total


def internet_sockets(pids: Sequence[int]) -> list[str]:
    """Sockets of the internet families that processes hold, as ``/proc/net`` names them."""
    inodes = set()
    for pid in pids:
        try:
            links = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
        except OSError:
            continue
        inodes |= {link[8:-1] for link in links if link.startswith("socket:[")}
    found = []
    for family in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "icmp", "icmp6"):
        table = Path(f"/proc/{pids[0]}/net/{family}")
        if table.is_file():
            found += [
                f"{family} {row}"
                for row in table.read_text().splitlines()[1:]
                if row.split()[9] in inodes
            ]
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            yield int(entry.name), int(stat.rsplit(")", 1)[1].split()[1])
