"""One note as a tree, and what can be asked of it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from noteviewer.notes.model import CodeBlock, FrontMatter, MathSpan, Problem
from noteviewer.notes.saved_page.dump import PageDump
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.inline.inline_parser import (
    InlineContext,
    parse_inlines,
    plain_text,
    shown_text,
)
from noteviewer.notes.syntax.tree import Block, BlockKind, Inline, InlineKind, LinkDefinition, Run

_NOT_LINE_END = re.compile(r"[^\n]+")
_HIDDEN = frozenset((BlockKind.FENCE, BlockKind.INDENTED, BlockKind.COMMENT, BlockKind.TOC))
_CONTAINERS = frozenset((
    BlockKind.QUOTE, BlockKind.CALLOUT, BlockKind.LIST, BlockKind.ITEM, BlockKind.GROUP,
    BlockKind.FOOTNOTE, BlockKind.DEFINITIONS, BlockKind.DESCRIPTION, BlockKind.TABS, BlockKind.TAB,
))  # fmt: skip
RUNNING = frozenset((
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CELL, BlockKind.TITLE, BlockKind.TERM,
    BlockKind.HTML, BlockKind.MATH,
))  # fmt: skip
"""Leaves that have inline nodes."""


class Passage(NamedTuple):
    """Lines that belong together, whatever containers hold them; blank lines belong to none."""

    kind: BlockKind
    """Of the leaf; QUOTE for text directly in a quotation, LIST for the text of an item up to its
    first blank line or its first child."""
    start: int
    end: int
    level: int = 0
    """Heading: 1 to 6. Quote: how deep it is quoted. Any other: how deep it lies in items."""
    info: str = ""
    """Fence: the info string. List: the marker. HTML: the tag."""


@dataclass(frozen=True, slots=True)
class Document:
    """One note, parsed once; outline, references, links, search text and page are walks over it."""

    text: str
    lines: tuple[str, ...]
    line_starts: tuple[int, ...]
    """Offset of each line, and the length of the text as a last entry."""
    front_matter: FrontMatter
    blocks: tuple[Block, ...]
    """Top level, in order."""
    dialect: Dialect = Dialect.GFM
    definitions: Mapping[str, LinkDefinition] = field(default_factory=dict)
    """By folded label."""
    footnotes: frozenset[str] = frozenset()
    """Labels that are defined."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What is abbreviated, by how it is."""
    code: tuple[CodeBlock, ...] = ()
    saved_page: PageDump | None = None
    """Where the text is a saved web page: its article and its furniture."""
    problems: tuple[Problem, ...] = ()
    is_markdown: bool = True
    """False for other formats, whose leaves come with their inline nodes."""
    hidden: tuple[tuple[int, int], ...] = ()
    """Offsets of whole lines that neither page nor tree have, such as Logseq's properties."""
    _inlines: dict[int, tuple[Inline, ...]] = field(default_factory=dict, repr=False, compare=False)
    _contexts: dict[BlockKind, InlineContext] = field(
        default_factory=dict, repr=False, compare=False
    )
    _masked: list[str] = field(default_factory=list, repr=False, compare=False)

    @property
    def lines_above_title(self) -> tuple[str, ...]:
        """The lines among which stands what is above a title: none where a heading comes first."""
        if not self.is_markdown:
            first = next((b for b in self.blocks if b.text or b.children), None)
            if first is not None and first.kind is BlockKind.HEADING:
                return ()
        return self.lines

    def line_at(self, offset: int) -> int:
        """Line in which an offset lies."""
        return min(bisect_right(self.line_starts, offset), len(self.lines)) - 1

    def walk(self) -> Iterator[Block]:
        """All blocks, each before its children."""
        for block in self.blocks:
            if block.children:
                yield from block.walk()
            else:
                yield block

    def inlines(self, leaf: Block) -> tuple[Inline, ...]:
        """The inline nodes of a leaf of running text; read when they are first asked for."""
        if leaf.nodes is not None:
            return leaf.nodes
        nodes = self._inlines.get(id(leaf))
        if nodes is None:
            context = self._contexts.get(leaf.kind) or self._context(leaf.kind)
            nodes = self._inlines[id(leaf)] = parse_inlines(leaf.text, leaf.atoms, context)
        return nodes

    def _context(self, kind: BlockKind) -> InlineContext:
        rules = self.dialect.rules
        if kind is BlockKind.CELL:
            rules = replace(rules, hides_block_names=False, has_block_names=False)
        context = self._contexts[kind] = InlineContext(
            rules, self.definitions, is_html=kind is BlockKind.HTML, footnotes=self.footnotes
        )
        return context

    def walk_inlines(self, sign: str = "") -> Iterator[tuple[Block, Inline]]:
        """All inline nodes, each before its children, with the leaf that they are of.

        Args:
            sign: Only of leaves with this text in them.
        """
        for block in self.walk():
            if block.text and sign in block.text and block.kind in RUNNING:
                nodes = self.inlines(block)
                if len(nodes) == 1 and nodes[0].kind is InlineKind.TEXT:
                    continue
                stack = list(reversed(nodes))
                while stack:
                    node = stack.pop()
                    yield block, node
                    stack += reversed(node.children)

    def plain_text(self, leaf: Block) -> str:
        """What a reader sees of a leaf, in one line."""
        return plain_text(self.inlines(leaf), leaf.text)

    def shown_text(self, leaf: Block) -> tuple[str, tuple[Run, ...]]:
        """What the page shows of a leaf, and where each stretch of it stands in the note."""
        shown, runs = shown_text(self.inlines(leaf), leaf.text)
        return shown, tuple(Run(run[0], leaf.source_offset(run[1])) for run in runs)

    def headings(self) -> Iterator[Block]:
        """The headings, in order."""
        return (block for block in self.walk() if block.kind is BlockKind.HEADING)

    def math(self) -> tuple[MathSpan, ...]:
        """The formulas that are to be drawn, in order of the text."""
        return tuple(
            MathSpan(
                atom.content,
                is_display=atom.is_display,
                start=block.source_offset(atom.start),
                end=block.source_offset(atom.end - 1) + 1,
            )
            for block in self.walk()
            for atom in block.atoms
            if atom.kind is InlineKind.MATH
        )

    def passages(self) -> tuple[Passage, ...]:
        """The leaves as runs of lines, in order."""
        found: list[Passage] = []
        for block in self.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                found.append(Passage(block.kind, block.start, block.end))
            else:
                _add_passages(block, found, 0, 0)
        return tuple(found)

    def has_prose(self, line: int) -> bool:
        """Whether anything but code and formulas stands on a line."""
        if not self._masked:
            self._masked.append(self.masked())
        start = self.line_starts[line]
        return bool(self._masked[0][start : start + len(self.lines[line])].strip())

    def masked(self) -> str:
        """The text with blanks for what is not prose; as long as the text, line ends kept.

        No prose are front matter, code, formulas, comments and tables of contents.
        """
        starts = self.line_starts
        hidden = [(0, starts[self.front_matter.end]), *self.hidden]
        if self.saved_page:
            hidden += ((starts[a], starts[b]) for a, b in self.saved_page.furniture)
        for block in self.walk():
            if block.kind in _HIDDEN:
                hidden.append((starts[block.start], starts[block.end]))
            for atom in block.atoms:
                if atom.kind is not InlineKind.LABEL:
                    start = block.source_offset(atom.start)
                    hidden.append((start, block.source_offset(atom.end - 1) + 1))
        return _mask(self.text, hidden)


def _add_passages(block: Block, found: list[Passage], quotes: int, items: int) -> None:
    """Add the leaves of a block to what is found."""
    kind = block.kind
    if kind in (BlockKind.QUOTE, BlockKind.CALLOUT):
        quotes += 1
    elif kind is BlockKind.ITEM:
        items += 1
        first = block.children[0] if block.children else None
        level = quotes or items
        if first is None or (first.kind is not BlockKind.PARAGRAPH and first.start > block.start):
            passage_kind = BlockKind.QUOTE if quotes else BlockKind.LIST
            found.append(Passage(passage_kind, block.start, block.start + 1, level, block.info))
    if kind is BlockKind.TABLE and quotes:
        found.append(Passage(BlockKind.QUOTE, block.start, block.end, quotes))
    elif (not block.children or kind is BlockKind.TABLE) and kind not in _CONTAINERS:
        level = block.level or quotes or items
        info = block.info if kind in (BlockKind.FENCE, BlockKind.HTML) else ""
        if quotes and kind in (BlockKind.PARAGRAPH, BlockKind.MATH, BlockKind.TITLE):
            kind = BlockKind.QUOTE
        found.append(Passage(kind, block.start, block.end, level, info))
    for index, child in enumerate(block.children if kind is not BlockKind.TABLE else ()):
        if kind is BlockKind.ITEM and index == 0 and child.kind is BlockKind.PARAGRAPH:
            passage_kind = BlockKind.QUOTE if quotes else BlockKind.LIST
            found.append(Passage(passage_kind, child.start, child.end, quotes or items, block.info))
        else:
            _add_passages(child, found, quotes, items)


def _mask(text: str, hidden: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(hidden):
        if end <= position:
            continue
        begin = max(start, position)
        pieces.append(text[position:begin])
        covered = text[begin:end]
        if "\n" in covered:
            covered = _NOT_LINE_END.sub(lambda match: " " * len(match[0]), covered)
        else:
            covered = " " * len(covered)
        pieces.append(covered)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
