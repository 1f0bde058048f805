"""The values of the tree: blocks, inline nodes, and where both stand in the source.

A leaf has `Block.text`, its text without the marks of the containers around it, and `Block.runs`,
which say where each stretch of that text stands in the note. Inline nodes count offsets in the text
of their leaf; `Block.source_offset` turns them into offsets of the note.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class BlockKind(StrEnum):
    """What a block is."""

    # Leaves of running text, which have inline nodes.
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"
    TITLE = "title"
    """Of a callout or a tab; its first child, where it has one."""
    TERM = "term"
    """Of a list of definitions."""
    HTML = "html"
    """HTML as the note has it; its inline nodes are tags, text and addresses."""

    # Leaves of other text.
    FENCE = "fence"
    """Code between fences; `text` is the code alone."""
    INCLUDE = "include"
    """A file of the folder, shown in this place; `info` is its path as written."""
    INDENTED = "indented"
    MATH = "math"
    """A formula on lines of its own; `text` holds its marks, its one inline node is the formula."""
    RULE = "rule"
    COMMENT = "comment"
    """Anything that is not shown."""
    TOC = "toc"
    """A table of contents, which is not shown."""
    DEFINITION = "definition"
    """Where reference-style links and abbreviations are defined; not shown."""

    # Containers.
    QUOTE = "quote"
    CALLOUT = "callout"
    """``> [!note]``, ``!!! note``, ``::: note``: `info` is the kind of callout in lower case."""
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    FOOTNOTE = "footnote"
    """`info` is its label."""
    DEFINITIONS = "definitions"
    """Terms and their descriptions, in turn."""
    DESCRIPTION = "description"
    TABS = "tabs"
    TAB = "tab"
    GROUP = "group"
    """Blocks of an unknown container, whose marks are not shown."""


class Run(NamedTuple):
    """A stretch of a leaf's text that stands in the source as it is."""

    text_start: int
    source_start: int


class InlineKind(StrEnum):
    """What an inline node is; `Inline.target` means something else for each."""

    TEXT = "text"
    """Shown as it stands in the leaf."""
    LITERAL = "literal"
    """Shown as `target`: an escaped sign, a character reference, an emoji by its name."""
    LINE_END = "line-end"
    """The end of a line inside a paragraph, with the blanks around it; `target` is what takes its
    place in running text: a blank, or nothing between Han characters."""
    BREAK = "break"
    """A line end that is one on the page."""
    COMMENT = "comment"
    """Not shown: comments, attribute lists, elements whose content no page shows. `target` is the
    name that an attribute list gives to what stands before it."""
    CODE = "code"
    """`target` is the code."""
    MATH = "math"
    """`target` is the LaTeX source; `title` is ``display`` for a formula on lines of its own."""
    HTML_CODE = "html-code"
    """``<code>`` or ``<pre>`` with its tags."""
    HTML = "html"
    """One tag that a page may have; `title` is its name in lower case, with ``/`` in front for a
    closing tag; attributes as written, undecoded values are decoded."""
    EM = "em"
    STRONG = "strong"
    MARK = "mark"
    STRIKE = "strike"
    INSERTED = "inserted"
    SUB = "sub"
    SUP = "sup"
    LINK = "link"
    """``[text](target "title")`` and ``[text][id]``; children are the text."""
    AUTOLINK = "autolink"
    """``<https://...>``, ``<me@host>``."""
    URL = "url"
    """An address without marks: `target` is what it leads to (``http://`` added for ``www.``,
    ``mailto:`` for an address of mail)."""
    IMAGE = "image"
    """`target` is the source as written, `title` its title; attributes: ``alt`` and, where said,
    ``width`` and ``height``."""
    WIKILINK = "wikilink"
    """`target` is everything between the brackets, ``\\|`` as ``|``."""
    EMBED = "embed"
    """As a wikilink, with ``!`` in front."""
    SERIES = "series"
    """《name（number）》; `target` is what stands between the marks."""
    FOOTNOTE = "footnote"
    """``[^label]``; `target` is the label."""
    CITATION = "citation"
    """``@key``: a work of a bibliography, or a part of the book; `target` is the key, or several
    with commas between them; `title` is how it is shown, a `CitationForm`. The attribute ``text``
    is what it reads like where the note says it."""
    INLINE_NOTE = "inline-note"
    """``^[text]``; children are the text."""
    BLOCK_NAME = "block-name"
    """``^name`` at the end of a block; `target` is ``^name``."""
    BLOCK_REFERENCE = "block-reference"
    """``((uuid))``; `target` is the uuid."""
    FIELD = "field"
    """``key::`` at the start of a line; `target` is the key."""
    MACRO = "macro"
    """``{{name argument}}``; `target` is all of it."""
    LABEL = "label"
    """A word that a page shows as a small label (a task's state, a priority); `target`.
    With the attribute ``beside`` it is no part of a heading's text."""


class CitationForm(StrEnum):
    """How a citation reads."""

    NAMED = ""
    """Doe (2020)."""
    INSIDE = "inside"
    """Doe 2020, within parentheses that the note has."""
    YEAR = "year"
    """2020."""
    GROUP = "group"
    """(Doe 2020; Smith 2021)."""
    NUMBER = "number"
    """Of a part of the book, without the word for its sort."""
    PART = "part"
    """Never a work."""


class Inline(NamedTuple):
    """An inline node; offsets count characters of the leaf's text."""

    kind: InlineKind
    start: int
    end: int
    target: str = ""
    title: str = ""
    children: tuple["Inline", ...] = ()
    attributes: Mapping[str, str] = NO_ATTRIBUTES


class Atom(NamedTuple):
    """A stretch of a leaf's text that is no Markdown: code, a formula, a comment, an address."""

    kind: InlineKind
    """CODE, MATH, COMMENT, HTML_CODE, LABEL, or IMAGE where a block names its address alone."""
    start: int
    end: int
    content: str = ""
    """As `Inline.target`."""
    is_display: bool = False
    attributes: Mapping[str, str] = NO_ATTRIBUTES


class LinkDefinition(NamedTuple):
    """What ``[text][id]`` points at."""

    target: str
    title: str = ""


@dataclass(slots=True, eq=False)
class Block:
    """A block: a leaf with text, or a container with children."""

    kind: BlockKind
    start: int
    """First line."""
    end: int
    """One past the last line."""
    children: list["Block"] = field(default_factory=list)
    text: str = ""
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Heading: 1 to 6."""
    info: str = ""
    """Fence: the info string. List and item: the marker. HTML: the first tag. Callout: its kind.
    Footnote: its label. Cell: ``left``, ``center``, ``right`` or nothing."""
    is_loose: bool = False
    """List: whether its items are paragraphs of their own."""
    attributes: Mapping[str, str] = field(default_factory=lambda: NO_ATTRIBUTES)
    """Item: ``task`` with the character in its box. Row: ``head``. Callout: ``fold`` with ``+`` or
    ``-``. List: ``start``. Fence: ``title``, ``marked``, ``numbers``. Heading: ``id``."""
    atoms: tuple[Atom, ...] = ()
    """Of its text, in order."""
    nodes: tuple[Inline, ...] | None = None
    """Inline nodes of a leaf that is not written in Markdown; its parser has read them."""

    def source_offset(self, offset: int) -> int:
        """Where in the note an offset of the leaf's text stands."""
        run = self.runs[max(0, bisect_right(self.runs, (offset, 1 << 62)) - 1)]
        return run.source_start + offset - run.text_start

    def walk(self) -> Iterator["Block"]:
        """The block and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()
