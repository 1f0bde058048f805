"""Blocks of code: indented, fenced, and between the marks of Org and of templates.

Each reader takes all lines of its block and gives the line after it; 0 where none starts.
"""

import re

from noteviewer.notes.model import CodeBlock, Problem, ProblemKind
from noteviewer.notes.syntax.blocks.builder import Builder, Piece, join_pieces
from noteviewer.notes.syntax.blocks.columns import advance, is_cut, skip
from noteviewer.notes.syntax.blocks.fences import (
    find_fence_end,
    is_math,
    language,
    match_code_tag,
    match_fence,
    match_org_block,
    skip_options,
)
from noteviewer.notes.syntax.blocks.html_blocks import Closers
from noteviewer.notes.syntax.blocks.includes import directive_include, include_block
from noteviewer.notes.syntax.blocks.lines import is_blank, skip_blanks
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, InlineKind

_CELL_OPTION = re.compile(r"[ \t]*#\|")
_SHOWN_OPTIONS = {
    "caption": "title", "filename": "title", "file-name": "title", "emphasize-lines": "marked",
    "label": "name", "name": "name", "fig-cap": "title", "tbl-cap": "title", "lst-cap": "title",
}  # fmt: skip
_UNSHOWN = ("{toctree}", "{tableofcontents}", "{raw}", "{bibliography}")
"""Directives of MyST that show what is not in the note, or nothing."""


class CodeReader:
    """Reads blocks of code for the pass over the lines."""

    def __init__(self, builder: Builder, closers: Closers) -> None:
        self._build = builder
        self._lines = builder.lines
        self._starts = builder.starts
        self._rules = builder.rules
        self._closers = closers

    def read_indented(self, number: int, head: tuple[int, int]) -> int:
        """Read indented code; its blank lines belong to it, those after it do not.

        Args:
            number: Its first line.
            head: Where in that line the content of the innermost container starts, as
                `Builder.content_start` gives it: the container may begin in the same line.
        """
        build = self._build
        build.begin()
        least = 4 + sum(0 if c.is_quote else c.indent for c in build.stack)
        quoted = build.quote_depth()
        end = last = number + 1
        while end < len(self._lines):
            line = self._lines[end]
            if quoted:
                position, column = self._build.content_start(end)
                if ">" not in line[:position] or skip(line, position, column)[0] < 4:
                    break
                last = end + 1
            elif not is_blank(line):
                if skip_blanks(line)[0] < least:
                    break
                last = end + 1
            end += 1
        if not build.stack:
            build.code.append(CodeBlock("", number, last))
        self._add_code(Block(BlockKind.INDENTED, number, last), number, last, 4, head)
        return last

    def read_fence(self, number: int, position: int, column: int) -> int:
        """Read a fence; 0 where none starts here."""
        match = match_fence(self._lines[number], position)
        if match is None:
            return 0
        build = self._build
        build.begin()
        depth = build.quote_depth()
        base = 0 if depth else sum(c.indent for c in build.stack)
        end, is_closed = find_fence_end(self._lines, number, match[1], depth=depth, base=base)
        info = match[2].strip()
        last = end - 1 if is_closed else end
        first = min(self._skip_cell_options(info, number + 1), last)
        attributes = self._read_cell_options(number + 1, first)
        options = "\n".join(self._lines[number + 1 : first])
        if self._rules.has_directives and (include := directive_include(info, options)):
            build.add(include_block(include, number, end))
            return end
        is_hidden = self._rules.has_directives and info.startswith(_UNSHOWN)
        if is_hidden:
            build.add(Block(BlockKind.COMMENT, number, end))
            return end
        if not is_math(info) or not self._rules.has_math_fences:
            build.code.append(CodeBlock(language(info), number, end))
        block = Block(BlockKind.FENCE, number, end, info=info, attributes=attributes)
        self._add_code(block, first, last, column)
        if not is_closed:
            build.problems.append(Problem(ProblemKind.UNCLOSED_FENCE, info, number))
        return end

    def _skip_cell_options(self, info: str, number: int) -> int:
        """Pass over what is said to the program that runs the code: the next line."""
        if not info.startswith("{"):
            return number
        if self._rules.has_directives:
            return skip_options(self._lines, number)
        end = number
        while self._rules.has_shortcodes and _CELL_OPTION.match(
            self._lines[end] if end < len(self._lines) else ""
        ):
            end += 1
        return end

    def _read_cell_options(self, first: int, end: int) -> dict[str, str]:
        """What of it the page shows."""
        found = {}
        for line in self._lines[first:end]:
            name, _, value = line.strip(" \t#|:").partition(":")
            if name in _SHOWN_OPTIONS and value.strip():
                found[_SHOWN_OPTIONS[name]] = value.strip().strip("\"'")
        return found

    def _add_code(
        self, block: Block, first: int, last: int, column: int, begin: tuple[int, int] | None = None
    ) -> None:
        """Add code, its lines without the marks of containers and without common blanks.

        Code that was pasted without the blanks of its list item keeps its own.
        """
        heads = [self._build.content_start(number) for number in range(first, last)]
        heads[:1] = [begin] if begin else heads[:1]
        rests = [
            skip(self._lines[number], *head)[0]
            for number, head in zip(range(first, last), heads, strict=True)
            if self._lines[number][head[0] :].strip()
        ]
        column = min([column, *rests])
        pieces = []
        for number, head in zip(range(first, last), heads, strict=True):
            line = self._lines[number]
            position, at = advance(line, *head, column)
            # What a tab has beyond the columns that are taken off stays as blanks.
            blanks = ""
            if line[position : position + 1] == "\t" and at % 4 and is_cut(line, position, at):
                blanks = " " * (4 - at % 4)
                position += 1
            pieces.append(Piece(self._starts[number] + position, blanks + line[position:]))
        if pieces:
            _, block.runs = join_pieces(pieces)
            block.text = "\n".join(piece.text for piece in pieces)
        if is_math(block.info) and self._rules.has_math_fences and block.text.strip():
            atom = Atom(InlineKind.MATH, 0, len(block.text), block.text.strip(), is_display=True)
            block.kind, block.atoms = BlockKind.MATH, (atom,)
        self._build.add(block)

    def read_org(self, number: int, position: int) -> int:
        """Read ``#+BEGIN_SRC`` up to its end; 0 where none starts here."""
        match = match_org_block(self._lines[number], position)
        stop = self._closers.org_block(match[1], self._starts[number]) if match else None
        if match is None or stop is None:
            return 0
        return self._add_marked_code(number, stop, match[2].strip())

    def read_tag(self, number: int, position: int) -> int:
        """Read code between tags of a template; 0 where none starts here."""
        match = match_code_tag(self._lines[number], position, self._rules)
        stop = self._closers.code_tag(match[0], self._starts[number]) if match else None
        if match is None or stop is None:
            return 0
        return self._add_marked_code(number, stop, match[1])

    def _add_marked_code(self, number: int, stop: int, info: str) -> int:
        end = self._build.line_after(number, stop)
        self._build.begin()
        self._build.code.append(CodeBlock(language(info), number, end))
        self._add_code(Block(BlockKind.FENCE, number, end, info=info), number + 1, end - 1, 0)
        return end
