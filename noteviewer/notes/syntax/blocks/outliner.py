"""What Logseq keeps in the text of a block: properties, drawers, states of tasks."""

import re
from bisect import bisect_right

from noteviewer.notes.syntax.blocks.builder import Builder
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, InlineKind

_PROPERTY = re.compile(
    r"(?:id|collapsed|heading|background-color|(?:created|updated)[-_]at|(?:logseq\.|query-|card-)[\w.-]+)"
    r"::(?=\s|$)"
)
"""What Logseq keeps about a block in a line of the block."""
_NAME = re.compile(r"id::[ \t]*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[ \t]*$")
_KEY_TASK = re.compile(
    r"(TODO|DOING|NOW|LATER|IN-PROGRESS|WAIT|WAITING|DONE|CANCELL?ED)(?=[ \t]+\S)"
)
_PRIORITY = re.compile(r"[ \t]+(\[#([A-C])\])(?=\s)")
_DATE = re.compile(r"(SCHEDULED|DEADLINE):[ \t]*(<)\d[^<>]*(>)[ \t]*$")
_DRAWER = re.compile(r":(?:LOGBOOK|PROPERTIES):[ \t]*$")


def is_property(line: str, position: int = 0) -> bool:
    """Whether what stands in a line is kept about the block."""
    return "::" in line and _PROPERTY.match(line, position) is not None


class OutlinerReader:
    """Reads what is no text of a block, for the pass over the lines."""

    def __init__(self, builder: Builder) -> None:
        self._build = builder
        has_drawers = builder.rules.has_logseq_blocks and ":END:" in builder.text
        self._drawer_ends = [
            number for number, line in enumerate(builder.lines) if line.strip() == ":END:"
        ] if has_drawers else []  # fmt: skip

    def read_drawer(self, number: int, position: int) -> int:
        """What Logseq keeps between ``:LOGBOOK:`` and ``:END:``; 0 where it is never closed."""
        if not self._drawer_ends or not _DRAWER.match(self._build.lines[number], position):
            return 0
        following = bisect_right(self._drawer_ends, number)
        if following == len(self._drawer_ends):
            return 0
        end = self._drawer_ends[following]
        self._build.close_leaf()
        self._build.hide(number, end + 1)
        return end + 1

    def read_property(self, number: int, position: int) -> None:
        """A line that Logseq keeps about a block: not shown, but its name can be linked to."""
        build, line = self._build, self._build.lines[number]
        if build.leaf is None:
            build.begin()
        else:
            build.leaf.end = number + 1
        build.hide(number, number + 1)
        found = _NAME.match(line, position)
        if found is None:
            return
        owners = [c.block for c in build.stack if c.block.kind is BlockKind.ITEM]
        if owners:
            owner = owners[-1]
            owner.attributes = {**owner.attributes, "name": found[1]}


def mark_tasks(leaf: Block, item: Block) -> None:
    """Logseq's words for the state of a task, its priority and its dates, as labels."""
    atoms: list[Atom] = []
    text = leaf.text
    if found := _KEY_TASK.match(text):
        atoms.append(Atom(InlineKind.LABEL, 0, found.end(), found[1]))
        if priority := _PRIORITY.match(text, found.end()):
            atoms.append(Atom(InlineKind.LABEL, *priority.span(1), priority[2]))
        # A heading has no box: it would be one of its letters.
        is_task = leaf.kind is BlockKind.PARAGRAPH and not found[1].startswith("CANCEL")
        if is_task and "task" not in item.attributes:
            state = "x" if found[1] == "DONE" else " "
            item.attributes = {**item.attributes, "task": state}
    offset = 0
    for line in text.split("\n"):
        if date := _DATE.match(line):
            start = offset
            atoms += (
                Atom(InlineKind.LABEL, start, start + date.end(1) + 1, date[1]),
                Atom(InlineKind.COMMENT, start + date.start(2), start + date.end(2)),
                Atom(InlineKind.COMMENT, start + date.start(3), start + date.end(3)),
            )
        offset += len(line) + 1
    if atoms:
        leaf.atoms = tuple(sorted((*leaf.atoms, *atoms), key=lambda atom: atom.start))
