r"""The values that the whole program speaks in: a note and what stands in it.

Lines are zero-based lines of the decoded file, front matter counted, so that an editor can jump
there; whatever shows a line to a person adds one. Offsets count characters of the decoded text
after line ends became ``\\n``. Paths are POSIX paths relative to the opened folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from noteviewer.notes.data_files import Value


class ProblemKind(StrEnum):
    """What can be wrong with a note. The window has a sentence for each."""

    BROKEN_ENCODING = "broken-encoding"
    BINARY = "binary"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    BAD_FRONT_MATTER = "bad-front-matter"
    BAD_FORMAT = "bad-format"
    """A notebook or another file that is not what its ending says; its text is shown."""
    BAD_CONFIG = "bad-configuration"
    """A file by which a program configures the folder; it is read line by line, or not at all."""
    UNCLOSED_FENCE = "unclosed-fence"
    TIMED_OUT = "timed-out"
    NOT_RENDERED = "not-rendered"
    BROKEN_LINK = "broken-link"
    BROKEN_ANCHOR = "broken-anchor"
    MISSING_IMAGE = "missing-image"
    SERIES_GAP = "series-gap"
    SERIES_DUPLICATE = "series-duplicate"
    BAD_FORMULA = "bad-formula"
    LINK_OUTSIDE = "link-outside"
    """A symbolic link that leaves the folder; what it points at is not read."""
    NOT_READ = "not-read"
    """Files that may be notes, of a format that is not known or in a hidden folder: how many."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader should know about a note; never a reason not to show it."""

    kind: ProblemKind
    detail: str = ""
    """The thing itself (a path, a number, a parser's message); not a sentence."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's bytes as text."""

    text: str
    """With ``\\n`` line ends and no byte order mark."""
    encoding: str
    """``utf-8``, ``utf-8-sig``, ``gb18030``, ``utf-16-le``, ``utf-16-be`` ..."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TitlePart:
    """One part of a title: ``深度学习（二十五）`` is the name 深度学习 with the number 25."""

    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class NoteTitle:
    """A title taken apart."""

    parts: tuple[TitlePart, ...]
    topics: tuple[TitlePart, ...] = ()
    """What stands behind the ``——``."""

    @property
    def series(self) -> tuple[TitlePart, ...]:
        """The numbered parts: the series to which the note belongs."""
        return tuple(part for part in self.parts if part.number is not None)


class Continuation(StrEnum):
    """How a heading says that it carries on a topic whose home is another note."""

    NONE = ""
    CONTINUED = "续"
    SURPLUS = "+"
    OPEN = "="


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a note, and the lines up to the next heading of any level."""

    title: str
    """Heading text with Markdown marks removed; formula source kept."""
    level: int
    """1 to 6; 0 for the text above the first heading, whose title is empty."""
    line: int
    """Line of the heading (for level 0: the first line of the body)."""
    end: int
    """One past the last line of the section's own text."""
    anchor: str
    """Unique in the note; equal to the ``id`` in the rendered page. Empty for level 0."""
    parent: int | None = None
    """Index in ``Note.sections`` of the nearest heading above with a lower level."""
    continuation: Continuation = Continuation.NONE
    """A candidate by its form; whether the topic exists elsewhere only the folder knows."""
    topic: str = ""
    """The title without its continuation mark, for gathering."""


class ReferenceKind(StrEnum):
    """What a reference points at."""

    PAGE = "page"
    PAPER = "paper"
    """Named by 《...》 only, without a URL."""
    FILE = "file"
    """A URL that ends in the name of a document, such as ``.pdf``."""


class Reference(NamedTuple):
    """One occurrence of a link to the world outside.

    A tuple: notes of links have hundreds.
    """

    url: str | None
    """As written, cleaned of trailing punctuation; None for a paper without a URL."""
    title: str | None
    section: int
    """Index in ``Note.sections``."""
    line: int
    kind: ReferenceKind = ReferenceKind.PAGE
    label: str | None = None
    """``参考``, ``官网``, ``代码`` ...: what introduces it."""
    comment: str | None = None
    """A quotation directly under the pair, or the password beside a shared file."""
    title_line: int | None = None
    """Where the title stands when that is not ``line``."""
    following: str | None = None
    """A line after a bare URL that would be its title in a folder that writes pairs; held
    back because the note alone does not show that habit."""
    following_line: int | None = None
    """Where ``following`` stands."""

    @property
    def is_pair(self) -> bool:
        """Whether the title stands in the paragraph after the address."""
        return self.title_line is not None and self.title_line > self.line


class LinkKind(StrEnum):
    """The ways a note points at another place in the folder."""

    WIKILINK = "wikilink"
    EMBED = "embed"
    MARKDOWN = "markdown"
    PERMALINK = "permalink"
    FRAGMENT = "fragment"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Link:
    """A link that stays inside the folder."""

    kind: LinkKind
    target: str
    """As written, without fragment; empty for a place in the same note."""
    fragment: str
    """As written, without ``#``; percent-decoded. Block ids keep their ``^``."""
    text: str
    """What the reader sees."""
    line: int
    start: int
    """Offset of the whole construct in the text."""
    end: int


@dataclass(frozen=True, slots=True)
class Image:
    """An image as the note names it."""

    source: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class MathSpan:
    """A formula that is to be drawn."""

    source: str
    """LaTeX without delimiters, quote marks stripped."""
    is_display: bool
    start: int
    """Offset of the opening delimiter (of the code span's first backtick, for code math)."""
    end: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fence, a ``<pre>``, or an indented block."""

    language: str
    line: int
    end: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text, every value as it was written."""

    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Keys as written; scalars as text, lists as tuples of text."""
    end: int = 0
    """First line after it; 0 where there is none."""
    problems: tuple[Problem, ...] = ()
    data: "Mapping[str, Value]" = field(default_factory=dict)
    """The same with what is nested in it, for who asks what a value is (`notes.properties`)."""


class NoteForm(StrEnum):
    """What sort of text a note is."""

    NOTE = "note"
    TEMPLATE = "template"
    PAGE_DUMP = "page-dump"
    """A saved web page as text: navigation and rankings around an article."""


@dataclass(frozen=True, slots=True)
class Note:
    """Everything known of one note from its text and its path."""

    path: str
    title: str
    title_parts: NoteTitle
    date: str | None
    """ISO 8601 day, from the front matter or the file name."""
    category: str | None
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    front_matter: FrontMatter
    form: NoteForm
    sections: tuple[Section, ...]
    """In order. The first is always level 0: the text above the first heading."""
    references: tuple[Reference, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    math: tuple[MathSpan, ...]
    code: tuple[CodeBlock, ...]
    encoding: str
    problems: tuple[Problem, ...]
    places: tuple[tuple[str, int], ...] = ()
    """Named places besides the headings, with their lines (`noteviewer.notes.places`)."""

    @property
    def headings(self) -> tuple[Section, ...]:
        """The sections that have a heading."""
        return self.sections[1:]
