"""Tables: with a separator row as in GFM, or rows between ``|`` alone."""

import re
from collections.abc import Sequence

from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, InlineKind, Run

_SEPARATOR = re.compile(r"[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")
_IMAGES = re.compile(
    r"(?:!\[[^\]\n]*\]\([^()\s]*\)[ \t]*\|[ \t]*)+!\[[^\]\n]*\]\([^()\s]*\)[ \t]*$"
)
_BAR = re.compile(r"\\.|\||\[\[[^\[\]\n]*\]\]|!\[[^\[\]\n]*\](?=\()|\{\{[^{}\n|]*\|[^{}\n]*\}\}")
"""A bar between cells, and what hides one: a backslash, a wikilink, the size of an image, the
filter of a template."""


def find_table(lines: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """Find the first table from a line of a paragraph on: its first line, and the line after it.

    A line that starts and ends with ``|`` and has one between is a row without any separator, and
    so is one of images alone; a ``|`` elsewhere in prose is text.
    """
    for number in range(start, len(lines)):
        line = lines[number]
        if "|" not in line:
            continue
        if _is_row(line.strip()) or (number + 1 < len(lines) and _is_separator(lines[number + 1])):
            last = number + 1
            while last < len(lines) and "|" in lines[last]:
                last += 1
            return number, last
    return None


def _is_row(line: str) -> bool:
    if line[0] == line[-1] == "|" and line.count("|") > 2:
        return True
    return line[0] == "!" and _IMAGES.match(line) is not None


def _is_separator(line: str) -> bool:
    return "|" in line and _SEPARATOR.match(line) is not None


def make_table(rows: list[Block]) -> Block:
    """Make a table of its rows, which are leaves until `split_rows` knows what is code in them."""
    return Block(BlockKind.TABLE, rows[0].start, rows[-1].end, children=rows)


def split_rows(table: Block, rules: Rules) -> None:
    """Make cells of the rows of a table: at bars that no code, formula or backslash hides."""
    rows = table.children
    if rows and rows[0].children:
        return  # drawn with lines, which are its cells already
    separator = next(
        (i for i, row in enumerate(rows) if "-" in row.text and _SEPARATOR.match(row.text)), None
    )
    sides: list[str] = []
    if separator is not None:
        sides = [_side(cell.text) for cell in _cells(rows[separator], rules)]
        if separator == 1:
            rows[0].attributes = {"head": "head"}
        del rows[separator]
    written = [_cells(row, rules) for row in rows]
    columns = max((len(cells) for cells in written), default=0)
    for row, cells in zip(rows, written, strict=True):
        while len(cells) < columns:
            end = row.source_offset(len(row.text))
            cells.append(Block(BlockKind.CELL, row.start, row.end, runs=(Run(0, end),)))
        for index, cell in enumerate(cells):
            cell.info = sides[index] if index < len(sides) else ""
        row.children, row.text, row.runs, row.atoms = cells, "", (), ()


def _cells(row: Block, rules: Rules) -> list[Block]:
    text, atoms = row.text, row.atoms
    cells: list[Block] = []
    edges = _bars(text, atoms)
    first = 0
    if edges and not text[: edges[0]].strip():
        first = edges.pop(0) + 1
    for edge in edges:
        cells.append(_cell(row, first, edge, rules))
        first = edge + 1
    if text[first:].strip() or not cells:
        cells.append(_cell(row, first, len(text), rules))
    return cells


def _bars(text: str, atoms: Sequence[Atom]) -> list[int]:
    bars = []
    position = index = 0
    while found := _BAR.search(text, position):
        while index < len(atoms) and atoms[index].end <= found.start():
            index += 1
        if index < len(atoms) and atoms[index].start <= found.start():
            position = atoms[index].end
            continue
        if found[0] == "|":
            bars.append(found.start())
        position = found.end()
    return bars


def _cell(row: Block, start: int, end: int, rules: Rules) -> Block:
    text = row.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(
        BlockKind.CELL,
        row.start,
        row.end,
        text=text[start:end],
        runs=(Run(0, row.source_offset(start)),),
        atoms=tuple(
            atom._replace(
                start=atom.start - start, end=atom.end - start, content=_content(atom, rules)
            )
            for atom in row.atoms
            if start <= atom.start and atom.end <= end
        ),
    )


def _content(atom: Atom, rules: Rules) -> str:
    r"""Of a span in a cell: ``\|`` is how a bar is written there, in code too."""
    keeps_bars = rules.keeps_bars_in_code and atom.kind is not InlineKind.MATH
    return atom.content if keeps_bars else atom.content.replace(r"\|", "|")


def _side(mark: str) -> str:
    if mark.startswith(":"):
        return "center" if mark.endswith(":") and len(mark) > 1 else "left"
    return "right" if mark.endswith(":") else ""
