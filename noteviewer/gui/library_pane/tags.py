"""The tree of tags; ``a/b`` stands under ``a``."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from noteviewer.gui.library_pane.ordering import dictionary_key
from noteviewer.gui.tree.node import Node, NodeKind, note_node

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow


def build_tags(notes: Iterable["NoteRow"]) -> Node:
    """Tags by name, notes under each the newest first; untagged notes at the end.

    Tags that differ by case only are one tag, under the spelling met first.
    """
    by_tag: dict[str, list[NoteRow]] = defaultdict(list)
    spelling: dict[str, str] = {}
    untagged: list[NoteRow] = []
    for note in notes:
        folded = {tag.strip("#/ ").casefold(): tag.strip("#/ ") for tag in note.tags}
        folded.pop("", None)
        for key, tag in folded.items():
            by_tag[spelling.setdefault(key, tag)].append(note)
        if not folded:
            untagged.append(note)
    root = Node(NodeKind.ROOT, "")
    nodes: dict[str, Node] = {"": root}
    for tag in sorted(by_tag, key=lambda tag: tuple(map(dictionary_key, tag.split("/")))):
        node = _tag_node(tag, nodes)
        node.add_all(note_node(note, note.title) for note in _newest_first(by_tag[tag]))
    _count(root)
    if untagged:
        node = root.add(Node(NodeKind.UNTAGGED, NodeKind.UNTAGGED, count=len(untagged)))
        node.add_all(note_node(note, note.title) for note in _newest_first(untagged))
    return root


def _tag_node(tag: str, nodes: dict[str, Node]) -> Node:
    found = nodes.get(tag.casefold())
    if found is None:
        above, _, name = tag.rpartition("/")
        parent = _tag_node(above, nodes)
        found = Node(NodeKind.TAG, (NodeKind.TAG, name.casefold()), name)
        nodes[tag.casefold()] = parent.add(found)
    return found


def _newest_first(notes: list["NoteRow"]) -> list["NoteRow"]:
    by_title = sorted(notes, key=lambda note: dictionary_key(note.title))
    return sorted(by_title, key=lambda note: note.date or "", reverse=True)


def _count(node: Node) -> set[str]:
    """Set counts to the number of different notes below; returns their paths."""
    below: set[str] = set()
    for child in node.children:
        if child.note is not None:
            below.add(child.note.path)
        else:
            below |= _count(child)
    node.count = len(below)
    node.children.sort(key=lambda child: child.kind is not NodeKind.TAG)
    node.renumber()
    return below
