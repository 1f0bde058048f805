"""Tasks of Obsidian, where any character in the box says that one is done: ``- [/] half``."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from noteviewer.render.cut import Line
from noteviewer.render.tokens import Tokens

_TASK = re.compile(
    r"([ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([^\s\[\]^xX])\](?=[ \t]+\S)"
)


def with_tasks(lines: Sequence[Line], tokens: Tokens) -> list[Line]:
    """The lines with each such task as one that is done, its character as a label."""
    return [
        replace(line, text=f"{found[1]}[x] {_label(found[2], tokens)}{line.text[found.end() :]}")
        if "] " in line.text and (found := _TASK.match(line.text))
        else line
        for line in lines
    ]


def _label(sign: str, tokens: Tokens) -> str:
    return tokens.final(f'<span class="nv-key">{escape(sign)}</span>', sign)
