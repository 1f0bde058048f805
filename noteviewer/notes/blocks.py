"""The blocks of a note: one pass over its lines, container by container.

Follows CommonMark where writers do, and kramdown, GFM and Obsidian where real notes need it
(``syntax.md``, sections 5, 7 and 8): formulas are cut out before anything else can see them, an
unclosed fence ends with its list item, tables need no separator row.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from noteviewer.notes.document import Block, BlockKind, Heading
from noteviewer.notes.model import CodeBlock, Problem, ProblemKind

_SPECIAL: Final = frozenset(" \t>#`~<-*+_=$|0123456789\\{[%\u200b\ufeff")
"""A line that starts with none of these is prose wherever it stands."""
_LONGEST_FORMULA: Final = 400
"""Lines; keeps the search for a closing mark linear."""

_QUOTE = re.compile(r"(?:[ ]{0,3}>[ \t]?)+")
_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)")
_ATX = re.compile(r"(#{1,6})(?:[ \t\u3000]+|$)")
_SETEXT = re.compile(r"(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_DEFINITION = re.compile(r"\[(?!\^)[^\]\n]{1,999}\]:[ \t]*\S")
_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_IAL = re.compile(r"\{:[^}]*\}[ \t]*$")
_TOC_IAL = re.compile(r"[ \t]*\{:[^}]*\btoc\b[^}]*\}[ \t]*$")
_TOC_LINE = re.compile(
    r"\[(?:toc|\[_?toc_?\])\][ \t]*$|\[\[_?toc_?\]\][ \t]*$|@\[toc\].*$", re.IGNORECASE
)
_TOC_OPEN = re.compile(
    r"<!--\s*(?:(?:Markdown)?TOC|(?:vim-)?markdown-toc|START doctoc)\b[^>]*-->", re.IGNORECASE
)
_TOC_CLOSE = re.compile(
    r"<!--\s*(?:/(?:Markdown)?TOC|tocstop|(?:vim-)?markdown-toc|END doctoc)\b[^>]*-->",
    re.IGNORECASE,
)
_BEGIN = re.compile(r"`?\\begin\{([A-Za-z]+\*?)\}")
_FORMULA_MARKS: Final = (("$$", "$$"), ("`\\[", "\\]`"), ("`$$", "$$`"), ("\\\\[", "\\\\]"))
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)")
_WHOLE_TAGS: Final = frozenset(("pre", "script", "style", "textarea", "table", "svg", "video"))
"""Their content may hold blank lines; it ends with the closing tag."""
_BLOCK_TAGS: Final = _WHOLE_TAGS | frozenset(
    re.findall(
        r"\w+",
        """address article aside audio base blockquote body center details dialog dd dir div dl dt
        fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 head header hr html iframe
        legend li link main menu nav ol optgroup option p param section source summary tbody td
        tfoot th thead title tr track ul""",
    )
)


@dataclass(frozen=True, slots=True)
class Region:
    """Text in which code spans and formulas may stand; neither crosses its ends."""

    start: int
    end: int
    is_quoted: bool = False


@dataclass(slots=True)
class Blocks:
    """What the pass gathers."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    code: list[CodeBlock] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    """Offsets of what is not prose."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A block that may go on in the next line."""

    kind: BlockKind
    start: int
    level: int
    info: str
    offset: int
    """Where its text starts."""


def find_blocks(text: str, lines: tuple[str, ...], starts: tuple[int, ...], first: int) -> Blocks:
    """Find the blocks from line ``first`` on."""
    scanner = _Scanner(text, lines, starts)
    line = first
    while line < len(lines):
        line = scanner.step(line)
    scanner.close(len(lines))
    return scanner.found


class _Scanner:
    """The state between lines: the open block and the list items around it."""

    __slots__ = ("absent", "after_blank", "found", "items", "lines", "opened", "starts", "text")

    def __init__(self, text: str, lines: tuple[str, ...], starts: tuple[int, ...]) -> None:
        self.text = text
        self.lines = lines
        self.starts = starts
        self.found = Blocks()
        self.opened: _Open | None = None
        self.items: list[int] = []
        """Columns at which the content of the open list items starts."""
        self.after_blank = True
        self.absent: set[str] = set()
        """Closing marks that do not occur in the rest of the text."""

    def step(self, number: int) -> int:
        """Read one line, or the whole construct that starts there; return the next line."""
        line = self.lines[number]
        if not line or line.isspace():
            self.close(number)
            self.after_blank = True
            return number + 1
        if line[0] not in _SPECIAL and (self.opened is not None or not self.items):
            self._add_text(number, 0, 0)
            after = number + 1
        else:
            after = self._step_special(number, line)
        self.after_blank = False
        return after

    def _step_special(self, number: int, line: str) -> int:
        depth = position = 0
        if quote := _QUOTE.match(line):
            position = quote.end()
            depth = quote[0].count(">")
            if position == len(line) or line[position:].isspace():
                self.close(number)
                return number + 1
        column, position = _skip_blanks(line, position)
        rest = line[position:]
        if not depth:
            self._leave_items(column, rest)
            base = self.items[-1] if self.items else 0
            if column - base >= 4 and not self.items and self.opened is None:
                return self._read_indented(number)
        if after := self._read_leaf(number, position, depth):
            return after
        while marker := self._match_marker(rest, number):
            position, column = self._enter_item(number, position, column, depth, marker)
            rest = line[position:]
            if after := self._read_leaf(number, position, depth):
                return after
        self._add_text(number, position, depth)
        return number + 1

    def _leave_items(self, column: int, rest: str) -> None:
        """Close the list items that a line at this column cannot belong to."""
        is_lazy = self.opened is not None and not (
            _MARKER.match(rest) or _ATX.match(rest) or _FENCE.match(rest)
        )
        while self.items and column < self.items[-1] and not is_lazy:
            self.items.pop()

    def _match_marker(self, rest: str, number: int) -> re.Match[str] | None:
        marker = _MARKER.match(rest)
        if marker is None or _RULE.match(rest):
            return None
        opened = self.opened
        if (
            opened is not None
            and opened.kind is BlockKind.PARAGRAPH
            and opened.start < number
            and not self.items
            and (marker[1] not in {"-", "*", "+", "1.", "1)"} or marker.end() == len(rest))
        ):
            return None
        return marker

    def _enter_item(
        self, number: int, position: int, column: int, depth: int, marker: re.Match[str]
    ) -> tuple[int, int]:
        self.close(number)
        width = len(marker[0].expandtabs(4)) if marker[2] else len(marker[1]) + 1
        if width > len(marker[1]) + 4:
            width = len(marker[1]) + 1
        if depth:
            kind, level = BlockKind.QUOTE, depth
        else:
            self.items.append(column + width)
            kind, level = BlockKind.LIST, len(self.items)
        position += marker.end()
        self.opened = _Open(kind, number, level, marker[1], self.starts[number] + position)
        return position, column + width

    def _read_leaf(self, number: int, position: int, depth: int) -> int:
        """Read a construct that holds no other blocks; 0 where none starts here."""
        line = self.lines[number]
        match line[position : position + 1]:
            case "#":
                return self._read_atx(number, position)
            case "`" | "~":
                return self._read_fence(number, position, depth) or self._read_formula(
                    number, position, depth
                )
            case "=" | "-" | "*" | "_" | "+":
                return self._read_underline(number, position, depth)
            case "$" | "\\":
                return self._read_formula(number, position, depth)
            case "<":
                return self._read_html(number, position)
            case "[" | "{" | "@":
                return self._read_bracket(number, position)
            case "%":
                return self._read_percent_comment(number, position)
        return 0

    def _read_atx(self, number: int, position: int) -> int:
        line = self.lines[number]
        match = _ATX.match(line, position)
        if match is None:
            return 0
        self.close(number)
        title = line[match.end() :].rstrip()
        trimmed = title.rstrip("#")
        if len(trimmed) < len(title) and (not trimmed or trimmed[-1] in " \t\u3000"):
            title = trimmed.rstrip()
        self._add_heading(number, number + 1, len(match[1]), title, match.end())
        return number + 1

    def _add_heading(self, start: int, end: int, level: int, title: str, position: int) -> None:
        offset = self.starts[start] + position
        self.found.blocks.append(Block(BlockKind.HEADING, start, end, level))
        self.found.headings.append(Heading(start, end, level, title, offset))
        self.found.regions.append(Region(offset, offset + len(title)))

    def _read_underline(self, number: int, position: int, depth: int) -> int:
        """A setext underline, a thematic break, or a list item with a table of contents."""
        rest = self.lines[number][position:]
        opened = self.opened
        if (
            opened is not None
            and opened.start == number - 1
            and _SETEXT.match(rest)
            and (opened.kind is BlockKind.PARAGRAPH or (depth and opened.level == depth))
            and not opened.info
        ):
            self.opened = None
            line_start = self.starts[opened.start]
            title = self.text[opened.offset : line_start + len(self.lines[opened.start])].rstrip()
            level = 1 if rest[0] == "=" else 2
            self._add_heading(opened.start, number + 1, level, title, opened.offset - line_start)
            return number + 1
        if _RULE.match(rest):
            self.close(number)
            self.found.blocks.append(Block(BlockKind.RULE, number, number + 1, len(self.items)))
            return number + 1
        if (
            number + 1 < len(self.lines)
            and rest[0] in "*+-"
            and _TOC_IAL.match(self.lines[number + 1])
        ):
            return self._hide(BlockKind.TOC, number, number + 2)
        return 0

    def _hide(self, kind: BlockKind, start: int, end: int) -> int:
        self.close(start)
        self.found.blocks.append(Block(kind, start, end, len(self.items)))
        self.found.hidden.append((self.starts[start], self.starts[end]))
        return end

    def _read_indented(self, number: int) -> int:
        end = last = number + 1
        while end < len(self.lines):
            line = self.lines[end]
            if line and not line.isspace():
                if _skip_blanks(line, 0)[0] < 4:
                    break
                last = end + 1
            end += 1
        self.found.code.append(CodeBlock("", number, last))
        return self._hide(BlockKind.INDENTED, number, last)

    def _read_fence(self, number: int, position: int, depth: int) -> int:
        line = self.lines[number]
        match = _FENCE.match(line, position)
        if match is None or (line[position] == "`" and "`" in match[2]):
            return 0
        self.close(number)
        end, is_closed = self._find_fence_end(number, match[1], depth)
        info = match[2].strip()
        self.found.blocks.append(
            Block(BlockKind.FENCE, number, end, depth or len(self.items), info)
        )
        self.found.code.append(CodeBlock(_language(info), number, end))
        self.found.hidden.append((self.starts[number], self.starts[end]))
        if not is_closed:
            self.found.problems.append(Problem(ProblemKind.UNCLOSED_FENCE, info, number))
        return end

    def _find_fence_end(self, number: int, mark: str, depth: int) -> tuple[int, bool]:
        base = self.items[-1] if self.items and not depth else 0
        for end in range(number + 1, len(self.lines)):
            line = self.lines[end]
            position = 0
            if depth:
                quote = _QUOTE.match(line)
                if quote is None:
                    return end, False
                position = quote.end()
            elif base and line and not line.isspace() and _skip_blanks(line, 0)[0] < base:
                rest = line.lstrip()
                if rest.startswith(mark) and not rest.strip(mark[0]).strip():
                    return end + 1, True
                return end, False
            rest = line[position:].strip()
            if rest.startswith(mark) and not rest.strip(mark[0]):
                return end + 1, True
        return len(self.lines), False

    def _read_formula(self, number: int, position: int, depth: int) -> int:
        """A formula over several lines that starts a line: what looks like blocks in it is not."""
        line = self.lines[number]
        closing = _formula_end(line, position)
        if closing is None or closing in line[position + len(closing) :]:
            return 0
        for end in range(number + 1, min(len(self.lines), number + _LONGEST_FORMULA)):
            content = self.lines[end]
            quote = _QUOTE.match(content) if depth else None
            if not content[quote.end() if quote else 0 :].strip():
                return 0
            if closing in content:
                break
        else:
            return 0
        if self.opened is None or (depth and self.opened.level != depth):
            self.close(number)
            kind = BlockKind.QUOTE if depth else BlockKind.MATH
            level = depth or len(self.items)
            self.opened = _Open(kind, number, level, "", self.starts[number] + position)
        return end + 1

    def _read_html(self, number: int, position: int) -> int:
        line = self.lines[number]
        offset = self.starts[number] + position
        if line.startswith("<!--", position):
            return self._read_comment(number, offset)
        match = _TAG.match(line, position)
        if match is None:
            return 0
        tag = match[1].lower()
        if tag not in _BLOCK_TAGS or (tag not in _WHOLE_TAGS and self.opened is not None):
            return 0
        self.close(number)
        end = number + 1
        if tag in _WHOLE_TAGS and line[position + 1] != "/":
            end = self._find_tag_end(number, offset, tag)
        while end < len(self.lines) and self.lines[end] and not self.lines[end].isspace():
            if tag in _WHOLE_TAGS:
                break
            end += 1
        self.found.blocks.append(Block(BlockKind.HTML, number, end, len(self.items), tag))
        if tag == "pre":
            self.found.code.append(CodeBlock("", number, end))
            self.found.hidden.append((self.starts[number], self.starts[end]))
        elif tag in {"script", "style"}:
            self.found.hidden.append((self.starts[number], self.starts[end]))
        else:
            self.found.regions.append(Region(offset, self.starts[end]))
        return end

    def _find_tag_end(self, number: int, offset: int, tag: str) -> int:
        found = self._search(re.compile(f"</{tag}\\s*>", re.IGNORECASE), offset)
        if found is None:
            end = number + 1
            while end < len(self.lines) and self.lines[end].strip():
                end += 1
            return end
        return self._line_after(number, found)

    def _search(self, pattern: re.Pattern[str], offset: int) -> int | None:
        """Where a match ends; a pattern that failed once is not tried again."""
        if pattern.pattern in self.absent:
            return None
        match = pattern.search(self.text, offset)
        if match is None:
            self.absent.add(pattern.pattern)
            return None
        return match.end()

    def _line_after(self, number: int, offset: int) -> int:
        while number < len(self.lines) and self.starts[number] < offset:
            number += 1
        return number

    def _read_comment(self, number: int, offset: int) -> int:
        kind = BlockKind.COMMENT
        found = None
        if _TOC_OPEN.match(self.text, offset):
            found = self._search(_TOC_CLOSE, offset + 4)
            kind = BlockKind.TOC if found else kind
        if found is None:
            found = self._search(re.compile("-->"), offset + 4)
        if found is None:
            return 0
        end = self._line_after(number, found)
        self.close(number)
        self.found.blocks.append(Block(kind, number, end, len(self.items)))
        self.found.hidden.append((offset, found))
        return end

    def _read_bracket(self, number: int, position: int) -> int:
        line = self.lines[number]
        if _IAL.match(line, position):
            return self._hide(BlockKind.COMMENT, number, number + 1)
        if _TOC_LINE.match(line, position) and self.opened is None:
            return self._hide(BlockKind.TOC, number, number + 1)
        if self.opened is None and _DEFINITION.match(line, position):
            block = Block(BlockKind.DEFINITION, number, number + 1, len(self.items))
            self.found.blocks.append(block)
            return number + 1
        return 0

    def _read_percent_comment(self, number: int, position: int) -> int:
        """An Obsidian comment that fills whole lines, between two lines that are ``%%``."""
        if self.lines[number][position:].rstrip() != "%%":
            return 0
        found = self._search(re.compile(r"\n[ \t]*%%[ \t]*(?=\n|$)"), self.starts[number])
        if found is None:
            return 0
        return self._hide(BlockKind.COMMENT, number, self._line_after(number, found))

    def _add_text(self, number: int, position: int, depth: int) -> None:
        opened = self.opened
        if opened is not None and (
            not depth or (opened.kind is BlockKind.QUOTE and opened.level == depth)
        ):
            return
        self.close(number)
        if depth:
            kind, level = BlockKind.QUOTE, depth
        else:
            if self.items and not position:
                self.items.clear()
            kind, level = BlockKind.PARAGRAPH, len(self.items)
        self.opened = _Open(kind, number, level, "", self.starts[number] + position)

    def close(self, end: int) -> None:
        """End the open block before line ``end``."""
        opened = self.opened
        if opened is None:
            return
        self.opened = None
        stop = self.starts[end] if end < len(self.lines) else len(self.text)
        if opened.kind is not BlockKind.MATH and "|" in self.text[opened.offset : stop]:
            self._close_with_table(opened, end)
        else:
            self._finish(opened, end)

    def _close_with_table(self, opened: _Open, end: int) -> None:
        """Split a block into what is prose and what is a table; quoted tables stay quotes."""
        first = self._find_table(opened, end)
        if first is None:
            self._finish(opened, end)
            return
        last = first
        while last < end and "|" in self.lines[last]:
            last += 1
        for number in range(first, last):
            self.found.regions.append(
                Region(self.starts[number], self.starts[number + 1], opened.kind is BlockKind.QUOTE)
            )
        if opened.kind is BlockKind.QUOTE:
            self.found.blocks.append(Block(opened.kind, opened.start, end, opened.level))
            return
        if first > opened.start:
            self._finish(opened, first)
        self.found.blocks.append(Block(BlockKind.TABLE, first, last, len(self.items)))
        if last < end:
            rest = _Open(BlockKind.PARAGRAPH, last, opened.level, "", self.starts[last])
            self._close_with_table(rest, end)

    def _find_table(self, opened: _Open, end: int) -> int | None:
        skipped = _QUOTE if opened.kind is BlockKind.QUOTE else None
        for number in range(opened.start, end):
            line = self.lines[number]
            if "|" not in line:
                continue
            if skipped and (quote := skipped.match(line)):
                line = line[quote.end() :]
            row = line.strip()
            if len(row) > 1 and row[0] == row[-1] == "|":
                return number
            if number + 1 < end:
                below = self.lines[number + 1]
                if skipped and (quote := skipped.match(below)):
                    below = below[quote.end() :]
                if "|" in below and _SEPARATOR.match(below):
                    return number
        return None

    def _finish(self, opened: _Open, end: int) -> None:
        self.found.blocks.append(Block(opened.kind, opened.start, end, opened.level, opened.info))
        last = self.starts[end - 1] + len(self.lines[end - 1])
        self.found.regions.append(Region(opened.offset, last, opened.kind is BlockKind.QUOTE))


def _skip_blanks(line: str, position: int) -> tuple[int, int]:
    """Columns of white space from ``position`` on, and where it ends."""
    column = 0
    while position < len(line):
        if line[position] == " ":
            column += 1
        elif line[position] == "\t":
            column += 4 - column % 4
        else:
            break
        position += 1
    return column, position


def _formula_end(line: str, position: int) -> str | None:
    """What closes the formula that starts here; as long as, or longer than, what opens it."""
    for opening, closing in _FORMULA_MARKS:
        if line.startswith(opening, position):
            return closing
    match = _BEGIN.match(line, position)
    if match is None:
        return None
    return f"\\end{{{match[1]}}}" + ("`" if match[0][0] == "`" else "")


def _language(info: str) -> str:
    """First word of an info string, without the brackets that Pandoc and Hugo put around it."""
    return info.strip("{}. ").split(None, 1)[0].strip("{}.,") if info.strip("{}. ") else ""
