"""The lists of what was opened last, read most, and changed last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from noteviewer.gui.library_pane.node import Node, NodeKind, note_node

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow

LENGTH = 20
"""Notes in each list."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How often and when a note was opened."""

    count: int
    last: float
    """Seconds since the epoch."""


def build_visits(notes: Iterable["NoteRow"], visits: Mapping[str, Visit]) -> Node:
    """Three lists: opened last, read most (more than once), changed last on the disk."""
    rows = list(notes)
    seen = [note for note in rows if note.path in visits]
    recent = sorted(seen, key=lambda note: visits[note.path].last, reverse=True)
    repeated = [note for note in recent if visits[note.path].count > 1]
    most_read = sorted(repeated, key=lambda note: visits[note.path].count, reverse=True)
    changed = sorted(rows, key=lambda note: (note.mtime, note.path), reverse=True)
    root = Node(NodeKind.ROOT, "")
    for kind, members in (
        (NodeKind.RECENT, recent),
        (NodeKind.MOST_READ, most_read),
        (NodeKind.CHANGED, changed),
    ):
        if members:
            shown = members[:LENGTH]
            group = root.add(Node(kind, kind, count=len(shown)))
            group.add_all(note_node(note, note.title) for note in shown)
    return root
