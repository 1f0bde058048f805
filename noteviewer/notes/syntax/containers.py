"""Containers that a line of marks opens and another line, or less indentation, ends.

One row of `_OPENERS` a syntax: with which character such a line begins, and what reads it. A reader
looks at the line and gives an `Opening`, or None where something else stands there.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from noteviewer.notes.syntax.builder import Builder, Container, Piece
from noteviewer.notes.syntax.tree import NO_ATTRIBUTES, Block, BlockKind

_BOX = re.compile(r"#\+BEGIN_([A-Z]+)(?:[ \t]+(.*))?$", re.IGNORECASE)
_BOX_END = re.compile(r"[ \t>]*#\+END_([A-Z]+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BOX_CALLOUTS = frozenset({"NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING", "PINNED"})
_BOX_QUOTES = frozenset({"QUOTE", "CENTER", "VERSE"})


@dataclass(frozen=True, slots=True)
class Opening:
    """A container that begins in a line."""

    kind: BlockKind
    info: str = ""
    title: tuple[int, int] | None = None
    """Where in the line its title stands."""
    text: tuple[int, int] | None = None
    """Where in the line its first paragraph stands."""
    attributes: Mapping[str, str] = field(default_factory=lambda: NO_ATTRIBUTES)
    closing: re.Pattern[str] | None = None
    """What ends it; None where indentation does."""
    indent: int = 0


class MarkedContainers:
    """Reads the lines that open containers, by the rules of one note."""

    def __init__(self, builder: Builder) -> None:
        self._build = builder
        text = builder.text
        self._last_box_ends = {
            found[1].upper(): found.start() for found in _BOX_END.finditer(text)
        } if "#+" in text else {}  # fmt: skip
        self._openers = {sign: reader for sign, reader, is_known in self._table() if is_known}

    def _table(self) -> Sequence[tuple[str, Callable[[int, int], Opening | None], bool]]:
        return (("#", self._read_box, bool(self._last_box_ends)),)

    @property
    def signs(self) -> frozenset[str]:
        """The characters with which a line that opens one may begin."""
        return frozenset(self._openers)

    def open(self, number: int, position: int) -> bool:
        """Open the container that begins at a place of a line, if one does."""
        line = self._build.lines[number]
        reader = self._openers.get(line[position])
        opening = reader(number, position) if reader is not None else None
        if opening is None:
            return False
        build = self._build
        build.begin()
        block = Block(
            opening.kind, number, number + 1, info=opening.info, attributes=opening.attributes
        )
        build.add(block)
        build.open(Container(block, indent=opening.indent, closing=opening.closing))
        for kind, span in ((BlockKind.TITLE, opening.title), (BlockKind.PARAGRAPH, opening.text)):
            if span is not None and line[slice(*span)].strip():
                piece = Piece(build.starts[number] + span[0], line[slice(*span)].rstrip())
                build.add(build.make_leaf(kind, number, [piece]))
        return True

    def _read_box(self, number: int, position: int) -> Opening | None:
        """``#+BEGIN_NOTE`` to ``#+END_NOTE``, as Org and Logseq write them."""
        found = _BOX.match(self._build.lines[number], position)
        name = found[1].upper() if found else ""
        if found is None or self._last_box_ends.get(name, -1) < self._build.starts[number]:
            return None
        closing = re.compile(rf"#\+END_{name}[ \t]*$", re.IGNORECASE)
        span = found.span(2) if found[2] else None
        if name in _BOX_CALLOUTS:
            return Opening(BlockKind.CALLOUT, name.lower(), title=span, closing=closing)
        if name in _BOX_QUOTES:
            return Opening(BlockKind.QUOTE, text=span, closing=closing)
        return None
