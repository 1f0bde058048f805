"""One pass over a note's text, from which outline, references, search and the page are made."""

import re
from bisect import bisect_right
from itertools import accumulate, count
from operator import add

from noteviewer.notes.blocks import find_blocks
from noteviewer.notes.document import Block, BlockKind, Document, Heading
from noteviewer.notes.front_matter import read_front_matter
from noteviewer.notes.gathered import Blocks
from noteviewer.notes.model import CodeBlock, FrontMatter
from noteviewer.notes.page_dump import PageDump, read_page_dump
from noteviewer.notes.spans import find_spans

__all__ = ["Block", "BlockKind", "Document", "Heading", "scan"]

_NOT_LINE_END = re.compile(r"[^\n]+")
_MATH_FIELDS = ("math", "mathjax", "katex", "latex")
_OFF = frozenset(("", "false", "no", "off", "0"))


def scan(text: str) -> Document:
    """Find the blocks, headings, formulas and code of a decoded text; never fails."""
    lines = tuple(text.split("\n"))
    starts = (0, *map(add, accumulate(map(len, lines[:-1])), count(1)), len(text))
    front_matter = read_front_matter(lines)
    found = find_blocks(text, lines, starts, front_matter.end)
    dump = None
    if not found.headings and not front_matter.end:
        dump = read_page_dump(lines)
    if dump is not None:
        _apply_dump(found, dump, lines, starts)
    spans = find_spans(text, found.regions, is_math_declared=_declares_math(front_matter))
    hidden = [(0, starts[front_matter.end]), *found.hidden, *spans.code, *spans.comments]
    hidden += (*spans.ticks, *spans.html_code)
    hidden += ((formula.start, formula.end) for formula in spans.math)
    return Document(
        text=text,
        lines=lines,
        line_starts=starts,
        front_matter=front_matter,
        blocks=tuple(found.blocks),
        headings=tuple(found.headings),
        math=tuple(spans.math),
        code=_all_code(text, starts, found.code, spans.html_code),
        code_spans=tuple(spans.code),
        ticks=tuple(spans.ticks),
        comments=tuple(sorted((*found.comments, *spans.comments))),
        masked=_mask(text, hidden),
        dump=dump,
        problems=(*front_matter.problems, *found.problems),
    )


def _apply_dump(
    found: Blocks, dump: PageDump, lines: tuple[str, ...], starts: tuple[int, ...]
) -> None:
    """Make the unmarked headings of a saved page headings, and its furniture no prose."""
    levels = {heading.line: heading.level for heading in dump.headings}
    found.blocks = [
        Block(BlockKind.HEADING, block.start, block.end, levels[block.start])
        if block.start in levels
        else block
        for block in found.blocks
    ]
    for heading in dump.headings:
        line, end = heading.line, heading.line + 1
        offset = starts[line] + len(lines[line]) - len(lines[line].lstrip())
        found.headings.append(Heading(line, end, heading.level, heading.title, offset))
    found.hidden += ((starts[start], starts[end]) for start, end in dump.furniture)


def _all_code(
    text: str, starts: tuple[int, ...], code: list[CodeBlock], html_code: list[tuple[int, int]]
) -> tuple[CodeBlock, ...]:
    """Add the ``<pre>`` elements that stand inside other HTML to the blocks of code."""
    inner = [
        CodeBlock("", bisect_right(starts, start) - 1, bisect_right(starts, end - 1))
        for start, end in html_code
        if text.startswith("<pre", start)
    ]
    return tuple(sorted((*code, *inner), key=lambda block: block.line) if inner else code)


def _declares_math(front_matter: FrontMatter) -> bool:
    values = front_matter.values
    return any(str(values.get(name, "")).lower() not in _OFF for name in _MATH_FIELDS)


def _mask(text: str, hidden: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(hidden):
        if end <= position:
            continue
        begin = max(start, position)
        pieces.append(text[position:begin])
        covered = text[begin:end]
        if "\n" in covered:
            covered = _NOT_LINE_END.sub(lambda match: " " * len(match[0]), covered)
        else:
            covered = " " * len(covered)
        pieces.append(covered)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
