"""The node of every tree of notes and sections: a plain value without Qt."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from weakref import ReferenceType, ref

from noteviewer.library.rows import TopicPart
from noteviewer.notes.relations.titles import name_key
from noteviewer.notes.relations.topics import MARKED

if TYPE_CHECKING:
    from noteviewer.library.catalog.topic_contents import PartContents
    from noteviewer.library.rows import NoteRow
    from noteviewer.notes.model import Section


class NodeKind(StrEnum):
    """What a node stands for. Kinds without a label of their own are named by the window."""

    ROOT = "root"
    CATEGORY = "category"
    UNCATEGORISED = "uncategorised"
    SERIES = "series"
    NOTE = "note"
    SECTION = "section"
    GAP = "gap"
    """Numbers that a series lacks; the label is ``3`` or ``3-5``."""
    PART = "part"
    """A section of another note that carries on the topic of its parent."""
    FOLDER = "folder"
    TAG = "tag"
    UNTAGGED = "untagged"
    YEAR = "year"
    MONTH = "month"
    UNDATED = "undated"
    RECENT = "recent"
    MOST_READ = "most-read"
    CHANGED = "changed"
    SAVED = "saved"
    """The searches that the user saved."""
    SEARCH = "search"
    """One of them; ``topic`` is its query."""


class Node:
    """One row of the tree, with its place among its siblings.

    Mutable, because the tree follows the folder: `NodeModel` inserts and removes children, and
    keeps ``row`` true.
    """

    __slots__ = (
        "__weakref__",
        "_parent",
        "anchor",
        "children",
        "count",
        "is_loaded",
        "key",
        "kind",
        "label",
        "mark",
        "note",
        "prefix",
        "row",
        "topic",
    )

    def __init__(
        self,
        kind: NodeKind,
        key: Hashable,
        label: str = "",
        *,
        note: "NoteRow | None" = None,
        anchor: str = "",
        count: int = 0,
        prefix: str = "",
        mark: str = "",
        topic: str = "",
        is_loaded: bool = True,
    ) -> None:
        self.kind = kind
        self.key = key
        """Unique among siblings and the same after each rebuild."""
        self.label = label
        self.note = note
        self.anchor = anchor
        self.count = count
        self.prefix = prefix
        """Shown quietly before the label: the number in a series."""
        self.mark = mark
        """How a section continues a topic: ``续``, ``+``, ``=``; empty for an ordinary one."""
        self.topic = topic
        """Name of the topic that a section treats, its mark left out."""
        self.is_loaded = is_loaded
        """Whether ``children`` is all there is; sections of a note are fetched when wanted."""
        self.children: list[Node] = []
        self._parent: ReferenceType[Node] | None = None
        self.row = 0

    @property
    def parent(self) -> "Node | None":
        """The node above, held weakly: a tree that is not shown any more is gone at once."""
        return None if self._parent is None else self._parent()

    @parent.setter
    def parent(self, above: "Node") -> None:
        self._parent = ref(above)

    def add(self, child: "Node") -> "Node":
        """Append a child and return it."""
        child.parent = self
        child.row = len(self.children)
        self.children.append(child)
        return child

    def add_all(self, children: Iterable["Node"]) -> None:
        """Append children in order."""
        for child in children:
            self.add(child)

    def renumber(self, start: int = 0) -> None:
        """Make ``row`` and ``parent`` of the children true after a change from ``start`` on."""
        for row in range(start, len(self.children)):
            child = self.children[row]
            child.row = row
            child.parent = self

    def walk(self) -> Iterator["Node"]:
        """All nodes below, parents before children."""
        for child in self.children:
            yield child
            yield from child.walk()

    def path(self) -> tuple[Hashable, ...]:
        """Keys from the root to this node: its identity over rebuilds."""
        keys: list[Hashable] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            keys.append(node.key)
            node = node.parent
        return tuple(reversed(keys))

    def find(self, path: tuple[Hashable, ...]) -> "Node | None":
        """The node below that `path` names; None where the tree lacks it."""
        node: Node | None = self
        for key in path:
            if node is None:
                return None
            node = next((child for child in node.children if child.key == key), None)
        return node


def note_node(row: "NoteRow", label: str, *, prefix: str = "") -> Node:
    """A note whose sections are fetched when it is opened in the tree."""
    return Node(
        NodeKind.NOTE,
        (NodeKind.NOTE, row.path),
        label,
        note=row,
        prefix=prefix,
        is_loaded=row.sections == 0,
    )


@dataclass(frozen=True, slots=True)
class Continuations:
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


def find_continuations(
    topics: Mapping[str, Sequence[TopicPart]], notes: Iterable["NoteRow"]
) -> Continuations:
    """Gather the marked parts of all topics."""
    marked = {
        name_key(name): tuple(part for part in parts if part.kind in MARKED)
        for name, parts in topics.items()
    }
    hosts = {part.path for parts in marked.values() for part in parts}
    return Continuations(
        {key: parts for key, parts in marked.items() if parts},
        {note.path: note for note in notes if note.path in hosts},
    )


NO_CONTINUATIONS = Continuations()


def build_sections(
    note: "NoteRow",
    sections: Sequence["Section"],
    references: Iterable[str],
    continuations: Continuations = NO_CONTINUATIONS,
) -> list[Node]:
    """Headings nested by level, each with the number of references in it and below it.

    Args:
        note: The note they are sections of.
        sections: As in ``Note.sections``, the text above the first heading included.
        references: Anchor of the section of each reference of the note.
        continuations: Parts of the topics that these sections begin, in other notes.
    """
    counts = Counter(references)
    nodes: list[Node] = []
    top: list[Node] = []
    for index, section in enumerate(sections):
        node = Node(
            NodeKind.SECTION,
            (NodeKind.SECTION, section.anchor or index),
            section.title,
            note=note,
            anchor=section.anchor,
            count=counts[section.anchor],
            mark=section.continuation,
            topic=section.topic or section.title,
        )
        nodes.append(node)
        if section.level == 0 or not section.title:
            continue
        parent = None if section.parent is None else nodes[section.parent]
        if parent is None or parent.kind is not NodeKind.SECTION or not parent.label:
            top.append(node)
        else:
            parent.add(node)
    series = {name_key(part.name) for part in note.series}
    for node in nodes[1:]:
        # What carries on a series stands under the series itself.
        if not node.mark and node.label and name_key(node.topic) not in series:
            node.add_all(continuations.nodes(node.topic, note.path))
    for node, section in zip(reversed(nodes), reversed(sections), strict=True):
        if node.parent is not None and section.parent is not None:
            node.parent.count += node.count
    return top


def build_parts(
    contents: Iterable["PartContents"], references: Callable[[str], Iterable[str]]
) -> list[Node]:
    """The parts of a topic as its page has them, each with the headings below it.

    Args:
        contents: The parts.
        references: Gives, for a note, the anchor of the section of each of its references.
    """
    top: list[Node] = []
    for part in contents:
        counts = Counter(references(part.note.path))
        node = _section_node(part, part.heading, part.title, part.part.title)
        nodes: dict[int | None, Node] = {}
        for index in sorted(part.shown):
            section = part.sections[index]
            if section.title and section.anchor != part.heading:
                topic = section.topic or section.title
                nodes[index] = _section_node(part, section.anchor, section.title, topic)
                nodes.get(section.parent, node).add(nodes[index])
            nodes.setdefault(index, node).count += counts[section.anchor]
        for child in reversed(list(node.walk())):
            if child.parent is not None:
                child.parent.count += child.count
        top.append(node)
    return top


def _section_node(part: "PartContents", anchor: str, title: str, topic: str) -> Node:
    place = part.anchor(anchor)
    return Node(
        NodeKind.SECTION,
        (NodeKind.SECTION, place),
        title,
        note=part.note,
        anchor=place,
        topic=topic,
    )
