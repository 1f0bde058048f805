"""Lists of Org: their markers, and which lines belong to which item."""

import re
from collections.abc import Callable
from typing import NamedTuple

_MARKER = re.compile(
    r"([ \t]*)([-+]|(?<=[ \t])\*|\d{1,9}[.)]|[A-Za-z][.)])(?:[ \t]+|$)"
    r"(?:\[@(\d{1,6}|[A-Za-z])\][ \t]*)?(?:\[([ X-])\](?:[ \t]+|$))?"
)
_TERM = re.compile(r"(\S.{0,400}?)[ \t]+::(?:[ \t]+|$)")
_BEGIN = re.compile(r"[ \t]*#\+begin_(\S{1,60})", re.IGNORECASE)
_END = re.compile(r"[ \t]*#\+end_(\S{1,60})", re.IGNORECASE)


class Marker(NamedTuple):
    """The beginning of an item; columns count from what is left of the line."""

    column: int
    bullet: str
    counter: str
    """Number that the item sets, if any."""
    box: str
    """What stands in its box; empty without a box."""
    term: tuple[int, int] | None
    """Where the term stands that the item describes."""
    end: int
    """Where its text begins."""

    @property
    def is_number(self) -> bool:
        """Whether the list is numbered."""
        return self.bullet[-1] in ".)"


def match_marker(line: str) -> Marker | None:
    """Read the marker of an item at the beginning of a line."""
    found = _MARKER.match(line)
    if found is None:
        return None
    end = found.end()
    term = _TERM.match(line, end) if found[2] in "-+*" else None
    place = term.span(1) if term else None
    return Marker(
        _width(found[1]),
        found[2],
        found[3] or "",
        found[4] or "",
        place,
        term.end() if term else end,
    )


def split_items(
    line_at: Callable[[int], str], start: int, end: int, marker: Marker
) -> tuple[list[tuple[int, Marker]], int]:
    """Find the items of a list.

    Args:
        line_at: Gives what is left of a line.
        start: Line of the first item.
        end: Line before which the list ends at the latest.
        marker: Of the first item.

    Returns:
        Line and marker of each item, and the first line behind the list.
    """
    items = [(start, marker)]
    number, blanks = start + 1, 0
    inside = ""
    while number < end:
        line = line_at(number)
        if inside:
            found = _END.match(line)
            inside = "" if found and found[1].lower() == inside else inside
        elif not line.strip():
            blanks += 1
            if blanks == 2:
                return items, number + 1
            number += 1
            continue
        else:
            column = _width(line[: len(line) - len(line.lstrip())])
            if column <= marker.column:
                other = match_marker(line)
                if other is None or not _goes_on(marker, other):
                    break
                items.append((number, other))
            elif opening := _BEGIN.match(line):
                inside = opening[1].lower()
        blanks = 0
        number += 1
    return items, number


def _goes_on(first: Marker, other: Marker) -> bool:
    """Whether an item belongs to the list of the first one."""
    is_alike = other.is_number == first.is_number and bool(other.term) == bool(first.term)
    return other.column == first.column and is_alike


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(8))
