"""What the indexer tells whoever listens: values, and the lines in which they are written.

A line is a JSON object with the name of the event and the fields of its value::

    {"event": "index", "path": "...", "is_temporary": false, "is_shared": false, "damage": ""}
    {"event": "progress", "done": 3, "total": 9}
    {"event": "updated", "changed": ["a.md"], "removed": [], "generation": 4, "renamed": {}}
    {"event": "idle", "notes": 1, "sections": 2, "references": 3, "problems": 0, "watch": "events"}
    {"event": "error", "message": "...", "code": "folder-gone"}
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from noteviewer.library.index.serialization import IndexCounts

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """Where the index is, told first of all and whenever it changes."""

    path: str
    is_temporary: bool = False
    """The cache cannot be written: the index is gone with the window."""
    is_shared: bool = False
    """Another program writes it."""
    damage: str = ""
    """Why the index that was there had to be made anew; mostly empty."""


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far indexing has come."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class IndexUpdate:
    """What changed in the index; readers see it now."""

    changed: tuple[str, ...]
    """Paths of notes that are new or different."""
    removed: tuple[str, ...]
    generation: int
    renamed: Mapping[str, str] = field(default_factory=dict)
    """New paths of removed notes that only have another name."""


@dataclass(frozen=True, slots=True)
class IndexIdle:
    """The index agrees with the folder."""

    notes: int
    sections: int
    references: int
    problems: int
    watch: str
    """``events``, ``polling``, ``shared`` or ``off``."""
    pdfs: int = 0
    """Of the notes, those that are PDFs."""

    @classmethod
    def of(cls, counts: IndexCounts, watch: str) -> Self:
        """Tell what an index holds."""
        return cls(
            counts.notes,
            counts.sections,
            counts.references,
            counts.problems,
            watch,
            counts.pdfs,
        )


@dataclass(frozen=True, slots=True)
class IndexFailure:
    """Something the user should know; the process may go on or have ended."""

    message: str
    code: str = ""
    """``folder-gone``, ``index-unavailable``, ``cancelled`` (until ``rescan``), ``ended``."""


IndexEvent = IndexPlace | IndexProgress | IndexUpdate | IndexIdle | IndexFailure

_NAMES: dict[type[IndexEvent], str] = {
    IndexPlace: "index",
    IndexProgress: "progress",
    IndexUpdate: "updated",
    IndexIdle: "idle",
    IndexFailure: "error",
}


def write_event(event: IndexEvent) -> str:
    """An event as a line, without its end."""
    values = {each.name: getattr(event, each.name) for each in fields(event)}
    return json.dumps({"event": _NAMES[type(event)], **values}, ensure_ascii=False)


def read_event(line: bytes) -> IndexEvent | None:
    """A line as a value; None for what this version does not know."""
    try:
        values: dict[str, Any] = json.loads(line)
        match values.get("event"):
            case "index":
                return IndexPlace(
                    str(values["path"]),
                    bool(values.get("is_temporary")),
                    bool(values.get("is_shared")),
                    str(values.get("damage", "")),
                )
            case "progress":
                return IndexProgress(int(values["done"]), int(values["total"]))
            case "updated":
                return IndexUpdate(
                    tuple(values["changed"]),
                    tuple(values["removed"]),
                    int(values["generation"]),
                    dict(values.get("renamed", {})),
                )
            case "idle":
                return IndexIdle(
                    notes=int(values["notes"]),
                    sections=int(values["sections"]),
                    references=int(values["references"]),
                    problems=int(values.get("problems", 0)),
                    watch=str(values["watch"]),
                    pdfs=int(values.get("pdfs", 0)),
                )
            case "error":
                return IndexFailure(str(values["message"]), str(values.get("code", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        logger.warning("a line of the indexer that is no event: %.200r", line)
    return None
