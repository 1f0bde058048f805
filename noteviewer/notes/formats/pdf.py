"""The text of a PDF as the tree that all notes are: each page a section, below its bookmarks.

The text is what `noteviewer.library.folder.pdf_text` reads: a line with a form feed begins a page,
the lines with one below it are the bookmarks that lead there. A page without bookmarks is called
by its number. Anchors are the fragments of links to pages (RFC 8118): ``page=12``.
"""

import re
from itertools import accumulate

from noteviewer.notes.file_types import stem
from noteviewer.notes.model import FrontMatter
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Block, BlockKind, Inline, InlineKind, Run

PAGE = "\f"
"""The line that begins a page."""
_ANCHOR = re.compile(r"page=0{0,9}(\d{1,7})(?!\d)", re.IGNORECASE)
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_DEEPEST = 6


def bookmark_line(level: int, title: str) -> str:
    """The line of a bookmark; levels begin with 1."""
    return f"{PAGE}{min(level, _DEEPEST - 1)}{title}"


def page_anchor(number: int) -> str:
    """The anchor of a page, the first of which is 1."""
    return f"page={number}"


def page_of(fragment: str) -> int | None:
    """The page that a fragment of a link means; None where it means none."""
    found = _ANCHOR.match(fragment)
    return int(found[1]) if found else None


def page_title(number: int) -> str:
    """What a page without bookmarks is called where nothing better is known."""
    return f"Page {number}"


def is_page_title(title: str, anchor: str) -> bool:
    """Whether a section is a page that no bookmark names."""
    number = page_of(anchor)
    return number is not None and title == page_title(number)


def parse_pdf(path: str, text: str) -> Document:
    """Make the tree of a PDF's text, of all pages or of some; never fails."""
    lines = tuple(text.split("\n"))
    starts = tuple(accumulate((len(line) + 1 for line in lines), initial=0))
    starts = (*starts[:-1], len(text))
    blocks: list[Block] = []
    number, level, named = 0, 0, 0
    at = 0
    while at < len(lines):
        line = lines[at]
        if line == PAGE:
            number += 1
            named = 0
            is_named = at + 1 < len(lines) and lines[at + 1][:1] == PAGE != lines[at + 1]
            if not is_named:
                title = page_title(number)
                blocks.append(
                    _heading(min(level + 1, _DEEPEST), title, at, starts[at], page_anchor(number))
                )
            at += 1
        elif line.startswith(PAGE):
            level = int(line[1]) if line[1:2].isdigit() else 1
            anchor = page_anchor(number) + (f"&nth={named}" if named else "")
            blocks.append(_heading(level, line[2:], at, starts[at] + 2, anchor))
            named += 1
            at += 1
        else:
            begin = at
            while at < len(lines) and not lines[at].startswith(PAGE):
                at += 1
            blocks += _paragraphs(lines, starts, begin, at)
    return Document(
        text=text,
        lines=lines,
        line_starts=starts,
        front_matter=FrontMatter({"title": stem(path)}),
        blocks=tuple(blocks),
        is_markdown=False,
    )


def _heading(level: int, title: str, line: int, offset: int, anchor: str) -> Block:
    return Block(
        BlockKind.HEADING,
        line,
        line + 1,
        text=title,
        runs=(Run(0, offset),),
        level=level,
        attributes={"id": anchor},
        nodes=(Inline(InlineKind.TEXT, 0, len(title)),),
    )


def _paragraphs(
    lines: tuple[str, ...], starts: tuple[int, ...], begin: int, end: int
) -> list[Block]:
    """The text of a page: what stands between blank lines, as one line."""
    found: list[Block] = []
    at = begin
    while at < end:
        if not lines[at].strip():
            at += 1
            continue
        first = at
        while at < end and lines[at].strip():
            at += 1
        text = "\n".join(lines[first:at])
        found.append(
            Block(
                BlockKind.PARAGRAPH,
                first,
                at,
                text=text,
                runs=(Run(0, starts[first]),),
                nodes=_nodes(text),
            )
        )
    return found


def _nodes(text: str) -> tuple[Inline, ...]:
    """Text and line ends, which are blanks but between Han characters."""
    nodes: list[Inline] = []
    at = 0
    for line in text.split("\n"):
        if at:
            is_joined = _HAN.match(text, at) and _HAN.match(text, at - 2)
            nodes.append(Inline(InlineKind.LINE_END, at - 1, at, "" if is_joined else " "))
        if line:
            nodes.append(Inline(InlineKind.TEXT, at, at + len(line)))
        at += len(line) + 1
    return tuple(nodes)
