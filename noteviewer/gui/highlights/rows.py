"""The rows of the list of highlights as plain values, without Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from noteviewer.gui.widgets.name_filter import Searchable, typed_words
from noteviewer.library.annotations.model import Color, Highlight

_DAY = 24 * 3600.0


class Period(StrEnum):
    """How long ago a highlight was made."""

    ALL = "all"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def seconds(self) -> float | None:
        """How far it reaches back; None for always."""
        days = {"today": 1, "week": 7, "month": 31, "year": 366}.get(self.value)
        return None if days is None else days * _DAY


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user wants to see."""

    typed: str = ""
    """Words that passage, comment or note must hold."""
    color: Color | None = None
    note: str = ""
    """Path of the only note; empty for all."""
    period: Period = Period.ALL


@dataclass(frozen=True, slots=True)
class Header:
    """A note, or what is lost, above its highlights."""

    note: str
    """Path of the note; empty for what is lost."""
    title: str
    count: int
    is_header: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("note", self.note)


@dataclass(frozen=True, slots=True)
class HighlightRow:
    """One highlight."""

    highlight: Highlight
    title: str
    """Of its note."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("highlight", self.highlight.id)


Row = Header | HighlightRow


@dataclass(frozen=True, slots=True)
class Filterable:
    """A highlight with what it is found by."""

    row: HighlightRow
    names: Searchable


def make_filterable(highlight: Highlight, titles: Mapping[str, str]) -> Filterable:
    """Fold the words of a highlight."""
    title = titles.get(highlight.note) or highlight.note
    words = (title, highlight.note, highlight.selectors.exact, highlight.comment)
    return Filterable(HighlightRow(highlight, title), Searchable.of(words))


def highlight_rows(highlights: Iterable[Filterable], choice: Choice, now: float) -> list[Row]:
    """Highlights by note and place; those that are lost come first, under a heading of their own.

    Args:
        highlights: All of the folder, by note and place.
        choice: Which of them are wanted.
        now: The present, in Unix seconds.
    """
    words = typed_words(choice.typed)
    rows = [
        one.row
        for one in highlights
        if _is_chosen(one.row.highlight, choice, now) and one.names.matches(words)
    ]
    lost = [row for row in rows if row.highlight.is_lost]
    listed: list[Row] = [Header("", "", len(lost)), *lost] if lost else []
    standing = (row for row in rows if not row.highlight.is_lost)
    for note, group in groupby(standing, key=lambda row: row.highlight.note):
        members = list(group)
        listed += [Header(note, members[0].title, len(members)), *members]
    return listed


def _is_chosen(highlight: Highlight, choice: Choice, now: float) -> bool:
    reach = choice.period.seconds
    return (
        (choice.color is None or highlight.color is choice.color)
        and (not choice.note or highlight.note == choice.note)
        and (reach is None or now - highlight.created <= reach)
    )
