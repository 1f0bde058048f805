"""The text that stands for a notebook: its cells and outputs in order, without what is no text.

A notebook is JSON with pictures in it; what a reader reads, searches and cites is the text of its
cells. So its lines are counted in a text of its own: a line that begins with `SIGN` begins a part,
and the sign stands nowhere else in it. What stands above the first such line is Markdown, so that
the lines of a section are a text of the same form::

    # Heading of a Markdown cell
    <SIGN>```python [3]
    print("x")
    <SIGN>~~~
    x
    <SIGN>![](attachment:1/0.png)
    <SIGN>
    Markdown again
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

SIGN = "\u2063"
"""An invisible separator, which texts have no use for."""


class PartKind(StrEnum):
    """What a part is, by the marks behind the sign."""

    MARKDOWN = ""
    CODE = "```"
    FOLDED_CODE = "````"
    """Code that its writer hides."""
    OUTPUT = "~~~"
    ERROR = "~~~!"
    HTML = "~~~<"
    FORMULA = "~~~$"
    RAW = "~~~%"
    PICTURE = "!"
    UNREADABLE = "~~~?"
    """The file as it is; `Part.argument` says why."""


PICTURE_LINE = f"{SIGN}{PartKind.PICTURE}"
"""Begins a line that only names a picture."""


class Part(NamedTuple):
    """A part of the text."""

    kind: PartKind
    argument: str
    """Language and count of code; the picture; why a file cannot be read."""
    start: int
    """Its first line, that with the sign included."""
    body: int
    """First line of its content."""
    end: int


_HEAD = re.compile(r"(~~~[!<$%?]|`{3,4}|~~~|!|)(.*)", re.DOTALL)
_PICTURE = re.compile(r"attachment:(\d{1,6}/(?!\.)[^/\\\"<>\x00-\x1f]{1,200})")


def part_line(kind: PartKind, argument: str = "") -> str:
    """The line that begins a part."""
    return f"{SIGN}{kind}{argument}"


def split_parts(lines: tuple[str, ...]) -> Iterator[Part]:
    """Take a text apart."""
    starts = [number for number, line in enumerate(lines) if line.startswith(SIGN)]
    first = starts[0] if starts else len(lines)
    if first:
        yield Part(PartKind.MARKDOWN, "", 0, 0, first)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        found = _HEAD.match(lines[start], 1)
        mark, argument = (found[1], found[2]) if found else ("", "")
        yield Part(PartKind(mark), argument.strip(), start, start + 1, end)


def held_picture(note: str, source: str) -> str | None:
    """The path of a picture in a notebook, as if that were a folder; None for other pictures."""
    if not note.lower().endswith(".ipynb"):
        return None
    found = _PICTURE.fullmatch(source)
    return f"{note}/{found[1]}" if found else None


def split_held(path: str) -> tuple[str, str] | None:
    """The notebook and the picture in it that a path names; None for other paths."""
    at = path.lower().find(".ipynb/")
    return (path[: at + 6], path[at + 7 :]) if at >= 0 else None
