"""Tables drawn with lines, as Pandoc has them: ``+---+---+`` above and below each row."""

import re
from collections.abc import Sequence

from noteviewer.notes.syntax.blocks.builder import Builder, Piece
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, InlineKind

_LINE = re.compile(r"\+(?:[-=:]{2,}\+)+[ \t]*$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[^`]*$")
_MOST_LINES = 2_000


def read_grid_table(build: Builder, number: int, position: int) -> int:
    """Add the table that begins in a line; gives the line after it, 0 where none begins."""
    lines = build.lines
    if not _LINE.match(lines[number], position):
        return 0
    edges = [at for at in range(position, len(lines[number])) if lines[number][at] == "+"]
    end = number + 1
    while end < min(len(lines), number + _MOST_LINES) and lines[end][position : position + 1] in (
        "|", "+",
    ):  # fmt: skip
        end += 1
    if not _LINE.match(lines[end - 1], position):
        return 0
    build.begin()
    rows: list[Block] = []
    first = number + 1
    for line in range(number + 1, end):
        if _LINE.match(lines[line], position):
            if line > first:
                row = _row(build, first, line, edges)
                if "=" in lines[line] and not rows:
                    row.attributes = {"head": "head"}
                rows.append(row)
            first = line + 1
    build.add(Block(BlockKind.TABLE, number, end, children=rows))
    return end


def _row(build: Builder, first: int, last: int, edges: Sequence[int]) -> Block:
    columns: list[list[Piece]] = [[] for _ in edges[1:]]
    for number in range(first, last):
        line, start = build.lines[number], build.starts[number]
        cuts = _cuts(line, edges)
        for pieces, low, high in zip(columns, cuts, cuts[1:], strict=False):
            text = line[low + 1 : high]
            bare = text.strip()
            at = low + 1 + len(text) - len(text.lstrip())
            if bare or pieces:
                pieces.append(Piece(start + at, bare))
    cells = [_cell(build, first, last, pieces) for pieces in columns]
    return Block(BlockKind.ROW, first, last, children=cells)


def _cuts(line: str, edges: Sequence[int]) -> Sequence[int]:
    """Where the columns of a line are cut; wide letters move them."""
    if all(line[edge : edge + 1] in ("|", "+") for edge in edges):
        return edges
    return [at for at, sign in enumerate(line) if sign == "|" and line[at - 1 : at] != "\\"]


def _cell(build: Builder, first: int, last: int, pieces: list[Piece]) -> Block:
    """A cell; code between fences in it is a span of code."""
    fences = [n for n, piece in enumerate(pieces) if _FENCE.match(piece.text)]
    is_code = len(fences) == 2 and fences[0] == 0
    if is_code:
        pieces = pieces[1 : fences[1]]
    block = build.make_leaf(BlockKind.CELL, first, pieces or [Piece(build.starts[first], "")], last)
    if is_code and block.text:
        block.atoms = (Atom(InlineKind.CODE, 0, len(block.text), block.text),)
        if build.spanned[-1:] == [block]:
            build.spanned.pop()
    return block
