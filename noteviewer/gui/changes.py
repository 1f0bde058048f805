"""What must be removed from and inserted into a list so that it becomes another."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring rows, both ends included."""

    first: int
    last: int


def removals(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of `old` to remove, the last first, so that what stays is in the order of `new`.

    What has moved is removed here and inserted again by `insertions`.
    """
    staying = _in_order(old, new)
    gone = [row for row, key in enumerate(old) if key not in staying]
    return list(_runs(gone))[::-1]


def insertions(kept: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of `new` to insert into what `removals` has left, the first first."""
    staying = set(kept)
    come = [row for row, key in enumerate(new) if key not in staying]
    return list(_runs(come))


def _in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> set[Hashable]:
    """Keys of both that need not move: those met in rising order on a walk through `old`."""
    place = {key: row for row, key in enumerate(new)}
    staying: set[Hashable] = set()
    reached = -1
    for key in old:
        row = place.get(key, -1)
        if row > reached:
            staying.add(key)
            reached = row
    return staying


def _runs(rows: Sequence[int]) -> Iterator[Run]:
    """Runs of consecutive numbers."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end] != rows[end - 1] + 1:
            yield Run(rows[start], rows[end - 1])
            start = end
