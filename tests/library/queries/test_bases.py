"""Bases over a small vault: filters, formulas with each documented function, views."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.library.queries.conftest import Ask, plain

DAY, TIME = 'date("2024-03-05")', 'date("2024-03-05 09:07:08")'


@pytest.fixture
def formula(ask: Ask) -> Callable[[str], Any]:
    """What a formula gives for the note on Emma; the reason, where there is none."""

    def worked_out(source: str) -> Any:
        quoted = source.replace("'", "''")
        text = f"""
filters: file.name == "Emma"
formulas:
  f: '{quoted}'
  twice: formula.f
views:
  - type: table
    order: [formula.twice]
"""
        found = ask("base", text, "days/2024-05-01.md")
        if found["problem"]:
            return found["problem"]
        ((cell,),) = found["views"][0]["groups"][0]["rows"]
        return plain(cell)

    return worked_out


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("price * rating", 56),
        ('"a" + "b"', "ab"),
        ("!(1 > 2) && 2 >= 2 || false", True),
        ('rating == 7 && genre != "x"', True),
        ("note.rating", 7),
        ('note["rating"]', 7),
        ("nothing", None),
        ("-rating", -7),
        ("this.file.name", "2024-05-01"),
        ('author == link("Jane Austen")', True),
        ('if(rating > 5, "good", "bad")', "good"),
        ("if(nothing, 1)", None),
        (f'{DAY} + "1M" + "4h" + "3m"', "2024-04-05 04:03:00"),
        (f'{DAY} - "1 week"', "2024-02-27"),
        (f'({DAY} + "1d") - {DAY} == 86400000', True),
        (f"({TIME} - {DAY}).hours > 9", True),
        ('duration("5h") * 2', "10 hours"),
        ('now() > today() - "1d"', True),
        (f"number({DAY}) > 0", True),
        ('number("3.4")', 3.4),
        ("number(true)", 1),
        ("max(1, 3, 2) + min(1, 3, 2)", 4),
        ("list(genre).length", 1),
        ('link("Dune", "it")', "it"),
        ('file("Dune").size > 1', True),
        ('escapeHTML("<b>")', "&lt;b&gt;"),
        ("1.isTruthy()", True),
        ('(1).isTruthy() && rating.isType("number")', True),
        ("(123).toString()", "123"),
        (f"{TIME}.year + {TIME}.minute", 2031),
        (f"{TIME}.date()", "2024-03-05"),
        (f"{TIME}.time()", "09:07:08"),
        (f'{TIME}.format("YYYY-MM-DD [at] HH:mm, dddd")', "2024-03-05 at 09:07, Tuesday"),
        ('(now() - "3d").relative()', "3 days ago"),
        (f"{DAY}.isEmpty()", False),
        ('nothing.isEmpty() && "".isEmpty() && [].isEmpty()', True),
        ('"hello".length', 5),
        ('"hello".contains("ell")', True),
        ('"hello".containsAll("h", "x")', False),
        ('"hello".containsAny("h", "x")', True),
        ('"hello".startsWith("he") && "hello".endsWith("lo")', True),
        ('"HeLLo".lower() + "a".upper()', "helloA"),
        ('"a:b:c".replace(/:/, "-")', "a-b:c"),
        ('"a:b:c".replace(/:/g, "-")', "a-b-c"),
        ('"a:b:c".replace(":", "-")', "a-b-c"),
        ('"John Smith".replace(/(\\w+) (\\w+)/, "$2, $1")', "Smith, John"),
        ('"12".repeat(2) + "abc".reverse()', "1212cba"),
        ('"hello".slice(1, 4)', "ell"),
        ('"a,b,c".split(",", 2)', ["a", "b"]),
        ('"a1b2c".split(/\\d/)', ["a", "b", "c"]),
        ('"hello world".title()', "Hello World"),
        ('"  hi ".trim()', "hi"),
        ("(-5).abs() + (2.1).ceil() + (2.9).floor()", 10),
        ("(2.5).round() + (2.3333).round(2)", 5.33),
        ("(3.14159).toFixed(2)", "3.14"),
        ("[1, 2, 3].contains(2)", True),
        ("[1, 2].containsAll(2, 3) || [1, 2].containsAny(9)", False),
        ("[1, 2, 3, 4].filter(value > 2)", [3, 4]),
        ("[1, 2].map(value + index)", [1, 3]),
        ("[1, 2, 3].reduce(acc + value, 0)", 6),
        ("[1, [2, [3]]].flat()", [1, 2, 3]),
        ('[1, 2].join("-")', "1-2"),
        ("[3, 1, 2].sort().reverse().slice(0, 2)", [3, 2]),
        ("[1, 2, 1].unique().length", 2),
        ('link("Emma").asFile().name', "Emma"),
        ('link("Emma").linksTo("Dune")', True),
        ("file.asLink()", "Emma"),
        ('file.hasLink("Dune") && !file.hasLink("Ulysses")', True),
        ('file.hasTag("book") && file.hasTag("x", "book/novel")', True),
        ('file.hasProperty("rating")', True),
        ('file.inFolder("books") && !file.inFolder("boo")', True),
        ("file.ext + file.folder + file.path", "mdbooksbooks/Emma.md"),
        ("file.backlinks.length + file.links.length", 4),
        ('{"a": 1}.keys()', ["a"]),
        ('/e[mx]ma/i.matches("Emma")', True),
    ],
)  # fmt: skip
def test_a_formula_has_the_value_that_is_documented(
    formula: Callable[[str], Any], source: str, expected: object
) -> None:
    assert formula(source) == expected


@pytest.mark.parametrize("source", ["nosuch()", '"a".nosuch()', "[1].map()", "1 +"])
def test_a_formula_that_is_not_known_is_named(formula: Callable[[str], Any], source: str) -> None:
    assert formula(source).startswith(("unknown function: nosuch", "map()", "not understood"))


def names(ask: Ask, text: str, view: int = 0) -> Any:
    found = ask("base", text)
    if found["problem"]:
        return found["problem"]
    groups = found["views"][view]["groups"]
    return [plain(row[0]) for group in groups for row in group["rows"]]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("file.hasTag('book')", ["Dune", "Emma", "Ulysses"]),
        ("{and: [file.hasTag('book'), rating > 8]}", ["Dune"]),
        ("{or: [rating > 8, shelf == 'high']}", ["Dune", "Ulysses"]),
        ("{and: [file.inFolder('books'), {not: [rating > 0]}]}", ["Ulysses"]),
        ("'file.hasLink(this)'", ["2024-05-01"]),
        ("{and: ['!rating.isEmpty()']}", ["Dune", "Emma"]),
        ("file.folder == 'people' && born < date('1900-01-01')", ["Jane Austen"]),
    ],
)
def test_filters_choose_notes(ask: Ask, filters: str, expected: list[str]) -> None:
    quoted = filters if filters.startswith(("{", "'")) else '"' + filters + '"'
    assert names(ask, f"filters: {quoted}\n") == expected


BASE = """
filters: file.inFolder("books")
formulas:
  cost: 'if(price, "$" + price.toFixed(2), "")'
properties:
  rating: {displayName: Stars}
  formula.cost: {displayName: Cost}
summaries:
  half: values.mean() / 2
views:
  - type: table
    name: All
    order: [file.name, rating, formula.cost]
    sort: [{property: rating, direction: DESC}]
    summaries: {rating: Average, price: half}
  - type: cards
    name: Covers
    image: note.cover
    order: [file.name, rating]
    filters: rating > 8
  - type: list
    name: By genre
    groupBy: {property: price, direction: DESC}
    order: [file.name]
    limit: 2
"""


def test_each_view_has_its_columns_order_and_rows(ask: Ask) -> None:
    table, cards, listed = ask("base", BASE)["views"]
    assert (table["name"], table["form"]) == ("All", "table")
    assert table["columns"] == ["file name", "Stars", "Cost"]
    assert [plain(row) for row in table["groups"][0]["rows"]] == [
        ["Dune", 9, "$12.50"],
        ["Emma", 7, "$8.00"],
        ["Ulysses", None, ""],
    ]
    assert table["summaries"] == {"Stars": 8, "price": 5.125}
    assert (cards["form"], cards["total"]) == ("cards", 1)
    assert cards["groups"][0]["rows"][0][0]["link"] == "dune.png"
    assert [group["name"] for group in listed["groups"]] == [12.5, 8]
    assert listed["total"] == 3


def test_a_view_that_is_asked_for_comes_first(ask: Ask) -> None:
    views = ask("base", BASE, view="Covers")["views"]
    assert [view["name"] for view in views] == ["Covers", "All", "By genre"]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Min", 7), ("Max", 9), ("Sum", 16), ("Range", 2), ("Median", 8), ("Stddev", 1),
        ("Empty", 1), ("Filled", 2), ("Unique", 2), ("Checked", 0), ("Unchecked", 0),
        ("Earliest", None),
    ],
)  # fmt: skip
def test_a_summary_is_made_of_the_column(ask: Ask, summary: str, expected: object) -> None:
    text = (
        'filters: file.inFolder("books")\n'
        f"views: [{{type: table, order: [rating], summaries: {{rating: {summary}}}}}]\n"
    )
    assert ask("base", text)["views"][0]["summaries"] == {"rating": expected}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("filters: [", "YAML"),
        ("- a", "list"),
        ("views: [{type: map}]", "map"),
        ("filters: {xor: [a]}", "xor"),
        ("filters: nosuch()", "nosuch"),
        ("formulas: {a: formula.b, b: formula.a}\nviews: [{order: [formula.a]}]", "itself"),
        ("views: [{summaries: {rating: Nosuch}}]", "Nosuch"),
        ("&a [*a]", "aliases"),
    ],
)
def test_what_cannot_be_answered_is_named(ask: Ask, text: str, word: str) -> None:
    assert word in ask("base", text)["problem"]


@pytest.mark.parametrize(
    "text",
    [
        "filters: " + "{and: [" * 40 + "a" + "]}" * 40,
        "filters: '" + "(" * 5000 + "'",
        "formulas:\n" + "".join(f"  f{n}: formula.f{n + 1}\n" for n in range(900))
        + "views: [{order: [formula.f0]}]",
        "filters: '\"a\".repeat(99999999).repeat(99999999)'",
        "filters: '/(a+)+$/.matches(\"" + "a" * 60 + "b\")'",
        "views:\n" + "- {type: table}\n" * 1000,
    ],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_a_hostile_base_ends(ask: Ask, text: str) -> None:
    ask("base", text)
