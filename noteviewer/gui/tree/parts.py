"""Sections of other notes that carry a topic on, as nodes under the topic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from noteviewer.gui.tree.node import Node, NodeKind
from noteviewer.library.rows import TopicPart
from noteviewer.notes.titles import name_key
from noteviewer.notes.topics import MARKED

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What of each topic stands in other notes: X（续）, X+ and X=."""

    parts: Mapping[str, tuple[TopicPart, ...]] = field(default_factory=dict)
    """In reading order, by `name_key` of the topic."""
    notes: Mapping[str, "NoteRow"] = field(default_factory=dict)
    """The notes in which they stand, by path."""

    def nodes(self, topic: str, home: str = "") -> list[Node]:
        """A node for each part of a topic that does not stand in the note `home`."""
        return [
            Node(
                NodeKind.PART,
                (NodeKind.PART, part.path, part.anchor),
                part.note_title,
                note=self.notes[part.path],
                anchor=part.anchor,
                prefix=part.title,
                topic=topic,
            )
            for part in self.parts.get(name_key(topic), ())
            if part.path != home and part.path in self.notes
        ]


def find_elsewhere(
    topics: Mapping[str, Sequence[TopicPart]], notes: Iterable["NoteRow"]
) -> Elsewhere:
    """Gather the marked parts of all topics."""
    marked = {
        name_key(name): tuple(part for part in parts if part.kind in MARKED)
        for name, parts in topics.items()
    }
    hosts = {part.path for parts in marked.values() for part in parts}
    return Elsewhere(
        {key: parts for key, parts in marked.items() if parts},
        {note.path: note for note in notes if note.path in hosts},
    )
