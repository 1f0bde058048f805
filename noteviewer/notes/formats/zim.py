"""Pages of Zim as the tree that all notes are."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from noteviewer.notes.file_types import stem
from noteviewer.notes.formats.zim_inline import ZimReader
from noteviewer.notes.model import CodeBlock, FrontMatter
from noteviewer.notes.syntax.blocks.builder import Piece, join_pieces
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Block, BlockKind, Run

_HEADER = re.compile(r"([A-Z][A-Za-z-]{1,40}):[ \t]*(.*)")
_HEADING = re.compile(r"(={2,7})[ \t]+(\S[^\n]*)")
_VERBATIM = re.compile(r"[ \t]*'''[ \t]*$")
_OBJECT = re.compile(r"\{\{\{[ \t]*(\w{1,40}):(.*)")
_LANGUAGE = re.compile(r'lang="?([\w+#.-]{1,40})')
_ITEM = re.compile(r"([ \t]*)(\*|\d{1,6}\.|[A-Za-z]\.|\[[ *x><]\])[ \t]+(?=\S)")
_TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|[ ]?:?-[-|: ]*$")
_RULE = re.compile(r"-{5,}[ \t]*$")
_TASKS = {"[ ]": " ", "[*]": "x", "[x]": "-", "[>]": ">", "[<]": "<"}
_DEEPEST = 20


def parse_zim(path: str, text: str) -> Document:
    """Parse the text of a page; never fails.

    Args:
        path: Of the page; what is attached to it lies in a folder of its name.
        text: Of the page.
    """
    lines = tuple(text.split("\n"))
    return _Parser(path, text, lines).run()


class _Parser:
    def __init__(self, path: str, text: str, lines: tuple[str, ...]) -> None:
        self._text, self._lines = text, lines
        self._starts = (*accumulate((len(each) + 1 for each in lines[:-1]), initial=0), len(text))
        self._reader = ZimReader(stem(path))
        self._verbatim = [
            n for n, line in enumerate(lines) if "'''" in line and _VERBATIM.match(line)
        ]
        self._object_ends = [n for n, line in enumerate(lines) if line.rstrip() == "}}}"]
        self._code: list[CodeBlock] = []

    def run(self) -> Document:
        values, first = self._read_header()
        blocks: list[Block] = []
        number = first
        while number < len(self._lines):
            number = self._block(blocks, number)
        if self._reader.tags:
            values["tags"] = tuple(self._reader.tags)
        return Document(
            text=self._text,
            lines=self._lines,
            line_starts=self._starts,
            front_matter=FrontMatter(values, first),
            blocks=tuple(blocks),
            code=tuple(self._code),
            is_markdown=False,
        )

    def _read_header(self) -> tuple[dict[str, str | tuple[str, ...]], int]:
        """The fields above a page, which begin with its type."""
        if not self._lines[0].startswith("Content-Type:"):
            return {}, 0
        values: dict[str, str | tuple[str, ...]] = {}
        number = 0
        while number < len(self._lines) and (found := _HEADER.match(self._lines[number])):
            if found[1] == "Creation-Date" and found[2][:1].isdigit():
                values["date"] = found[2].strip()
            elif found[1] == "Modification-Date" and found[2][:1].isdigit():
                values["updated"] = found[2].strip()
            number += 1
        return values, number

    def _block(self, blocks: list[Block], number: int) -> int:
        """Read what begins in a line; give the line behind it."""
        line = self._lines[number]
        if not line.strip():
            return number + 1
        if found := _HEADING.match(line):
            blocks.append(self._heading(number, found))
            return number + 1
        if _VERBATIM.match(line) and (close := self._next(self._verbatim, number)):
            return self._add_code(blocks, number, close, "")
        if (opening := _OBJECT.match(line)) and (close := self._next(self._object_ends, number)):
            language = _LANGUAGE.search(opening[2])
            name = language[1] if language else opening[1].replace("code", "")
            return self._add_code(blocks, number, close, name)
        if _RULE.match(line):
            blocks.append(Block(BlockKind.RULE, number, number + 1))
            return number + 1
        if _TABLE.match(line):
            return self._table(blocks, number)
        if _ITEM.match(line):
            return self._list(blocks, number)
        end = number + 1
        while end < len(self._lines) and self._goes_on(end):
            end += 1
        blocks.append(self._leaf(BlockKind.PARAGRAPH, number, end, self._pieces(number, end)))
        return end

    def _goes_on(self, number: int) -> bool:
        """Whether a line is more of the paragraph above it."""
        line = self._lines[number]
        return bool(line.strip()) and not any(
            pattern.match(line) for pattern in (_HEADING, _VERBATIM, _OBJECT, _RULE, _TABLE, _ITEM)
        )

    def _next(self, numbers: Sequence[int], after: int) -> int:
        """The first of ascending numbers behind a line; 0 where there is none."""
        at = bisect_right(numbers, after)
        return numbers[at] if at < len(numbers) else 0

    def _pieces(self, start: int, end: int) -> list[Piece]:
        pieces = []
        for number in range(start, end):
            line = self._lines[number]
            text = line.lstrip()
            pieces.append(Piece(self._starts[number] + len(line) - len(text), text.rstrip()))
        return pieces

    def _leaf(self, kind: BlockKind, start: int, end: int, pieces: Sequence[Piece]) -> Block:
        text, runs = join_pieces(pieces)
        block = Block(kind, start, end, text=text, runs=runs)
        block.nodes = self._reader.read(text)
        return block

    def _heading(self, number: int, found: re.Match[str]) -> Block:
        title = found[2].rstrip().rstrip("=").rstrip()
        piece = Piece(self._starts[number] + found.start(2), title)
        block = self._leaf(BlockKind.HEADING, number, number + 1, [piece])
        block.level = 7 - min(len(found[1]), 6)
        return block

    def _add_code(self, blocks: list[Block], start: int, close: int, language: str) -> int:
        lines = self._lines[start + 1 : close]
        margin = min((len(e) - len(e.lstrip("\t")) for e in lines if e.strip()), default=0)
        text = "\n".join(line[margin:] for line in lines)
        run = Run(0, self._starts[start + 1])
        language = "python" if language == "python3" else language
        blocks.append(
            Block(BlockKind.FENCE, start, close + 1, text=text, runs=(run,), info=language)
        )
        self._code.append(CodeBlock(language, start, close + 1))
        return close + 1

    def _table(self, blocks: list[Block], number: int) -> int:
        end = number
        while end < len(self._lines) and _TABLE.match(self._lines[end]):
            end += 1
        rules = [n for n in range(number, end) if _TABLE_RULE.match(self._lines[n])]
        sides: list[str] = []
        if rules:
            marks = self._lines[rules[0]].strip().strip("|").split("|")
            sides = [_side(mark.strip()) for mark in marks]
        table = Block(BlockKind.TABLE, number, end)
        for line in range(number, end):
            if line in rules[:1]:
                continue
            row = self._row(line, sides)
            if rules and line < rules[0]:
                row.attributes = {"head": ""}
            table.children.append(row)
        blocks.append(table)
        return end

    def _row(self, number: int, sides: Sequence[str]) -> Block:
        line = self._lines[number].rstrip()
        first = line.index("|") + 1
        row = Block(BlockKind.ROW, number, number + 1)
        position = first
        for written in line[first : len(line) - 1].split("|"):
            start = self._starts[number] + position + len(written) - len(written.lstrip())
            cell = self._leaf(BlockKind.CELL, number, number + 1, [Piece(start, written.strip())])
            if len(row.children) < len(sides):
                cell.info = sides[len(row.children)]
            row.children.append(cell)
            position += len(written) + 1
        return row

    def _list(self, blocks: list[Block], number: int) -> int:
        """Items by their indentation; each list on a stack, the outermost first."""
        open_lists: list[tuple[int, Block]] = []
        end = number
        while end < len(self._lines) and (found := _ITEM.match(self._lines[end])):
            depth = len(found[1].expandtabs(4))
            while open_lists and depth < open_lists[-1][0]:
                open_lists.pop()
            info = "1." if found[2][-1] == "." else "-"
            siblings = open_lists[-1] if open_lists else None
            if siblings is None or (depth > siblings[0] and len(open_lists) < _DEEPEST):
                made = _new_list(end, found[2])
                above = siblings[1].children[-1].children if siblings else blocks
                above.append(made)
                open_lists.append((depth, made))
            elif siblings[1].info != info and len(open_lists) == 1:
                made = _new_list(end, found[2])
                blocks.append(made)
                open_lists[-1] = (depth, made)
            self._add_item(open_lists, end, found)
            end += 1
        return end

    def _add_item(
        self, open_lists: Sequence[tuple[int, Block]], number: int, found: re.Match[str]
    ) -> None:
        line = self._lines[number]
        piece = Piece(self._starts[number] + found.end(), line[found.end() :].rstrip())
        leaf = self._leaf(BlockKind.PARAGRAPH, number, number + 1, [piece])
        item = Block(BlockKind.ITEM, number, number + 1, [leaf], info=open_lists[-1][1].info)
        if found[2] in _TASKS:
            item.attributes = {"task": _TASKS[found[2]]}
        open_lists[-1][1].children.append(item)
        for _, block in open_lists:
            block.end = block.children[-1].end = number + 1


def _new_list(number: int, marker: str) -> Block:
    """An empty list that begins with an item of this marker."""
    block = Block(BlockKind.LIST, number, number + 1, info="1." if marker[-1] == "." else "-")
    if marker[:-1].isdigit() and marker != "1.":
        block.attributes = {"start": marker[:-1]}
    return block


def _side(mark: str) -> str:
    if mark.startswith(":"):
        return "center" if mark.endswith(":") else "left"
    return "right" if mark.endswith(":") else ""
