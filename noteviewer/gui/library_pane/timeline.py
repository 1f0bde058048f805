"""The tree of years and months, and the days of a calendar."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from noteviewer.gui.library_pane.ordering import dictionary_key
from noteviewer.gui.tree.node import Node, NodeKind, note_node

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow


def build_timeline(notes: Iterable["NoteRow"]) -> Node:
    """Years and months, the newest first; notes without a date at the end.

    The label of a year is its digits and that of a month ``2017-12``: the window words them.
    """
    by_month: dict[str, list[NoteRow]] = defaultdict(list)
    undated: list[NoteRow] = []
    for note in notes:
        day = day_of(note)
        if day is None:
            undated.append(note)
        else:
            by_month[f"{day.year:04}-{day.month:02}"].append(note)
    root = Node(NodeKind.ROOT, "")
    years: dict[str, Node] = {}
    for month in sorted(by_month, reverse=True):
        year = month[:4]
        if year not in years:
            years[year] = root.add(Node(NodeKind.YEAR, (NodeKind.YEAR, year), year))
        members = sorted(by_month[month], key=lambda note: (note.date or "", note.path))
        node = Node(NodeKind.MONTH, (NodeKind.MONTH, month), month, count=len(members))
        years[year].add(node).add_all(
            note_node(note, note.title, prefix=(note.date or "")[8:10]) for note in members[::-1]
        )
        years[year].count += len(members)
    if undated:
        node = root.add(Node(NodeKind.UNDATED, NodeKind.UNDATED, count=len(undated)))
        undated.sort(key=lambda note: dictionary_key(note.title))
        node.add_all(note_node(note, note.title) for note in undated)
    return root


def notes_by_day(notes: Iterable["NoteRow"]) -> Counter[date]:
    """How many notes each day has, for the calendar."""
    return Counter(day for day in map(day_of, notes) if day is not None)


def day_of(note: "NoteRow") -> date | None:
    """The day of a note; None where it has none or one that no calendar knows."""
    try:
        return date.fromisoformat(note.date or "")
    except ValueError:
        return None
