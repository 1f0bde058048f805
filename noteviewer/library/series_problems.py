"""Gaps and duplicates in numbered series, as problems of the notes beside them."""

from collections.abc import Iterable, Iterator

from noteviewer.notes.model import NoteTitle, Problem, ProblemKind
from noteviewer.notes.titles import Series, gather_series


def series_problems(
    titles: Iterable[tuple[str, NoteTitle, str | None]],
) -> Iterator[tuple[str, Problem]]:
    """Find what a user of a series will miss, from (path, title, date) of all notes.

    All gaps of a series are told at the note after the first, a duplicate at each of the notes;
    the detail is the name of the series and the numbers (``3, 5-8``).
    """
    for series in gather_series(titles):
        if series.gaps:
            path = next(e.path for e in series.entries if e.number > series.gaps[0])
            detail = f"{series.name} {_ranges(series.gaps)}"
            yield path, Problem(ProblemKind.SERIES_GAP, detail)
        yield from _duplicates(series)


def _duplicates(series: Series) -> Iterator[tuple[str, Problem]]:
    for entry in series.entries:
        if entry.number in series.duplicates:
            detail = f"{series.name} {entry.number}"
            yield entry.path, Problem(ProblemKind.SERIES_DUPLICATE, detail)


def _ranges(numbers: Iterable[int]) -> str:
    """Write ascending numbers with runs joined."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
