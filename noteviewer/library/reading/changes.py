"""What changed in a note since it was read: which lines are new, and what stood there before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

MOST_LINES = 20_000
"""Lines of a note that are compared; of a longer one it is only known that it changed."""
_MOST_WORK = 100_000_000
"""Lines before times lines after, what is the same at both ends left out."""
LONGEST_WAS = 20_000
"""Characters of what was that are shown of one place."""


class ChangeKind(StrEnum):
    """What happened to a line."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    """What stood in front of the line is gone."""


@dataclass(frozen=True, slots=True)
class LineChange:
    """One place of a note that changed."""

    line: int
    """Zero-based, in the text as it is now."""
    kind: ChangeKind
    was: str = ""
    """What stood there before."""


def compare_texts(before: str, after: str) -> tuple[LineChange, ...] | None:
    """Find the lines that changed; blank ones do not count.

    Returns:
        The changes in order; None where the texts are too long to be compared.
    """
    old, new = _lines(before), _lines(after)
    if max(len(old), len(new)) > MOST_LINES:
        return None
    old_words, new_words = [line for _, line in old], [line for _, line in new]
    head = _common(old_words, new_words)
    tail = _common(old_words[head:][::-1], new_words[head:][::-1])
    mine, theirs = old_words[head : len(old) - tail], new_words[head : len(new) - tail]
    if len(mine) * len(theirs) > _MOST_WORK:
        return None
    changes: list[LineChange] = []
    for start, end, other_start, other_end in _gaps(mine, theirs):
        lines = [line for line, _ in new[head + other_start : head + other_end]]
        following = new[head + other_end][0] if head + other_end < len(new) else _last(new)
        changes += _changes(mine[start:end], lines, following)
    return tuple(changes)


def _changes(was: Sequence[str], lines: Sequence[int], following: int) -> list[LineChange]:
    """The changes of one gap: each new line with the old one in its place."""
    if not lines:
        return [LineChange(following, ChangeKind.REMOVED, _cut(was))]
    changes = []
    for number, line in enumerate(lines):
        is_last = number == len(lines) - 1
        replaced = was[number:] if is_last else was[number : number + 1]
        kind = ChangeKind.CHANGED if replaced else ChangeKind.NEW
        changes.append(LineChange(line, kind, _cut(replaced)))
    return changes


def _gaps(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Stretches that differ, as begin and end before and after."""
    gaps: list[tuple[int, int, int, int]] = []
    for code in Levenshtein.opcodes(old, new):
        if code.tag == "equal":
            continue
        if gaps and (gaps[-1][1], gaps[-1][3]) == (code.src_start, code.dest_start):
            start, _, other_start, _ = gaps.pop()
        else:
            start, other_start = code.src_start, code.dest_start
        gaps.append((start, code.src_end, other_start, code.dest_end))
    return gaps


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines that say something, each with its number."""
    stripped = ((number, line.strip()) for number, line in enumerate(text.split("\n")))
    return [(number, line) for number, line in stripped if line]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _last(lines: list[tuple[int, str]]) -> int:
    return lines[-1][0] if lines else 0


def _cut(lines: Sequence[str]) -> str:
    return "\n".join(lines)[:LONGEST_WAS]
