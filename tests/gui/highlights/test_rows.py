"""Which highlights are listed, and in which order."""

from dataclasses import replace

import pytest

from noteviewer.gui.highlights.rows import (
    Choice,
    Header,
    Period,
    highlight_rows,
    make_filterable,
)
from noteviewer.library.annotations.model import Color, Highlight, Selectors

NOW = 100 * 24 * 3600.0


def made(
    number: int, note: str, text: str, color: Color = Color.YELLOW, age: float = 0
) -> Highlight:
    created = NOW - age * 24 * 3600
    return Highlight(f"urn:{number}", "/notes", note, Selectors(text), color, created=created)


ALL = [
    made(1, "a.md", "强化学习", Color.GREEN, age=0.5),
    replace(made(2, "a.md", "policy", age=20), comment="important"),
    made(3, "b.md", "value", Color.GREEN, age=90),
    replace(made(4, "b.md", "gone"), is_lost=True),
]
TITLES = {"a.md": "First note"}


def listed(choice: Choice) -> list[str]:
    rows = highlight_rows((make_filterable(one, TITLES) for one in ALL), choice, NOW)
    return [
        f"{row.title}:{row.count}" if isinstance(row, Header) else row.highlight.selectors.exact
        for row in rows
    ]


def test_what_is_lost_stands_first_then_each_note_with_its_own() -> None:
    assert listed(Choice()) == [
        ":1",
        "gone",
        "First note:2",
        "强化学习",
        "policy",
        "b.md:1",
        "value",
    ]


@pytest.mark.parametrize(
    ("choice", "passages"),
    [
        (Choice(color=Color.GREEN), ["强化学习", "value"]),
        (Choice(note="a.md"), ["强化学习", "policy"]),
        (Choice(period=Period.TODAY), ["gone", "强化学习"]),
        (Choice(period=Period.MONTH), ["gone", "强化学习", "policy"]),
        (Choice(typed="IMPORT"), ["policy"]),
        (Choice(typed="qiang"), ["强化学习"]),
        (Choice(typed="first"), ["强化学习", "policy"]),
        (Choice(typed="nothing"), []),
    ],
)
def test_they_are_chosen_by_colour_note_time_and_text(choice: Choice, passages: list[str]) -> None:
    assert [text for text in listed(choice) if ":" not in text] == passages
