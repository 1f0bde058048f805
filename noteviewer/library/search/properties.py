"""Conditions on properties: ``prop:rating>=4``, ``prop:status=done``, ``prop:cover``.

A list fulfils what one of its items fulfils. Numbers are compared as numbers, days by the part that
is asked for (``prop:due<=2024-05``), all else as folded text in either script of Chinese.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from noteviewer.library.search.expansion import writings_of
from noteviewer.notes.properties import Property, key_of
from noteviewer.notes.text import fold, unaccent

_TEST = re.compile(r"([^<>=!]{1,100}?)[ \t]*(>=|<=|!=|==|=|<|>)[ \t]*(.*)\Z")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d.*)?)?\Z")
_LONGEST = 40
"""Characters of a value that stands in a list of values."""
_MOST_VALUES = 30
"""Values of a key from which it is no choice of a few."""


@dataclass(frozen=True, slots=True)
class PropertyTest:
    """A condition understood."""

    key: str
    """As `noteviewer.notes.properties.key_of` gives it; a point leads into what is nested."""
    operator: str = ""
    """``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=`` or ``..``; empty: it is there and not empty."""
    value: str = ""
    last: str = ""
    """End of a range."""


def parse_property(text: str) -> PropertyTest:
    """Read what stands behind ``prop:``."""
    match = _TEST.match(text)
    if match is None:
        return PropertyTest(_path_of(text))
    key, operator, value = _path_of(match[1]), match[2].replace("==", "="), match[3].strip()
    first, dots, last = value.partition("..")
    if dots and operator == "=":
        return PropertyTest(key, "..", first.strip(), last.strip())
    return PropertyTest(key, operator, value.strip('"'))


def _path_of(text: str) -> str:
    return ".".join(key_of(part) for part in text.split("."))


def make_test(text: str) -> "Callable[[Mapping[str, Property]], bool]":
    """Give the condition as a function of a note's properties, keys as `key_of` gives them."""
    test = parse_property(text)
    holds = _comparison(test)

    def fulfils(properties: Mapping[str, Property]) -> bool:
        values = list(_values_at(properties, test.key))
        if test.operator == "!=":
            return bool(values) and not any(map(holds, values))
        return any(map(holds, values))

    return fulfils


def read_keyed(stored: str) -> dict[str, Property]:
    """Read the properties of a note as the index keeps them, by the keys that are compared."""
    found: dict[str, Property] = json.loads(stored)
    return {key_of(key): value for key, value in found.items()}


def property_values(stored: Iterable[str]) -> list[tuple[str, int]]:
    """Give what can stand behind ``prop:``: each key, and ``key=value`` where it has few values.

    Returns:
        With the number of notes that have it, the commonest first.
    """
    keys: Counter[str] = Counter()
    values: dict[str, Counter[str]] = {}
    for text in stored:
        for key, value in read_keyed(text).items():
            shown = {_shown(leaf) for leaf in _leaves(value)}
            if not shown:
                continue
            keys[key] += 1
            counted = values.setdefault(key, Counter())
            if len(counted) <= _MOST_VALUES:
                counted.update(shown)
    found = list(keys.items())
    for key, counted in values.items():
        if len(counted) <= _MOST_VALUES and all(len(value) <= _LONGEST for value in counted):
            found += ((f"{key}={value}", count) for value, count in counted.items())
    return sorted(found, key=lambda pair: -pair[1])


def _values_at(properties: Mapping[str, Property], key: str) -> Iterator[Property]:
    """Single values under a key, which may lead into what is nested; empty ones are none."""
    if (whole := key.replace(".", "")) in properties:
        yield from _leaves(properties[whole])
        return
    head, _, rest = key.partition(".")
    inner = properties.get(head)
    if rest and isinstance(inner, dict):
        yield from _values_at({key_of(name): value for name, value in inner.items()}, rest)


def _leaves(value: Property) -> Iterator[Property]:
    if isinstance(value, list | dict):
        for inner in value if isinstance(value, list) else value.values():
            yield from _leaves(inner)
    elif value is not None and value != "":
        yield value


def _shown(value: Property) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _comparison(test: PropertyTest) -> Callable[[Property], bool]:
    if not test.operator:
        return lambda _value: True
    if test.operator in ("=", "!="):
        number = _number(test.value)
        texts = {unaccent(fold(text)) for text in writings_of(test.value)}
        return lambda value: (
            (number is not None and _number(_shown(value)) == number) or _bare(value) in texts
        )
    if test.operator == "..":
        begin, end = _order(">=", test.value), _order("<=", test.last)
        return lambda value: begin(value) and end(value)
    return _order(test.operator, test.value)


def _order(operator: str, bound: str) -> Callable[[Property], bool]:
    if not bound:
        return lambda _value: True
    number, is_day = _number(bound), bool(_DAY.match(bound))
    folded = fold(bound)

    def compare(value: Property) -> bool:
        shown = _shown(value)
        own = _number(shown)
        if number is not None and own is not None:
            return _holds(operator, own, number)
        if is_day and _DAY.match(shown):
            return _holds(operator, shown[: len(bound)], bound)
        if number is not None or own is not None or is_day:
            return False
        return _holds(operator, fold(shown), folded)

    return compare


def _holds(operator: str, one: str | float, other: str | float) -> bool:
    sign = (one > other) - (one < other)  # type: ignore[operator]
    match operator:
        case ">":
            return sign > 0
        case "<":
            return sign < 0
        case ">=":
            return sign >= 0
    return sign <= 0


def _bare(value: Property) -> str:
    """A value as it is compared: a link by what it shows."""
    text = _shown(value)
    if text.startswith("[[") and text.endswith("]]"):
        text = text[2:-2].rpartition("|")[2]
    return unaccent(fold(text.removeprefix("#")))


def _number(text: str) -> float | None:
    try:
        return float(text) if len(text) < _LONGEST and text[:1] in "+-.0123456789" else None
    except ValueError:
        return None
