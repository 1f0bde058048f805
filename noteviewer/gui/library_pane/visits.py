"""The lists of what was opened last, read most, and changed last."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from noteviewer.gui.tree.node import Node, NodeKind, note_node

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow

LENGTH = 20
"""Notes in each list."""


def build_visits(
    notes: Iterable["NoteRow"], recent: Sequence[str], most_read: Sequence[str]
) -> Node:
    """Three lists of notes.

    Args:
        notes: All notes of the folder, or those that pass a filter.
        recent: Paths of the notes opened last, the last first.
        most_read: Paths of the notes opened most often, the most often first.
    """
    by_path = {note.path: note for note in notes}
    changed = sorted(by_path.values(), key=lambda note: (note.mtime_ns, note.path), reverse=True)
    root = Node(NodeKind.ROOT, "")
    for kind, members in (
        (NodeKind.RECENT, [by_path[path] for path in recent if path in by_path]),
        (NodeKind.MOST_READ, [by_path[path] for path in most_read if path in by_path]),
        (NodeKind.CHANGED, changed),
    ):
        if members:
            shown = members[:LENGTH]
            group = root.add(Node(kind, kind, count=len(shown)))
            group.add_all(note_node(note, note.title) for note in shown)
    return root
