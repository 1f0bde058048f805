"""Names that a note gives to its parts, for references to them: ``{#fig-x}``, ``(x)=``, ``label:``.

Quarto, bookdown and MyST count and name what is referred to; how a place reads is said here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.tree import Block, BlockKind, InlineKind

DEFINED = re.compile(
    r"\{[^{}\n]{0,80}#([A-Za-z][\w:.-]*)"
    r"|^[ \t]*#\|[ \t]*label:[ \t]*[\"']?([\w:.-]+)"
    r"|^[ \t>]*\(([\w:.+ -]{1,200})\)=[ \t]*$"
    r"|^[ \t>]*:(?:name|label):[ \t]*([\w:.+-]+)"
    r"|^[ \t]*`{3,}\{[a-z]{1,12}[ ,]+([\w:.-]+)[ \t]*[,}]",
    re.MULTILINE,
)
"""Where a name is given, whoever's syntax it is; one of the groups is the name."""
_SEPARATOR = re.compile(r"[-:]")
_SORTS: Mapping[str, str] = {
    BlockKind.FENCE: "lst", BlockKind.MATH: "eq", BlockKind.TABLE: "tbl", "figure": "fig",
    "image": "fig", "table": "tbl", "list-table": "tbl", "csv-table": "tbl",
}  # fmt: skip
"""Of parts whose names do not say it: by their kind, or the name of their container."""
_CELL = re.compile(r"\{[A-Za-z]{1,12}[ ,]+([\w:.-]+)[ \t]*[,}]")


class Label(NamedTuple):
    """A named part."""

    name: str
    line: int
    sort: str = ""
    """``fig``, ``tbl``, ``eq``, ``lst``, or what else the name begins with."""
    text: str = ""
    """What a heading says; empty for other parts."""
    number: int = 0
    """Which one it is among the parts of its sort in the note."""


def sort_of(name: str) -> str:
    """The sort that a name begins with: ``fig`` of ``fig-x`` and of ``fig:x``; empty for none."""
    found = _SEPARATOR.search(name)
    return name[: found.start()] if found else ""


def find_labels(document: Document) -> dict[str, Label]:
    """Find the named parts of a note, in order of the text."""
    found: dict[str, Label] = {}
    counts: dict[str, int] = {}
    pending: list[str] = []
    for block in document.walk():
        is_heading = block.kind is BlockKind.HEADING
        text = document.plain_text(block) if is_heading else ""
        named = [*pending, *_names_of(document, block)]
        if block.kind is BlockKind.COMMENT and "name" in block.attributes:
            # It stands before what it names.
            pending = named
            continue
        pending = []
        for name in named:
            sort = sort_of(name) or _SORTS.get(block.kind, "") or _SORTS.get(block.info, "")
            if name not in found:
                counts[sort] = counts.get(sort, 0) + 1
                found[name] = Label(name, block.start, sort, text, counts[sort])
    return found


def _names_of(document: Document, block: Block) -> Iterator[str]:
    for key in ("id", "name"):
        if name := block.attributes.get(key):
            yield name
    if block.kind is BlockKind.FENCE and "name" not in block.attributes:
        if cell := _CELL.match(block.info):
            yield cell[1]
    elif block.kind in RUNNING and "{" in block.text:
        for node in document.inlines(block):
            if node.kind is InlineKind.COMMENT and node.target:
                yield node.target
            elif node.kind is InlineKind.IMAGE and "name" in node.attributes:
                yield node.attributes["name"]
