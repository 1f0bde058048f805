"""Subtitles and drawings of Excalidraw: what they say as text, and never what only programs read."""

import pytest

from noteviewer.notes.formats.excalidraw import excalidraw_text
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.note import parse_note

VTT = """WEBVTT - Title

NOTE a remark

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start
<v Ann>Hello <b>there</b>

00:00:04.500 --> 00:00:06.000
Hello there
and *more*

01:02:03.000 --> 01:02:05.000
late words
"""

SRT = "1\r\n00:00:01,000 --> 00:00:04,000\r\n{\\an8}First\r\n\r\n2\r\n00:01:05,000 --> 00:01:06,000\r\nSecond\r\n"


@pytest.mark.parametrize(
    ("name", "data", "headings", "said"),
    [
        ("a.vtt", VTT, ["0:01", "1:02:03"], ["Hello there", "and *more*", "late words"]),
        ("a.SRT", SRT, ["0:01", "1:05"], ["First", "Second"]),
    ],
)
def test_subtitles_are_what_is_said_and_when(
    name: str, data: str, headings: list[str], said: list[str]
) -> None:
    decoded = read_text(name, data.encode())
    note = parse_note(name, decoded)
    assert [section.title for section in note.headings] == headings
    text = decoded.text.replace("\\", "")
    for words in said:
        assert text.count(words) == 1
    for hidden in ("-->", "remark", "color", "an8", "<v"):
        assert hidden not in text


OLD = """---
excalidraw-plugin: parsed
tags: [excalidraw]
---
==⚠  Switch to EXCALIDRAW VIEW in the MORE OPTIONS menu of this document. ⚠==

My own [[link]]

# Text Elements
first words ^a1b2c3d4

second words ^e5f6

%%
# Drawing
```json
{"type":"excalidraw","elements":[{"text":"hidden"}]}
```
%%"""
NEW = """---
excalidraw-plugin: parsed
---
# Excalidraw Data

## Text Elements
%%
first words ^a1b2c3d4

## Drawing
```compressed-json
N4KAkARALgngDgUwgLgAQQQDwMYEMA2AlgCYBOuA7hADTgQBuCpAzoQPYB2KqATLZMzYBXUtiRoIACyhQ4zZAHoFAc0JRJQgEYA6bGwC2CgF7N6hbEcK4OCtptbErHALRY8RMpWdx8Q1TdIEfARcZgRmBShcZQUebQBGADYEmjoghH0EDihmbgBtcDBQMBKIEm4IHEJWAEVMAHkABgBOAHEAKyEAM0pJAHYAUXqAQQB9HgBNAAlaktLIWEQqog4k
```
%%"""


@pytest.mark.parametrize("text", [OLD, NEW])
def test_a_drawing_is_its_words(text: str) -> None:
    shown = excalidraw_text(text)
    lines = text.split("\n")
    assert [line for line in shown.split("\n") if "first" in line] == ["first words"]
    assert lines.index("first words ^a1b2c3d4") == shown.split("\n").index("first words")
    for hidden in ("hidden", "N4KA", "json", "⚠", "Text Elements", "Excalidraw Data", "%%"):
        assert hidden not in shown
    assert "excalidraw-plugin" in shown


def test_only_its_name_makes_a_note_a_drawing() -> None:
    assert "hidden" in read_text("x.md", OLD.encode()).text
    note = parse_note("x.excalidraw.md", read_text("x.excalidraw.md", OLD.encode()))
    assert [link.target for link in note.links] == ["link"]
