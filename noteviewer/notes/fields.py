"""What a note is called, when it was written, and where it belongs (``syntax.md``, section 3)."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from noteviewer.notes.file_types import stem
from noteviewer.notes.inline import plain_text
from noteviewer.notes.model import Section

Values = Mapping[str, str | tuple[str, ...]]

_DATED_NAME = re.compile(r"(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})(?:[-_ ]+(.*))?$")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_MILLISECONDS = re.compile(r"\d{13}$")
_NAMESPACE = "___"
_TEMPLATE_MARKS = (("{{", "}}"), ("{%", "%}"), ("<%", "%>"))
_TEMPLATE_NAMES = frozenset(("template", "模板"))
_TEMPLATE_FOLDERS = frozenset(("template", "templates", "scaffolds", "archetypes", "模板"))
_TITLE_TAG = re.compile(r"<(b|code|em|i|kbd|mark|small|strong|sub|sup|u)>([^<>]*)</\1>")
_TITLE_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
"""Marks that site builders draw in a title; ``vector<int>`` is none."""
_EMPTY_DATES = ("1970-01-01",)


def find_title(path: str, values: Values, sections: Sequence[Section]) -> str:
    """Name a note: its field, its only top heading, or its file name without date."""
    title = _CONTROL.sub("", _single(values, "title")).strip("\u200b\ufeff \t")
    if title and not _has_blank(title):
        return _TITLE_CODE.sub(r"\1", _TITLE_TAG.sub(r"\2", title))
    top = [section for section in sections if section.level == 1]
    if len(top) == 1:
        return top[0].title
    return name_of(path)


def name_of(path: str) -> str:
    """Give the title that a path alone tells."""
    name = stem(path).replace(_NAMESPACE, "/")
    if (match := _DATED_NAME.match(name)) and match[4]:
        return match[4]
    return name


def find_date(path: str, values: Values) -> str | None:
    """Give the day of a note, ISO 8601: its field, or its file name; 1970-01-01 means none."""
    written = find_written_date(path, values)
    return None if written in _EMPTY_DATES else written


def find_written_date(path: str, values: Values) -> str | None:
    """Give the day that a note bears, be it a placeholder."""
    for key in ("date", "date created", "created", "pubdate"):
        day = _read_date(_single(values, key))
        if day:
            return day
    match = _DATED_NAME.match(stem(path))
    return _iso(match[1], match[2], match[3]) if match else None


def _read_date(text: str) -> str | None:
    if _MILLISECONDS.match(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC).date().isoformat()
    match = _DATE.search(text)
    return _iso(match[1], match[2], match[3]) if match else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def find_category(values: Values) -> str | None:
    """Give the first category of a note."""
    for key in ("category", "categories", "catogeries", "cate1"):
        found = _listed(values, key, separators="")
        if found:
            return found[0]
    return None


def find_tags(values: Values) -> tuple[str, ...]:
    """Give the tags of a note in order, empty ones and repetitions dropped, without ``#``."""
    tags: dict[str, None] = {}
    for key in ("tags", "tag", "Tags"):
        for tag in _listed(values, key, separators=",，"):
            tags.setdefault(tag.removeprefix("#"))
        if tags:
            break
    return tuple(tag for tag in tags if tag)


def is_template(path: str, values: Values) -> bool:
    """Whether a note is a form to be filled in: by its folder, its name, or its empty fields."""
    *folders, name = path.lower().split("/")
    if stem(name) in _TEMPLATE_NAMES or not _TEMPLATE_FOLDERS.isdisjoint(folders):
        return True
    fields = ("title", "date", "category", "author")
    return any(_has_blank(_single(values, key)) for key in fields)


def _has_blank(text: str) -> bool:
    return any(opening in text and closing in text for opening, closing in _TEMPLATE_MARKS)


def find_aliases(values: Values) -> tuple[str, ...]:
    """Give the other names of a note."""
    return _listed(values, "aliases", ",，") or _listed(values, "alias", ",，")


def _single(values: Values, key: str) -> str:
    value = values.get(key) or values.get(key.capitalize(), "")
    text = value if isinstance(value, str) else ", ".join(value)
    return plain_text(text) if key == "title" and "[[" in text else text.strip()


def _listed(values: Values, key: str, separators: str) -> tuple[str, ...]:
    value = values.get(key, ())
    if isinstance(value, str):
        text = value.strip()
        parts: Sequence[str] = re.split(f"[{separators}]", text) if separators else (text,)
    else:
        parts = value
    return tuple(part for part in (part.strip().strip("[]") for part in parts) if part)
