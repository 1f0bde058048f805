"""Blocks of Logseq as it shows them: tasks with a box, dates as fields, nothing that is empty."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from noteviewer.render.cut import Line
from noteviewer.render.tokens import Tokens

_TASK = re.compile(
    r"([ \t]*[-*+][ \t]+)(#{1,6}[ \t]+)?"
    r"(TODO|DOING|NOW|LATER|IN-PROGRESS|WAIT|WAITING|DONE|CANCELL?ED)(?=[ \t]+\S)"
)
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
    for index, line in enumerate(lines):
        if index <= hidden_until or _EMPTY.match(line.text):
            continue
        if _DRAWER.match(line.text):
            hidden_until = next((end for end in ends if end > index), -1)
            if hidden_until > 0:
                continue
        written.append(replace(line, text=_marked(line.text, tokens)))
    return written


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
