"""What the catalog hands to the window and the command line: frozen rows.

Paths are POSIX paths relative to the opened folder; lines are zero-based lines of the file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag, StrEnum

from noteviewer.notes.model import (
    NoteForm,
    NoteTitle,
    Problem,
    ReferenceKind,
    TitlePart,
)
from noteviewer.notes.relations.topics import MemberKind


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note, as a tree or a list shows it."""

    path: str
    title: str
    title_parts: NoteTitle
    date: str | None
    """ISO 8601 day."""
    category: str | None
    tags: tuple[str, ...]
    sections: int
    """Headings in the note; the text above the first one is not counted."""
    references: int
    problems: int
    size: int
    """Bytes of the file."""
    mtime_ns: int
    encoding: str
    form: NoteForm
    variant_group: int | None = None
    """Notes with the same number are variants of one post."""

    @property
    def series(self) -> tuple[TitlePart, ...]:
        """The series to which the note belongs, with its number in each."""
        return self.title_parts.series


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One occurrence of a reference, with the place where it stands."""

    path: str
    note_title: str
    category: str | None
    date: str | None
    """Day of the note."""
    section: int
    """Index in the note's sections."""
    section_title: str
    """Empty above the first heading."""
    anchor: str
    """Anchor of that section; empty above the first heading."""
    line: int
    url: str | None
    """None for a paper without a URL."""
    title: str | None
    """With the pair habit of the folder applied."""
    host: str
    """Host of the URL without ``www.``; empty where there is none."""
    kind: ReferenceKind
    label: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Backlink:
    """A place in another note that points at the note in question."""

    path: str
    note_title: str
    section_title: str
    anchor: str
    line: int
    text: str
    """What the link shows."""
    target_anchor: str = ""
    """The section of the note in question that is meant; empty for its top."""
    sentence: str = ""
    """The sentence in which the link stands, marks of Markdown kept out; empty where it is not
    known."""


@dataclass(frozen=True, slots=True)
class CitingNote:
    """A note that cites what another one cites too."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class NoteProblem:
    """A problem with the file that has it."""

    path: str
    problem: Problem
    note_title: str = ""


@dataclass(frozen=True, slots=True)
class TopicPart:
    """One piece of a topic, in reading order."""

    kind: MemberKind
    path: str
    note_title: str
    anchor: str
    """Empty for a whole note."""
    title: str
    """Heading as written, or the title of the note."""
    date: str | None
    number: int | None = None
    """Number in the series, for a note of it."""


class ScopeKind(StrEnum):
    """What a search is confined to."""

    ALL = "all"
    NOTE = "note"
    """``value`` is the path of the note."""
    SERIES = "series"
    """``value`` is the name of the series; what continues it elsewhere counts."""
    CATEGORY = "category"
    FOLDER = "folder"
    """``value`` is the folder's path, without a slash at its end."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a search looks."""

    kind: ScopeKind = ScopeKind.ALL
    value: str = ""


class HiddenPlace(StrEnum):
    """What of a note a page does not show as running text."""

    PROPERTIES = "properties"
    """Front matter."""
    ADDRESS = "address"
    CODE = "code"
    """A block of it."""
    FORMULA = "formula"
    ALT = "alt"
    """What stands for a picture."""
    MARKUP = "markup"
    """A comment, or a tag."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One section that answers a query."""

    path: str
    note_title: str
    anchor: str
    """Of the section; empty for the text above the first heading."""
    title: str
    """Of the section; the note's title for the text above the first heading."""
    heading_path: tuple[str, ...]
    """Headings above the section, outermost first, without its own."""
    line: int
    """Line of the file that the snippet shows."""
    snippet: str
    """The line with the most of the words, Markdown marks kept out where possible."""
    marks: tuple[tuple[int, int], ...]
    """Start and end of every match in the snippet."""
    title_marks: tuple[tuple[int, int], ...] = ()
    """Start and end of every match in the title."""
    date: str | None = None
    category: str | None = None
    section: int = 0
    """Index in the note's sections."""
    matches: int = 1
    """How often the query's words stand in the section."""
    variants: tuple[str, ...] = ()
    """Paths of other variants of the note that hold the same hit, folded into this one."""
    hidden_in: HiddenPlace | None = None
    """Where the match stands, where the page does not show it as running text."""


@dataclass(frozen=True, slots=True)
class QueryIssue:
    """A place in a query that was taken as plain text, and why."""

    start: int
    end: int
    code: str
    """``unclosed-quote``, ``unclosed-bracket``, ``unclosed-regex``, ``unknown-field``,
    ``bad-date``, ``bad-regex``, ``bad-has``, ``bad-kind``, ``missing-value``, ``timed-out``."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Answer to one query."""

    query: str
    notes: int
    """Notes with at least one hit, listed or not."""
    sections: int
    """Sections that answer, listed or not."""
    hits: tuple[Hit, ...]
    """The best ones."""
    issues: tuple[QueryIssue, ...] = ()
    is_complete: bool = True
    """False where a time box ended a regular expression before all sections were read."""
    generation: int = 0
    highlights: tuple[str, ...] = ()
    """Plain texts to be marked in the page."""
    corrections: tuple[str, ...] = ()
    """Words that were taken in the place of unknown ones."""
    is_counting: bool = False
    """Whether these are the first ones found, and the others are still being looked for."""


FirstHits = Callable[[SearchResult], None]
"""Is told the first hits of a search that reads many texts, once, before its answer."""


@dataclass(frozen=True, slots=True)
class Without:
    """A part of a query without which something answers."""

    part: str
    """As a query writes it."""
    sections: int
    """How many answer without it."""


class QuickKind(StrEnum):
    """What a match of quick open is."""

    NOTE = "note"
    HEADING = "heading"
    REFERENCE = "reference"
    TAG = "tag"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class QuickMatch:
    """One thing to go to."""

    kind: QuickKind
    text: str
    """Title of the note, the heading, or the title of the reference; the tag or folder itself."""
    path: str
    """Of the note; empty for a tag or folder."""
    note_title: str
    anchor: str
    line: int
    score: float
    """Higher is better; comparable within one answer."""
    marks: tuple[tuple[int, int], ...] = ()
    """Characters of ``text`` that answer the query."""
    url: str | None = None
    """Of a reference."""
    aside: str = ""
    """What else of it answers: folder or path of a note, host of a reference; empty where
    ``text`` says all."""
    aside_marks: tuple[tuple[int, int], ...] = ()
    """Characters of ``aside`` that answer the query."""
    is_near: bool = False
    """Whether a word of the query was taken to be another one, a slip away."""


class UnitFlag(IntFlag):
    """What a section holds, for ``has:``."""

    FORMULA = 1
    IMAGE = 2
    CODE = 4
    REFERENCE = 8
    LINK = 16
    HIGHLIGHT = 32
    """Of the reader; never stored in the index."""
