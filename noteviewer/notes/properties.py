"""Properties of a note: its front matter with types, the fields in its text, its items and tags.

What a value is follows YAML's core schema for front matter, and the documentation of Dataview
("Adding metadata", "Types of metadata") for fields in the text: ``key:: value`` on a line of its
own, ``[key:: value]`` and ``(key:: value)`` anywhere. Days, links and spans of time stay the text
that they are written as; who asks for them reads them (`noteviewer.library.queries.values`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from noteviewer.notes.data_files import Quoted, Value
from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.tree import Block, BlockKind, InlineKind

Property: TypeAlias = "str | int | float | bool | list[Property] | dict[str, Property] | None"
"""A value as JSON can keep it."""

LONGEST_TEXT = 2_000
"""Characters of the text of an item, and of a field in the text."""
MOST_ITEMS = 5_000
"""Items of a note that are known."""
_MOST_FIELDS = 1_000
_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,15})?\Z")
_WORDS: Mapping[str, Property] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
_WHOLE_LINE = re.compile(r"[ \t]*([^\s:\[\](){}|`<>#][^:\[\](){}|`<>]{0,79})::(?!:)[ \t]*(.*)\Z")
_KEY = re.compile(r"([^:\[\](){}|`<>]{1,80})::(?!:)")
_PAIRS = {"[": "]", "(": ")"}
_MARKS = re.compile(r"[*_~=]+")
_PART = re.compile(
    r'[ \t]*("[^"]*"|!?\[\[[^\[\]]+\]\]|\d{4}-\d\d[\dT:.-]*|[-+]?\d[\d.]*|true|false)'
)
_TAG = re.compile(
    r"(?:(?<=[\s(（,，、])|(?<![\s\S]))#([\w/\-\u200d\ufe0f\U0001f000-\U0001faff]{1,200})"
)
_ANYTHING = re.compile(r"[^\n]")
_UNNAMED = re.compile(r"[^\w\s/-]")


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list, which may be a task."""

    line: int
    parent: int | None
    """Line of the item above it."""
    task: str | None
    """The character in its box; None where it has none."""
    text: str
    """As it is written, without what lies below it."""
    name: str = ""
    """By which links reach it: ``^name``."""


def read_properties(document: Document) -> dict[str, Property]:
    """Give the properties of a note, in order; a key that comes again has a list of values."""
    found = {key: typed(value) for key, value in document.front_matter.data.items()}
    if document.dialect.rules.has_fields and "::" in document.text:
        for key, value in _text_fields(document):
            if key not in found:
                found[key] = value
            else:
                before = found[key]
                kept = before if isinstance(before, list) else [before]
                found[key] = [*kept, *(value if isinstance(value, list) else (value,))]
    return found


def typed(value: Value) -> Property:
    """Tell numbers, truth and nothing from text, as YAML does."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1:
            inner = value[0][0]
            if isinstance(inner, str):
                return f"[[{inner}]]"  # ``key: [[note]]`` without quotes
        return [typed(inner) for inner in value]
    return str(value) if isinstance(value, Quoted) else _scalar(value)


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """Give the form in which keys are compared: ``Basic Field!`` is ``basic-field``."""
    bare = _UNNAMED.sub("", _MARKS.sub("", name) if not name.isidentifier() else name)
    return "-".join(bare.lower().split()) or name.strip().lower()


def fields_of(text: str) -> Iterator[tuple[str, Property]]:
    """Find the fields in the text of a paragraph or an item."""
    for line in text.split("\n"):
        if "::" not in line:
            continue
        if match := _WHOLE_LINE.match(line[:LONGEST_TEXT]):
            if key := _MARKS.sub("", match[1]).strip():
                yield key, typed_text(match[2])
        else:
            yield from _bracketed(line[:LONGEST_TEXT])


def typed_text(text: str) -> Property:
    """Read the value of a field in the text: a list where commas part numbers, links or quotes."""
    text = text.strip()
    if "," in text:
        parts: list[Property] = []
        at = 0
        while match := _PART.match(text, at):
            parts.append(_unquoted(match[1]))
            at = match.end()
            while at < len(text) and text[at] in " \t":
                at += 1
            if at == len(text):
                return parts
            if text[at] != ",":
                break
            at += 1
    return _unquoted(text)


def find_items(document: Document) -> tuple[ListItem, ...]:
    """Find the items of all lists of a note, each before those below it."""
    found: list[ListItem] = []
    _add_items(document.blocks, None, found)
    return tuple(found[:MOST_ITEMS])


def find_tags_in_text(document: Document) -> tuple[str, ...]:
    """Find ``#tag`` in running text, in order and once each, without ``#``.

    In Org these are the tags of headings.
    """
    found: dict[str, None] = {}
    if not document.is_markdown:
        for _leaf, node in document.walk_inlines():
            if node.kind is InlineKind.LABEL and node.target.startswith("#"):
                found.setdefault(node.target[1:])
        return tuple(found)
    if "#" not in document.text:
        return ()
    for block in document.walk():
        if block.kind in RUNNING and "#" in block.text:
            found.update(dict.fromkeys(tags_of(_without_code(block))))
    return tuple(found)


def tags_of(text: str) -> Iterator[str]:
    """Find ``#tag`` in a text; a number alone is none."""
    for match in _TAG.finditer(text):
        tag = match[1].strip("/")
        if not tag.isdecimal() and tag:
            yield tag


def _scalar(text: str) -> Property:
    text = text.strip()
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text


def _unquoted(text: str) -> Property:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    return _scalar(text)


def _text_fields(document: Document) -> Iterator[tuple[str, Property]]:
    count = 0
    tasks: set[int] = set()
    for block in document.walk():
        if block.kind is BlockKind.ITEM and "task" in block.attributes and block.children:
            tasks.add(id(block.children[0]))  # what a task says of itself is not the note's
        if block.kind in RUNNING and "::" in block.text and id(block) not in tasks:
            for found in fields_of(_without_code(block)):
                count += 1
                if count > _MOST_FIELDS:
                    return
                yield found


def _without_code(block: Block) -> str:
    """The text of a leaf with blanks for code, formulas and comments."""
    pieces: list[str] = []
    at = 0
    for atom in block.atoms:
        covered = block.text[atom.start : atom.end]
        pieces += (block.text[at : atom.start], _ANYTHING.sub(" ", covered))
        at = atom.end
    return "".join((*pieces, block.text[at:]))


def _bracketed(line: str) -> Iterator[tuple[str, Property]]:
    """``[key:: value]`` and ``(key:: value)``; each bracket is paired once, so time is linear."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for at, sign in enumerate(line):
        if sign in _PAIRS:
            opened.append(at)
        elif sign in "])" and opened and _PAIRS[line[opened[-1]]] == sign:
            closed[opened.pop()] = at
    done = 0
    for start in sorted(closed):
        match = _KEY.match(line, start + 1) if start >= done else None
        if match and match.end() <= closed[start] and (key := _MARKS.sub("", match[1]).strip()):
            yield key, typed_text(line[match.end() : closed[start]])
            done = closed[start]


def _add_items(blocks: "list[Block] | tuple[Block, ...]", parent: int | None,
               found: list[ListItem]) -> None:  # fmt: skip
    for block in blocks:
        if block.kind is not BlockKind.ITEM:
            _add_items(block.children, parent, found)
            continue
        first = block.children[0] if block.children else None
        has_text = first is not None and first.kind is BlockKind.PARAGRAPH
        text = first.text[:LONGEST_TEXT] if first is not None and has_text else ""
        name = block.attributes.get("name") or (first.attributes.get("name") if first else "")
        found.append(ListItem(block.start, parent, block.attributes.get("task"), text, name or ""))
        _add_items(block.children[has_text:], block.start, found)
