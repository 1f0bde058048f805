"""Blocks of Logseq as it shows them: tasks with a box, dates as fields, nothing that is empty."""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from noteviewer.notes.blocks import LOGSEQ_PROPERTY
from noteviewer.render.cut import Line
from noteviewer.render.tokens import Tokens

_TASK = re.compile(
    r"([ \t]*[-*+][ \t]+)(#{1,6}[ \t]+)?"
    r"(TODO|DOING|NOW|LATER|IN-PROGRESS|WAIT|WAITING|DONE|CANCELL?ED)(?=[ \t]+\S)"
)
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+")
_PRIORITY = re.compile(r"([ \t]+)\[#([A-C])\](?=\s)")
_DATE = re.compile(r"([ \t]*(?:[-*+][ \t]+)?)(SCHEDULED|DEADLINE):[ \t]*<(\d[^<>]*)>[ \t]*$")
_EMPTY = re.compile(r"[ \t]*-[ \t]*$")
_DRAWER = re.compile(r"[ \t]*:(?:LOGBOOK|PROPERTIES):[ \t]*$")
_DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*$")
_BOXES = {"DONE": "[x] ", "CANCELED": "", "CANCELLED": ""}


def with_blocks(lines: Sequence[Line], tokens: Tokens) -> list[Line]:
    """The lines with tasks, priorities and dates as marks, without drawers and empty blocks.

    The words themselves stay: who has searched for LATER wants to see where it stands.
    """
    written: list[Line] = []
    ends = [index for index, line in enumerate(lines) if _DRAWER_END.match(line.text)]
    hidden_until = -1
    pending = ""
    for index, line in enumerate(lines):
        if index <= hidden_until or _EMPTY.match(line.text):
            continue
        if _DRAWER.match(line.text):
            following = bisect(ends, index)
            if following < len(ends):
                hidden_until = ends[following]
                continue
        if marker := _marker_of_property(line.text):
            # A block that begins with what Logseq keeps about it goes on below.
            pending = marker
            continue
        text = line.text
        if pending and text.strip() and not _ITEM.match(text):
            text = pending + text.lstrip()
        pending = ""
        written.append(replace(line, text=_marked(text, tokens)))
    return written


def _marker_of_property(text: str) -> str:
    """The marker of an item that is only a property of a block; empty for other lines."""
    item = _ITEM.match(text) if "::" in text else None
    return item[0] if item and LOGSEQ_PROPERTY.match(text, item.end()) else ""


def _marked(text: str, tokens: Tokens) -> str:
    if date := _DATE.match(text):
        return f"{date[1]}{_label(date[2], tokens)} {date[3]}"
    if not (task := _TASK.match(text)):
        return text
    rest = text[task.end() :]
    label = _label(task[3], tokens)
    if priority := _PRIORITY.match(rest):
        label += f" {_label(priority[2], tokens)}"
        rest = rest[priority.end() :]
    # A heading has no box: it would be one of its letters.
    box = "" if task[2] else _BOXES.get(task[3], "[ ] ")
    return f"{task[1]}{task[2] or ''}{box}{label}{rest}"


def _label(word: str, tokens: Tokens) -> str:
    return tokens.final(f'<span class="nv-key">{escape(word)}</span>', word)
