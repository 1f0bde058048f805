"""What a note is called, when it was written, and where it belongs."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from noteviewer.notes.file_types import stem
from noteviewer.notes.model import Section
from noteviewer.notes.syntax.parser import plain

Values = Mapping[str, str | tuple[str, ...]]

_DATED_NAME = re.compile(r"(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})(?:[-_ ]+(.*))?$")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_ABOVE_TITLE = re.compile(
    r"<!--.*?-->|\{/\*.*?\*/\}|^(?:import|export) .*$|^\([\w.:-]+\)=$|^\[\[?toc\]?\]$",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""What may stand above a title: comments, imports of MDX, names of places, a mark for contents."""
_ID_BEHIND = re.compile(r"(?<=\S) [0-9a-f]{32}\Z")
"""What Notion writes behind the title of a page that it exports."""
_ROOTS = frozenset(("docs", "doc", "src", "source", "content", "book", "pages", "website"))
"""Folders of all pages of a site: what they show is its home."""
_ID = re.compile(r"[0-9a-f]{32}\Z")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{[ \t]*[#.][^{}]*\}\Z")
"""``{#id .class}`` behind a heading."""
_ORDER = re.compile(r"\d{1,4}(?:\.(?!\d)|[-_](?!\d)) *(?=\S)")
_JOINED = re.compile(r"(?<=\w)[-_]+(?=\w)|(?<=\W)_(?=\w)")
_NULLS = frozenset(("null", "~", "Null", "NULL"))
"""As YAML writes that there is nothing."""
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_MILLISECONDS = re.compile(r"\d{13}$")
_NAMESPACE = "___"
_TEMPLATE_MARKS = (("{{", "}}"), ("{%", "%}"), ("<%", "%>"))
_TEMPLATE_NAMES = frozenset(("template", "模板"))
_TEMPLATE_FOLDERS = frozenset(("template", "templates", "scaffolds", "archetypes", "模板"))
_TITLE_TAG = re.compile(r"<(b|code|em|i|kbd|mark|small|strong|sub|sup|u)>([^<>]*)</\1>")
_TITLE_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
"""Marks that site builders draw in a title; ``vector<int>`` is none."""
_DATE_KEYS = (
    "date", "date created", "created", "created-at", "created_at", "createdAt", "creation date",
    "pubdate", "pubDate", "publishDate", "published_at", "publish_date", "published", "updated_at",
    "updated-at", "updated", "lastmod",
)  # fmt: skip
"""When it was written, else when it was published, else when it was changed."""
_EMPTY_DATES = ("1970-01-01",)


def find_title(
    values: Values,
    sections: Sequence[Section],
    lines: Sequence[str] = (),
    *,
    has_chapters: bool = True,
) -> str:
    """Give the title that a note has by its field, or by the heading at the head of its text.

    Args:
        values: Its front matter.
        sections: Its outline.
        lines: Its text; a heading is a title only where nothing but comments stands above it.
        has_chapters: Whether the first of several top headings is one of several chapters.
    """
    title = _CONTROL.sub("", _single(values, "title").replace("\n", " ")).strip("\u200b\ufeff \t")
    if title and title not in _NULLS and not _has_blank(title):
        return _TITLE_CODE.sub(r"\1", _TITLE_TAG.sub(r"\2", title))
    top = sum(section.level == 1 for section in sections)
    if top and sections[1].level == 1 and (top == 1 or not has_chapters):
        above = "\n".join(lines[sections[0].line : sections[1].line])
        if not _ABOVE_TITLE.sub("", above).strip("\u200b\u2063\ufeff \t\n"):
            return _ATTRIBUTES.sub("", sections[1].title)
    return ""


def name_of(path: str, *, is_readable: bool = False) -> str:
    """Give the title that a path alone tells.

    Args:
        path: Of the note.
        is_readable: Whether file names are made of titles, as builders of sites do it: without
            numbers that only order, and hyphens for blanks.
    """
    name = _ID_BEHIND.sub("", stem(path)).replace(_NAMESPACE, "/")
    if (match := _DATED_NAME.match(name)) and match[4]:
        name = match[4]
    if not is_readable:
        return name
    folder = path.rpartition("/")[0].rpartition("/")[2]
    if name.lower() in ("index", "_index", "readme"):
        name = folder if folder and folder not in _ROOTS else "Home"
    return readable(name)


def first_line_of(path: str, lines: Sequence[str]) -> str:
    """Give the first line of a note whose file name is a number of Joplin's, else nothing."""
    if not _ID.match(stem(path)):
        return ""
    return next((line.strip() for line in lines if line.strip()), "")


def readable(name: str) -> str:
    """Make a file name a title: ``03.my-first_note`` is "My first note"."""
    bare = without_order(name)
    if " " not in bare:
        bare = _JOINED.sub(" ", bare).strip()
    return bare[:1].upper() + bare[1:] if bare else name


def without_order(name: str) -> str:
    """Take off the number that only orders a file: ``03.``, ``03-``, ``03_``."""
    return _ORDER.sub("", name, count=1)


def find_date(path: str, values: Values) -> str | None:
    """Give the day of a note, ISO 8601: its field, or its file name; 1970-01-01 means none."""
    written = find_written_date(path, values)
    return None if written in _EMPTY_DATES else written


def find_written_date(path: str, values: Values) -> str | None:
    """Give the day that a note bears, be it a placeholder."""
    for key in _DATE_KEYS:
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
        found = [each for each in _listed(values, key, separators="") if each not in _NULLS]
        if found:
            return found[0]
    return None


def find_tags(values: Values, *, splits: bool = False) -> tuple[str, ...]:
    """Give the tags of a note in order, empty ones and repetitions dropped, without ``#``.

    Args:
        values: The front matter.
        splits: Whether ``tags: foo bar`` are two tags.
    """
    tags: dict[str, None] = {}
    for key in ("tags", "tag", "Tags", "topics"):
        value = values.get(key, ())
        has_blanks = splits and isinstance(value, str) and not re.search("[,，]", value)
        for tag in _listed(values, key, separators=r"\s" if has_blanks else ",，"):
            if tag not in _NULLS:
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
    return plain(text) if key == "title" and "[[" in text else text.strip()


def _listed(values: Values, key: str, separators: str) -> tuple[str, ...]:
    value = values.get(key, ())
    if isinstance(value, str):
        text = value.strip()
        parts: Sequence[str] = re.split(f"[{separators}]", text) if separators else (text,)
    else:
        parts = value
    return tuple(part for part in (part.strip().strip("[]") for part in parts) if part)
