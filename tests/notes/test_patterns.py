"""Patterns must mean the same on every Python that we support, and cost no more than their text."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import noteviewer

PACKAGE = Path(noteviewer.__file__).parent
# Before 3.11.5 a possessive group that fails half-way does not give back what it had read
# (CPython issue 106052); Debian 12 has 3.11.2. An atomic group says the same, and is right.
_POSSESSIVE_GROUP = re.compile(r"(?:\(\?:|\]|\|).*\)(?:[*+?]|\{\d*,?\d*\})\+")

LENGTH = 30_000
LIMIT = 0.4
"""Seconds of this process for a text of that length: some ten times what the slowest linear pattern
takes, and a fraction of what any other does."""
BOUNDED = {
    "noteviewer.gui": "sections cut to 20,000 characters, names, and the system's own texts",
    "noteviewer.library.folder.watch": "lines of the system's own table of mounts",
    "noteviewer.library.export.bibliography": "names of papers, as the canonical address has them",
    "noteviewer.library.names": "what is typed into a field of one line",
    "noteviewer.notes.site": "names of files",
}
"""Why the texts of some modules are short, whatever a note holds."""
SHORT = {("noteviewer.notes.urls", "_PATH_BEFORE"): "the last 200 characters of an address"}
"""Why the texts of some patterns are."""


def test_no_group_is_possessive() -> None:
    found = [
        f"{path.name}: {line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in path.read_text("utf-8").split("\n")
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert found == []


@cache
def sources() -> dict[str, str]:
    """The text of each module of ours that knows no window."""
    found = {}
    for info in pkgutil.walk_packages(noteviewer.__path__, "noteviewer."):
        if not any(info.name.startswith(name) for name in (*BOUNDED, "noteviewer.cli")):
            file = importlib.import_module(info.name).__file__
            if file and not file.endswith("__init__.py"):
                found[info.name] = Path(file).read_text("utf-8")
    return found


def patterns() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Module, name and pattern of all that is compiled when the modules are loaded."""
    for module in sources():
        for name, value in vars(importlib.import_module(module)).items():
            for pattern in _within(value):
                if isinstance(pattern.pattern, str):
                    yield module, name, pattern


def _within(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _within(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _within(item)


def ways(module: str, name: str) -> frozenset[str]:
    """How a pattern is used: at one place of a text, for all of it, or sought along it."""
    texts = [sources()[module]] if name.startswith("_") else list(sources().values())
    used = re.findall(rf"\b{name}\.(\w+)", "\n".join(texts))
    known = {way if way in {"match", "fullmatch"} else "finditer" for way in used}
    return frozenset(known or {"finditer"})


def texts(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """What a pattern is made of, to be repeated, and what stands before it: letters and blanks."""
    singles: dict[str, None] = {}
    runs: dict[str, None] = {}
    _collect(_parser.parse(pattern.pattern, pattern.flags), singles, runs)
    blanks = [run + blank for run in runs for blank in " \n"]
    units = list(dict.fromkeys([" ", "\n", *singles, *runs, *blanks]))[:24]
    starts = [run[:end] for run in runs for end in range(1, min(len(run), 9) + 1)]
    heads = [head for head in dict.fromkeys([*runs, *starts]) if not head.isspace()][:24]
    return [("", unit) for unit in units] + [(head, " ") for head in heads]


def _collect(tree: Any, singles: dict[str, None], runs: dict[str, None]) -> str:
    run = ""
    for operation, value in tree:
        if operation is sre.LITERAL:
            run += chr(value)
        elif operation in (sre.IN, sre.NOT_LITERAL, sre.ANY):
            letter = _letter(operation, value)
            singles.setdefault(letter)
            run += letter
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            run += _collect(value[2], singles, runs)
        elif operation in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
            run += _collect(value[-1] if operation is sre.SUBPATTERN else value, singles, runs)
        elif operation is sre.BRANCH:
            run += next(iter([_collect(branch, singles, runs) for branch in value[1]]))
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            _collect(value[1], singles, runs)
    if run:
        runs.setdefault(run)
    return run


def _letter(operation: Any, value: Any) -> str:
    if operation is not sre.IN or value[0][0] is sre.NEGATE:
        return "a"
    kind, first = value[0]
    if kind is sre.LITERAL:
        return chr(first)
    if kind is sre.RANGE:
        return chr(first[0])
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(first), "a")


def seconds(pattern: re.Pattern[str], text: str, way: str) -> float:
    started = time.process_time()
    if way == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, way)(text)
    return time.process_time() - started


def longest(pattern: re.Pattern[str], text: str, ways: frozenset[str]) -> float:
    """Seconds for a text, with an end that may fit and one that does not."""
    return max(seconds(pattern, text + end, way) for end in ("", "\0") for way in ways)


@pytest.mark.parametrize("module", sorted(sources()))
def test_no_pattern_runs_away(module: str) -> None:
    """Each with its worst letters, many times over, with an end that fits and one that does not."""
    slow = []
    for owner, name, pattern in patterns():
        if owner != module or (owner, name) in SHORT:
            continue
        used = ways(module, name)
        for head, unit in texts(pattern):
            # First short texts, for what is worse than its square would not end.
            lengths = (24, 600, 3_000, LENGTH)
            if any(longest(pattern, head + unit * (n // len(unit)), used) > LIMIT for n in lengths):
                slow.append(f"{name} with {head!r}, {unit!r}: {pattern.pattern}")
                break
    assert slow == []
