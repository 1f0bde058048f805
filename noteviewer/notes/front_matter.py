"""The fields above a note's text, every value as it was written."""

import re
from typing import Final

from noteviewer.notes.data_files import DataError, DataFormat, Value, read_fields
from noteviewer.notes.model import FrontMatter, Problem, ProblemKind

_LONGEST: Final = 200
"""Lines within which the closing fence must come."""
_CLOSING: Final = {"---": ("---", "..."), "+++": ("+++",)}
_FIELD = re.compile(r"(\S[^:：]*)[:：]")
_PLAIN = re.compile(r"([A-Za-z_][\w-]*):[ \t]+([^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#\n]*)")
"""A ``key: value`` line that YAML reads as it stands; most front matter is made of these only."""
_BLANK = re.compile(r"\{\{[^{}\n]{0,200}\}\}|<%[^<>\n]{0,200}%>|\{%[^{}\n]{0,200}%\}")
"""A place of a template that a program fills in."""
_LOGSEQ = re.compile(r"[ \t]*(?:-[ \t]+)?([^\s:][^:\n]*?)::(?:[ \t]+(.*))?$")

Values = dict[str, str | tuple[str, ...]]


def read_front_matter(lines: tuple[str, ...]) -> FrontMatter:
    """Find and read the front matter of a note: YAML, TOML, JSON, or Logseq's page properties."""
    first = 0
    while first < len(lines) and first < 5 and not lines[first].strip():
        first += 1
    if first >= len(lines):
        return FrontMatter()
    fence = lines[first].rstrip().lstrip("\ufeff\u200b")
    if fence in ("{", ";;;") or fence.startswith('"'):
        return _read_json(lines, first, fence)
    if fence not in _CLOSING:
        return _read_properties(lines, first)
    closing = _CLOSING[fence]
    for end in range(first + 1, min(len(lines), first + _LONGEST)):
        if lines[end].rstrip() in closing:
            break
    else:
        return FrontMatter()
    body = lines[first + 1 : end]
    if fence == "+++":
        return _read_toml(body, end + 1)
    if not any(_FIELD.match(line) for line in body) and any(line.strip() for line in body):
        return FrontMatter()
    return _read_yaml(body, first + 1, end + 1)


def _read_yaml(body: tuple[str, ...], start: int, end: int) -> FrontMatter:
    plain = _read_plain(body)
    if plain is not None:
        return _saved(plain, end)
    try:
        return _front_matter(read_fields("\n".join(body), DataFormat.YAML), end)
    except DataError as error:
        if _is_form(body):
            return _saved(_read_line_wise(body), end)
        line = None if error.line is None else min(start + error.line, end - 1)
        problem = Problem(ProblemKind.BAD_FRONT_MATTER, error.reason, line)
        return _saved(_read_line_wise(body), end, problem)


def _read_json(lines: tuple[str, ...], first: int, fence: str) -> FrontMatter:
    """JSON as Hugo writes it, in braces, and as Hexo does, its fields above a line ``;;;``."""
    start = first + (fence == ";;;")
    closing = "}" if fence == "{" else ";;;"
    for end in range(start + 1, min(len(lines), first + _LONGEST)):
        if lines[end].rstrip() == closing:
            break
    else:
        return FrontMatter()
    body = "\n".join((lines[first].lstrip("\ufeff\u200b"), *lines[first + 1 : end]))
    text = body + "}" if fence == "{" else "{" + body.removeprefix(";;;").rstrip().rstrip(",") + "}"
    try:
        return _front_matter(read_fields(text, DataFormat.JSON), end + 1)
    except DataError:
        return FrontMatter()  # a text that begins as data does


def _is_form(body: tuple[str, ...]) -> bool:
    """Whether only what is to be filled in keeps YAML from reading it: ``date: {{date}}``."""
    filled = [_BLANK.sub("x", line) for line in body]
    if filled == list(body):
        return False
    try:
        read_fields("\n".join(filled), DataFormat.YAML)
    except DataError:
        return False
    return True


def _read_plain(body: tuple[str, ...]) -> Values | None:
    values: Values = {}
    for line in body:
        if not line.strip():
            continue
        match = _PLAIN.fullmatch(line)
        if match is None or match[1] in values:
            return None
        values[match[1]] = match[2].rstrip()
    return values


def _read_line_wise(body: tuple[str, ...]) -> Values:
    """Save what can be read from front matter that YAML refuses."""
    values: Values = {}
    key = ""
    for line in body:
        match = _FIELD.match(line)
        if match and not line.startswith("- "):
            key = match[1].rstrip(" \t")
            value = line[match.end() :].strip()
            if value.startswith("[") and value.endswith("]"):
                values[key] = _split_list(value[1:-1])
            else:
                values[key] = _unquote(value)
        elif key and line.strip().startswith("- "):
            before = values[key]
            item = _unquote(line.strip()[2:].strip())
            values[key] = (*(before if isinstance(before, tuple) else ()), item)
    return values


def _split_list(text: str) -> tuple[str, ...]:
    return tuple(item for item in (_unquote(part.strip()) for part in text.split(",")) if item)


def _unquote(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def _read_toml(body: tuple[str, ...], end: int) -> FrontMatter:
    try:
        return _front_matter(read_fields("\n".join(body), DataFormat.TOML), end)
    except DataError as error:
        values: Values = {}
        for line in body:
            key, equals, value = line.partition("=")
            if equals:
                values[key.strip()] = _unquote(value.strip())
        problem = Problem(ProblemKind.BAD_FRONT_MATTER, error.reason)
        return _saved(values, end, problem)


def _read_properties(lines: tuple[str, ...], first: int) -> FrontMatter:
    """Logseq writes ``key:: value`` lines at the very top of a page."""
    values: Values = {}
    end = first
    while end < len(lines) and (match := _LOGSEQ.match(lines[end])):
        values[match[1]] = (match[2] or "").strip()
        end += 1
    return _saved(values, end) if values else FrontMatter()


def _saved(values: Values, end: int, *problems: Problem) -> FrontMatter:
    """Front matter of which only the values are known, not how they are written."""
    data: dict[str, Value] = {
        key: value if isinstance(value, str) else list(value) for key, value in values.items()
    }
    return FrontMatter(values, end, problems, data)


def _front_matter(fields: dict[str, Value], end: int) -> FrontMatter:
    data = {key.strip(): value for key, value in fields.items()}
    return FrontMatter({key: _value(value) for key, value in data.items()}, end, data=data)


def _value(value: Value) -> str | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for text in map(_text, value) if text)
    return _text(value)


def _text(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(item)}" for key, item in value.items())
    return value.strip()
