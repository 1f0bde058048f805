"""What a page asks of its folder, and what it gets: questions and answers as plain values.

The renderer finds the questions in a note, whoever has the index answers them
(`noteviewer.library.queries`), and the renderer shows the answers. Everything can be hashed, so
that equal requests give equal pages.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Moment(NamedTuple):
    """A day, or a day and a time."""

    text: str
    """ISO 8601, with a blank before the time."""


class LinkTo(NamedTuple):
    """A link as a note could write it."""

    target: str
    """Path or name of a note, with ``#fragment``, or an address of the web."""
    text: str = ""
    is_embed: bool = False
    """Whether a picture is to be shown in its place."""


class Named(NamedTuple):
    """Values with names."""

    values: "tuple[tuple[str, Shown], ...]"


Shown: TypeAlias = "str | int | float | bool | Moment | LinkTo | Named | tuple[Shown, ...] | None"
"""A value as it is shown; a text is Markdown, of which marks inside a line count."""


class QuestionKind(StrEnum):
    """In which language something is asked."""

    DATAVIEW = "dataview"
    INLINE = "inline"
    """One expression of Dataview."""
    BASE = "base"


class Question(NamedTuple):
    """One query of a note."""

    kind: QuestionKind
    source: str
    path: str
    """Of the note in which it stands: what it calls ``this``."""
    view: str = ""
    """Of a base: the view that is shown first."""


class ViewForm(StrEnum):
    """How the rows of a view are laid out."""

    TABLE = "table"
    LIST = "list"
    CARDS = "cards"
    TASKS = "tasks"
    VALUE = "value"
    """One value, in running text."""


class Task(NamedTuple):
    """An item of a list, as a view shows it."""

    text: str
    status: str | None
    """The character in its box; None where it has none."""
    path: str
    line: int
    children: "tuple[Task, ...]" = ()


Row: TypeAlias = tuple[Shown, ...]


class Group(NamedTuple):
    """Rows under one heading."""

    rows: tuple[Row, ...] = ()
    name: Shown = None
    is_named: bool = False
    tasks: tuple[Task, ...] = ()


class View(NamedTuple):
    """One layout of an answer."""

    form: ViewForm
    columns: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    total: int = 0
    """Rows found; more than there are here where they were too many to show."""
    name: str = ""
    has_id: bool = False
    """Whether the first column names the rows by themselves: a note, or a group."""
    has_image: bool = False
    """Whether the first column is a picture that stands above a card."""
    summaries: tuple[tuple[str, Shown], ...] = ()
    """Of a column, by its title."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the folder answers."""

    views: tuple[View, ...] = ()
    problem: str = ""
    """Why there is none: the word that is not known, or a bound that was reached, in English."""


Answers: TypeAlias = tuple[tuple[Question, Answer], ...]
