"""Queries of Dataview over a small vault: kinds, sources, commands."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.library.queries.conftest import Ask

Rows = Callable[..., Any]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('FROM "books"', ["Dune", "Emma", "Ulysses"]),
        ('FROM "books/Dune"', ["Dune"]),
        ('FROM "books/Dune.md"', ["Dune"]),
        ('FROM "book"', []),
        ("FROM #book", ["Dune", "Emma", "Ulysses"]),
        ("FROM #BOOK/novel", ["Dune", "Emma"]),
        ("FROM #later", ["2024-05-01"]),
        ("FROM [[Dune]]", ["Emma"]),
        ("FROM [[Nowhere]]", ["Emma"]),
        ("FROM [[]]", ["2024-05-01"]),
        ("FROM outgoing([[]])", ["Dune", "Jane Austen"]),
        ('FROM "books" AND -#book/novel', ["Ulysses"]),
        ('FROM "books" and !#book/novel', ["Ulysses"]),
        ('FROM #writer or ("books" and [[]])', ["Frank Herbert", "Jane Austen"]),
        ('FROM "books" WHERE rating', ["Dune", "Emma"]),
        ('FROM "books" WHERE !rating', ["Ulysses"]),
        ("WHERE rating > 8", ["Dune"]),
        ('WHERE contains(genre, "classic")', ["Dune", "Emma"]),
        ("WHERE rating WHERE price < 10", ["Emma"]),
        ('WHERE contains(file.tasks.text, "walk")', ["2024-05-02"]),
        ("WHERE file = this.file", ["Emma"]),
        ('WHERE author.country = "UK"', ["Emma"]),
        ('FROM "books" SORT rating DESC', ["Dune", "Emma", "Ulysses"]),
        ('FROM "books" SORT rating', ["Ulysses", "Emma", "Dune"]),
        ('FROM "books" SORT length(file.name) ASC, file.name DESC', ["Emma", "Dune", "Ulysses"]),
        ('FROM "books" LIMIT 2', ["Dune", "Emma"]),
        ('FROM "books" LIMIT 2 SORT file.name DESC', ["Emma", "Dune"]),
        ('FROM "books"\n// WHERE rating\nLIMIT 1', ["Dune"]),
    ],
)
def test_commands_choose_notes(rows: Rows, source: str, expected: list[str]) -> None:
    assert rows(f"LIST {source}") == [[name] for name in expected]


@pytest.mark.parametrize(
    ("source", "columns", "expected"),
    [
        ('TABLE rating FROM "books" LIMIT 1', ["File", "rating"], [["Dune", 9]]),
        (
            'table without id file.name AS Name, rating * 2 as "Twice" from "books" limit 1',
            ["Name", "Twice"],
            [["Dune", 18]],
        ),
        ('TABLE FROM "days"', ["File"], [["2024-05-01"], ["2024-05-02"]]),
        ('LIST rating FROM "books" LIMIT 1', ["File", "rating"], [["Dune", 9]]),
        ('LIST WITHOUT ID rating FROM "books" LIMIT 1', ["rating"], [[9]]),
        (
            'TABLE length(rows) AS n FROM "books" GROUP BY author.country AS land',
            ["Group", "n"],
            [[None, 1], ["UK", 1], ["USA", 1]],
        ),
        (
            'LIST rows.file.link FROM "books" GROUP BY choice(rating > 8, "good", "other")',
            ["Group", "rows.file.link"],
            [["good", ["Dune"]], ["other", ["Emma", "Ulysses"]]],
        ),
        (
            'TABLE genre FROM "books" FLATTEN genre WHERE genre',
            ["File", "genre"],
            [["Dune", "sf"], ["Dune", "classic"], ["Emma", "classic"]],
        ),
        (
            'TABLE rows.file.name AS who FROM "books" FLATTEN genre AS g WHERE g GROUP BY g',
            ["Group", "who"],
            [["classic", ["Dune", "Emma"]], ["sf", ["Dune"]]],
        ),
        (
            'TABLE WITHOUT ID L.text AS T FROM "days" FLATTEN file.lists AS L WHERE L.topic',
            ["T"],
            [["a plain item [topic:: tea]"]],
        ),
        (
            'LIST WITHOUT ID key + ": " + sum(rows.price) FROM "books" WHERE price GROUP BY "all"',
            ['key + ": " + sum(rows.price)'],
            [["all: 20.5"]],
        ),
        (
            "CALENDAR started WHERE started",
            ["Day", "File"],
            [["2024-01-10", "Dune"], ["2024-03-01", "Emma"]],
        ),
    ],
)
def test_the_answer_has_the_columns_that_are_asked_for(
    ask: Ask, rows: Rows, source: str, columns: list[str], expected: list[object]
) -> None:
    assert ask("dataview", source)["views"][0]["columns"] == columns
    assert rows(source) == expected


def shape(tasks: list[dict[str, Any]]) -> list[Any]:
    return [(t["text"].split(" [")[0], t["status"], shape(t["children"])) for t in tasks]


@pytest.mark.parametrize(
    ("source", "expected", "total"),
    [
        (
            'TASK FROM "days" WHERE !completed',
            [
                ("write", " ", [("draft", "x", []), ("review", "/", [])]),
                ("walk", " ", []),
            ],
            3,
        ),
        ('TASK WHERE text = "draft"', [("draft", "x", [])], 1),
        (
            "TASK WHERE due AND due < date(2024-06-01)",
            [("write", " ", [("draft", "x", []), ("review", "/", [])])],
            1,
        ),
        ("TASK WHERE sleep = dur(8 hours)", [("walk", " ", [])], 1),
        ("TASK WHERE completion", [("mail", "x", [])], 1),
    ],
)
def test_tasks_come_with_those_below_them(
    ask: Ask, source: str, expected: list[object], total: int
) -> None:
    (view,) = ask("dataview", source)["views"]
    assert (view["form"], view["total"]) == ("tasks", total)
    assert [t for group in view["groups"] for t in shape(group["tasks"])] == expected


def test_tasks_can_be_grouped_by_their_note(ask: Ask) -> None:
    (view,) = ask("dataview", "TASK WHERE !completed GROUP BY file.link")["views"]
    assert [group["name"]["text"] for group in view["groups"]] == ["2024-05-01", "2024-05-02"]
    assert view["groups"][1]["tasks"][0]["line"] == 3


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("", "the end"),
        ("GRAPH x", "GRAPH"),
        ("LIST FROM csv(1)", "csv"),
        ("LIST WHERE", "the end"),
        ("LIST WHERE nosuch(1)", "nosuch"),
        ("LIST LIMIT 1 FROM #a", "FROM"),
        ("TABLE a, FROM", "the end"),
        ("CALENDAR", "CALENDAR"),
        ("CALENDAR file.name", "string"),
        ("LIST FROM (#a", ")"),
        ("LIST SORT a UPWARDS", "UPWARDS"),
    ],
)
def test_what_cannot_be_answered_is_named(rows: Rows, source: str, word: str) -> None:
    assert word in rows(source)


@pytest.mark.parametrize(
    "source",
    [
        "LIST FROM " + "(" * 3000 + "#a",
        "LIST FROM " + "-" * 3000 + "#a",
        "LIST WHERE " + "(" * 3000,
        "LIST " + "FLATTEN [1,2,3,4,5,6,7,8,9,10] AS a " * 30,
        'LIST FLATTEN split("' + "a " * 9000 + '", " ") AS a FLATTEN split("' + "b " * 900 + '", " ") AS b',
        'LIST WHERE regexmatch("(a|a)*$", "' + "a" * 50 + 'b")',
        "TABLE " + "rating, " * 2000 + "rating",
        'LIST WHERE map(split("' + "a " * 9000 + '", " "), (x) => map(split("' + "a " * 9000 + '", " "), (y) => 1))',
    ],
    ids=lambda source: source[:30],
)  # fmt: skip
def test_a_hostile_query_ends(rows: Rows, source: str) -> None:
    rows(source)
