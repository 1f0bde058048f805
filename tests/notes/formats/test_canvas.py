"""Canvases: as Markdown for search and links, as cards for the page; bad ones without harm."""

import json
from typing import Any

import pytest

from noteviewer.notes.formats.canvas import Card, Edge, canvas_text, read_canvas
from noteviewer.notes.formats.parsing import parse_text
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.note import parse_note


def node(name: str, kind: str = "text", **fields: Any) -> dict[str, Any]:
    place = {"x": 0, "y": 0, "width": 100, "height": 50}
    return {"id": name, "type": kind} | place | fields


def canvas(*nodes: dict[str, Any], edges: list[dict[str, Any]] | None = None) -> str:
    return json.dumps({"nodes": nodes, "edges": edges or []})


def test_cards_and_edges_are_read_as_the_specification_has_them() -> None:
    read = read_canvas(
        canvas(
            node("a", text="**A**", color="1"),
            node("b", "file", file="b.md", subpath="#Part", x=200, color="#a1B2c3"),
            node("c", "link", url="https://example.org/x", y=90),
            node("g", "group", label="Group", x=-10, y=-10, width=500, height=400),
            edges=[
                {"fromNode": "a", "toNode": "b", "fromSide": "right", "toSide": "left"},
                {"fromNode": "b", "toNode": "a", "fromEnd": "arrow", "toEnd": "none",
                 "label": "why", "color": "3"},
            ],
        )
    )  # fmt: skip
    assert read.cards == (
        Card("group", -10, -10, 500, 400, "Group"),
        Card("text", 0, 0, 100, 50, "**A**", colour="1"),
        Card("file", 200, 0, 100, 50, "b.md", "#Part", "#a1B2c3"),
        Card("link", 0, 90, 100, 50, "https://example.org/x"),
    )
    assert read.edges == (
        Edge(1, 2, "right", "left", has_start_arrow=False, has_end_arrow=True),
        Edge(2, 1, "", "", has_start_arrow=True, has_end_arrow=False, label="why", colour="3"),
    )


def test_what_it_says_is_searched_and_its_links_are_links() -> None:
    text = canvas(
        node("loose", text="loose [[other]]", x=-900),
        node("g", "group", label="Group", width=500, height=400),
        node("in", text="inside", x=10, y=10),
        node("f", "file", file="folder/b.md", subpath="#Part", x=20, y=90),
        node("p", "file", file="p.png", x=20, y=190),
        node("l", "link", url="https://example.org/", x=20, y=290),
        edges=[{"fromNode": "in", "toNode": "f", "label": "leads to"}],
    )
    decoded = read_text("x.canvas", text.encode())
    note = parse_note("x.canvas", decoded)
    assert note.title == "x.canvas"
    assert [section.title for section in note.headings] == ["Group"]
    assert [(link.target, link.fragment) for link in note.links] == [
        ("other", ""), ("folder/b.md", "Part"),
    ]  # fmt: skip
    assert [image.source for image in note.images] == ["p.png"]
    assert [reference.url for reference in note.references] == ["https://example.org/"]
    assert "leads to" in decoded.text
    assert '"nodes"' not in decoded.text


@pytest.mark.parametrize(
    "fields",
    [
        {"x": float("nan")},
        {"y": float("inf")},
        {"x": 1e308},
        {"width": -1},
        {"width": 0},
        {"height": 1e9},
        {"x": "nowhere"},
        {"x": None},
        {"x": [1]},
        {"type": "script"},
        {"text": None},
    ],
)
def test_a_card_that_lies_nowhere_is_left_out(fields: dict[str, Any]) -> None:
    text = canvas(node("bad", text="bad") | fields, node("good", text="good"))
    assert [card.content for card in read_canvas(text).cards] == ["good"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"nodes": 5, "edges": {}}',
        '{"nodes": [1, null, "x", []]}',
        "[" * 100_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        '{"nodes": [' + '{"id":"a","type":"text","text":"x"},' * 3 + "{}]}",
        "\0" * 50,
        '{"nodes": ' + "9" * 10_000 + "}",
    ],
)
def test_what_is_no_canvas_is_an_empty_one(text: str) -> None:
    assert read_canvas(text).cards == ()
    assert canvas_text(text) == ""
    assert parse_text("x.canvas", canvas_text(text)).blocks == ()


def test_links_of_other_kinds_and_colours_of_their_own_are_not_taken() -> None:
    text = canvas(
        node("a", "link", url="javascript:alert(1)"),
        node("b", "link", url="file:///etc/passwd"),
        node("c", text="c", color="red;position:fixed"),
        edges=[{"fromNode": "c", "toNode": "c", "fromSide": "</svg>", "color": "url(#x)"}],
    )
    read = read_canvas(text)
    assert read.cards == (Card("text", 0, 0, 100, 50, "c"),)
    assert (read.edges[0].start_side, read.edges[0].colour) == ("", "")


def test_cards_are_counted() -> None:
    many = canvas(*(node(f"n{n}", text="x") for n in range(2_500)))
    assert len(read_canvas(many).cards) == 2_000
