"""What stands around a reference in its note."""

from collections.abc import Sequence
from dataclasses import dataclass

from noteviewer.library.rows import ReferenceRow

_LONGEST = 200
_NEAR = 2
"""Lines below a reference, its title among them, within which text still belongs to it."""


@dataclass(frozen=True, slots=True)
class Context:
    """Lines of the note, as they are written there."""

    before: str
    """The last line of text above the reference, or the line that it stands in."""
    after: str
    """The line of text below it and its title."""


def context_of(text: str, row: ReferenceRow) -> Context:
    """Find the lines around a reference.

    Args:
        text: Of the section that the reference stands in.
        row: The reference.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    wanted = row.url or row.title or ""
    at = next((n for n, line in enumerate(lines) if wanted and wanted in line), None)
    if at is None:
        return Context("", "")
    if lines[at].strip("<>") != wanted and "://" in wanted:
        return Context(_short(lines[at]), "")
    # In a list of addresses and titles, the neighbours are other references: go past them.
    before = next((n for n in range(at - 1, -1, -1) if _is_prose(lines, n, row)), None)
    after = next((n for n in range(at + 1, len(lines)) if _is_prose(lines, n, row)), None)
    return Context(
        "" if before is None else _short(lines[before]),
        "" if after is None or after - at > _NEAR else _short(lines[after]),
    )


def _is_prose(lines: Sequence[str], n: int, row: ReferenceRow) -> bool:
    if lines[n] == row.title or "://" in lines[n] or not any(map(str.isalnum, lines[n])):
        return False
    return n == 0 or "://" not in lines[n - 1]


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
