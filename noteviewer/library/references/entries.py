"""All references of a folder, each once, with every place that cites it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from urllib.parse import unquote, urlsplit

from noteviewer.library.rows import ReferenceRow
from noteviewer.notes.canonical import canonical_url, reference_key
from noteviewer.notes.model import ReferenceKind
from noteviewer.notes.text import fold

_MAX_SEGMENT = 80


def display_title(row: ReferenceRow) -> str:
    """The title, or else label, host and last part of the path."""
    if row.title:
        return row.title
    name = address_name(row.url or "")
    return f"{row.label}: {name}" if row.label and name else row.label or name


def address_name(url: str) -> str:
    """A URL for people: ``en.wikipedia.org › IEEE 754``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).replace("_", " ").strip()
    if not host or len(last) < 2:
        # mp.weixin.qq.com/s?... is named by what follows the question mark only.
        return host or url
    return f"{host} › {last[:_MAX_SEGMENT]}"


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
    def citations(self) -> int:
        """How often its entries are cited together."""
        return sum(len(entry.citations) for entry in self.entries)

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
class LookupResult:
    """Answer to "where did I see this?"."""

    entry: Entry | None
    """The very thing, under whatever spelling."""
    related: tuple[Entry, ...] = ()
    """Entries whose address lies below the one asked for, or above it by one part at least."""


def find(library: ReferenceLibrary, text: str) -> LookupResult:
    """Look up a URL, or the title of a paper, as somebody pasted it."""
    text = text.strip()
    entry = library.by_key.get(reference_key(text, None)) or library.by_key.get(
        reference_key(None, text)
    )
    address = canonical_url(text)
    if address.count("/") < 3:
        return LookupResult(entry)
    related = tuple(
        other for other in library.entries if other is not entry and _is_below(other.key, address)
    )
    return LookupResult(entry, related)


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


_MAX_NOTES = 50
"""A reference in more notes than this is a footer, not a common subject."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two notes with references in common."""

    first: str
    second: str
    shared: tuple[Entry, ...]


def overlaps(library: ReferenceLibrary) -> list[Overlap]:
    """All pairs of notes that share references, most first."""
    shared: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in library.cited_in_many_notes():
        if len(entry.paths) <= _MAX_NOTES:
            for pair in combinations(sorted(entry.paths), 2):
                shared[pair].append(entry)
    found = [Overlap(first, second, tuple(some)) for (first, second), some in shared.items()]
    return sorted(found, key=lambda one: (-len(one.shared), one.first, one.second))


_LONGEST = 200
_NEAR = 2
"""Lines below a reference, its title among them, within which text still belongs to it."""


@dataclass(frozen=True, slots=True)
class Context:
    """Lines of the note, as they are written there."""

    before: str
    """The last line of text above the reference, or the line that it stands in."""
    after: str
    """The line of text below it and its title."""


def context_of(text: str, row: ReferenceRow) -> Context:
    """Find the lines around a reference.

    Args:
        text: Of the section that the reference stands in.
        row: The reference.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    wanted = row.url or row.title or ""
    at = next((n for n, line in enumerate(lines) if wanted and wanted in line), None)
    if at is None:
        return Context("", "")
    if lines[at].strip("<>") != wanted and "://" in wanted:
        return Context(_short(lines[at]), "")
    # In a list of addresses and titles, the neighbours are other references: go past them.
    before = next((n for n in range(at - 1, -1, -1) if _is_prose(lines, n, row)), None)
    after = next((n for n in range(at + 1, len(lines)) if _is_prose(lines, n, row)), None)
    return Context(
        "" if before is None else _short(lines[before]),
        "" if after is None or after - at > _NEAR else _short(lines[after]),
    )


def _is_prose(lines: Sequence[str], n: int, row: ReferenceRow) -> bool:
    if lines[n] == row.title or "://" in lines[n] or not any(map(str.isalnum, lines[n])):
        return False
    return n == 0 or "://" not in lines[n - 1]


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
