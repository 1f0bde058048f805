"""Highlights written in each form, and W3C Web Annotations read back."""

import csv
import io
import json
from dataclasses import replace

import pytest

from noteviewer.errors import CannotOpenError
from noteviewer.library.annotations.model import Color, Highlight, Selectors
from noteviewer.library.export.highlights import (
    HighlightForm,
    HighlightSelection,
    export_highlights,
)
from noteviewer.library.export.web_annotation import read_web_annotations, to_web_annotations

NOTES = "/home/reader/notes"
ONE = Highlight(
    "urn:uuid:1", NOTES, "a b/注.md", Selectors("=1+1 and *more*\nlines", "before ", " after", 7, 28, "节 1"),
    Color.BLUE, "A **comment**\n\nin two paragraphs", created=1.5e9, changed=1.6e9,
)  # fmt: skip
TWO = Highlight(
    "urn:uuid:2", NOTES, "c.md", Selectors("plain", end=5), created=1.5e9, changed=1.5e9
)
SELECTION = HighlightSelection([ONE, TWO], "notes", {"a b/注.md": "Title *x*"})


def test_web_annotations_come_back_as_they_were() -> None:
    written = to_web_annotations([ONE, TWO], "notes")
    page = json.loads(written)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["items"][0]["target"]["selector"][0]["type"] == "TextQuoteSelector"
    read = read_web_annotations(written.encode(), NOTES)
    assert read.highlights == (ONE, TWO)
    assert read.left_out == 0


def test_markdown_quotes_each_passage_under_its_note() -> None:
    written = export_highlights(SELECTION, HighlightForm.MARKDOWN)
    assert "## Title \\*x\\*" in written
    assert "> =1+1 and \\*more\\*\n> lines\n\nA **comment**\n" in written
    assert "## c.md" in written


def test_csv_has_a_row_for_each_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(export_highlights(SELECTION, HighlightForm.CSV))))
    assert [row["color"] for row in rows] == ["blue", "yellow"]
    assert rows[0]["passage"].startswith("'=1+1")
    assert rows[0]["created"] == "2017-07-14T02:40:00+00:00"


@pytest.mark.parametrize(
    "source", ["../out.md", "/etc/passwd", "file:///etc/passwd", "//host/x.md", "", 3, "a%00b"]
)
def test_what_is_no_note_below_the_folder_is_left_out(source: object) -> None:
    page = json.loads(to_web_annotations([ONE], "notes"))
    page["items"][0]["target"]["source"] = source
    read = read_web_annotations(json.dumps(page).encode(), NOTES)
    assert (read.highlights, read.left_out) == ((), 1)


def test_annotations_of_other_programs_are_read_as_far_as_they_go() -> None:
    bare = {
        "id": "https://example.org/1", "type": "Annotation",
        "body": [{"type": "TextualBody", "value": "said"}],
        "target": [{"source": "a.md", "selector": {"type": "TextQuoteSelector", "exact": "words"}}],
        "created": "no time", "modified": 4,
    }  # fmt: skip
    read = read_web_annotations(json.dumps([bare, None, {"type": "Annotation"}, 5]).encode(), NOTES)
    assert read.left_out == 3
    assert read.highlights == (
        Highlight(
            "https://example.org/1", NOTES, "a.md", Selectors("words", end=5), comment="said"
        ),
    )


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_told(data: bytes) -> None:
    with pytest.raises(CannotOpenError):
        read_web_annotations(data, NOTES)


def test_half_characters_and_endless_texts_are_taken_out() -> None:
    page = json.loads(to_web_annotations([ONE, replace(ONE, id="urn:uuid:3")], "notes"))
    page["items"][0]["target"]["selector"][0]["exact"] = "a" * 1_000_000
    page["items"][1]["body"]["value"] = "half \ud800"
    read = read_web_annotations(json.dumps(page).encode(), NOTES)
    assert [one.comment for one in read.highlights] == ["half"]
