"""The functions of Bases: those of any value by its type, and those that stand alone.

Semantics by its documentation (https://help.obsidian.md/bases/functions), which follows JavaScript.
"""

import math
import random
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from noteviewer.library.queries.functions import (
    Context,
    flattened,
    has,
    least,
    make_link,
    numbers_in,
    replace_pattern,
    rounded,
    search_pattern,
    split_text,
    to_number,
    unique,
)
from noteviewer.library.queries.times import (
    MOMENT,
    Date,
    Duration,
    between,
    format_date,
    parse_date,
    parse_duration,
)
from noteviewer.library.queries.values import (
    Link,
    Pattern,
    Value,
    as_list,
    bounded,
    is_number,
    is_true,
    order_key,
    to_text,
    type_of,
)

if TYPE_CHECKING:
    from datetime import datetime

BasesFunction: TypeAlias = Callable[..., Value]
"""Takes the context, and for a method the value that it is asked of."""
LAZY = frozenset(("filter", "map", "reduce"))
"""Methods whose argument is worked out for each item."""
_TYPES = {"array": "list", "regexp": "regexp", "null": "null"}


def _date(context: Context, value: Value) -> Value:  # noqa: ARG001
    if isinstance(value, Date) or value is None:
        return value
    return parse_date(value.name if isinstance(value, Link) else to_text(value).strip())


def _link(context: Context, target: Value, shown: Value = None) -> Value:
    return make_link(context.folder, target, shown)


def _file(context: Context, target: Value) -> Value:
    link = _link(context, target)
    page = context.folder.page(link.path) if isinstance(link, Link) else None
    return page.get("file") if page else None


def _image(context: Context, target: Value) -> Value:
    link = _link(context, target)
    return Link(link.path, "", "", is_embed=True) if isinstance(link, Link) else None


def _number(context: Context, value: Value) -> Value:  # noqa: ARG001
    if isinstance(value, Date):
        return int(value.moment.timestamp() * 1000)
    return value.length * 1000 if isinstance(value, Duration) else to_number(value)


def _now(context: Context) -> Value:
    return Date(context.now, has_time=True)


def _today(context: Context) -> Value:
    return Date(context.now.replace(hour=0, minute=0, second=0, microsecond=0))


GLOBALS: Mapping[str, BasesFunction] = {
    "date": _date, "link": _link, "file": _file, "image": _image, "number": _number,
    "now": _now, "today": _today,
    "duration": lambda _c, text: parse_duration(to_text(text), has_big_months=True),
    "list": lambda _c, value: value if isinstance(value, list) else [value],
    "max": lambda _c, *values: least(flattened(list(values)), -1),
    "min": lambda _c, *values: least(flattened(list(values)), 1),
    "escapeHTML": lambda _c, text: escape(to_text(text)),
    "html": lambda _c, text: to_text(text),
    "icon": lambda _c, _name: "",
    "random": lambda _c: random.random(),  # noqa: S311  (no secret)
}  # fmt: skip
"""Functions that stand alone; ``if`` is the evaluator's own."""


def _is_empty(_c: Context, value: Value) -> bool:
    if isinstance(value, list | str | dict):
        return not value
    return value is None


def _relative(context: Context, date: Date) -> str:
    span = between(Date(context.now), date)
    parts = span.parts()
    if not parts:
        return "now"
    count, name = parts[0]
    shown = f"{count} {name}{'' if count == 1 else 's'}"
    return f"in {shown}" if span.length < 0 else f"{shown} ago"


def _replace(context: Context, text: str, old: Value, new: Value) -> str:
    if isinstance(old, Pattern):
        return replace_pattern(text, old.source, to_text(new), context.budget, old.flags)
    return bounded(text.replace(to_text(old), to_text(new)))


def _split(context: Context, text: str, sign: Value, most: float | None = None) -> Value:
    if isinstance(sign, Pattern):
        parts = split_text(text, sign.source, context.budget)
    else:
        parts = list(text.split(to_text(sign)) if sign else text)
    return parts if most is None else parts[: int(most)]


def _slice(
    _c: Context, value: "str | list[Value]", start: float, end: float | None = None
) -> Value:
    return value[int(start) : None if end is None else int(end)]


def _fixed(_c: Context, value: float, digits: float = 0) -> str:
    return f"{rounded(value, digits):.{max(0, min(15, int(digits)))}f}"


def _inside(_c: Context, value: Value, *wanted: Value, rule: Callable[..., bool]) -> bool:
    is_exact = isinstance(value, list)
    return rule(has(value, item, is_exact=is_exact) for item in wanted)


def _links_to(context: Context, value: Value, target: Value) -> bool:
    link = _link(context, target)
    own = getattr(value, "link", value)
    return (
        isinstance(link, Link)
        and isinstance(own, Link)
        and (link.path in context.folder.targets_of(own.path))
    )


def _has_tag(_c: Context, file: Value, *tags: Value) -> bool:
    own = {to_text(tag).lower() for tag in as_list(file.get("tags"))}  # type: ignore[union-attr]
    wanted = (to_text(tag).lower().removeprefix("#") for tag in tags)
    return any(f"#{tag}" in own for tag in wanted)


def _in_folder(_c: Context, file: Value, folder: Value) -> bool:
    own, wanted = to_text(file.get("folder")), to_text(folder).strip("/")  # type: ignore[union-attr]
    return not wanted or own == wanted or own.startswith(wanted + "/")


def _has_property(_c: Context, file: Value, name: Value) -> bool:
    properties = file.get("properties")  # type: ignore[union-attr]
    return isinstance(properties, dict) and to_text(name) in properties


def _matches(context: Context, pattern: Pattern, text: Value) -> bool:
    return search_pattern(pattern.source, to_text(text), context.budget, pattern.flags) is not None


def _clock(_c: Context, date: Date) -> str:
    return format_date(date, "HH:mm:ss", MOMENT)


def _day(_c: Context, date: Date) -> Date:
    at: datetime = date.moment
    return Date(at.replace(hour=0, minute=0, second=0, microsecond=0))


def _mean(_c: Context, values: Value) -> Value:
    counted = numbers_in(values)
    return sum(counted) / len(counted) if counted else None


METHODS: Mapping[str, BasesFunction] = {
    # Of anything.
    "isTruthy": lambda _c, value: is_true(value),
    "isType": lambda _c, value, name: _TYPES.get(type_of(value), type_of(value)) == name,
    "toString": lambda _c, value: "" if value is None else to_text(value),
    "isEmpty": _is_empty,
    # Of days.
    "date": _day, "format": lambda _c, date, form: format_date(date, to_text(form), MOMENT),
    "time": _clock, "relative": _relative,
    # Of texts and lists.
    "contains": lambda c, value, item: _inside(c, value, item, rule=any),
    "containsAll": lambda c, value, *items: _inside(c, value, *items, rule=all),
    "containsAny": lambda c, value, *items: _inside(c, value, *items, rule=any),
    "startsWith": lambda _c, text, start: text.startswith(to_text(start)),
    "endsWith": lambda _c, text, end: text.endswith(to_text(end)),
    "lower": lambda _c, text: text.lower(), "upper": lambda _c, text: text.upper(),
    "title": lambda _c, text: text.title(), "trim": lambda _c, text: text.strip(),
    "replace": _replace, "split": _split, "slice": _slice,
    "repeat": lambda _c, text, count: bounded(
        text * max(0, min(int(count), 200_000 // max(1, len(text)) + 1))),
    "reverse": lambda _c, value: value[::-1],
    "flat": lambda _c, values: flattened(values, 60),
    "join": lambda _c, values, sign: bounded(to_text(sign).join(map(to_text, values))),
    "sort": lambda _c, values: sorted(values, key=order_key),
    "unique": lambda _c, values: unique(values),
    "mean": _mean, "sum": lambda _c, values: sum(numbers_in(values)),
    # Of numbers.
    "abs": lambda _c, value: abs(value),
    "ceil": lambda _c, value: math.ceil(value), "floor": lambda _c, value: math.floor(value),
    "round": lambda _c, value, digits=0: rounded(value, digits), "toFixed": _fixed,
    # Of links, files, objects and regular expressions.
    "asFile": _file, "linksTo": _links_to,
    "asLink": lambda c, file, shown=None: _link(c, file, shown),
    "hasLink": _links_to, "hasTag": _has_tag, "hasProperty": _has_property,
    "inFolder": _in_folder,
    "keys": lambda _c, value: list(value.keys()), "values": lambda _c, value: list(value.values()),
    "matches": _matches,
    "icon": lambda _c, _name: "",
}  # fmt: skip
_OF_NOTHING = frozenset(("isTruthy", "isType", "toString", "isEmpty"))
_NUMBERS = frozenset(("abs", "ceil", "floor", "round", "toFixed"))


def method(name: str) -> BasesFunction | None:
    """Give a method; asked of nothing it gives nothing. None where there is none."""
    found = METHODS.get(name)
    if found is None or name in _OF_NOTHING:
        return found

    def call(context: Context, value: Value, *arguments: Value) -> Value:
        if value is None or (name in _NUMBERS and not is_number(value)):
            return None
        return found(context, value, *arguments)

    return call
