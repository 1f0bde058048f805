"""What an index holds, in numbers."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """What an index holds."""

    notes: int
    sections: int
    references: int
    problems: int
    bytes: int
    """Size of the index on disk."""


def count_index(connection: sqlite3.Connection, index_path: Path) -> IndexCounts:
    """Count what an index holds, and what it takes on disk."""
    notes, sections, references = connection.execute(
        "SELECT count(*), total(sections), total(reference_count) FROM note"
    ).fetchone()
    problems = connection.execute("SELECT count(*) FROM problem").fetchone()[0]
    size = sum(
        path.stat().st_size
        for path in (index_path, index_path.with_name(index_path.name + "-wal"))
        if path.exists()
    )
    return IndexCounts(notes, int(sections), int(references), problems, size)
