"""Patterns must mean the same on every Python that we support."""

import re
from pathlib import Path

import noteviewer

PACKAGE = Path(noteviewer.__file__).parent
# Before 3.11.5 a possessive group that fails half-way does not give back what it had read
# (CPython issue 106052); Debian 12 has 3.11.2. An atomic group says the same, and is right.
_POSSESSIVE_GROUP = re.compile(r"(?:\(\?:|\]|\|).*\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_no_group_is_possessive() -> None:
    found = [
        f"{path.name}: {line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in path.read_text("utf-8").split("\n")
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert found == []
