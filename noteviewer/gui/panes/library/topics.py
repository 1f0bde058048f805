"""The tree of topics: category, then series in number order, then the notes of no series."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from noteviewer.gui.panes.library.ordering import dictionary_key, runs
from noteviewer.gui.tree.node import NO_CONTINUATIONS, Continuations, Node, NodeKind, note_node
from noteviewer.gui.tree.part_names import chinese_numeral, remaining_title
from noteviewer.notes.relations.titles import Series, gather_series, name_key
from noteviewer.notes.text import fold

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow

SeriesByKey = Mapping[str, Series]
"""All series of the folder by `name_key` of their names."""


def find_series(notes: Iterable["NoteRow"]) -> SeriesByKey:
    """The series of a folder. A first part without a second is none."""
    found = gather_series((note.path, note.title_parts, note.date) for note in notes)
    return {
        name_key(series.name): series
        for series in found
        if len(series.entries) > 1 or series.entries[0].number > 1
    }


def build_topics(
    notes: Iterable["NoteRow"],
    series: SeriesByKey,
    continuations: Continuations = NO_CONTINUATIONS,
    *,
    shows_gaps: bool = True,
) -> Node:
    """Group notes by category and series.

    A note of two series (``ALSA（二）, GStreamer（三）``) stands in both, and counts once in its
    category. Where no note has a category the tree starts with the series. Categories that differ
    by case only are one, as they are to a search.

    Args:
        notes: Those to be shown: all of the folder, or what a filter leaves.
        series: Of the whole folder.
        continuations: What carries the topic of a series on in other notes; stands at its end.
        shows_gaps: Whether numbers that no note of the folder has are shown in their places.
    """
    by_category: dict[str, list[NoteRow]] = defaultdict(list)
    for note in notes:
        by_category[fold(note.category or "")].append(note)
    builder = _Builder(series, continuations, shows_gaps=shows_gaps)
    root = Node(NodeKind.ROOT, "")
    without = by_category.pop("", [])
    for key in sorted(by_category, key=dictionary_key):
        members = by_category[key]
        name = _usual_spelling(members)
        category = Node(NodeKind.CATEGORY, (NodeKind.CATEGORY, key), name, count=len(members))
        builder.add_members(root.add(category), members)
    if without and by_category:
        kind = NodeKind.UNCATEGORISED
        builder.add_members(root.add(Node(kind, kind, count=len(without))), without)
    else:
        builder.add_members(root, without)
    return root


def _usual_spelling(notes: Iterable["NoteRow"]) -> str:
    """The category as most of its notes write it."""
    ((name, _),) = Counter(note.category or "" for note in notes).most_common(1)
    return name


class _Builder:
    def __init__(
        self, series: SeriesByKey, continuations: Continuations, *, shows_gaps: bool
    ) -> None:
        self._series = series
        self._continuations = continuations
        self._shows_gaps = shows_gaps

    def add_members(self, group: Node, notes: Sequence["NoteRow"]) -> None:
        """Series, the longest first; then notes of no series, the newest first."""
        parts: dict[str, list[tuple[int, NoteRow]]] = defaultdict(list)
        singles: list[NoteRow] = []
        for note in notes:
            keys = [(name_key(part.name), part.number or 0) for part in note.title_parts.series]
            shown = [(key, number) for key, number in keys if key in self._series]
            for key, number in shown:
                parts[key].append((number, note))
            if not shown:
                singles.append(note)
        for key in sorted(parts, key=lambda key: (-len(parts[key]), dictionary_key(key))):
            group.add(self._series_node(self._series[key], parts[key]))
        singles.sort(key=lambda note: dictionary_key(note.title))
        singles.sort(key=lambda note: note.date or "", reverse=True)
        group.add_all(note_node(note, note.title) for note in singles)

    def _series_node(self, series: Series, parts: list[tuple[int, "NoteRow"]]) -> Node:
        """A series in number order, ties by date, with the numbers it lacks in their places."""
        node = Node(NodeKind.SERIES, (NodeKind.SERIES, series.name), series.name, count=len(parts))
        rows = [
            (number, note.date or "", note.path, _part_node(series.name, number, note))
            for number, note in parts
        ]
        if self._shows_gaps:
            rows += [(first, "", "", _gap_node(first, last)) for first, last in runs(series.gaps)]
        node.add_all(row[3] for row in sorted(rows, key=lambda row: row[:3]))
        node.add_all(self._continuations.nodes(series.name))
        return node


def _part_node(series: str, number: int, note: "NoteRow") -> Node:
    rest = remaining_title(note.title_parts, series)
    prefix = chinese_numeral(number)
    return note_node(note, rest or note.title, prefix=prefix if rest else "")


def _gap_node(first: int, last: int) -> Node:
    label = str(first) if first == last else f"{first}–{last}"
    return Node(NodeKind.GAP, (NodeKind.GAP, first), label)
