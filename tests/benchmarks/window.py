"""``python -m tests.benchmarks.window [FOLDER] [--large FOLDER]``: the window beside an empty web view.

Start, first note, switching, memory, and how late the window's own timer was. The program is driven
as in `tests.end_to_end`; the peer is a bare window with a web view that shows one line.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from noteviewer.library.folder.scan import scan_folder
from noteviewer.paths import resources_dir
from tests.benchmarks.corpus import recombine
from tests.benchmarks.measure import Table
from tests.end_to_end.running_program import RunningProgram, descendants, proportional_kb

STARTS = 5
SWITCHES = 500
EMPTY_VIEW = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from PySide6.QtWebEngineWidgets import QWebEngineView
application = QApplication([])
view = QWebEngineView()
view.resize(1400, 880)
view.loadFinished.connect(lambda _ok: (print(time.monotonic(), flush=True), sys.stdin.readline(), os._exit(0)))
view.setHtml("<p>x</p>")
view.show()
application.exec()
"""


def measure_window(folder: Path, *, switches: int = SWITCHES) -> Table:
    """Start, switching and memory on a real folder, its index warm."""
    notes = sorted(scan_folder(folder).notes)
    with RunningProgram(folder) as running:
        running.wait_idle(300)
        running.open(notes[len(notes) // 2])
    table = Table(f"Window: {len(notes)} notes")
    frames, firsts = zip(*(_start(folder) for _ in range(STARTS)), strict=True)
    empty_seconds, empty_kb = zip(*(_start_empty() for _ in range(STARTS)), strict=True)
    empty = statistics.median(empty_seconds)
    table.add("start to window", _seconds(statistics.median(frames)))
    table.add(
        "start to the first note, painted", _seconds(statistics.median(firsts)),
        f"empty web view {_seconds(empty)}", f"{statistics.median(firsts) / empty:.2f}",
    )  # fmt: skip
    with RunningProgram(folder) as running:
        running.wait_idle(300)
        _add_switches(table, running, notes, switches, statistics.median(empty_kb))
    return table


def _add_switches(
    table: Table, running: RunningProgram, notes: list[str], switches: int, empty_kb: float
) -> None:
    order = [notes[number * 37 % len(notes)] for number in range(switches)]
    running.open(order[0])
    running.ask("ticks", "ticks")
    some = order[1:41]
    table.add("another note", _spread([_switch(running, note) for note in some]))
    table.add("a note shown before", _spread([_switch(running, note) for note in some]))
    start_kb = proportional_kb(running.tree())
    for note in order:
        running.open(note)
    end_kb = proportional_kb(running.tree())
    table.add(
        "memory (PSS, all processes)", f"{start_kb / 1024:.0f} MB",
        f"empty web view {empty_kb / 1024:.0f} MB", f"{start_kb / empty_kb:.2f}",
    )  # fmt: skip
    table.add(f"the same after {switches} notes", f"{end_kb / 1024:.0f} MB")
    table.add("latest tick meanwhile", _ticks(running))


def measure_indexing_beside_window(folder: Path) -> Table:
    """How late the window is while its folder is indexed from nothing."""
    table = Table("Window while indexing")
    with tempfile.TemporaryDirectory() as cache, RunningProgram(
        folder, environment={"XDG_CACHE_HOME": cache, "XDG_DATA_HOME": cache}
    ) as running:  # fmt: skip
        running.ask("ticks", "ticks")
        idle = running.wait_idle(600)
        table.add("start to everything indexed", _seconds(idle["at"] - running.started))
        table.add("latest tick of 10 ms", _ticks(running))
    return table


def _start(folder: Path) -> tuple[float, float]:
    with RunningProgram(folder) as running:
        first = running.wait("shown")
        frame = next(event for event in running.events if event["event"] == "window")
        return frame["at"] - running.started, first["at"] - running.started


def _start_empty() -> tuple[float, int]:
    environment = {**os.environ, "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-c", EMPTY_VIEW],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        assert process.stdout is not None
        seconds = float(process.stdout.readline()) - started
        kilobytes = proportional_kb([process.pid, *descendants(process.pid)])
        process.communicate(b"\n")
    return seconds, kilobytes


def _switch(running: RunningProgram, note: str) -> float:
    started = time.monotonic()
    return float(running.open(note)["at"]) - started


def _ticks(running: RunningProgram) -> str:
    ticks = running.ask("ticks", "ticks")
    return f"{ticks['worst']:.0f} ms; over 50 ms: {ticks['over_50']} of {ticks['ticks']}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(ordered) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"


def main(say: Callable[[str], object] = print) -> None:
    parser = argparse.ArgumentParser(description="Measure the window beside an empty web view.")
    parser.add_argument("folder", type=Path, nargs="?", default=resources_dir() / "sample-notes")
    parser.add_argument("--notes", type=int, default=10_000, help="notes that are indexed beside")
    parser.add_argument("--switches", type=int, default=SWITCHES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {f"XDG_{kind}_HOME": home for kind in ("CACHE", "DATA", "CONFIG")}
        say(measure_window(arguments.folder, switches=arguments.switches).markdown())
        large = Path(home) / "large"
        recombine(arguments.folder, large, arguments.notes, sections_a_note=9)
        say(measure_indexing_beside_window(large).markdown())


if __name__ == "__main__":
    main(sys.stdout.write)
