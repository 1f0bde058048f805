"""Blocks that hold no other blocks: headings, fences, formulas, HTML, comments, rules.

Each reader tells whether its construct starts at a place in a line, takes all of its lines, and
gives the line after it; 0 where something else stands there.
"""

import re

from noteviewer.notes.document import BlockKind
from noteviewer.notes.fences import find_fence_end, match_fence, match_highlight, match_org_block
from noteviewer.notes.formula_lines import FormulaLines
from noteviewer.notes.gathered import Blocks, OpenBlock
from noteviewer.notes.html_blocks import WHOLE_TAGS, Closers, match_block_tag
from noteviewer.notes.lines import is_blank, skip_blanks
from noteviewer.notes.model import CodeBlock, Problem, ProblemKind

ATX = re.compile(r"(#{1,6})(?:[ \t\u3000]+|$)")
_SETEXT = re.compile(r"(?:=+|-{2,})[ \t]*$")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NO_TITLE = re.compile(r"[<|]|\{%|\[\^[^\]\n]+\]:")
"""Begins HTML, a table, Liquid or a footnote: no such line is underlined as a heading."""
_DEFINITION = re.compile(r"\[(?!\^)[^\]\n]{1,999}\]:[ \t]*\S")
_IAL = re.compile(r"\{:[^}]*\}[ \t]*$")
_TOC_IAL = re.compile(r"[ \t]*\{:[^}]*\btoc\b[^}]*\}[ \t]*$")
_TOC_LINE = re.compile(
    r"\[(?:toc|\[_?toc_?\])\][ \t]*$|\[\[_?toc_?\]\][ \t]*$|@\[toc\].*$", re.IGNORECASE
)


class LeafReader:
    """The state between lines: the open block and the list items around it."""

    __slots__ = ("closers", "formulas", "found", "items", "lines", "opened", "starts", "text")

    def __init__(self, text: str, lines: tuple[str, ...], starts: tuple[int, ...]) -> None:
        self.text = text
        self.lines = lines
        self.starts = starts
        self.found = Blocks(text, lines, starts)
        self.closers = Closers(text)
        self.formulas = FormulaLines(lines)
        self.opened: OpenBlock | None = None
        self.items: list[int] = []
        """Columns at which the content of the open list items starts."""

    def close(self, end: int) -> None:
        """End the open block before line ``end``."""
        opened = self.opened
        if opened is not None:
            self.opened = None
            self.found.add_text(opened, end)

    def read_leaf(self, number: int, position: int, depth: int) -> int:
        """Read a construct that holds no other blocks; 0 where none starts here."""
        match self.lines[number][position : position + 1]:
            case "#":
                return self._read_atx(number, position)
            case "`" | "~":
                after = self.read_fence(number, position, depth)
                return after or self._read_formula(number, position, depth)
            case "$" | "\\":
                return self._read_formula(number, position, depth)
            case "=" | "-" | "*" | "_" | "+":
                return self._read_underline(number, position, depth)
            case "<":
                return self._read_html(number, position)
            case "[" | "{" | "@":
                return self._read_bracket(number, position)
            case "%":
                return self._read_percent_comment(number, position)
        return 0

    def _read_atx(self, number: int, position: int) -> int:
        line = self.lines[number]
        match = ATX.match(line, position)
        if match is None:
            return self._read_org(number, position)
        self.close(number)
        title = line[match.end() :].rstrip()
        trimmed = title.rstrip("#")
        if len(trimmed) < len(title) and (not trimmed or trimmed[-1] in " \t\u3000"):
            title = trimmed.rstrip()
        self.found.add_heading(
            number, number + 1, len(match[1]), title, self.starts[number] + match.end()
        )
        return number + 1

    def _read_org(self, number: int, position: int) -> int:
        match = match_org_block(self.lines[number], position)
        stop = self.closers.org_block(match[1], self.starts[number]) if match else None
        if match is None or stop is None:
            return 0
        return self._add_code(number, stop, match[2].strip())

    def _read_highlight(self, number: int, position: int) -> int:
        match = match_highlight(self.lines[number], position)
        stop = self.closers.highlight(self.starts[number]) if match else None
        if match is None or stop is None:
            return 0
        return self._add_code(number, stop, match[1])

    def _add_code(self, number: int, stop: int, info: str) -> int:
        end = self._line_after(number, stop)
        self.close(number)
        self.found.add_code(number, end, len(self.items), info)
        return end

    def _read_underline(self, number: int, position: int, depth: int) -> int:
        """A setext underline, a thematic break, or a list item with a table of contents."""
        rest = self.lines[number][position:]
        if self._is_setext(number, rest, depth) and (opened := self.opened):
            self.opened = None
            title = self.text[opened.offset : self.starts[number]].rstrip()
            level = 1 if rest[0] == "=" else 2
            self.found.add_heading(opened.start, number + 1, level, title, opened.offset)
            return number + 1
        if RULE.match(rest):
            self.close(number)
            self.found.add(BlockKind.RULE, number, number + 1, len(self.items))
            return number + 1
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        if rest[0] in "*+-" and _TOC_IAL.match(following):
            return self._hide(BlockKind.TOC, number, number + 2)
        return 0

    def _is_setext(self, number: int, rest: str, depth: int) -> bool:
        """Whether a line underlines the single line of text above it, in the same container."""
        opened = self.opened
        if opened is None or opened.start != number - 1 or opened.info or not _SETEXT.match(rest):
            return False
        if opened.kind is BlockKind.QUOTE:
            return depth == opened.level
        is_text = opened.kind is BlockKind.PARAGRAPH and not _NO_TITLE.match(
            self.text, opened.offset
        )
        return is_text and not depth

    def _hide(self, kind: BlockKind, start: int, end: int) -> int:
        self.close(start)
        self.found.add(kind, start, end, len(self.items))
        self.found.hide(start, end)
        return end

    def read_indented(self, number: int) -> int:
        """Read indented code; its blank lines belong to it, those after it do not."""
        least = 4 + (self.items[-1] if self.items else 0)
        end = last = number + 1
        while end < len(self.lines):
            if not is_blank(self.lines[end]):
                if skip_blanks(self.lines[end])[0] < least:
                    break
                last = end + 1
            end += 1
        if not self.items:
            self.found.code.append(CodeBlock("", number, last))
        return self._hide(BlockKind.INDENTED, number, last)

    def read_fence(self, number: int, position: int, depth: int) -> int:
        """Read a fence; 0 where none starts here."""
        match = match_fence(self.lines[number], position)
        if match is None:
            return 0
        self.close(number)
        base = self.items[-1] if self.items and not depth else 0
        end, is_closed = find_fence_end(self.lines, number, match[1], depth=depth, base=base)
        info = match[2].strip()
        self.found.add_code(number, end, depth or len(self.items), info)
        if not is_closed:
            self.found.problems.append(Problem(ProblemKind.UNCLOSED_FENCE, info, number))
        return end

    def _read_formula(self, number: int, position: int, depth: int) -> int:
        end = self.formulas.find_end(number, position, is_quoted=bool(depth))
        if end and (self.opened is None or (depth and self.opened.level != depth)):
            self.close(number)
            kind = BlockKind.QUOTE if depth else BlockKind.MATH
            level = depth or len(self.items)
            self.opened = OpenBlock(kind, number, level, "", self.starts[number] + position)
        return end

    def _read_html(self, number: int, position: int) -> int:
        offset = self.starts[number] + position
        if self.text.startswith("<!--", offset):
            return self._read_comment(number, offset)
        tag = match_block_tag(self.lines[number], position)
        if tag is None or (tag[0] not in WHOLE_TAGS and self.opened is not None):
            return 0
        name, is_opening = tag
        self.close(number)
        stop = self.closers.tag(name, offset) if name in WHOLE_TAGS and is_opening else None
        if stop is None:
            end = number + 1
            while end < len(self.lines) and not is_blank(self.lines[end]):
                end += 1
        else:
            end = self._line_after(number, stop)
        self.found.add(BlockKind.HTML, number, end, len(self.items), name)
        if name in {"pre", "script", "style"}:
            self.found.hide(number, end)
            if name == "pre":
                self.found.code.append(CodeBlock("", number, end))
        else:
            self.found.add_region(offset, self.starts[end])
        return end

    def _line_after(self, number: int, offset: int) -> int:
        while number < len(self.lines) and self.starts[number] < offset:
            number += 1
        return number

    def _read_comment(self, number: int, offset: int) -> int:
        comment = self.closers.comment(offset)
        if comment is None:
            return 0
        stop, is_toc = comment
        end = self._line_after(number, stop)
        self.close(number)
        kind = BlockKind.TOC if is_toc else BlockKind.COMMENT
        self.found.add(kind, number, end, len(self.items))
        self.found.hidden.append((offset, stop))
        return end

    def _read_bracket(self, number: int, position: int) -> int:
        line = self.lines[number]
        if line.startswith("{%", position):
            return self._read_highlight(number, position)
        if _IAL.match(line, position):
            return self._hide(BlockKind.COMMENT, number, number + 1)
        if self.opened is not None:
            return 0
        if _TOC_LINE.match(line, position):
            return self._hide(BlockKind.TOC, number, number + 1)
        if not _DEFINITION.match(line, position):
            return 0
        self.found.add(BlockKind.DEFINITION, number, number + 1, len(self.items))
        return number + 1

    def _read_percent_comment(self, number: int, position: int) -> int:
        rest = self.lines[number][position:].rstrip()
        if rest != "%%" and (self.opened is not None or rest.count("%%") != 1 or rest[:2] != "%%"):
            return 0
        stop = self.closers.percent_comment(self.starts[number])
        if stop is None:
            return 0
        return self._hide(BlockKind.COMMENT, number, self._line_after(number, stop))
