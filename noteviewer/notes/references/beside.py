"""Titles that stand on the line of an address, above it, or in its parent list item."""

import re
from dataclasses import dataclass

from noteviewer.notes.document import Block, BlockKind
from noteviewer.notes.marks import Mark
from noteviewer.notes.references import wording
from noteviewer.notes.references.units import Line, Units

_MARKER = re.compile(
    r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t])))*[ \t]*"
)
_EDGES = " \t-–—*_~=()（）[]【】「」<>|·•,，、"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found around an address."""

    title: str | None = None
    title_line: int | None = None
    label: str | None = None
    note: str | None = None


def title_beside(units: Units, index: int, line: Line, mark: Mark) -> Beside:
    """Find the title of an address that is not alone in its paragraph.

    Args:
        units: The text.
        index: Index of the block in which the address stands.
        line: Its line.
        mark: The address.
    """
    block = units.blocks[index]
    text = units.document.text
    line_start = units.document.line_starts[line.number]
    position = line.marks.index(mark)
    previous = line.marks[position - 1].end if position else line_start
    following = (
        line.marks[position + 1].start
        if position + 1 < len(line.marks)
        else line.start + len(line.text)
    )
    prefix = text[previous : mark.start]
    if position == 0:
        prefix = prefix[_MARKER.match(prefix).end() :]  # type: ignore[union-attr]  # matches empty text
    suffix = text[mark.end : following]
    if block.kind is BlockKind.TABLE:
        return _in_table(prefix, suffix, line)
    before, after = wording.clean(prefix), wording.clean(suffix)
    note = wording.password_note(after)
    if wording.is_label(before):
        label = wording.last_clause(before.rstrip("：: "))
        if wording.is_specific(label):
            return Beside(title=label, label=label, note=note)
        above = _line_above(units, block, line) if note or len(line.urls) == 1 else None
        title, title_line = above or (None, None)
        return Beside(title, title_line, label if len(label) <= 40 else None, note)
    if not before.strip(_EDGES) and position == 0:
        return _at_line_start(units, index, line, after, note)
    return _after_words(block, line, before, after)


def _at_line_start(units: Units, index: int, line: Line, after: str, note: str | None) -> Beside:
    block = units.blocks[index]
    rest = after.strip(_EDGES)
    if note is None and rest:
        is_name = len(rest) <= _LONGEST_NAME and block.kind is BlockKind.LIST
        return Beside(title=rest.lstrip("：:").strip()) if is_name else Beside()
    if block.kind is BlockKind.LIST and line.number == block.start:
        return _from_parent(units, index)
    above = _line_above(units, block, line)
    if above is None:
        return Beside(note=note)
    return Beside(above[0], above[1], note=note)


def _after_words(block: Block, line: Line, before: str, after: str) -> Beside:
    words = before.strip(_EDGES)
    if wording.is_generic(words):
        return Beside(label=words or None)
    ends_line = not after.strip(_EDGES + ".。")
    is_item = block.kind is BlockKind.LIST and len(line.urls) == 1
    if is_item and ends_line and wording.is_specific(words):
        return Beside(title=words)
    return Beside()


def _in_table(prefix: str, suffix: str, line: Line) -> Beside:
    """The cell's own words, or the first cell of the row that has words."""
    own = wording.clean(prefix.rpartition("|")[2] + " " + suffix.partition("|")[0]).strip(_EDGES)
    if own:
        return Beside(title=own if wording.is_specific(own) else None)
    for cell in line.text.strip("|").split("|"):
        words = wording.clean(cell).strip(_EDGES)
        if words and "://" not in words:
            return Beside(title=words)
    return Beside()


def _line_above(units: Units, block: Block, line: Line) -> tuple[str, int] | None:
    """The nearest line above in the same paragraph that has words and no address."""
    for number in range(line.number - 1, max(block.start, line.number - 6) - 1, -1):
        candidate = units.line(number)
        if candidate.marks:
            continue
        words = wording.clean(candidate.text)
        if (
            words
            and not wording.is_label(words)
            and len(words) <= _LONGEST_NAME
            and words[-1] not in "。；，"
        ):
            return words, number
        return None
    return None


def _from_parent(units: Units, index: int) -> Beside:
    """A list item that is only an address is named by its parent item."""
    block = units.blocks[index]
    for candidate in reversed(units.blocks[max(0, index - 40) : index]):
        if candidate.kind is not BlockKind.LIST:
            return Beside()
        if candidate.level < block.level:
            line = units.line(candidate.start)
            if line.urls:
                return Beside()
            marker = _MARKER.match(line.text)
            words = wording.clean(line.text[marker.end() :] if marker else line.text)
            name = words.rstrip("：: ")
            if not name or wording.is_generic(name):
                return Beside(label=name or None)
            return Beside(title=name, title_line=candidate.start)
    return Beside()
