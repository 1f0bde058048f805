"""The tree of folders, as they lie on the disk."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from noteviewer.gui.panes.library.ordering import dictionary_key
from noteviewer.gui.tree.node import Node, NodeKind, note_node
from noteviewer.gui.widgets.name_filter import Searchable, typed_words
from noteviewer.library.rows import QuickKind
from noteviewer.library.state import SavedSearch

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow


def build_folders(notes: Iterable["NoteRow"]) -> Node:
    """Folders before notes, both in the order of a dictionary; counts include what is below."""
    root = Node(NodeKind.ROOT, "")
    folders: dict[PurePosixPath, Node] = {PurePosixPath(): root}
    for note in sorted(notes, key=_sort_key):
        folder = _folder(PurePosixPath(note.path).parent, folders)
        folder.add(note_node(note, note.title))
        while folder.parent is not None:
            folder.count += 1
            folder = folder.parent
    for node in folders.values():
        node.children.sort(key=lambda child: child.kind is not NodeKind.FOLDER)
        node.renumber()
    return root


def _folder(path: PurePosixPath, folders: dict[PurePosixPath, Node]) -> Node:
    found = folders.get(path)
    if found is None:
        parent = _folder(path.parent, folders)
        found = Node(NodeKind.FOLDER, (NodeKind.FOLDER, path.name), path.name)
        folders[path] = parent.add(found)
    return found


def group_path(kind: QuickKind, name: str) -> tuple[Hashable, ...]:
    """Where a tag or a folder stands in its tree."""
    if kind is QuickKind.TAG:
        return tuple((NodeKind.TAG, part.casefold()) for part in name.strip("#/ ").split("/"))
    return tuple((NodeKind.FOLDER, part) for part in name.split("/"))


def _sort_key(note: "NoteRow") -> tuple[str, str, str]:
    """By folder, then by name; a character below all others keeps ``a/b`` beside ``a``."""
    folder, _, name = note.path.rpartition("/")
    return _folder_key(folder), dictionary_key(name), note.path


@lru_cache(maxsize=8192)
def _folder_key(folder: str) -> str:
    return dictionary_key(folder).replace("/", "\x01")


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


def add_saved(root: Node, saved: Sequence[SavedSearch], typed: str) -> None:
    """Put the saved searches above everything else, those that a filter leaves."""
    words = typed_words(typed)
    left = [one for one in saved if Searchable.of((one.name, one.query)).matches(words)]
    if left:
        group = Node(NodeKind.SAVED, NodeKind.SAVED)
        group.add_all(
            Node(NodeKind.SEARCH, (NodeKind.SEARCH, one.name), one.name, topic=one.query)
            for one in left
        )
        root.children.insert(0, group)
        root.renumber()


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
