"""The blocks of a note: one pass over its lines, with a stack of the containers that are open.

Follows CommonMark where writers do, and kramdown, GFM and Obsidian where real notes need it.
"""

import re
from collections.abc import Sequence
from typing import Final

from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.syntax.blocks.builder import Builder, Container, OpenLeaf, Piece
from noteviewer.notes.syntax.blocks.columns import advance, after_mark, skip
from noteviewer.notes.syntax.blocks.containers import MarkedContainers
from noteviewer.notes.syntax.blocks.fences import match_fence
from noteviewer.notes.syntax.blocks.items import MARKER, ItemReader
from noteviewer.notes.syntax.blocks.leaves import LeafReader
from noteviewer.notes.syntax.blocks.lines import reads_as_prose
from noteviewer.notes.syntax.blocks.outliner import OutlinerReader, is_property
from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import Block, BlockKind, Run

_SPECIAL: Final = frozenset(" \t>#`~<-*+_=$|0123456789\\{[@%:!?&(#\u200b\ufeff")
"""A line that starts with none of these is prose wherever it stands."""
_MOST_BLOCKS: Final = 100_000
"""What follows more than these is shown as it is written; a note of 195 kB has some 6,000."""
_DEEPEST: Final = 24
"""Containers within containers; deeper marks are text."""

_DEEP_MARKER = re.compile(r"(?:[-*+]|1[.)])[ \t]+(?=\S)")
_CALLOUT = re.compile(r"\[!([^\W\d_][^\]\n]{0,60})\]([+-]?)\s*")
_PARAGRAPH = BlockKind.PARAGRAPH


def read_blocks(
    text: str, lines: Sequence[str], starts: Sequence[int], first: int, rules: Rules
) -> Builder:
    """Read the blocks from line ``first`` on; rows of tables are leaves still."""
    builder = Builder(text, lines, starts, rules)
    reader = _BlockReader(builder)
    number, last = first, len(lines)
    while number < last:
        number = reader.skip_plain(number)
        if number < last:
            number = reader.step(number)
    builder.close_containers(0)
    return builder


class _BlockReader(LeafReader):
    """Walks the lines: which containers each belongs to, and which it opens."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder)
        self._marks = [mark for mark in "`$<%\\" if mark in builder.text]
        self._containers = MarkedContainers(builder)
        self._container_signs = self._containers.signs
        self._special = _SPECIAL | set("ie") if builder.rules.has_modules else _SPECIAL
        self._items = ItemReader(builder)
        self._outliner = OutlinerReader(builder)

    def skip_plain(self, number: int) -> int:
        """Read blank lines and paragraphs of one plain line, which are most; give the next."""
        build = self.build
        if build.stack:
            return number
        if build.leaf is not None:
            return self._skip_text(number)
        lines, special, marks, starts = self.lines, self._special, self._marks, self.starts
        add, spanned = build.root.append, build.spanned
        # A paragraph and a blank line are two lines.
        last = min(len(lines) - 1, number + 2 * max(0, _MOST_BLOCKS + 1 - len(build.root)))
        while number < last:
            if line := lines[number]:
                if line[0] in special or lines[number + 1] or "|" in line or line.isspace():
                    return number
                if is_property(line):
                    return number
                block = Block(
                    _PARAGRAPH, number, number + 1, [], line.rstrip(), (Run(0, starts[number]),)
                )
                add(block)
                for mark in marks:
                    if mark in line:
                        spanned.append(block)
                        break
            else:
                build.last_blank = number
            number += 1
        return number

    def _skip_text(self, number: int) -> int:
        """Read the plain lines with which an open paragraph goes on; give the next."""
        leaf, lines, starts, special = self.build.leaf, self.lines, self.starts, self._special
        if leaf is None or leaf.dollars % 2:
            return number
        while number < len(lines):
            line = lines[number]
            if not line or line[0] in special or "$$" in line or "::" in line or line.isspace():
                break
            leaf.pieces.append(Piece(starts[number], line))
            leaf.end = number = number + 1
        return number

    def step(self, number: int) -> int:
        """Read one line, or the whole construct that starts there; give the next line."""
        line = self.lines[number]
        build = self.build
        if not line or line.isspace():
            self._blank(number, 0)
            return number + 1
        if len(build.root) + build.nested > _MOST_BLOCKS:
            return self._take_rest(number)
        position = column = 0
        build.depth = 0
        if build.stack:
            # A tag of a table of HTML is in no list that stands in one of its cells.
            is_tag = self.is_tag_in_table(number, len(line) - len(line.lstrip(" \t>")))
            position, column = self._match(line, self.table_depth if is_tag else len(build.stack))
            if not line[position:].strip():
                self._blank(number, build.depth)
                return number + 1
            if build.depth < len(build.stack) and build.stack[build.depth].is_strict:
                build.close_containers(build.depth)
            if self._ends_marked(number, position):
                return number + 1
        elif line[0] not in self._special and "::" not in line:
            self._text(number, 0)
            return number + 1
        return self._read(number, position, column)

    def _take_rest(self, number: int) -> int:
        """The rest of a text that is no note any more, as text."""
        build, end = self.build, len(self.lines)
        build.close_containers(0)
        text = self.text[self.starts[number] :]
        build.add(
            Block(BlockKind.INDENTED, number, end, text=text, runs=(Run(0, self.starts[number]),))
        )
        build.problems.append(Problem(ProblemKind.TOO_LARGE, line=number))
        return end

    def _blank(self, number: int, matched: int) -> None:
        """A line without text: it ends the open leaf, and quotations that it does not belong to."""
        build = self.build
        build.close_leaf()
        for depth in range(matched, len(build.stack)):
            if build.stack[depth].is_quote:
                build.close_containers(depth)
                break
        build.last_blank = number

    def _match(self, line: str, most: int) -> tuple[int, int]:
        """Pass over the marks of the open containers that the line belongs to, so many at most."""
        build = self.build
        position = column = 0
        for container in build.stack[:most]:
            columns, after, at = skip(line, position, column)
            if container.is_quote:
                if columns >= 4 or line[after : after + 1] != ">":
                    break
                position, column = after_mark(line, after + 1, at + 1)
            elif after == len(line):
                pass
            elif container.indent and columns >= container.indent:
                position, column = advance(line, position, column, container.indent)
            elif container.is_strict:
                break
            elif container.indent:
                if container.block.kind in (BlockKind.FOOTNOTE, BlockKind.DESCRIPTION):
                    if columns < 2:
                        break
                elif columns < container.column + 2 or not MARKER.match(line, after):
                    break
                position, column = after, at
            build.depth += 1
        return position, column

    def _ends_marked(self, number: int, position: int) -> bool:
        """Close the container that a line of its own closes, if this is the line."""
        build = self.build
        if not any(container.closing for container in build.stack[: build.depth]):
            return False
        start = skip(self.lines[number], position, 0)[1]
        depth = self._containers.find_ended(number, start)
        if depth is None:
            return False
        for container in build.stack[: depth + 1]:
            container.block.end = number + 1
            if container.siblings is not None:
                container.siblings.end = number + 1
        build.close_containers(depth)
        return True

    def _read(self, number: int, position: int, column: int) -> int:
        """Open the containers that start in the line, then read the leaf that is left."""
        line, build = self.lines[number], self.build
        if build.leaf is not None and self.is_in_formula(number):
            self._text(number, skip(line, position, column)[1])
            return number + 1
        while True:
            columns, after, at = skip(line, position, column)
            if after == len(line):
                return number + 1
            if is_property(line, after):
                self._outliner.read_property(number, after)
                return number + 1
            is_deep = columns >= 4
            if is_deep and not self._is_misplaced(number, after, columns):
                return self._deep(number, (position, column), after, columns)
            if line[after] == ">" and not is_deep and len(build.stack) < _DEEPEST:
                position, column = self._open_quote(number, after, at)
                continue
            if following := self._read_whole(number, after, columns):
                return following
            place = None
            if len(build.stack) < _DEEPEST:
                place = self._items.open(number, after, at, columns)
            if place is None:
                self._text(number, after)
                return number + 1
            position, column = place

    def _read_whole(self, number: int, position: int, columns: int) -> int:
        """Read what takes all of its line, or lines; give the next line, 0 where nothing does."""
        build, line = self.build, self.lines[number]
        if (
            line[position] in self._container_signs
            and len(build.stack) < _DEEPEST
            and (following := self._containers.open(number, position, columns))
        ):
            return following
        if following := self.read_leaf(number, position, columns):
            return following
        return self._outliner.read_drawer(number, position)

    def _goes_on_below_heading(self, number: int) -> bool:
        """Whether text goes on with the item whose heading stands above, as in kramdown."""
        build = self.build
        if not self.rules.has_lazy_item_headings or build.leaf is not None or not build.stack:
            return False
        item = build.stack[-1].block
        return (
            item.kind is BlockKind.ITEM
            and build.depth == len(build.stack) - 1
            and bool(item.children)
            and item.children[-1].kind is BlockKind.HEADING
            and item.children[-1].end == number
        )

    def _is_misplaced(self, number: int, position: int, columns: int) -> bool:
        """Whether what stands four columns to the right is no code: marks where writers put them.

        A list item or a fence deeper in a list than CommonMark allows is common; outliners
        indent what lies below a heading; Chinese paragraphs begin with blanks.
        """
        build, line = self.build, self.lines[number]
        if self.is_tag_in_table(number, position):
            return True
        is_marker = MARKER.match(line, position) is not None
        in_item = any(c.indent for c in build.stack[: build.depth])
        if in_item and (is_marker or match_fence(line, position)):
            return True
        if is_marker and build.depth < len(build.stack):
            sibling = build.stack[build.depth]
            if sibling.block.kind is BlockKind.ITEM and columns <= sibling.column + 1:
                return True
        if build.leaf is not None and build.depth == len(build.stack):
            # Under a paragraph no code can be meant.
            return _DEEP_MARKER.match(line, position) is not None
        if is_marker and build.leaf is None and build.siblings[-1:]:
            before = build.siblings[-1]
            if before.kind is BlockKind.HEADING and before.end == number:
                return True
        return build.leaf is None and reads_as_prose(self.lines, number)

    def _deep(self, number: int, head: tuple[int, int], position: int, columns: int) -> int:
        """A line four or more columns to the right: code, or more text of a paragraph."""
        if self.build.leaf is None:
            return self.code.read_indented(number, head)
        if match_fence(self.lines[number], position) and (
            after := self.code.read_fence(number, position, columns)
        ):
            return after
        self._text(number, position)
        return number + 1

    def _open_quote(self, number: int, position: int, column: int) -> tuple[int, int]:
        """Open a quotation, or a callout, and give where its content begins."""
        build, line = self.build, self.lines[number]
        build.begin()
        start, at = after_mark(line, position + 1, column + 1)
        begin = skip(line, start, at)[1]
        if found := _CALLOUT.match(line, begin):
            kind, _, _ = found[1].partition("|")
            attributes = {"fold": found[2]} if found[2] else {}
            block = Block(
                BlockKind.CALLOUT, number, number + 1, info=kind.strip().lower(),
                attributes=attributes,
            )  # fmt: skip
            build.add(block)
            build.open(Container(block, is_quote=True))
            title = line[found.end() :].rstrip()
            if title:
                piece = Piece(self.starts[number] + found.end(), title)
                build.add(build.make_leaf(BlockKind.TITLE, number, [piece]))
            return len(line), 0
        block = build.add(Block(BlockKind.QUOTE, number, number + 1))
        build.open(Container(block, is_quote=True))
        return start, at

    def _text(self, number: int, position: int) -> None:
        """More text of the open leaf, or a new paragraph."""
        build = self.build
        piece = Piece(self.starts[number] + position, self.lines[number][position:])
        if build.leaf is not None:
            build.leaf.add(number, piece)
            return
        if self._goes_on_below_heading(number):
            build.depth = len(build.stack)
        build.begin()
        innermost = build.stack[-1].block if build.stack else None
        is_first = (
            innermost is not None and innermost.kind is BlockKind.ITEM and not innermost.children
        )
        build.leaf = OpenLeaf(_PARAGRAPH, number, [], is_first_of_item=is_first)
        build.leaf.add(number, piece)
