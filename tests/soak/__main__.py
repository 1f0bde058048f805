"""Hours of a hard life in minutes: ``make soak [MINUTES=60]``.

A scratch folder is changed at random while the program follows it, and processes of the program are
killed or paused at random moments, the disk for the index fills up, the folder becomes read-only.
After each round the index must hold what one made from nothing holds, table by table. Figures are
printed as one JSON object; the exit code is 1 where any index differed.
"""

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noteviewer.errors import NoteviewerError
from noteviewer.library.index.indexer import Indexer
from noteviewer.paths import index_path
from noteviewer.processes import RENDERER
from tests.end_to_end.running_program import (
    RunningProgram,
    command_of,
    descendants,
    proportional_kb,
)
from tests.library.index.index_tables import compare_with_fresh
from tests.soak.operations import Operations

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_FILE = 256 << 10
"""Bytes of a file that the indexer may write while its disk is full."""


class Soak:
    """One folder, the program on it, and what befell both."""

    def __init__(self, top: Path, seed: int) -> None:
        self.folder = top / "notes"
        self.folder.mkdir()
        self.top = top
        self.kills: Counter[str] = Counter()
        self.pauses = self.rounds = self.rebuilds = self.full_disks = 0
        self.differences: list[str] = []
        self.memory: list[int] = []
        self._chance = random.Random(seed)
        self.operations = Operations(self.folder, seed)

    def follow(self, operations: int) -> None:
        """A round of the indexer alone: it and its parsers are killed, paused, out of room."""
        is_full = self._chance.random() < 0.1
        self.full_disks += is_full
        with self._indexer(is_full=is_full) as process:
            for _ in range(4):
                self.operations.run(operations // 4)
                if self._chance.random() < 0.8:
                    _await_children(process)
                time.sleep(self._chance.uniform(0.05, 0.6))
                for pid in descendants(process.pid):
                    if self._chance.random() < 0.7:
                        is_kill = self._chance.random() < 0.85
                        self._strike("parser", pid, signal.SIGKILL if is_kill else signal.SIGSTOP)
            if self._chance.random() < 0.9:
                self._strike("indexer", process.pid, signal.SIGKILL)
        self._settle()

    def look(self, operations: int) -> None:
        """A round of the window: each of its processes is killed."""
        program = RunningProgram(self.folder)
        try:
            program.wait_idle(60)
            self.memory.append(proportional_kb(program.tree()))
            for kind in (*("web", "renderer", "web", "renderer", "parser") * 2, "indexer"):
                self.operations.run(operations // 8)
                note = self._chance.choice(sorted(self.folder.rglob("*.md")))
                program.do(
                    "open", note=str(note.relative_to(self.folder)), anchor="", new_tab=False
                )
                pids = [pid for pid in program.tree() if kind_of(pid) == kind]
                if pids:
                    self._strike(kind, self._chance.choice(pids), signal.SIGKILL)
                time.sleep(self._chance.uniform(0.1, 0.6))
            self._strike("window", program.pid, signal.SIGKILL)
        finally:
            orphans = [pid for pid in program.tree() if pid != program.pid]
            program.end()
            for pid in orphans:
                _kill(pid, signal.SIGKILL)
        self._settle()

    def _settle(self) -> None:
        """Bring the index up to date in peace, and compare it with one made from nothing."""
        self.rounds += 1
        for path in self.folder.rglob("*.md"):
            if not path.is_symlink():
                path.chmod(0o644)
        index = index_path(self.folder)
        with Indexer(self.folder, index, lock_timeout=30) as indexer:
            self.rebuilds += bool(indexer.damage)
            indexer.update()
            self.rebuilds += bool(indexer.damage)
        found = compare_with_fresh(self.folder, index, self.top / "fresh" / "index.sqlite")
        self.differences += [f"round {self.rounds}: {each}" for each in found]

    def _strike(self, kind: str, pid: int, how: signal.Signals) -> None:
        if _kill(pid, how):
            if how is signal.SIGKILL:
                self.kills[kind] += 1
            else:
                self.pauses += 1

    @contextmanager
    def _indexer(self, *, is_full: bool) -> "Iterator[subprocess.Popen[bytes]]":
        def fill_disk() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_FILE, _MOST_FILE))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        process = subprocess.Popen(
            [sys.executable, "-m", "noteviewer", "index", str(self.folder), "--follow", "--json"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=fill_disk if is_full else None,  # noqa: PLW1509  (no threads here)
        )  # fmt: skip
        try:
            yield process
        finally:
            children = descendants(process.pid)
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                self.differences.append(f"round {self.rounds}: the indexer did not end")
                process.kill()
                process.wait()
            for pid in children:
                _kill(pid, signal.SIGKILL)

    def report(self) -> dict[str, Any]:
        """What was done, and what came of it."""
        return {
            "rounds": self.rounds,
            "operations": sum(self.operations.done.values()),
            "of": dict(self.operations.done),
            "kills": dict(self.kills),
            "pauses": self.pauses,
            "full_disks": self.full_disks,
            "rebuilds": self.rebuilds,
            "window_kb_first": self.memory[0] if self.memory else None,
            "window_kb_last": self.memory[-1] if self.memory else None,
            "differences": self.differences,
        }


def _await_children(process: "subprocess.Popen[bytes]") -> None:
    """Wait until an indexer has its parsers."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and process.poll() is None:
        if descendants(process.pid):
            return
        time.sleep(0.02)


def kind_of(pid: int) -> str:
    """Which of the program's processes one is; empty for any other."""
    command = command_of(pid)
    if "QtWebEngineProcess" in command:
        # The one that draws is a copy of the one that makes copies.
        return "web" if "QtWebEngineProcess" in command_of(_parent(pid)) else ""
    if "--follow" in command:
        return "indexer" if "--follow" not in command_of(_parent(pid)) else "parser"
    if "spawn_main" in command or "forkserver" in command:
        return "parser" if "--follow" in command_of(_parent(pid)) else ""
    return "renderer" if RENDERER in command else ""


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _kill(pid: int, how: signal.Signals) -> bool:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return False
    return True


def main() -> int:
    """Soak for some time, and print figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--operations", type=int, default=40, help="of a round")
    parser.add_argument("--window-share", type=float, default=0.3, help="of rounds with a window")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    end = time.monotonic() + 60 * arguments.minutes
    with tempfile.TemporaryDirectory(prefix="noteviewer-soak-") as top:
        for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = str(Path(top, variable.lower()))
        soak = Soak(Path(top), arguments.seed)
        soak.operations.run(200)
        while time.monotonic() < end:
            try:
                if chance.random() < arguments.window_share:
                    soak.look(arguments.operations)
                else:
                    soak.follow(arguments.operations)
            except (AssertionError, NoteviewerError, OSError) as error:
                soak.differences.append(f"round {soak.rounds}: {type(error).__name__}: {error}")
        sys.stdout.write(json.dumps({"seed": arguments.seed, **soak.report()}, indent=1) + "\n")
    return 1 if soak.differences else 0


if __name__ == "__main__":
    sys.exit(main())
