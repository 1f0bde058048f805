"""The one reader of YAML, TOML and JSON that a folder of notes holds. No file of it is trusted.

Use it for front matter, ``_config.yml``, ``book.toml``, ``.obsidian/*.json`` and the like::

    try:
        values = read_fields(text, format_of("_config.yml"))
    except DataError as error:
        problem = Problem(ProblemKind.BAD_CONFIG, error.reason, error.line)

`read_data` gives any value, `read_fields` one that has names at its top. What comes out is text,
lists and mappings only: numbers, days and ``true`` are text, ``null`` is empty text. Size, depth
and number of values are bounded, before anything is built from them; aliases of YAML are refused (a
few lines of aliases to aliases unfold to more text than there is memory), and tags mean nothing.
Whatever a text holds, the only exception is `DataError`, and the time is linear.

The reader takes text; whoever reads the file asks for its size first (`library/folder/options.py`).
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import yaml

Value = str | list["Value"] | dict[str, "Value"]
"""What a data file holds, as text, lists and mappings."""


class Quoted(str):
    """A text that is written in quotes, and so is text for certain: ``"996"``."""

    __slots__ = ()


_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


_MOST_DOTS: Final = 1_000
"""Behind the ``=`` of a line, where they may belong to names or to a text."""


class DataFormat(StrEnum):
    """A way to write data as text."""

    YAML = "yaml"
    TOML = "toml"
    JSON = "json"


_ENDINGS: Final = {
    ".yml": DataFormat.YAML,
    ".yaml": DataFormat.YAML,
    ".toml": DataFormat.TOML,
    ".json": DataFormat.JSON,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a data file may have; a file that has more is refused as a whole."""

    characters: int = 1_000_000
    values: int = 50_000
    """Texts, lists and mappings, names included."""
    depth: int = 50


BOUNDS: Final = Bounds()
"""Several times what the largest configuration of any program has."""


class DataError(ValueError):
    """A data file cannot be read."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Say why.

        Args:
            reason: What is wrong, in English, in one line; parts of the text may stand in it.
            line: Zero-based line at which it is, where that is known.
        """
        super().__init__(reason)
        self.reason = reason
        self.line = line


def format_of(name: str) -> DataFormat | None:
    """How a file is written, by the end of its name; None for other files."""
    return _ENDINGS.get(f".{name.lower().rpartition('.')[2]}")


def read_fields(text: str, data_format: DataFormat, bounds: Bounds = BOUNDS) -> dict[str, Value]:
    """Read a text that has names at its top; an empty text has none.

    Raises:
        DataError: it cannot be read, or is a list, or a single value.
    """
    value = read_data(text, data_format, bounds)
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise DataError("not a list of fields")
    return value


def read_data(text: str, data_format: DataFormat, bounds: Bounds = BOUNDS) -> Value:
    """Read a text; an empty one is empty text.

    Raises:
        DataError: it is not well formed, or has more than the bounds allow.
    """
    if len(text) > bounds.characters:
        raise DataError("too long")
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return ""
    try:
        match data_format:
            case DataFormat.YAML:
                return _Builder(bounds).build(yaml.parse(text, _LOADER))
            case DataFormat.TOML:
                _check_names(text, bounds)
                return _Copier(bounds).copy(tomllib.loads(text))
            case DataFormat.JSON:
                # Numbers stay text: Python makes none of more than 4,300 digits.
                return _Copier(bounds).copy(
                    json.loads(text, parse_int=_Number, parse_float=_Number, parse_constant=_Number)
                )
    except DataError:
        raise
    except RecursionError:
        raise DataError("nesting") from None
    except MemoryError:
        raise DataError("too long") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise DataError(error.problem or _first_line(error), mark.line if mark else None) from None
    except (yaml.YAMLError, ValueError) as error:
        raise DataError(_first_line(error), _line_of(error)) from None


class _Builder:
    """Builds what the events of YAML say, without calling itself: a stack holds what is open."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._count = self._documents = 0
        self._top: list[Value] = []
        self._opened: list[list[Value] | dict[str, Value]] = [self._top]
        self._names: list[str | None] = [None]
        """Of each open mapping, the name whose value has not come yet."""

    def build(self, events: Iterator[yaml.Event]) -> Value:
        for event in events:
            mark = event.start_mark
            self._take(event, mark.line if mark else None)
        return self._top[0] if self._top else ""

    def _take(self, event: yaml.Event, line: int | None) -> None:
        match event:
            case yaml.ScalarEvent():
                self._put(Quoted(event.value) if event.style else event.value, line)
            case yaml.SequenceStartEvent():
                self._open([], line)
            case yaml.MappingStartEvent():
                self._open({}, line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._opened.pop()
                self._names.pop()
            case yaml.AliasEvent():
                raise DataError("aliases", line)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise DataError("more than one document", line)

    def _open(self, value: list[Value] | dict[str, Value], line: int | None) -> None:
        self._put(value, line)
        self._opened.append(value)
        self._names.append(None)

    def _put(self, value: Value, line: int | None) -> None:
        self._count += 1
        _check(self._count, len(self._opened), self._bounds, line)
        inner, name = self._opened[-1], self._names[-1]
        if isinstance(inner, list):
            inner.append(value)
        elif name is not None:
            inner[name] = value
            self._names[-1] = None
        elif isinstance(value, str):
            self._names[-1] = value
        else:
            raise DataError("a name is no text", line)


def _check_names(text: str, bounds: Bounds) -> None:
    """Refuse ``a.b.c.d = 1`` of many parts, each of which makes the reader copy those before it."""
    for number, line in enumerate(text.split("\n")):
        name, equals, value = line.partition("=")
        is_deep = (equals or name.lstrip().startswith("[")) and name.count(".") > bounds.depth
        if is_deep or value.count(".") > _MOST_DOTS:
            raise DataError("nesting", number)


class _Number(str):
    """A number of JSON, as it is written."""

    __slots__ = ()


class _Copier:
    """Copies what a library read, as text, lists and mappings, up to the bounds."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._count = 0

    def copy(self, value: Any, depth: int = 1) -> Value:
        self._count += 1
        _check(self._count, depth, self._bounds)
        if isinstance(value, list):
            return [self.copy(item, depth + 1) for item in value]
        if isinstance(value, dict):
            self._count += len(value)
            return {str(name): self.copy(item, depth + 1) for name, item in value.items()}
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str) and not isinstance(value, _Number):
            return Quoted(value)
        return "" if value is None else str(value)


def _check(count: int, depth: int, bounds: Bounds, line: int | None = None) -> None:
    if depth > bounds.depth:
        raise DataError("nesting", line)
    if count > bounds.values:
        raise DataError("too many values", line)


def _line_of(error: Exception) -> int | None:
    line = getattr(error, "lineno", None)
    return line - 1 if isinstance(line, int) else None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
