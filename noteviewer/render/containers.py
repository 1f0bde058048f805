"""What holds other blocks, line by line: quotes, list items, callouts."""

import re
from dataclasses import dataclass

QUOTE = re.compile(r" {0,3}> ?")
ITEM = re.compile(r"( {0,3})([*+-]|\d{1,9}[.)]|\[\^[^\]\s\[]+\]:)(?:( +)(?=\S)| *$)")
DEEP_ITEM = re.compile(r"( {4,})([*+-]|1[.)])( +)(?=\S)")
"""Under a paragraph, and in Chinese prose, where indented lines are no code."""


@dataclass(slots=True)
class Container:
    """One that is open."""

    kind: str
    """``quote``, ``item`` or ``callout``."""
    indent: int = 0
    """Column of an item's content, from the column where its parent's content starts."""
    column: int = 0
    """Column of an item's marker, from there too."""
    marker: str = ""
    has_blank: bool = False
    """Whether blank lines were written inside."""

    @property
    def prefix(self) -> str:
        """What Python-Markdown wants before each line in it."""
        return {"quote": "> ", "item": "    ", "callout": ""}[self.kind]


def is_same_list(one: str, other: str) -> bool:
    """Whether items with these markers stand in one list."""
    return bool(one and other) and _list_kind(one) == _list_kind(other)


def _list_kind(marker: str) -> str:
    return "number" if marker[0].isdigit() else "note" if marker[0] == "[" else "bullet"
