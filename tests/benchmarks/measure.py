"""What is measured in the library: indexing, searching, following."""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.paths import index_path
from tests.benchmarks.corpus import make_queries
from tests.benchmarks.peers import Recoll, has, run

PROGRAM = [sys.executable, "-m", "noteviewer"]


@dataclass(slots=True)
class Table:
    """Lines of a table: what, ours, the peer's, how they compare."""

    title: str
    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, what: str, ours: str, peer: str = "", ratio: str = "") -> None:
        self.rows.append((what, ours, peer, ratio))

    def markdown(self) -> str:
        head = f"### {self.title}\n| | noteviewer | peer | ratio |\n|---|--:|--:|--:|\n"
        return head + "".join("| " + " | ".join(row) + " |\n" for row in self.rows)


def bytes_of(folder: Path) -> int:
    return sum(
        f.stat().st_size for f in folder.rglob("*") if f.suffix in (".md", ".markdown", ".txt")
    )


def measure_indexing(folder: Path, name: str, place: Path) -> Table:
    table = Table(f"Indexing: {name}")
    ours = run([*PROGRAM, "index", str(folder), "--rebuild", "--json"])
    said = json.loads(ours.output)
    size = bytes_of(folder)
    table.add(
        "notes, sections, references", f"{said['notes']}, {said['sections']}, {said['references']}"
    )
    recoll = Recoll(folder, place) if has("recollindex") else None
    peer = recoll.index() if recoll else None
    table.add(
        "from nothing", f"{ours.seconds:.1f} s", f"recoll {peer.seconds:.1f} s" if peer else "recoll missing",
        f"{peer.seconds / ours.seconds:.1f} times faster" if peer else "",
    )  # fmt: skip
    table.add(
        "processor time", f"{ours.cpu_seconds:.1f} s", f"{peer.cpu_seconds:.1f} s" if peer else "",
        f"{peer.cpu_seconds / ours.cpu_seconds:.1f}" if peer else "",
    )  # fmt: skip
    table.add(
        "largest process",
        f"{ours.peak_bytes >> 20} MB",
        f"{peer.peak_bytes >> 20} MB" if peer else "",
    )
    index_size = index_path(folder).stat().st_size
    table.add(
        "index", f"{index_size / 1e6:.0f} MB", f"{recoll.size() / 1e6:.0f} MB" if recoll else "",
        f"{index_size / size:.1f} times the notes",
    )  # fmt: skip
    again = min(
        json.loads(run([*PROGRAM, "index", str(folder), "--json"]).output)["seconds"]
        for _ in range(3)
    )
    table.add("unchanged, again", f"{again:.2f} s")
    return table


def measure_search(folder: Path, name: str, place: Path) -> Table:
    table = Table(f"Search as you type: {name}, 202 queries, p50 / p95 / max")
    queries = make_queries(folder)
    with Catalog(index_path(folder)) as catalog:
        catalog.search("warm")
        ours = [_timed(lambda q=query: catalog.search(q)) for query in queries]
        quick = [_timed(lambda q=query: catalog.quick(q)) for query in queries]
    peers: list[float] = []
    if has("rg"):
        pattern = ["rg", "-c", "-i", "-F", "--no-ignore", "-e"]
        run([*pattern, queries[0], str(folder)])
        peers = [run([*pattern, query, str(folder)]).seconds for query in queries[:60]]
    table.add(
        "top 50 with snippets and totals", _spread(ours), f"ripgrep {_spread(peers)}" if peers else "ripgrep missing",
        f"p95 is {_p95(ours) / statistics.median(peers):.2f} of ripgrep's p50" if peers else "",
    )  # fmt: skip
    if has("recollq") and (place / f"recoll-{folder.name}").exists():
        recoll = Recoll.__new__(Recoll)
        recoll._config = place / f"recoll-{folder.name}"
        table.add("", "", f"recoll {_spread([recoll.search(query) for query in queries[:60]])}")
    table.add("quick open (first builds its names)", _spread(quick))
    return table


def measure_following(folder: Path) -> Table:
    """Measured on a folder that may be written: never a real one."""
    table = Table(f"Following: {len(list(folder.rglob('*.md')))} notes")
    with _child(folder) as events:
        notes = sorted(folder.rglob("*.md"))
        times = []
        for number in range(20):
            note = notes[number * 7 % len(notes)]
            started = time.perf_counter()
            note.write_text(note.read_text("utf-8") + f"\n\n保存{number}\n", "utf-8")
            events.wait_changed({str(note.relative_to(folder))})
            times.append(time.perf_counter() - started)
        table.add("save to searchable, p50 / p95 / max", _spread(times))
        started = time.perf_counter()
        some = notes[:500]
        for note in some:
            note.write_text(note.read_text("utf-8") + "\n\n一起改\n", "utf-8")
        events.wait_changed({str(note.relative_to(folder)) for note in some})
        table.add("500 changed files", f"{time.perf_counter() - started:.2f} s")
    return table


class _Events:
    """What an indexer process has told."""

    def __init__(self) -> None:
        self._changed: set[str] = set()
        self._is_idle = False
        self._news = threading.Condition()

    def take(self, event: dict[str, object]) -> None:
        with self._news:
            changed = event.get("changed")
            if isinstance(changed, list):
                self._changed.update(changed)
            self._is_idle |= event["event"] == "idle"
            self._news.notify_all()

    def wait_idle(self) -> None:
        with self._news:
            self._news.wait_for(lambda: self._is_idle, timeout=300)
            self._changed.clear()

    def wait_changed(self, paths: set[str]) -> None:
        with self._news:
            if not self._news.wait_for(lambda: paths <= self._changed, timeout=60):
                raise TimeoutError(f"not told: {sorted(paths - self._changed)[:3]}")
            self._changed -= paths


@contextlib.contextmanager
def _child(folder: Path) -> Iterator[_Events]:
    events = _Events()
    process = subprocess.Popen(
        [*PROGRAM, "index", str(folder), "--follow", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ,
    )  # fmt: skip

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            events.take(json.loads(line))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        events.wait_idle()
        yield events
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(30)
        reader.join()


def _timed(ask: object) -> float:
    started = time.perf_counter()
    ask()  # type: ignore[operator]
    return time.perf_counter() - started


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _spread(times: list[float]) -> str:
    return f"{statistics.median(times) * 1e3:.1f} / {_p95(times) * 1e3:.1f} / {max(times) * 1e3:.1f} ms"
