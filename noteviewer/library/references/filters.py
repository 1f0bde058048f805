"""What the user typed over the table, in the query language of the search.

Words and phrases are looked for anywhere in titles, addresses, notes, headings and comments, so
that the list narrows with each letter; ``title: heading: category: series: path: url: host:
date:`` and regular expressions mean what they mean in a search. To these come ``is:unread is:read
is:starred is:commented``, how it is cited (``is:shared is:repeated is:retitled is:copied``) and
``kind:page kind:paper kind:file``.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from noteviewer.library.references.columns import Columns, Facet
from noteviewer.library.search.parser import parse_query
from noteviewer.library.search.query import (
    And,
    Field,
    FieldIs,
    Node,
    Not,
    Or,
    Pattern,
    Text,
    parse_dates,
)
from noteviewer.library.state import ReferenceState

_PROPERTY = re.compile(r"(?<!\S)(-?)(is|kind|状态|类型)[:：]([\w-]+)")
_REGEX_SECONDS = 0.3
"""Time that one regular expression gets for the whole table."""

Numbers = Sequence[int]


@dataclass(frozen=True, slots=True)
class Property:
    """A condition that only references have."""

    name: str
    value: str
    is_negated: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A query understood."""

    root: Node
    properties: tuple[Property, ...] = ()


def parse_condition(text: str) -> Condition:
    """Understand what was typed; never fails."""
    properties = tuple(
        Property("kind" if match[2] in {"kind", "类型"} else "is", match[3].lower(), bool(match[1]))
        for match in _PROPERTY.finditer(text)
    )
    return Condition(parse_query(_PROPERTY.sub(" ", text)).root, properties)


def select(columns: Columns, states: Sequence[ReferenceState], condition: Condition) -> Numbers:
    """Numbers of the entries for which a condition holds, in order."""
    numbers: Numbers = columns.numbers
    for wanted in condition.properties:
        holds = _property(columns, states, wanted)
        numbers = [n for n in numbers if holds(n) is not wanted.is_negated]
    return _holding(columns, condition.root, numbers)


def _holding(columns: Columns, node: Node, numbers: Numbers) -> Numbers:
    match node:
        case And(parts):
            for part in parts:
                numbers = _holding(columns, part, numbers)
            return numbers
        case Or(parts):
            some = {n for part in parts for n in _holding(columns, part, numbers)}
            return [n for n in numbers if n in some]
        case Not(part):
            some = set(_holding(columns, part, numbers))
            return [n for n in numbers if n not in some]
        case Text(phrase):
            wanted, texts = phrase.text, columns.texts
            return [n for n in numbers if wanted in texts[n]]
        case Pattern(source):
            return _matching(columns, source, numbers)
        case FieldIs(field, value):
            return list(filter(_field(columns, field, value), numbers))


def _field(columns: Columns, field: Field, value: str) -> Callable[[int], bool]:
    match field:
        case Field.CATEGORY | Field.SERIES:
            facet = Facet.CATEGORY if field is Field.CATEGORY else Facet.TOPIC
            values = columns.facet(facet)
            return lambda n: any(one.lower().startswith(value) for one in values[n])
        case Field.DATE:
            return _dated(columns, *(parse_dates(value) or ("", "")))
        case Field.HOST:
            hosts = columns.hosts
            return lambda n: value in hosts[n]
    texts = {
        Field.TITLE: columns.titles,
        Field.HEADING: columns.sections,
        Field.PATH: columns.paths,
        Field.URL: columns.urls,
    }.get(field, columns.texts)
    return lambda n: value in texts[n]


def _dated(columns: Columns, first: str, last: str) -> Callable[[int], bool]:
    end = f"{last}\x7f" if last else "\x7f"
    days = columns.dates
    return lambda n: any(first <= day < end for day in days[n])


def _property(
    columns: Columns, states: Sequence[ReferenceState], wanted: Property
) -> Callable[[int], bool]:
    if wanted.name == "kind":
        kinds = columns.facet(Facet.KIND)
        return lambda n: wanted.value in kinds[n]
    citing = columns.facet(Facet.CITING)
    match wanted.value:
        case "read" | "已读":
            return lambda n: states[n].is_read
        case "unread" | "未读":
            return lambda n: not states[n].is_read
        case "starred" | "星标":
            return lambda n: states[n].is_starred
        case "commented" | "批注":
            return lambda n: bool(states[n].comment)
        case value:
            return lambda n: value in citing[n]


def _matching(columns: Columns, source: str, numbers: Numbers) -> Numbers:
    """Entries that a regular expression matches; after its time is up, none of the others."""
    pattern = regex.compile(source, regex.IGNORECASE | regex.MULTILINE)
    deadline = time.monotonic() + _REGEX_SECONDS
    found: list[int] = []
    for n in numbers:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            if pattern.search(columns.texts[n], timeout=left):
                found.append(n)
        except TimeoutError:
            break
    return found
