"""The rows of the search dialog, without Qt."""

from dataclasses import replace

import pytest

from noteviewer.gui.search.rows import (
    HitRow,
    NoteHeader,
    PastHeader,
    hit_rows,
    is_half_typed,
    past_rows,
    scopes_of,
)
from noteviewer.library.rows import ScopeKind, SearchResult
from noteviewer.library.search.parser import parse_query
from noteviewer.library.state import SavedSearch
from tests.gui.rows import make_hit, make_note


def test_hits_stand_under_their_notes_in_the_order_of_the_best() -> None:
    rows = hit_rows([make_hit("b.md", 3), make_hit("a.md", 0), make_hit("b.md", 1)])
    assert [
        (row.path, row.hits) if isinstance(row, NoteHeader) else row.hit.section
        for row in rows
        if isinstance(row, NoteHeader | HitRow)
    ] == [("b.md", 2), 3, 1, ("a.md", 1), 0]


def test_a_note_that_is_a_hit_by_itself_needs_no_heading() -> None:
    alone, among = make_hit("a.md", 0), make_hit("b.md", 0)
    alone, among = replace(alone, anchor=""), replace(among, anchor="", title_marks=((0, 1),))
    rows = hit_rows([alone, among, make_hit("b.md", 2)])
    assert [type(row).__name__ for row in rows] == ["HitRow", "NoteHeader", "HitRow", "HitRow"]
    assert isinstance(rows[1], NoteHeader)
    assert rows[1].marks == ((0, 1),)


def test_saved_searches_stand_above_earlier_ones() -> None:
    rows = past_rows([SavedSearch("chips", "芯片")], ["词"])
    assert [row.is_saved if isinstance(row, PastHeader) else row.query for row in rows] == [
        True,
        "芯片",
        False,
        "词",
    ]


def test_scopes_follow_the_note_that_is_read() -> None:
    note = make_note("a/b/x.md", "甲（二）", ("甲", 2), category="DL")
    assert {kind: scope.value for kind, scope in scopes_of(note).items()} == {
        ScopeKind.ALL: "",
        ScopeKind.NOTE: "a/b/x.md",
        ScopeKind.SERIES: "甲",
        ScopeKind.CATEGORY: "DL",
        ScopeKind.FOLDER: "a/b",
    }
    assert list(scopes_of(make_note("x.md"))) == [ScopeKind.ALL, ScopeKind.NOTE]
    assert list(scopes_of(None)) == [ScopeKind.ALL]


@pytest.mark.parametrize(
    ("typed", "is_half"),
    [
        ("x ti", True),
        ("x has:for", True),
        ("x date:2", True),
        ("x 标", False),
        ("x 标题", True),
        ("x t", False),
        ("x ti ", False),
        ("x word", False),
        ("x /a(", True),
    ],
)
def test_a_last_word_that_is_half_typed_is_known(typed: str, is_half: bool) -> None:
    result = SearchResult(typed.strip(), 0, 0, (), parse_query(typed.strip()).issues)
    assert is_half_typed(result, typed) is is_half
