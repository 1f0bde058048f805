"""The tree of topics: category, then series in number order, then the notes of no series."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from noteviewer.gui.library_pane.ordering import chinese_numeral, dictionary_key, number_gaps
from noteviewer.gui.tree.node import Node, NodeKind, note_node
from noteviewer.notes.model import TitlePart

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow

SERIES_FROM = 2
"""A numbered note alone in its category stands there as itself, unless its number says more."""


def build_topics(notes: Iterable["NoteRow"]) -> Node:
    """Group notes by category and series.

    A note of two series (``ALSA（二）, GStreamer（三）``) stands in both, and counts once in its
    category. Where no note has a category the tree starts with the series.
    """
    by_category: dict[str, list[NoteRow]] = defaultdict(list)
    for note in notes:
        by_category[note.category or ""].append(note)
    root = Node(NodeKind.ROOT, "")
    without = by_category.pop("", [])
    for name in sorted(by_category, key=dictionary_key):
        members = by_category[name]
        category = Node(NodeKind.CATEGORY, (NodeKind.CATEGORY, name), name, count=len(members))
        _add_members(root.add(category), members)
    if without and by_category:
        kind = NodeKind.UNCATEGORISED
        _add_members(root.add(Node(kind, kind, count=len(without))), without)
    else:
        _add_members(root, without)
    return root


def _add_members(group: Node, notes: Sequence["NoteRow"]) -> None:
    """Series, the longest first; then notes of no series, the newest first."""
    series: dict[str, list[tuple[int, NoteRow]]] = defaultdict(list)
    for note in notes:
        for part in note.title_parts.series:
            series[part.name].append((part.number or 0, note))
    shown = {name: parts for name, parts in series.items() if _is_series(parts)}
    in_series = {note.path for parts in shown.values() for _, note in parts}
    for name in sorted(shown, key=lambda name: (-len(shown[name]), dictionary_key(name))):
        group.add(_series_node(name, shown[name]))
    singles = [note for note in notes if note.path not in in_series]
    singles.sort(key=lambda note: dictionary_key(note.title))
    singles.sort(key=lambda note: note.date or "", reverse=True)
    group.add_all(note_node(note, note.title) for note in singles)


def _is_series(parts: Sequence[tuple[int, "NoteRow"]]) -> bool:
    return len(parts) >= SERIES_FROM or parts[0][0] > 1


def _series_node(name: str, parts: list[tuple[int, "NoteRow"]]) -> Node:
    """A series in number order, ties by date, with the numbers it lacks in their places."""
    parts.sort(key=lambda part: (part[0], part[1].date or "", part[1].path))
    node = Node(NodeKind.SERIES, (NodeKind.SERIES, name), name, count=len(parts))
    gaps = dict(number_gaps({number for number, _ in parts}))
    expected = 1
    for number, note in parts:
        if expected in gaps and number > expected:
            node.add(_gap_node(expected, gaps[expected]))
        node.add(_part_node(name, number, note))
        expected = number + 1
    return node


def _part_node(series: str, number: int, note: "NoteRow") -> Node:
    rest = remaining_title(note, series)
    prefix = chinese_numeral(number)
    return note_node(note, rest or note.title, prefix=prefix if rest else "")


def _gap_node(first: int, last: int) -> Node:
    label = str(first) if first == last else f"{first}–{last}"
    return Node(NodeKind.GAP, (NodeKind.GAP, first), label)


def remaining_title(note: "NoteRow", series: str) -> str:
    """What a title says besides its number in a series: topics, else the other parts."""
    title = note.title_parts
    others = [part for part in title.parts if part.name != series]
    return ", ".join(_part_text(part) for part in (*title.topics, *others))


def _part_text(part: TitlePart) -> str:
    return part.name if part.number is None else f"{part.name}（{chinese_numeral(part.number)}）"
