"""The rows of the references pane as plain values, without Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from noteviewer.gui.widgets.name_filter import Searchable, typed_words
from noteviewer.library.references import display_title
from noteviewer.library.rows import CitingNote, ReferenceRow
from noteviewer.library.state import ReferenceState
from noteviewer.notes.canonical import key_number
from noteviewer.notes.text import fold


class Show(StrEnum):
    """Which references are listed."""

    ALL = "all"
    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Header:
    """A section above its references."""

    title: str
    """Empty for the text above the first heading."""
    anchor: str
    section: int
    read: int
    """References of the section that were read, listed or not."""
    total: int
    is_header: bool = True

    @property
    def key(self) -> tuple[str, int]:
        """Identity in the list."""
        return ("section", self.section)


@dataclass(frozen=True, slots=True)
class Item:
    """One reference with what the user did with it."""

    row: ReferenceRow
    state: ReferenceState
    title: str
    """What is shown: the title, else what can be made of label, host and path."""
    names: Searchable
    """What a filter finds it by, the user's own comment aside."""
    cited: Sequence[CitingNote] = ()
    """The other notes that cite the same thing."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, int]:
        """Identity in the list."""
        return ("reference", self.row.url or self.title, self.row.line)


Row = Header | Item
KeyOf = Callable[[ReferenceRow], str]


def make_items(
    references: Iterable[ReferenceRow],
    states: Mapping[str, ReferenceState],
    citing: Mapping[int, Sequence[CitingNote]],
    key_of: KeyOf,
) -> tuple[Item, ...]:
    """Join references with their states and with the notes that cite the same.

    Args:
        references: Of one note, in order.
        states: What the user did, by key.
        citing: The other notes that cite the same, by `key_number`.
        key_of: Key of a reference.
    """
    items = []
    for row in references:
        key = key_of(row)
        others = citing.get(key_number(key), ())
        state, title = states.get(key, ReferenceState(key)), display_title(row)
        names = Searchable.of((title, row.host, row.url, row.label, row.comment))
        items.append(Item(row, state, title, names, others))
    return tuple(items)


def list_rows(items: Sequence[Item], show: Show = Show.ALL, typed: str = "") -> list[Row]:
    """References under their sections; sections without any left are not listed."""
    words = typed_words(typed)
    rows: list[Row] = []
    for section, group in groupby(items, key=lambda item: item.row.section):
        members = list(group)
        listed = [item for item in members if _is_shown(item, show) and _matches(item, words)]
        if listed:
            first = members[0].row
            read = sum(item.state.is_read for item in members)
            header = Header(first.section_title, first.anchor, section, read, len(members))
            rows += [header, *listed]
    return rows


def with_states(items: Iterable[Item], states: Mapping[str, ReferenceState]) -> tuple[Item, ...]:
    """The same items after the user did something."""
    return tuple(
        replace(item, state=states[item.state.key]) if item.state.key in states else item
        for item in items
    )


def _is_shown(item: Item, show: Show) -> bool:
    match show:
        case Show.UNREAD:
            return not item.state.is_read
        case Show.READ:
            return item.state.is_read
        case Show.STARRED:
            return item.state.is_starred
        case _:
            return True


def _matches(item: Item, words: Sequence[str]) -> bool:
    own = fold(item.state.comment)
    return item.names.matches([word for word in words if word not in own])
