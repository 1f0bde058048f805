"""What is read of a note, put together from what was indexed of it."""

import re
import sqlite3

from noteviewer.library.annotations.reading_text import ReadingText, SectionStart
from noteviewer.library.index.sections import LINE_SIGN
from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS

_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
"""Marks of quotations and lists in front of a line."""


def read_reading_text(connection: sqlite3.Connection, path: str) -> ReadingText | None:
    """The text of a note nearly as its page shows it; None where there is no such note.

    What the page shows of formulas and code stands in it as it is written.
    """
    row = connection.execute("SELECT id FROM note WHERE path = ?", (path,)).fetchone()
    if row is None:
        return None
    first = row[0] << SECTION_BITS
    units = connection.execute(
        "SELECT id & ?, heading, text, shown FROM unit WHERE id BETWEEN ? AND ? ORDER BY id",
        (LAST_UNIT, first, first | LAST_UNIT),
    )
    anchors = dict(
        connection.execute("SELECT n, anchor FROM section WHERE note = ?", row).fetchall()
    )
    pieces: list[str] = []
    starts: list[SectionStart] = []
    length = 0
    for number, heading, text, shown in units:
        if number:
            starts.append(SectionStart(length, anchors.get(number, "")))
        lines = [heading, *_read_lines(text, shown)] if number else _read_lines(text, shown)
        piece = "".join(f"{line}\n" for line in lines if line)
        pieces.append(piece)
        length += len(piece)
    return ReadingText("".join(pieces), tuple(starts))


def _read_lines(text: str, shown: str) -> list[str]:
    """Lines of a section, each block that reads otherwise than it is written as it reads."""
    said = shown.split("\n")
    lines: list[str] = []
    covered = 0
    for number, line in enumerate(text.split("\n")):
        block = said[number] if number < len(said) else ""
        if block:
            lines.append(block.replace(LINE_SIGN, ""))
            covered = block.count(LINE_SIGN)
        elif covered:
            covered -= 1
        else:
            lines.append(_MARKS.sub("", line))
    return lines
