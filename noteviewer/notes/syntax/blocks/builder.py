"""What is built while the lines of a note are read: open containers, open leaf, tree."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from noteviewer.notes.model import CodeBlock, Problem
from noteviewer.notes.syntax.blocks.columns import advance, after_mark, skip
from noteviewer.notes.syntax.blocks.tables import find_table, make_table
from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import Block, BlockKind, Run

_SIGNS = re.compile(r"[`$%<\\]")
"""With what code, formulas, comments and tags begin."""


_UNFINISHED = frozenset((
    BlockKind.TABLE, BlockKind.LIST, BlockKind.FOOTNOTE, BlockKind.DEFINITION,
))  # fmt: skip


class Piece(NamedTuple):
    """A line of a leaf, or what is left of it without the marks of its containers."""

    start: int
    """Offset in the note."""
    text: str


@dataclass(slots=True)
class OpenLeaf:
    """A leaf of running text that may go on in the next line."""

    kind: BlockKind
    start: int
    pieces: list[Piece]
    end: int = 0
    """One past its last line so far."""
    is_first_of_item: bool = False
    dollars: int = 0
    """How many ``$$`` it holds so far."""

    def add(self, number: int, piece: Piece) -> None:
        """Take one more line."""
        self.pieces.append(piece)
        self.end = number + 1
        if "$$" in piece.text:
            self.dollars += piece.text.count("$$")


@dataclass(slots=True)
class Container:
    """A container that is open, and what a line needs to belong to it."""

    block: Block
    is_quote: bool = False
    """Each of its lines begins with ``>``."""
    indent: int = 0
    """Columns of blanks before each of its lines, counted from where the container around it
    has its content."""
    column: int = 0
    """Column of an item's marker, counted likewise."""
    closing: re.Pattern[str] | None = None
    """What ends it, for one that ends with a line of its own."""
    is_strict: bool = False
    """The first line that is indented less ends it, text of an open paragraph too."""
    siblings: Block | None = None
    """The list that an item belongs to, or the terms that a description does."""


@dataclass(slots=True)
class Builder:
    """The tree so far."""

    text: str
    lines: Sequence[str]
    starts: Sequence[int]
    rules: Rules
    root: list[Block] = field(default_factory=list)
    stack: list[Container] = field(default_factory=list)
    depth: int = 0
    """How many of the open containers the current line belongs to."""
    leaf: OpenLeaf | None = None
    last_blank: int = -1
    """The last line without text."""
    spanned: list[Block] = field(default_factory=list)
    """Leaves in which code, formulas or comments may stand, in order."""
    code: list[CodeBlock] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    """Offsets of whole lines that no page shows and no block has."""
    problems: list[Problem] = field(default_factory=list)
    unfinished: list[Block] = field(default_factory=list)
    """Tables, lists, footnotes and definitions, in order."""
    has_headings: bool = False
    nested: int = 0
    """How many blocks lie in others."""

    def begin(self) -> None:
        """End what the current line does not belong to, for a new block."""
        if self.leaf is not None:
            self.close_leaf()
        if len(self.stack) > self.depth:
            self.close_containers(self.depth)

    def close_containers(self, depth: int) -> None:
        """Close the containers deeper than this."""
        self.close_leaf()
        while len(self.stack) > depth:
            self.stack.pop()
        self.depth = min(self.depth, depth)

    @property
    def siblings(self) -> list[Block]:
        """The blocks among which the next one goes."""
        return self.stack[-1].block.children if self.stack else self.root

    def add(self, block: Block) -> Block:
        """Put a finished block, or one that is to be filled, in its place."""
        if block.kind in _UNFINISHED:
            self.unfinished.append(block)
        if self.stack:
            self.nested += 1
            parent = self.stack[-1]
            if (
                parent.siblings is not None
                and parent.block.kind is BlockKind.ITEM
                and parent.block.children
                and self.last_blank == block.start - 1
            ):
                parent.siblings.is_loose = True
            parent.block.children.append(block)
            for container in self.stack:
                container.block.end = max(container.block.end, block.end)
                if container.siblings is not None:
                    container.siblings.end = max(container.siblings.end, container.block.end)
        else:
            self.root.append(block)
        return block

    def open(self, container: Container) -> None:
        """Open a container, whose block has its place already."""
        self.stack.append(container)
        self.depth = len(self.stack)

    def close_leaf(self) -> None:
        """End the open leaf; the tables in it become blocks of their own."""
        leaf = self.leaf
        if leaf is None:
            return
        self.leaf = None
        pieces, start = leaf.pieces, leaf.start
        if leaf.kind is BlockKind.PARAGRAPH and any("|" in piece.text for piece in pieces):
            texts = [piece.text for piece in pieces]
            done = 0
            while found := find_table(texts, done):
                first, last = found
                if first > done:
                    self._add_part(pieces[done:first])
                rows = [
                    self.make_leaf(BlockKind.ROW, self._line_of(piece), [piece])
                    for piece in pieces[first:last]
                ]
                self.add(make_table(rows))
                done = last
            if done:
                if done < len(pieces):
                    self._add_part(pieces[done:])
                return
        if pieces:
            self.add(self.make_leaf(leaf.kind, start, pieces, leaf.end))

    def _add_part(self, pieces: Sequence[Piece]) -> None:
        """Add what stands before or after a table as a paragraph."""
        start, end = self._line_of(pieces[0]), self._line_of(pieces[-1]) + 1
        self.add(self.make_leaf(BlockKind.PARAGRAPH, start, pieces, end))

    def _line_of(self, piece: Piece) -> int:
        return bisect_right(self.starts, piece.start) - 1

    def make_leaf(
        self, kind: BlockKind, start: int, pieces: Sequence[Piece], end: int = 0, level: int = 0
    ) -> Block:
        """Make a leaf of its lines, which may be looked at for code and formulas later."""
        if len(pieces) == 1:
            piece = pieces[0]
            text = piece.text.rstrip()
            runs: tuple[Run, ...] = (Run(0, piece.start),)
        else:
            text, runs = join_pieces(pieces)
        block = Block(kind, start, end or start + len(pieces), text=text, runs=runs, level=level)
        if _SIGNS.search(text):
            self.spanned.append(block)
        return block

    def hide(self, start: int, end: int) -> None:
        """Say that whole lines are shown nowhere."""
        self.hidden.append((self.starts[start], self.starts[end]))

    def quote_depth(self) -> int:
        """How many quotations the current line is in."""
        return sum(c.is_quote for c in self.stack[: self.depth])

    def content_start(self, number: int) -> tuple[int, int]:
        """Where in a line of the innermost open container its content starts.

        Lenient: a mark that is not there is not missed.

        Returns:
            The position, and the columns of a cut tab that belong to the content.
        """
        line = self.lines[number]
        position = column = 0
        for container in self.stack:
            _, after, at = skip(line, position, column)
            if container.is_quote:
                if line[after : after + 1] == ">":
                    position, column = after_mark(line, after + 1, at + 1)
            else:
                position, column = advance(line, position, column, container.indent)
        return position, column

    def line_after(self, number: int, offset: int) -> int:
        """The first line from ``number`` on that starts at or behind an offset."""
        while number < len(self.lines) and self.starts[number] < offset:
            number += 1
        return number


def join_pieces(pieces: Sequence[Piece]) -> tuple[str, tuple[Run, ...]]:
    """The text of a leaf, and where it stands; blanks at its end are left out."""
    runs: list[Run] = []
    texts = []
    length, expected = 0, -1
    for start, text in pieces:
        if start != expected:
            runs.append(Run(length, start))
        texts.append(text)
        length += len(text) + 1
        expected = start + len(text) + 1
    return "\n".join(texts).rstrip(), tuple(runs)
