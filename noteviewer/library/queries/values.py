"""Values of queries: their types, what is true, equal and first, how they read, their bounds."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from noteviewer.library.queries.times import Date, Duration, format_date, parse_date, parse_duration
from noteviewer.notes.answers import LinkTo, Moment, Named, Shown
from noteviewer.notes.properties import Property
from noteviewer.notes.text import fold

MOST_VALUES = 50_000
"""Rows of a query at any time, and items of a list."""
LONGEST_TEXT = 200_000
SECONDS = 1.0
"""For one query."""
_LINK = re.compile(r"(!?)\[\[([^\[\]]{0,500})\]\]\Z")


class QueryError(Exception):
    """A query is not answered; the message names the word, or the bound that was reached."""


class Budget:
    """The processor time that a query may take; a busy machine makes no query fail."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Begin now."""
        self._end = time.thread_time() + seconds
        self._count = 0

    def spend(self, count: int = 1) -> None:
        """Do a step, or several.

        Raises:
            QueryError: there is no time left.
        """
        self._count += count
        if self._count >= 500:
            self._count = 0
            if time.thread_time() > self._end:
                raise QueryError("it takes too long")

    @property
    def left(self) -> float:
        """Seconds."""
        return max(0.001, self._end - time.thread_time())


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a note or a file."""

    path: str
    """In the folder where it leads anywhere, else as written."""
    display: str = ""
    subpath: str = ""
    """Heading, or ``^block``."""
    is_embed: bool = False

    @property
    def name(self) -> str:
        """What it reads like."""
        return self.display or self.path.rpartition("/")[2].removesuffix(".md")


class Record(Protocol):
    """Something with fields: a note, its ``file``, an item of a list."""

    type_name: str

    def get(self, name: str) -> "Value":
        """A field; None where there is none."""

    @property
    def link(self) -> Link:
        """By which it is compared and shown."""

    def keys(self) -> list[str]:
        """The names of its fields."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of Bases."""

    source: str
    flags: str = ""


Function: TypeAlias = Callable[..., "Value"]
Value: TypeAlias = (
    "str | int | float | bool | Date | Duration | Link | Pattern | Record | list[Value] | "
    "dict[str, Value] | Function | None"
)


def is_number(value: "Value") -> bool:
    """Whether it is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def type_of(value: "Value") -> str:
    """Give the name of a type, as ``typeof`` has it."""
    known = _TYPES.get(type(value))
    return known or str(getattr(value, "type_name", "function"))


def is_true(value: "Value") -> bool:
    """Whether a condition holds: not nothing, not 0, not empty."""
    if isinstance(value, Duration):
        return bool(value.length)
    return bool(value.path) if isinstance(value, Link) else bool(value)


def equal(one: "Value", other: "Value") -> bool:
    """Whether two values are the same; notes and links are, where they lead to one file."""
    if type(one) is type(other) is str:
        return one == other
    return compare(one, other) == 0


def compare(one: "Value", other: "Value") -> int:
    """Give -1, 0 or 1; values of different types are in the order of the names of the types."""
    if is_number(one) and is_number(other):
        return (one > other) - (one < other)  # type: ignore[operator]
    left, right = order_key(one), order_key(other)
    return (left > right) - (left < right)


def order_key(value: "Value") -> tuple[str, object]:
    """Give what sorts as the value does; nothing comes first."""
    key = _KEYS.get(type(value))
    if key is not None:
        return (_TYPES[type(value)] if value is not None else "", key(value))
    link = getattr(value, "link", None)
    return ("function", id(value)) if link is None else ("link", (link.path, link.subpath))


_TYPES: Mapping[type, str] = {
    type(None): "null", bool: "boolean", int: "number", float: "number", str: "string",
    list: "array", dict: "object", Date: "date", Duration: "duration", Link: "link",
    Pattern: "regexp",
}  # fmt: skip
_KEYS: "Mapping[type, Callable[[Any], object]]" = {
    type(None): lambda _v: 0, bool: lambda v: v, int: lambda v: v, float: lambda v: v,
    str: lambda v: (fold(v), v), Date: lambda v: v.moment, Duration: lambda v: v.length,
    Link: lambda v: (v.path, v.subpath), list: lambda v: [order_key(item) for item in v],
    dict: lambda v: sorted((key, order_key(item)) for key, item in v.items()),
    Pattern: lambda v: v.source,
}  # fmt: skip


def bounded(text: str) -> str:
    """Give a text that was made.

    Raises:
        QueryError: it is too long.
    """
    if len(text) > LONGEST_TEXT:
        raise QueryError("a text is too long")
    return text


def bounded_list(values: "list[Value]") -> "list[Value]":
    """Give a list that was made.

    Raises:
        QueryError: it is too long.
    """
    if len(values) > MOST_VALUES:
        raise QueryError("a list is too long")
    return values


def to_text(value: "Value", depth: int = 0) -> str:
    """Write a value as text is joined with it."""
    match value:
        case None:
            return "-" if depth < 2 else ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return number_text(value)
        case str():
            return value
        case Date():
            return format_date(
                value, "h:mm a - MMMM dd, yyyy" if value.has_time else "MMMM dd, yyyy"
            )
        case Duration():
            return value.text
        case Link():
            return link_text(value)
        case list():
            return bounded(", ".join(to_text(item, depth + 1) for item in value[:10_000]))
        case dict():
            inner = (f"{key}: {to_text(item, depth + 1)}" for key, item in value.items())
            return bounded(f"{{ {', '.join(inner)} }}")
        case Pattern():
            return f"/{value.source}/{value.flags}"
    link = getattr(value, "link", None)
    return "function" if link is None else link_text(link)


def link_text(link: Link) -> str:
    """Write a link as Markdown, so that a text that it is joined to links."""
    target = link.path + (f"#{link.subpath}" if link.subpath else "")
    return f"{'!' if link.is_embed else ''}[[{target}|{link.name}]]"


def number_text(value: float) -> str:
    """Write a number with no more digits than it has."""
    return f"{value:.15g}"


def interpret(value: Property, resolve: "Callable[[str], str]") -> "Value":
    """Read a property: days, spans of time and links are written as text.

    Args:
        value: As the index keeps it.
        resolve: Gives the path to which the target of a link leads.
    """
    if isinstance(value, str):
        if value[:1].isdigit() and len(value) < 60:
            return parse_date(value) or parse_duration(value) or value
        if value.endswith("]]") and (link := parse_link(value, resolve)):
            return link
        return value
    if isinstance(value, list):
        return [interpret(item, resolve) for item in value]
    if isinstance(value, dict):
        return {key: interpret(item, resolve) for key, item in value.items()}
    return value


def parse_link(text: str, resolve: "Callable[[str], str]") -> Link | None:
    """Read ``[[note#heading|text]]``; None for any other text."""
    match = _LINK.match(text)
    if match is None:
        return None
    target, _, display = match[2].replace("\\|", "|").partition("|")
    path, _, subpath = target.partition("#")
    return Link(resolve(path.strip()), display.strip(), subpath.strip(), bool(match[1]))


def to_shown(value: "Value", depth: int = 0) -> Shown:
    """Make a value that a page can show; what lies too deep is left out."""
    match value:
        case Date():
            return Moment(value.iso)
        case Duration():
            return value.text
        case Link():
            target = value.path + (f"#{value.subpath}" if value.subpath else "")
            return LinkTo(target, value.name, value.is_embed)
        case list():
            return tuple(to_shown(item, depth + 1) for item in value[:1000]) if depth < 6 else None
        case dict():
            pairs = list(value.items())[:200] if depth < 6 else []
            return Named(tuple((key, to_shown(item, depth + 1)) for key, item in pairs))
        case bool() | int() | str() | None:
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < 1e15 else value
    link = getattr(value, "link", None)
    return to_text(value) if link is None else LinkTo(link.path, link.name)


def vectorized(function: Function, *places: int) -> Function:
    """Let a function that is given lists at some places give a list."""

    def apply(*arguments: "Value") -> "Value":
        lists = [p for p in places if p < len(arguments) and isinstance(arguments[p], list)]
        if not lists:
            return function(*arguments)
        size = min(len(as_list(arguments[place])) for place in lists)
        return [
            apply(*(as_list(a)[i] if p in lists else a for p, a in enumerate(arguments)))
            for i in range(size)
        ]

    return apply


def as_list(value: "Value") -> "list[Value]":
    """A list as it is; anything else as a list of one, nothing as an empty one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def field_of(value: "Value", name: str) -> "Value":
    """Give a field of anything; of a list, of each of its items."""
    if value is None:
        return None
    if isinstance(value, list):
        return len(value) if name == "length" else [field_of(item, name) for item in value]
    if isinstance(value, str):
        return len(value) if name == "length" else None
    if isinstance(value, Date | Duration):
        return value.field(name)
    get = getattr(value, "get", None)
    return get(name) if get else None
