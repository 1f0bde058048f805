"""Queries understood: trees of conditions, made by `library.search.parser`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from noteviewer.library.rows import QueryIssue, UnitFlag
from noteviewer.library.search.phrases import Phrase
from noteviewer.notes.file_types import FileKind

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?$")


class Field(StrEnum):
    """What a condition can be put to."""

    TITLE = "title"
    HEADING = "heading"
    TAG = "tag"
    CATEGORY = "category"
    SERIES = "series"
    PATH = "path"
    URL = "url"
    HOST = "host"
    DATE = "date"
    HAS = "has"
    PROPERTY = "prop"
    KIND = "kind"


FIELD_NAMES = {
    **{str(field): field for field in Field},
    "标题": Field.TITLE, "小节": Field.HEADING, "标签": Field.TAG, "分类": Field.CATEGORY,
    "类别": Field.CATEGORY, "系列": Field.SERIES, "路径": Field.PATH, "网址": Field.URL,
    "网站": Field.HOST, "日期": Field.DATE, "含": Field.HAS,
    "属性": Field.PROPERTY,
    "种类": Field.KIND,
}  # fmt: skip
HAS_VALUES = {
    "formula": UnitFlag.FORMULA, "math": UnitFlag.FORMULA, "公式": UnitFlag.FORMULA,
    "image": UnitFlag.IMAGE, "图片": UnitFlag.IMAGE,
    "code": UnitFlag.CODE, "代码": UnitFlag.CODE,
    "reference": UnitFlag.REFERENCE, "引用": UnitFlag.REFERENCE,
    "link": UnitFlag.LINK, "链接": UnitFlag.LINK,
    "highlight": UnitFlag.HIGHLIGHT, "标注": UnitFlag.HIGHLIGHT,
}  # fmt: skip


KIND_VALUES = {
    **{str(kind): kind for kind in FileKind},
    "笔记": FileKind.NOTE, "白板": FileKind.CANVAS, "字幕": FileKind.SUBTITLES,
    "数据库": FileKind.BASE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a quoted phrase."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the text of a section."""

    source: str


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A condition on a field."""

    field: Field
    value: str
    """Folded."""
    is_whole: bool = False
    """Written in quotes: a tag or category must be just this, not only begin with it."""


@dataclass(frozen=True, slots=True)
class And:
    """All of them; with none, everything."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """One of them."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: "Node"


Node: TypeAlias = Text | Pattern | FieldIs | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood."""

    text: str
    root: Node
    issues: tuple[QueryIssue, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return self.root == And(())

    @property
    def asks_for_notes(self) -> bool:
        """Whether every part is a condition on a whole note: then a note answers once."""
        return not (self.positive() or _speaks_of_sections(self.root))

    def positive(self) -> tuple[Text | Pattern, ...]:
        """What is to be found and marked: the texts that are not negated."""
        return tuple(positive(self.root))


def positive(node: Node) -> Iterator[Text | Pattern]:
    """Texts of a condition that are not negated."""
    if isinstance(node, Text | Pattern):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from positive(part)


def write(node: Node) -> str:
    """A condition as a query writes it, for the user to see."""
    match node:
        case Text(phrase):
            return f'"{phrase.text}"' if " " in phrase.text else phrase.text
        case Pattern(source):
            return f"/{source}/"
        case FieldIs(field, value):
            return f'{field}:"{value}"' if " " in value else f"{field}:{value}"
        case Not(part):
            return f"-{write(part)}"
        case And(parts):
            return f"({' '.join(map(write, parts))})"
        case Or(parts):
            return f"({' OR '.join(map(write, parts))})"


def _speaks_of_sections(node: Node) -> bool:
    match node:
        case FieldIs(field):
            return field in (Field.HEADING, Field.HAS, Field.URL, Field.HOST)
        case And(parts) | Or(parts):
            return any(_speaks_of_sections(part) for part in parts)
        case Not(part):
            return _speaks_of_sections(part)
    return True


def parse_dates(value: str) -> tuple[str, str] | None:
    """Read ``2020``, ``2020-5``, ``2020..2023``, ``..2019``, ``2021-05..``.

    Returns:
        First and last day as prefixes of ISO dates, each possibly empty; None for anything else.
    """
    first, dots, last = value.partition("..")
    bounds = [_date_prefix(first), _date_prefix(last) if dots else _date_prefix(first)]
    if None in bounds or not any(bounds):
        return None
    return bounds[0] or "", bounds[1] or ""


def _date_prefix(value: str) -> str | None:
    if not value:
        return ""
    match = _DATE.match(value)
    if match is None:
        return None
    return "-".join(
        part if len(part) == 4 else f"{int(part):02}" for part in match.groups() if part is not None
    )
