"""Tables of Org."""

import re
from collections.abc import Callable

from noteviewer.notes.formats.org_source import OrgSource
from noteviewer.notes.syntax.blocks.builder import Piece
from noteviewer.notes.syntax.tree import Block, BlockKind

TABLE = re.compile(r"[ \t]*\|")
_TABLE_RULE = re.compile(r"[ \t]*\|[ ]?[-:][-+|: ]*$")
_COLUMNS = re.compile(r"<([lcr]?)\d{0,3}>")


class OrgTables:
    """Reads tables of one file."""

    def __init__(self, source: OrgSource, add: Callable[[list[Block], Block], None]) -> None:
        self._source = source
        self._add = add

    def add(self, blocks: list[Block], number: int, end: int) -> int:
        """Add the table that begins in a line; give the line behind it."""
        at = number
        while at < end and TABLE.match(self._source.line(at)):
            at += 1
        rules = [n for n in range(number, at) if _TABLE_RULE.match(self._source.line(n))]
        body = [n for n in range(number, at) if n not in set(rules)]
        has_head = bool(rules) and bool(body) and any(body[0] < rule < body[-1] for rule in rules)
        table = Block(BlockKind.TABLE, number, at)
        aligned: list[str] = []
        for line in body:
            row = self._row(line)
            texts = [cell.text for cell in row.children]
            if any(texts) and all(not text or _COLUMNS.fullmatch(text) for text in texts):
                names = {"l": "left", "c": "center", "r": "right"}
                found = (_COLUMNS.fullmatch(text) for text in texts)
                aligned = [names.get(match[1], "") if match else "" for match in found]
                continue
            if has_head and line < min(rule for rule in rules if rule > body[0]):
                row.attributes = {"head": ""}
            table.children.append(row)
        for row in table.children:
            for cell, side in zip(row.children, aligned, strict=False):
                cell.info = side
        if table.children:
            caption = self._source.affiliated.get("caption")
            self._add(blocks, table)
            if caption:
                blocks.append(self._source.caption(number, caption))
        return at

    def _row(self, number: int) -> Block:
        line = self._source.lines[number]
        first = self._source.begin[number] + self._source.line(number).index("|") + 1
        last = line.rstrip()
        stop = len(last) - 1 if last.endswith("|") and len(last) > first else len(last)
        row = Block(BlockKind.ROW, number, number + 1)
        position = first
        for written in line[first:stop].split("|"):
            text = written.strip()
            start = self._source.starts[number] + position + len(written) - len(written.lstrip())
            row.children.append(
                self._source.leaf(BlockKind.CELL, number, number + 1, [Piece(start, text)])
            )
            position += len(written) + 1
        return row
