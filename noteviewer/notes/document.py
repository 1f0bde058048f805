"""What one pass over a note's text finds: blocks by line, spans by offset."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from noteviewer.notes.model import CodeBlock, FrontMatter, MathSpan, Problem
from noteviewer.notes.page_dump import PageDump


class BlockKind(StrEnum):
    """What a run of lines is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FENCE = "fence"
    INDENTED = "indented"
    RULE = "rule"
    HTML = "html"
    TABLE = "table"
    QUOTE = "quote"
    LIST = "list"
    MATH = "math"
    COMMENT = "comment"
    TOC = "toc"
    DEFINITION = "definition"


class Block(NamedTuple):
    """A run of lines that belong together. Blank lines belong to no block, but inside code.

    A tuple, for a note has a hundred and a frozen class takes three times as long to make.
    """

    kind: BlockKind
    start: int
    """First line."""
    end: int
    """One past the last line."""
    level: int = 0
    """Heading: 1 to 6. Quote: how deep it is quoted. Any other: how deep it lies in list items
    (a list block is one item up to its first blank line or its first child, at least 1)."""
    info: str = ""
    """Fence: the info string. List: the marker. HTML: the tag."""


class Heading(NamedTuple):
    """A heading as written."""

    line: int
    end: int
    """One past its last line: a setext heading has two lines."""
    level: int
    text: str
    """Between the marks, inline marks kept."""
    start: int
    """Offset of that text."""


@dataclass(frozen=True, slots=True)
class Document:
    """One note, scanned."""

    text: str
    lines: tuple[str, ...]
    line_starts: tuple[int, ...]
    """Offset of each line, and the length of the text as a last entry."""
    front_matter: FrontMatter
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    math: tuple[MathSpan, ...]
    code: tuple[CodeBlock, ...]
    code_spans: tuple[tuple[int, int], ...]
    """Offsets of inline code, backticks included; formulas in code spans are not among them."""
    masked: str
    """As long as the text; what is not prose (front matter, code, formulas, comments, tables of
    contents) is blanks, line ends are kept."""
    ticks: tuple[tuple[int, int], ...] = ()
    """Backticks that the page leaves out: of code spans that hold formulas beside other text."""
    comments: tuple[tuple[int, int], ...] = ()
    """Offsets of comments in running text, and of the lines that Logseq keeps about a block; other
    comments on lines of their own are blocks."""
    dump: PageDump | None = None
    """Where the text is a saved web page: its article and its furniture. Its headings are among
    ``headings``, and its furniture is masked."""
    problems: tuple[Problem, ...] = ()

    def line_at(self, offset: int) -> int:
        """Line in which an offset lies."""
        return min(bisect_right(self.line_starts, offset), len(self.lines)) - 1

    def masked_line(self, line: int) -> str:
        """One line of ``masked``."""
        start = self.line_starts[line]
        return self.masked[start : start + len(self.lines[line])]
