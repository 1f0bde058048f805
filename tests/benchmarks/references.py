"""``python -m tests.benchmarks.references [FOLDER]``: sorting, filtering and counting all references.

Beside each filter stands the same question as SQL over a table in memory, in the same run. A folder
with fewer than 25,000 references is repeated under other hosts until there are so many.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TypeVar

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.export import ExportForm, Selection, export
from noteviewer.library.references import (
    Choice,
    Column,
    Facet,
    Order,
    ReferenceTable,
    build_library,
    find,
)
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.sync.shared_index import bring_up_to_date
from noteviewer.notes.canonical import canonical_url

T = TypeVar("T")
ENOUGH = 25_000
FILTERS = (
    "强",
    "强化",
    "learning",
    "a",
    "deep -weixin",
    "强化 OR 多任务",
    "host:zhihu 学习",
    "date:2020..2021",
)


def measure_references(folder: Path) -> str:
    """Measure, and write the figures as a Markdown table."""
    with Catalog(bring_up_to_date(folder).path) as catalog:
        rows, reading = _timed(catalog.all_references)
    rows = _repeated(rows)
    urls = [row.url for row in rows if row.url]
    library, building = _timed(lambda: build_library(rows))
    table, preparing = _timed(lambda: ReferenceTable(library, {}))
    lines = [
        f"### References: {len(rows):,} of {len({row.path for row in rows}):,} notes",
        "| | noteviewer | SQL LIKE in memory | ratio |",
        "|---|--:|--:|--:|",
        _row("read from the index", reading),
        _row("gather by canonical URL", building),
        _row("prepare the table", preparing),
        _row("canonical URLs alone", _timed(lambda: [canonical_url(url) for url in urls])[1]),
    ]
    for column in Column:
        choice = Choice(order=Order(column))
        first = _timed(lambda choice=choice: table.list(choice))[1]
        again = _median(lambda choice=choice: table.list(choice))
        lines.append(_row(f"sort by {column}, again (first {first * 1e3:.0f} ms)", again))
    connection = _peer(rows)
    for typed in FILTERS:
        ours = _median(lambda typed=typed: table.list(Choice(typed)))
        word = typed.split()[0]
        peer = _median(lambda word=word: _like(connection, word)) if ":" not in typed else None
        lines.append(_row(f"filter `{typed}`, sort, count facets", ours, peer))
    host = table.list(Choice()).facets[Facet.HOST][0].value
    facets = Choice(facets={Facet.HOST: frozenset({host})})
    lines.append(_row(f"only {host}", _median(lambda: table.list(facets))))
    lines.append(
        _row("where did I see this?", _median(lambda: find(library, urls[len(urls) // 2])))
    )
    selection = Selection(rows, "all")
    lines += [
        _row(f"export as {form}", _timed(lambda form=form: export(selection, form))[1])
        for form in ExportForm
    ]
    connection.close()
    return "\n".join(lines) + "\n"


def _repeated(rows: list[ReferenceRow]) -> list[ReferenceRow]:
    found = list(rows)
    for number in count(1):
        if len(found) >= ENOUGH or not rows:
            return found
        found += [
            replace(
                row,
                url=row.url and row.url.replace("://", f"://r{number}."),
                path=f"{number}/{row.path}",
            )
            for row in rows
        ]
    return found


def _peer(rows: list[ReferenceRow]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE r (title, url, host, note, section, date)")
    connection.executemany(
        "INSERT INTO r VALUES (?, ?, ?, ?, ?, ?)",
        [(r.title, r.url, r.host, r.note_title, r.section_title, r.date) for r in rows],
    )
    return connection


def _like(connection: sqlite3.Connection, word: str) -> list[object]:
    """The same texts looked through, sorted; no facets, no states."""
    return connection.execute(
        "SELECT * FROM r WHERE title LIKE ?1 OR url LIKE ?1 OR note LIKE ?1 OR section LIKE ?1"
        " ORDER BY date DESC",
        (f"%{word}%",),
    ).fetchall()


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_timed(work)[1] for _ in range(5))


def _row(what: str, seconds: float, peer: float | None = None) -> str:
    beside = f"{peer * 1e3:.1f} ms" if peer else ""
    ratio = f"{seconds / peer:.2f}" if peer else ""
    return f"| {what} | {seconds * 1e3:.1f} ms | {beside} | {ratio} |"


if __name__ == "__main__":
    corpora = os.environ.get("NOTES_CORPORA")
    usual = Path(corpora) / "antkillerfarm" if corpora else Path("resources/sample-notes")
    with tempfile.TemporaryDirectory(prefix="noteviewer-bench-") as place:
        os.environ["XDG_CACHE_HOME"] = place
        sys.stdout.write(measure_references(Path(sys.argv[1]) if len(sys.argv) > 1 else usual))
