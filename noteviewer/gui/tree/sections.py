"""The sections of a note as nodes below it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from noteviewer.gui.tree.node import Node, NodeKind
from noteviewer.gui.tree.parts import Elsewhere
from noteviewer.notes.titles import name_key

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow
    from noteviewer.notes.model import Section

NOWHERE = Elsewhere()


def build_sections(
    note: "NoteRow",
    sections: Sequence["Section"],
    references: Iterable[str],
    elsewhere: Elsewhere = NOWHERE,
) -> list[Node]:
    """Headings nested by level, each with the number of references in it and below it.

    Args:
        note: The note they are sections of.
        sections: As in ``Note.sections``, the text above the first heading included.
        references: Anchor of the section of each reference of the note.
        elsewhere: Parts of the topics that these sections begin, in other notes.
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
            node.add_all(elsewhere.nodes(node.topic, note.path))
    for node, section in zip(reversed(nodes), reversed(sections), strict=True):
        if node.parent is not None and section.parent is not None:
            node.parent.count += node.count
    return top
