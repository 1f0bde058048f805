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
    path: str
    """Of the note: a topic's page has several."""
    section: int
    read: int
    """References of the section that were read, listed or not."""
    total: int
    is_header: bool = True

    @property
    def key(self) -> tuple[str, str, int]:
        """Identity in the list."""
        return ("section", self.path, self.section)


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
    origin: str = ""
    """Title of the note, where references of several are listed."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Identity in the list."""
        return ("reference", self.row.path, self.row.url or self.title, self.row.line)

    @property
    def section_title(self) -> str:
        """Where it stands: the section, on a topic's page with its note before it."""
        place = self.row.section_title
        return f"{self.origin} › {place}" if self.origin and place else self.origin or place


Row = Header | Item
KeyOf = Callable[[ReferenceRow], str]


def make_items(
    references: Iterable[ReferenceRow],
    states: Mapping[str, ReferenceState],
    citing: Mapping[int, Sequence[CitingNote]],
    key_of: KeyOf,
    *,
    with_origin: bool = False,
) -> tuple[Item, ...]:
    """Join references with their states and with the notes that cite the same.

    Args:
        references: Of one note, in order.
        states: What the user did, by key.
        citing: The other notes that cite the same, by `key_number`.
        key_of: Key of a reference.
        with_origin: Say of which note each is.
    """
    items = []
    for row in references:
        key = key_of(row)
        others = citing.get(key_number(key), ())
        state, title = states.get(key, ReferenceState(key)), display_title(row)
        names = Searchable.of((title, row.host, row.url, row.label, row.comment))
        origin = row.note_title if with_origin else ""
        items.append(Item(row, state, title, names, others, origin))
    return tuple(items)


def list_rows(items: Sequence[Item], show: Show = Show.ALL, typed: str = "") -> list[Row]:
    """References under their sections; sections without any left are not listed."""
    words = typed_words(typed)
    rows: list[Row] = []
    for (path, section), group in groupby(
        items, key=lambda item: (item.row.path, item.row.section)
    ):
        members = list(group)
        listed = [item for item in members if _is_shown(item, show) and _matches(item, words)]
        if listed:
            first = members[0].row
            read = sum(item.state.is_read for item in members)
            title = members[0].section_title
            header = Header(title, first.anchor, path, section, read, len(members))
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


def row_to_follow(rows: Sequence[Row], line: int, anchor: str) -> int | None:
    """Which row belongs at the top of the list while the page is read at some place.

    Args:
        rows: Of the list.
        line: Of the note that the eye is on.
        anchor: Of the section, on a topic's page; its lines are those of several notes.

    Returns:
        The heading of the section there, or of the next one with references, else the last
        reference; None where nothing can be told.
    """
    if anchor:
        headers = (
            n for n, row in enumerate(rows) if isinstance(row, Header) and row.anchor == anchor
        )
        return next(headers, None)
    for number, row in enumerate(rows):
        if isinstance(row, Item) and row.row.line >= line:
            is_first = number > 0 and isinstance(rows[number - 1], Header)
            return number - 1 if is_first else number
    return len(rows) - 1 if rows else None
