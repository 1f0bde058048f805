"""The rows of the search dialog as plain values, without Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noteviewer.library.location import Location
from noteviewer.library.rows import Hit, NoteRow, Scope, ScopeKind, SearchResult
from noteviewer.library.search.query import FIELD_NAMES
from noteviewer.library.state import SavedSearch


@dataclass(frozen=True, slots=True)
class NoteHeader:
    """A note above its hits."""

    path: str
    title: str
    date: str | None
    category: str | None
    hits: int
    marks: tuple[tuple[int, int], ...] = ()
    """Matches in the title, where the note itself is a hit."""
    is_header: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("note", self.path)


@dataclass(frozen=True, slots=True)
class HitRow:
    """One section that answers."""

    hit: Hit
    is_whole_note: bool = False
    """Whether the note is a hit by itself and by nothing else: it needs no heading above it."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, int]:
        """Identity in the list."""
        return ("hit", self.hit.path, self.hit.section)

    def place(self, folder: str, query: str) -> Location:
        """Where it leads, with what is to be marked there."""
        return Location(folder, self.hit.path, self.hit.anchor, query)


@dataclass(frozen=True, slots=True)
class PastHeader:
    """Above the saved or the earlier searches."""

    is_saved: bool
    is_header: bool = True

    @property
    def key(self) -> tuple[str, bool]:
        """Identity in the list."""
        return ("past", self.is_saved)


@dataclass(frozen=True, slots=True)
class PastRow:
    """A search made before."""

    query: str
    name: str = ""
    """Of a saved search."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Identity in the list."""
        return ("search", self.name, self.query)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Below the last hit that is listed: how many more sections answer."""

    sections: int
    is_header: bool = True

    @property
    def key(self) -> tuple[str]:
        """Identity in the list."""
        return ("unlisted",)


Row = NoteHeader | HitRow | PastHeader | PastRow | Unlisted


def hit_rows(hits: Iterable[Hit]) -> list[Row]:
    """Hits under their notes; notes in the order of their best hits."""
    by_note: dict[str, list[Hit]] = {}
    for hit in hits:
        by_note.setdefault(hit.path, []).append(hit)
    rows: list[Row] = []
    for path, members in by_note.items():
        best = members[0]
        if len(members) == 1 and not best.anchor:
            rows.append(HitRow(best, is_whole_note=True))
            continue
        marks = next((hit.title_marks for hit in members if not hit.anchor), ())
        title, date, category = best.note_title, best.date, best.category
        rows.append(NoteHeader(path, title, date, category, len(members), marks))
        rows += [HitRow(hit) for hit in members]
    return rows


_HALF_TYPED = ("missing-value", "bad-date", "bad-has", "bad-kind", "unclosed-regex")


def is_half_typed(result: SearchResult, typed: str) -> bool:
    """Whether nothing is found only since the last word is not written to its end.

    Such are the name of a field, a day, and a regular expression.
    """
    if result.hits or result.query != typed.strip() or typed[-1:].isspace():
        return False
    word = typed.rpartition(" ")[2].lower()
    begins_field = len(word) > 1 and any(name.startswith(word) for name in FIELD_NAMES)
    # The name of a property, as it may be called.
    begins_field = begins_field or word.startswith("has:")
    codes = {issue.code for issue in result.issues if issue.end == len(result.query)}
    return begins_field or not codes.isdisjoint(_HALF_TYPED)


def past_rows(saved: Sequence[SavedSearch], history: Sequence[str]) -> list[Row]:
    """Saved searches, then earlier ones, shown before anything is typed."""
    rows: list[Row] = []
    if saved:
        rows.append(PastHeader(is_saved=True))
        rows += [PastRow(search.query, search.name) for search in saved]
    if history:
        rows.append(PastHeader(is_saved=False))
        rows += [PastRow(query) for query in history]
    return rows


def scopes_of(note: NoteRow | None) -> dict[ScopeKind, Scope]:
    """The scopes that the note being read offers, beside everything."""
    scopes = {ScopeKind.ALL: Scope()}
    if note is None:
        return scopes
    scopes[ScopeKind.NOTE] = Scope(ScopeKind.NOTE, note.path)
    if note.series:
        scopes[ScopeKind.SERIES] = Scope(ScopeKind.SERIES, note.series[0].name)
    if note.category:
        scopes[ScopeKind.CATEGORY] = Scope(ScopeKind.CATEGORY, note.category)
    folder = note.path.rpartition("/")[0]
    if folder:
        scopes[ScopeKind.FOLDER] = Scope(ScopeKind.FOLDER, folder)
    return scopes


@dataclass(frozen=True, slots=True)
class HitPlace:
    """Which of the notes with hits one has come to."""

    row: HitRow
    """Of its hits, the one that comes first on the way."""
    number: int
    """Of the note, from one, in the order of the answer."""
    of: int
    has_begun_again: bool = False
    """Whether the way led over the end of the answer."""


@dataclass(frozen=True, slots=True)
class HitWalk:
    """The notes of an answer in their order, each with its hits in the order of its text."""

    query: str = ""
    """What is marked in the pages."""
    notes: tuple[tuple[HitRow, ...], ...] = ()

    @classmethod
    def through(cls, query: str, rows: Iterable[Row]) -> "HitWalk":
        """The way through the rows of an answer."""
        notes: dict[str, list[HitRow]] = {}
        for row in rows:
            if isinstance(row, HitRow):
                notes.setdefault(row.hit.path, []).append(row)
        ordered = (sorted(hits, key=lambda row: row.hit.section) for hits in notes.values())
        return cls(query, tuple(map(tuple, ordered)))

    def place(self, note: str) -> HitPlace | None:
        """Where one is in a note; None where it has no hits."""
        for index, hits in enumerate(self.notes):
            if hits[0].hit.path == note:
                return HitPlace(hits[0], index + 1, len(self.notes))
        return None

    def step(self, note: str, steps: int) -> HitPlace | None:
        """The note after (1) or before (-1) one, and from the last the first.

        Returns:
            None where there is no other note, or this one has no hits.
        """
        here = self.place(note)
        if here is None or here.of < 2:
            return None
        index = here.number - 1 + steps
        hits = self.notes[index % here.of]
        row = hits[0] if steps > 0 else hits[-1]
        return HitPlace(row, index % here.of + 1, here.of, not 0 <= index < here.of)
