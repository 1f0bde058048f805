"""The functions of Dataview's language, one line each.

Semantics by its documentation (https://blacksmithgu.github.io/obsidian-dataview/reference/functions)
and, where that is silent, as it behaves: what is nothing gives nothing, most functions that are
given a list give a list.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import regex

from noteviewer.library.queries.times import (
    Date,
    Duration,
    format_date,
    format_duration,
    parse_date,
    parse_duration,
    scan_date,
)
from noteviewer.library.queries.values import (
    Budget,
    Function,
    Link,
    QueryError,
    Value,
    as_list,
    bounded,
    bounded_list,
    compare,
    equal,
    field_of,
    is_number,
    is_true,
    order_key,
    parse_link,
    to_text,
    type_of,
    vectorized,
)
from noteviewer.notes.syntax.parser import plain

if TYPE_CHECKING:
    from noteviewer.library.queries.pages import Folder

_REGEX_SECONDS = 0.25
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_REFERENCE = re.compile(r"\$(?:(\d{1,2})|<(\w{1,40})>|&)")
_CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹"}
_WORD = re.compile(r"\w+")
_MOST_PADDING = 10_000


@dataclass(frozen=True, slots=True)
class Context:
    """What a query is worked out with."""

    folder: "Folder"
    budget: Budget
    now: datetime
    path: str
    """Of the note in which the query stands."""


def search_pattern(source: str, text: str, budget: Budget, flags: str = "") -> Any:
    """Find a regular expression of a query in a text; None where it is not in it."""
    return _run(lambda made, left: made.search(text, timeout=left), source, budget, flags)


def replace_pattern(text: str, source: str, new: str, budget: Budget, flags: str = "g") -> str:
    """Put something in the place of what a regular expression finds; ``$1`` is its first group."""

    def fill(match: "regex.Match[str]") -> str:
        def group(found: "re.Match[str]") -> str:
            name = int(found[1]) if found[1] else found[2]
            try:
                return match[0] if name is None else match[name] or ""
            except (IndexError, KeyError):
                return found[0]

        return bounded(_REFERENCE.sub(group, new[:10_000]))

    count = 0 if "g" in flags else 1
    return bounded(_run(
        lambda made, left: made.sub(fill, text, count=count, timeout=left), source, budget, flags
    ))  # fmt: skip


def split_text(text: str, source: str, budget: Budget) -> "list[Value]":
    """Cut a text where a regular expression fits; groups of it stand between the pieces."""
    if not source:
        return list(text)
    parts = _run(lambda made, left: made.split(text, timeout=left), source, budget, "")
    return bounded_list([part or "" for part in parts])


def _run(
    work: "Callable[[regex.Pattern[str], float], Any]", source: str, budget: Budget, flags: str
) -> Any:
    try:
        return work(_compiled(source, flags), min(_REGEX_SECONDS, budget.left))
    except regex.error as error:
        raise QueryError(f"no regular expression: {source[:40]}") from error
    except TimeoutError as error:
        raise QueryError("a regular expression takes too long") from error


@lru_cache(maxsize=128)
def _compiled(source: str, flags: str) -> "regex.Pattern[str]":
    if len(source) > 1000:
        raise QueryError("a regular expression is too long")
    chosen = regex.VERSION0
    for sign, flag in (("i", regex.IGNORECASE), ("m", regex.MULTILINE), ("s", regex.DOTALL)):
        chosen |= flag if sign in flags else 0
    return regex.compile(source, chosen)


def to_number(value: Value) -> Value:
    """The first number in a text."""
    if isinstance(value, bool):
        return int(value)
    if is_number(value):
        return value
    match = _NUMBER.search(to_text(value)) if isinstance(value, str) else None
    if match is None:
        return None
    return float(match[0]) if "." in match[0] else int(match[0])


def rounded(value: float, digits: float = 0) -> Value:
    """Round half up."""
    if not math.isfinite(value):
        return value
    places = max(-15, min(15, int(digits)))
    factor = 10**places
    result = math.floor(abs(value) * factor + 0.5 + 1e-9 / 2) / factor
    result = math.copysign(result, value)
    return int(result) if places <= 0 else result


def display(value: Value) -> str:
    """What a value reads like, marks and targets of links left out."""
    if isinstance(value, Link):
        return value.name
    if isinstance(value, list):
        return bounded(", ".join(display(item) for item in value[:10_000]))
    return plain(value) if isinstance(value, str) else to_text(value)


def has(container: Value, value: Value, *, is_exact: bool = False, folds: bool = False) -> bool:
    """Whether a list, a text or named values hold a value."""
    if isinstance(container, str):
        text = to_text(value)
        return text.lower() in container.lower() if folds else text in container
    if isinstance(container, list):
        if is_exact:
            return any(equal(item, value) for item in container)
        return any(has(item, value, folds=folds) for item in container)
    if isinstance(container, dict) or hasattr(container, "keys"):
        keys = container.keys()  # type: ignore[union-attr]
        if isinstance(value, str):
            return value in keys or any(folds and value.lower() == key.lower() for key in keys)
    return equal(container, value)


def flattened(values: "list[Value]", depth: float = 1) -> "list[Value]":
    """A list without the lists in it, so many levels deep."""
    found: list[Value] = []
    for item in values:
        if isinstance(item, list) and depth >= 1:
            found += flattened(item, min(depth, 60) - 1)
        else:
            found.append(item)
    return bounded_list(found)


def unique(values: "list[Value]") -> "list[Value]":
    """Each value once."""
    found: dict[str, Value] = {}
    for item in values:
        found.setdefault(repr(order_key(item)), item)
    return list(found.values())


def least(values: "list[Value]", sign: int, key: Function | None = None) -> Value:
    """The smallest value (or with a sign of -1 the largest); nothing does not count."""
    found: Value = None
    best: Value = None
    for item in values:
        measured = key(item) if key else item
        if measured is not None and (best is None or sign * compare(measured, best) < 0):
            found, best = item, measured
    return found


def numbers_in(value: Value) -> list[float]:
    """The numbers of a list."""
    return [item for item in as_list(value) if is_number(item)]  # type: ignore[misc]


def _holds(rule: Callable[["list[bool]"], bool]) -> Function:
    def apply(*values: Value) -> Value:
        if len(values) == 2 and callable(values[1]):
            return rule([is_true(values[1](item)) for item in as_list(values[0])])
        listed = values[0] if len(values) == 1 and isinstance(values[0], list) else values
        return rule([is_true(item) for item in listed])

    return apply


def _pad(text: Value, size: Value, filling: Value = " ", *, is_left: bool) -> Value:
    if not is_number(size):
        return text
    count = min(int(size), _MOST_PADDING) - len(to_text(text))  # type: ignore[arg-type]
    padding = (to_text(filling) * max(0, count))[: max(0, count)] if filling else ""
    return padding + to_text(text) if is_left else to_text(text) + padding


def _named(*values: Value) -> Value:
    return {to_text(key): value for key, value in zip(values[::2], values[1::2], strict=False)}


def _truncated(text: str, size: float, ending: str = "...") -> str:
    return text if len(text) <= size else text[: max(0, int(size) - len(ending))] + ending


def _slice(values: "list[Value]", start: float = 0, end: float | None = None) -> "list[Value]":
    return values[int(start) : None if end is None else int(end)]


def _hash(*seeds: Value) -> int:
    text = "\0".join(to_text(seed) for seed in seeds)
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=6).digest())


def _money(value: float, currency: str = "USD") -> str:
    return f"{_CURRENCIES.get(currency.upper(), currency.upper() + ' ')}{value:,.2f}"


def _has_word(text: str, word: str) -> bool:
    return word.lower() in (found.lower() for found in _WORD.findall(text))


def _elink(address: Value, shown: Value = None) -> Value:
    target = to_text(address)
    full = target if ":" in target else f"https://{target}"
    return Link(full, to_text(shown) if shown else target)


def _embed(link: Value, is_embed: Value = True) -> Value:
    if not isinstance(link, Link):
        return None
    return Link(link.path, link.display, link.subpath, is_true(is_embed))


def _whole(rule: Callable[[float], int]) -> Function:
    return lambda value: rule(value) if math.isfinite(value) else value


def _extract(record: Value, *names: Value) -> Value:
    return {to_text(name): field_of(record, to_text(name)) for name in names}


def _total(values: Value) -> Value:
    counted = numbers_in(values)
    return sum(counted) if counted else None


def _average(values: Value) -> Value:
    counted = numbers_in(values)
    return sum(counted) / len(counted) if counted else None


def _typed(kinds: tuple[type, ...], function: Function) -> Function:
    """A function of values of some types; of others it gives nothing."""
    return lambda first, *rest: function(first, *rest) if isinstance(first, kinds) else None


def _text(function: Function) -> Function:
    return vectorized(_typed((str,), function), 0)


def _number(function: Function) -> Function:
    def apply(value: Value, *rest: Value) -> Value:
        return function(value, *rest) if is_number(value) else None

    return vectorized(apply, 0)


def _list(function: Function) -> Function:
    """A function of a list; a single value is a list of one."""
    return lambda first=None, *rest: function(as_list(first), *rest)


def _meta(value: Value) -> Value:
    if not isinstance(value, Link):
        return None
    is_block = value.subpath.startswith("^")
    return {
        "display": value.display or None,
        "embed": value.is_embed,
        "path": value.path,
        "subpath": value.subpath.removeprefix("^") or None,
        "type": "block" if is_block else "header" if value.subpath else "file",
    }


FUNCTIONS: Mapping[str, Function] = {
    # Constructors.
    "object": _named,
    "list": lambda *values: list(values), "array": lambda *values: list(values),
    "number": vectorized(to_number, 0),
    "string": vectorized(to_text, 0),
    "dur": vectorized(lambda v: v if isinstance(v, Duration) else parse_duration(to_text(v)), 0),
    "embed": vectorized(_embed, 0),
    "elink": vectorized(_elink, 0),
    "typeof": type_of,
    # Numbers.
    "round": _number(rounded), "trunc": _number(_whole(math.trunc)),
    "floor": _number(_whole(math.floor)), "ceil": _number(_whole(math.ceil)),
    "min": lambda *v: least(flattened(list(v)), 1), "max": lambda *v: least(flattened(list(v)), -1),
    "sum": _total, "average": _average,
    "product": lambda v: math.prod(numbers_in(v)) if numbers_in(v) else None,
    "minby": _list(lambda values, key: least(values, 1, key)),
    "maxby": _list(lambda values, key: least(values, -1, key)),
    # Lists, objects and texts.
    "contains": vectorized(has, 1),
    "econtains": vectorized(lambda c, v: has(c, v, is_exact=True), 1),
    "icontains": vectorized(lambda c, v: has(c, v, folds=True), 1),
    "containsword": vectorized(lambda text, word: _has_word(to_text(text), to_text(word)), 0, 1),
    "extract": _extract,
    "sort": _list(lambda values, key=None: sorted(
        values, key=lambda item: order_key(key(item) if key else item))),
    "reverse": lambda v: v[::-1] if isinstance(v, str | list) else v,
    "length": lambda v: (len(v) if isinstance(v, str | list | dict)
                         else len(v.keys()) if hasattr(v, "keys") else 0 if v is None else 1),
    "nonnull": _list(lambda values: [item for item in values if item is not None]),
    "firstvalue": _list(lambda values: next((item for item in values if item is not None), None)),
    "all": _holds(all), "any": _holds(any), "none": _holds(lambda found: not any(found)),
    "join": _list(lambda values, sign=", ": bounded(to_text(sign).join(map(to_text, values)))),
    "filter": _list(lambda values, test: [item for item in values if is_true(test(item))]),
    "map": _list(lambda values, change: bounded_list([change(item) for item in values])),
    "unique": _list(unique), "flat": _list(flattened), "slice": _list(_slice),
    # Texts.
    "replace": _text(lambda text, old, new: bounded(text.replace(to_text(old), to_text(new)))
                     if old else text),
    "lower": _text(str.lower), "upper": _text(str.upper),
    "startswith": _text(lambda text, start: text.startswith(to_text(start))),
    "endswith": _text(lambda text, end: text.endswith(to_text(end))),
    "padleft": vectorized(lambda *v: _pad(*v, is_left=True), 0),
    "padright": vectorized(lambda *v: _pad(*v, is_left=False), 0),
    "substring": _text(lambda text, start, end=None: text[
        max(0, int(start)) : None if end is None else max(0, int(end))]),
    "truncate": _text(_truncated),
    # The rest.
    "default": vectorized(lambda value, other: other if value is None else value, 0, 1),
    "ldefault": lambda value, other: other if value is None else value,
    "display": display,
    "choice": vectorized(lambda test, yes, no=None: yes if is_true(test) else no, 0),
    "hash": _hash,
    "striptime": vectorized(_typed((Date,), lambda v: Date(
        v.moment.replace(hour=0, minute=0, second=0, microsecond=0))), 0),
    "dateformat": vectorized(_typed((Date,), lambda v, form: format_date(v, to_text(form))), 0),
    "durationformat": vectorized(_typed((Duration,), lambda v, form: format_duration(
        v, to_text(form))), 0),
    "currencyformat": _number(_money),
    "meta": vectorized(_meta, 0),
    "localtime": vectorized(lambda value: value, 0),
}  # fmt: skip
"""Functions of their arguments alone."""


def functions_in(context: Context) -> dict[str, Function]:
    """All functions, with those that ask the folder or the time that is left."""
    folder, budget = context.folder, context.budget

    def split(text: str, sign: Value, limit: float | None = None) -> Value:
        parts = split_text(text, to_text(sign), budget)
        return parts if limit is None else parts[: int(limit)]

    def matches(source: Value, text: Value, *, is_whole: bool) -> Value:
        wanted = f"^(?:{source})$" if is_whole else to_text(source)
        return isinstance(text, str) and search_pattern(wanted, text, budget) is not None

    return {
        **FUNCTIONS,
        "date": vectorized(lambda *values: _date(folder, *values), 0),
        "link": vectorized(lambda *values: make_link(folder, *values), 0, 1),
        "split": _text(split),
        "regextest": vectorized(lambda p, t: matches(p, t, is_whole=False), 1),
        "regexmatch": vectorized(lambda p, t: matches(p, t, is_whole=True), 1),
        "regexreplace": _text(
            lambda text, old, new: replace_pattern(text, to_text(old), to_text(new), budget)
        ),
    }


def _date(folder: "Folder", value: Value, pattern: Value = None) -> Value:
    if isinstance(value, Link):
        page = folder.page(value.path)
        return field_of(page.get("file"), "day") if page else parse_date(value.name[:10])
    if isinstance(value, str):
        return scan_date(value, to_text(pattern)) if pattern else parse_date(value.strip())
    return value if isinstance(value, Date) else None


def make_link(folder: "Folder", value: Value, shown: Value = None) -> Value:
    """A link to a note by its name, path or link, or to an address; with other words."""
    text = display(shown) if shown is not None else ""
    if isinstance(value, Link):
        return Link(value.path, text or value.display, value.subpath, value.is_embed)
    if not isinstance(value, str):
        own: Link | None = getattr(value, "link", None)
        return own and Link(own.path, text or own.display)
    if "://" in value:
        return Link(value, text or value)
    link = parse_link(value if value.startswith(("[[", "![[")) else f"[[{value}]]", folder.resolve)
    return link and Link(link.path, text or link.display, link.subpath, link.is_embed)
