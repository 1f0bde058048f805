"""What an index holds, in numbers."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """Totals of a folder."""

    notes: int
    sections: int
    references: int
    problems: int


def count_index(connection: sqlite3.Connection) -> IndexCounts:
    """Count what an index holds."""
    notes, sections, references = connection.execute(
        "SELECT count(*), total(sections), total(reference_count) FROM note"
    ).fetchone()
    problems = connection.execute("SELECT count(*) FROM problem").fetchone()[0]
    return IndexCounts(notes, int(sections), int(references), problems)


def index_bytes(index_path: Path) -> int:
    """What an index takes on the disk, its write-ahead log included."""
    files = (index_path, index_path.with_name(index_path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
