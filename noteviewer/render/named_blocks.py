"""Logseq's blocks, which a line ``id:: UUID`` names: where they are, and what they read like."""

import re
from collections.abc import Iterable

from noteviewer.notes.document import Document
from noteviewer.notes.inline import plain_text
from noteviewer.notes.places import Place

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME_LINE = re.compile(rf"^[ \t]*id::[ \t]*({UUID.pattern})[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_PROPERTY = re.compile(r"[\w.-]+::(?:[ \t]|$)")


def names_of(text: str) -> Iterable[str]:
    """The names that a text gives its blocks."""
    return (found[1] for found in _NAME_LINE.finditer(text)) if "id::" in text else ()


def places_of(document: Document) -> tuple[Place, ...]:
    """The same with their lines, as `noteviewer.notes.places.find_places` gives others."""
    if "id::" not in document.text:
        return ()
    found = _NAME_LINE.finditer(document.text)
    return tuple(Place(match[1], document.line_at(match.start(1))) for match in found)


def part_of(text: str, name: str) -> str:
    """The lines of the block of that name and of all below it; empty where it is not there."""
    found = next((match for match in _NAME_LINE.finditer(text) if match[1] == name), None)
    if found is None:
        return ""
    lines = [line.expandtabs(4) for line in text.split("\n")]
    start = text.count("\n", 0, found.start())
    end = start + 1
    while start and lines[start - 1].strip() and not _ITEM.match(lines[start]):
        start -= 1
    depth = _indent(lines[start])
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > depth):
        end += 1
    return "\n".join(line[depth:] for line in lines[start:end])


def title_of(part: str) -> str:
    """What a block reads like in a line: its first line without marks."""
    for line in part.split("\n"):
        content = _ITEM.sub("", line, count=1).strip()
        if content and not _PROPERTY.match(content):
            return plain_text(_HEADING.sub("", content, count=1))
    return ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
