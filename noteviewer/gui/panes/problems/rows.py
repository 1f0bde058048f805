"""The rows of the problems pane as plain values, without Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from noteviewer.gui.widgets.name_filter import Searchable, typed_words
from noteviewer.library.rows import NoteProblem
from noteviewer.notes.model import ProblemKind, Section

ORDER = (
    ProblemKind.UNREADABLE,
    ProblemKind.BINARY,
    ProblemKind.TOO_LARGE,
    ProblemKind.BROKEN_ENCODING,
    ProblemKind.TIMED_OUT,
    ProblemKind.NOT_RENDERED,
    ProblemKind.BAD_FORMAT,
    ProblemKind.BAD_FRONT_MATTER,
    ProblemKind.BAD_CONFIG,
    ProblemKind.UNCLOSED_FENCE,
    ProblemKind.BROKEN_LINK,
    ProblemKind.BROKEN_ANCHOR,
    ProblemKind.LINK_OUTSIDE,
    ProblemKind.MISSING_IMAGE,
    ProblemKind.SERIES_GAP,
    ProblemKind.SERIES_DUPLICATE,
    ProblemKind.BAD_FORMULA,
    ProblemKind.NOT_READ,
)
"""What keeps a note from being read comes first."""


@dataclass(frozen=True, slots=True)
class Header:
    """A kind of problem above those of the kind."""

    kind: ProblemKind
    count: int
    is_header: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("kind", self.kind)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem."""

    found: NoteProblem
    number: int
    """Tells apart problems that are else the same."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, str, int | None, int]:
        """Identity in the list."""
        problem = self.found.problem
        return (self.found.path, problem.kind, problem.detail, problem.line, self.number)


Row = Header | ProblemRow


@dataclass(frozen=True, slots=True)
class Filterable:
    """A problem with what it is found by: title, path and detail."""

    found: NoteProblem
    names: Searchable


def make_filterable(found: NoteProblem) -> Filterable:
    """Fold the names of a problem."""
    names = Searchable.of((found.note_title, found.path, found.problem.detail))
    return Filterable(found, names)


def problem_rows(problems: Iterable[Filterable], typed: str = "") -> list[Row]:
    """Problems by kind, the gravest kinds first, within a kind by path and line."""
    words = typed_words(typed)
    chosen = [item.found for item in problems if item.names.matches(words)]
    chosen.sort(key=_rank)
    rows: list[Row] = []
    for kind, group in groupby(chosen, key=lambda found: found.problem.kind):
        members = _numbered(group)
        rows += [Header(kind, len(members)), *members]
    return rows


def section_at(sections: Sequence[Section], line: int | None) -> str:
    """Anchor of the section in which a line stands."""
    anchor = ""
    for section in sections:
        if line is None or section.line > line:
            break
        anchor = section.anchor
    return anchor


def _rank(found: NoteProblem) -> tuple[int, str, int]:
    problem = found.problem
    place = ORDER.index(problem.kind) if problem.kind in ORDER else len(ORDER)
    return place, found.path, problem.line or 0


def _numbered(problems: Iterable[NoteProblem]) -> list[ProblemRow]:
    seen: dict[tuple[object, ...], int] = {}
    rows: list[ProblemRow] = []
    for found in problems:
        row = ProblemRow(found, 0)
        number = seen.get(row.key, 0)
        seen[row.key] = number + 1
        rows.append(ProblemRow(found, number))
    return rows
