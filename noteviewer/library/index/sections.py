"""What is searched: one unit a section, its heading, its own text, and the headings above it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from noteviewer.library.rows import UnitFlag
from noteviewer.notes.formats.cells import PICTURE_LINE
from noteviewer.notes.formats.pdf import PAGE, is_page_title
from noteviewer.notes.model import Note
from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.inline.inline_parser import shown_text
from noteviewer.notes.syntax.tree import Block, BlockKind, InlineKind

LONGEST_LINE = 4000
"""Characters of a line that are searched; longer ones are data."""
LONGEST_BLOCK = 16_000
"""Characters that a page shows of a block that are searched."""
LINE_SIGN = "\u00ad"
"""Stands in what a page shows where a line of the source begins: a soft hyphen, which folding takes
away."""
_LINE_ENDS = re.compile(f" ?(?:{LINE_SIGN} ?)+")
_DATA_URI = re.compile(r"(?<![\w])data:[\w.+-]+/[\w.+-]+[^,\s]{0,80},[A-Za-z0-9+/=%_-]{40,}")
_MACHINE_KEYS = frozenset(
    ("layout", "permalink", "date", "updated", "modified", "created", "date created", "uid", "id",
     "date modified", "lastmod", "toc", "comments", "mathjax", "math", "katex", "mermaid", "draft",
     "published", "publish", "cssclass", "cssclasses", "position", "top", "weight", "author-id",
     "excerpt_separator", "urlcolor", "desc-id", "stub", "header-img", "key", "slug")
)  # fmt: skip
"""Front matter that speaks to a program; its values are not searched."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One section as search sees it."""

    section: int
    """Index in ``Note.sections``."""
    flags: int
    heading: str
    """Own heading; above the first heading the note's title and front matter values."""
    context: str
    """Title of the note and the headings above, a line each; a match there alone is no hit."""
    text: str
    """Own lines in the file, line for line; what is not searched is blank."""
    shown: str = ""
    """What the page shows of blocks that read otherwise than they are written: marks, targets of
    links, references to characters and soft line ends gone. Each stands on its first line;
    `LINE_SIGN` stands where a further one begins."""


def make_units(note: Note, document: Document) -> Iterator[Unit]:
    """Cut a note into what is searched."""
    lines = _searched_lines(document)
    flags = _flags(note, document)
    shown = _shown_lines(document)
    for number, section in enumerate(note.sections):
        if section.level == 0:
            heading, context, start = _front_text(note), "", section.line
        else:
            heading = "" if is_page_title(section.title, section.anchor) else section.title
            context = "\n".join((note.title, *heading_path(note, number)))
            start = section.line
        own = lines[start : section.end]
        begins_page = bool(own) and own[0].startswith(PAGE)
        if begins_page or (section.level and own and _strip_marks(own[0]) == heading):
            own = ["", *own[1:]]
        said = [shown.get(line, "") for line in range(start, section.end)] if shown else []
        if section.level and said and (begins_page or said[0] == heading):
            said[0] = ""
        text = "\n".join(own)
        yield Unit(
            number, flags.get(number, 0), heading, context, text, "\n".join(said).rstrip("\n")
        )


def heading_path(note: Note, number: int) -> tuple[str, ...]:
    """Headings above a section, outermost first."""
    path: list[str] = []
    parent = note.sections[number].parent
    while parent is not None and note.sections[parent].level:
        path.append(note.sections[parent].title)
        parent = note.sections[parent].parent
    return tuple(reversed(path))


def _strip_marks(line: str) -> str:
    return line.strip().strip("#").strip()


def _searched_lines(document: Document) -> list[str]:
    lines = list(document.lines)
    for block in document.walk():
        if block.kind is BlockKind.TOC:
            lines[block.start : block.end] = [""] * (block.end - block.start)
    if PICTURE_LINE in document.text:
        lines = ["" if line.startswith(PICTURE_LINE) else line for line in lines]
    if "data:" in document.text:
        lines = [_DATA_URI.sub("data:", line) if "data:" in line else line for line in lines]
    if max(map(len, lines)) > LONGEST_LINE:
        lines = [line[:LONGEST_LINE] for line in lines]
    return lines


def _shown_lines(document: Document) -> dict[int, str]:
    """By its first line, each block of running text that reads otherwise than it is written."""
    found: dict[int, str] = {}
    for block in document.walk():
        if block.kind not in RUNNING or not block.text:
            continue
        nodes = document.inlines(block)
        if block.nodes is None and len(nodes) == 1 and nodes[0].kind is InlineKind.TEXT:
            continue
        signed = _with_lines(document, block)
        shown = signed.replace(LINE_SIGN, "")
        written = " ".join(" ".join(document.lines[block.start : block.end]).split())
        if shown and shown not in written:
            before = found.get(block.start)
            signed = signed[:LONGEST_BLOCK]
            found[block.start] = f"{before} | {signed}" if before else signed
    return found


def _with_lines(document: Document, block: Block) -> str:
    """What the page shows of a block in one line, with signs where lines of the source begin."""
    shown, runs = shown_text(document.inlines(block), block.text)
    pieces: list[str] = []
    line = block.start
    ends = [run.text_start for run in runs[1:]]
    for run, end in zip(runs, [*ends, len(shown)], strict=False):
        at = document.line_at(block.source_offset(run.source_start))
        pieces.append(LINE_SIGN * (at - line))
        line = max(line, at)
        stretch = shown[run.text_start : end].replace(LINE_SIGN, " ")
        written = block.text[run.source_start : run.source_start + len(stretch)]
        begun = 0
        while (at := written.find("\n", begun)) >= 0:
            pieces.append(stretch[begun : at + 1] + LINE_SIGN)
            begun = at + 1
            line += 1
        pieces.append(stretch[begun:])
    text = " ".join("".join(pieces).split())
    return _LINE_ENDS.sub(_line_end, text).strip().rstrip(LINE_SIGN).rstrip()


def _line_end(found: re.Match[str]) -> str:
    signs = LINE_SIGN * found[0].count(LINE_SIGN)
    return signs if len(signs) == len(found[0]) else f" {signs}"


def _front_text(note: Note) -> str:
    """Title, then every front matter value that speaks to a user, once each.

    A title that is also a heading of the note is found at that heading.
    """
    values = [] if any(s.title == note.title for s in note.headings) else [note.title]
    for key, value in note.front_matter.values.items():
        if key.strip().lower() not in _MACHINE_KEYS:
            values.extend((value,) if isinstance(value, str) else value)
    return "\n".join(dict.fromkeys(value.strip() for value in values if value.strip()))


def _flags(note: Note, document: Document) -> dict[int, int]:
    flags: dict[int, int] = {}
    starts = [section.line for section in note.sections]

    def add(lines: Iterable[int], flag: UnitFlag) -> None:
        for number in {max(0, bisect_right(starts, line) - 1) for line in lines}:
            flags[number] = flags.get(number, 0) | flag.value

    add((document.line_at(span.start) for span in note.math), UnitFlag.FORMULA)
    add((block.line for block in note.code), UnitFlag.CODE)
    add((image.line for image in note.images), UnitFlag.IMAGE)
    add((reference.line for reference in note.references), UnitFlag.REFERENCE)
    add((link.line for link in note.links), UnitFlag.LINK)
    return flags
