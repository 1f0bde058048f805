"""The lines of an Org file, what is left of them within containers, and leaves made of them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from noteviewer.notes.formats.org_fields import KEYWORD, read_abbreviations
from noteviewer.notes.formats.org_inline import OrgContext, OrgInlines, read_inlines
from noteviewer.notes.syntax.blocks.builder import Piece, join_pieces
from noteviewer.notes.syntax.tree import Block, BlockKind, Inline

FOOTNOTE = re.compile(r"\[fn:([\w-]{1,60})\][ \t]*")
_END = re.compile(r"[ \t]*#\+end_(\S{1,60})[ \t]*$", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*(?::([\w-]{1,60})|(?=PROPERTIES:\s*$)(PROPERTIES)):[ \t]*$")
_DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*$", re.IGNORECASE)
_ENVIRONMENT_END = re.compile(r"\\end\{([A-Za-z]{1,30}\*?)\}\s*$")
_AFFILIATED = frozenset(("caption", "name", "header", "headers", "results", "plot", "label"))
_SIZE = re.compile(r":(width|height)\s+\"?(\d{1,4}(?:px|%)?)")
_ALT = re.compile(r':(?:alt|title)\s+(?:"([^"\n]{1,300})"|([^:\n]{1,300}))')


class OrgSource:
    """What the readers of one file share."""

    def __init__(self, text: str, lines: tuple[str, ...]) -> None:
        self.text = text
        self.lines = lines
        self.starts = (*accumulate((len(line) + 1 for line in lines[:-1]), initial=0), len(text))
        self.begin = [0] * len(lines)
        """Column at which what is left of each line begins: behind the marker of an item."""
        self.block_ends, self.latex_ends, self._drawer_ends = _closings(lines)
        self.keywords = [
            (found[1], found[2])
            for line in lines
            if "#+" in line and (found := KEYWORD.match(line))
        ]
        labels = {found[1] for line in lines if (found := FOOTNOTE.match(line))}
        self.context = OrgContext(frozenset(labels), read_abbreviations(self.keywords))
        self.footnotes = set(labels)
        """Labels that are defined, on lines of their own or in their place."""
        self.used: set[str] = set()
        """Labels that are referred to."""
        self.fields: list[tuple[str, str]] = []
        """Keywords and properties that are the note's own."""
        self.affiliated: dict[str, str] = {}
        """What the lines above say of the next block."""

    def line(self, number: int) -> str:
        """What is left of a line within its containers."""
        begin = self.begin[number]
        return self.lines[number][begin:] if begin else self.lines[number]

    def piece(self, number: int, column: int = 0) -> Piece:
        """A line from a column of what is left of it, without the blanks around."""
        begin = self.begin[number] + column
        line = self.lines[number]
        text = line[begin:].lstrip()
        return Piece(self.starts[number] + len(line) - len(text), text.rstrip())

    def take(self, read: OrgInlines) -> None:
        """Remember the footnotes that a leaf writes, and those that it refers to."""
        self.footnotes |= read.inline_notes
        self.used |= read.used

    def leaf(
        self,
        kind: BlockKind,
        start: int,
        end: int,
        pieces: Sequence[Piece],
        nodes: tuple[Inline, ...] | None = None,
    ) -> Block:
        """Make a leaf of its lines; its inline nodes are read unless they are given."""
        text, runs = join_pieces(pieces)
        block = Block(kind, start, end, text=text, runs=runs)
        if nodes is None:
            context = self.context
            if self.affiliated and kind is BlockKind.PARAGRAPH:
                context = replace(context, attributes=self._picture_attributes())
            read = read_inlines(text, context)
            self.take(read)
            nodes, block.atoms = read.nodes, read.formulas
        block.nodes = nodes
        return block

    def _picture_attributes(self) -> dict[str, str]:
        said = " ".join(v for k, v in self.affiliated.items() if k.startswith("attr_"))
        found = {name: size.removesuffix("px") for name, size in _SIZE.findall(said)}
        if alt := _ALT.search(said):
            found["alt"] = (alt[1] or alt[2]).strip()
        elif caption := self.affiliated.get("caption"):
            found["alt"] = caption
        return found

    def caption(self, number: int, caption: str) -> Block:
        """The words of ``#+caption:`` as a paragraph, on their line above another."""
        line = number - 1
        while line > 0 and caption not in self.lines[line]:
            line -= 1
        start = self.starts[line] + max(0, self.lines[line].find(caption))
        return self.leaf(BlockKind.PARAGRAPH, line, line + 1, [Piece(start, caption)])

    def drawer(self, number: int) -> str:
        """The name of the drawer that a line opens; empty where it opens none."""
        found = _DRAWER.match(self.line(number))
        return (found[1] or found[2]).upper() if found and not self.ends_drawer(number) else ""

    def ends_drawer(self, number: int) -> bool:
        """Whether a line closes a drawer."""
        return _DRAWER_END.match(self.line(number)) is not None

    def drawer_close(self, number: int, end: int) -> int:
        """The ``:END:`` of the drawer that a line opens; 0 where it opens none."""
        return next_of(self._drawer_ends, number, end) if self.drawer(number) else 0


def is_affiliated(name: str) -> bool:
    """Whether a keyword says something of the block below it."""
    return name.lower() in _AFFILIATED or name.lower().startswith("attr_")


def next_of(numbers: Sequence[int], after: int, end: int) -> int:
    """The first of ascending numbers behind ``after`` and before ``end``; 0 where there is none."""
    at = bisect_left(numbers, after + 1)
    return numbers[at] if at < len(numbers) and numbers[at] < end else 0


def _closings(
    lines: Sequence[str],
) -> tuple[dict[str, list[int]], dict[str, list[int]], list[int]]:
    """Lines that close blocks and environments, by their names, and drawers."""
    blocks: dict[str, list[int]] = {}
    latex: dict[str, list[int]] = {}
    drawers: list[int] = []
    for number, line in enumerate(lines):
        if "#+" in line and (found := _END.match(line)):
            blocks.setdefault(found[1].lower(), []).append(number)
        elif "\\end{" in line and (found := _ENVIRONMENT_END.match(line, line.rindex("\\end{"))):
            latex.setdefault(found[1], []).append(number)
        elif ":" in line and _DRAWER_END.match(line):
            drawers.append(number)
    return blocks, latex, drawers
