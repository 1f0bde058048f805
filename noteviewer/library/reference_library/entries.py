"""All references of a folder, each once, with every place that cites it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from noteviewer.library.reference_library.naming import display_title
from noteviewer.library.rows import ReferenceRow
from noteviewer.notes.canonical import canonical_url, reference_key
from noteviewer.notes.model import ReferenceKind
from noteviewer.notes.text import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is referred to."""

    key: str
    """`noteviewer.notes.canonical.reference_key`; what the user's state is kept under."""
    title: str
    """The first title that a note gives it, or a name made of its address; never empty."""
    url: str | None
    """As first written; None for a paper without a URL."""
    host: str
    kind: ReferenceKind
    citations: tuple[ReferenceRow, ...]
    """Every place that cites it, by note and line."""

    @property
    def newest(self) -> ReferenceRow:
        """The place in the newest note."""
        return max(self.citations, key=lambda row: row.date or "")

    @property
    def titles(self) -> tuple[str, ...]:
        """The different titles that notes give it."""
        return _distinct(row.title for row in self.citations)

    @property
    def urls(self) -> tuple[str, ...]:
        """The different spellings of its URL."""
        return _distinct(row.url for row in self.citations)

    @property
    def paths(self) -> tuple[str, ...]:
        """The notes that cite it, each once."""
        return _distinct(row.path for row in self.citations)


@dataclass(frozen=True)
class ReferenceLibrary:
    """The references of one folder at one moment."""

    entries: tuple[Entry, ...]
    """In the order in which they are first cited."""

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """Entries by their key."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def _by_title(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for title in {fold(title) for title in entry.titles}:
                found[title].append(entry)
        return {title: tuple(entries) for title, entries in found.items()}

    def namesakes(self, entry: Entry) -> tuple[Entry, ...]:
        """Other entries that some note gives the same title: often copies under another URL."""
        return tuple(
            {
                other.key: other
                for title in entry.titles
                for other in self._by_title[fold(title)]
                if other.key != entry.key
            }.values()
        )

    def cited_in_many_notes(self) -> tuple[Entry, ...]:
        """Entries that two or more notes cite."""
        return tuple(entry for entry in self.entries if len(entry.paths) > 1)


@dataclass(frozen=True, slots=True)
class Found:
    """Answer to "where did I see this?"."""

    entry: Entry | None
    """The very thing, under whatever spelling."""
    related: tuple[Entry, ...] = ()
    """Entries whose address lies below the one asked for, or above it by one part at least."""


def find(library: ReferenceLibrary, text: str) -> Found:
    """Look up a URL, or the title of a paper, as somebody pasted it."""
    text = text.strip()
    entry = library.by_key.get(reference_key(text, None)) or library.by_key.get(
        reference_key(None, text)
    )
    address = canonical_url(text)
    if address.count("/") < 3:
        return Found(entry)
    related = tuple(
        other for other in library.entries if other is not entry and _is_below(other.key, address)
    )
    return Found(entry, related)


def build_library(rows: Iterable[ReferenceRow]) -> ReferenceLibrary:
    """Gather what is cited in several places, or under several spellings of its URL."""
    gathered: dict[str, list[ReferenceRow]] = defaultdict(list)
    for row in rows:
        gathered[reference_key(row.url, row.title)].append(row)
    return ReferenceLibrary(tuple(_entry(key, cited) for key, cited in gathered.items()))


def _entry(key: str, rows: list[ReferenceRow]) -> Entry:
    named = next((row for row in rows if row.title), rows[0])
    first = rows[0]
    return Entry(
        key=key,
        title=display_title(named) or key,
        url=first.url,
        host=first.host,
        kind=first.kind,
        citations=tuple(rows),
    )


def _is_below(key: str, address: str) -> bool:
    longer, shorter = (key, address) if len(key) > len(address) else (address, key)
    return (
        longer.startswith(shorter)
        and longer[len(shorter) :].startswith(("/", "?", "#"))
        and shorter.count("/") >= 3
    )


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
