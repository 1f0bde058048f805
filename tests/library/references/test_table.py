"""The table of references: typed conditions, facets, counts, order."""

import pytest

from noteviewer.library.references import (
    Choice,
    Column,
    Facet,
    FacetValue,
    Order,
    ReferenceTable,
    build_library,
)
from noteviewer.library.state import LinkOutcome, LinkVerdict, ReferenceState
from noteviewer.notes.model import ReferenceKind
from tests.library.reference_rows import reference_row

ROWS = (
    reference_row(
        "https://zhihu.com/question/1", "多任务学习是什么？", "dl/1.md", 3,
        note_title="深度学习（一）", category="DL", date="2020-05-01", section_title="概述",
    ),
    reference_row(
        "https://example.org/rl", "Deep Reinforcement Learning", "dl/2.md", 9,
        note_title="深度学习（二）", category="DL", date="2021-02-03", section_title="强化学习",
    ),
    reference_row(
        "http://example.org/rl/", "Deep RL", "ml/1.md", 1,
        note_title="机器学习（一）", category="ML", date="2019-01-01",
    ),
    reference_row(
        "https://example.org/a.pdf", "anatomy of a chip", "hw.md", 2,
        note_title="Chips", date="2022-12-31", kind=ReferenceKind.FILE, comment="slow server",
    ),
    reference_row(None, "《Attention》", "dl/2.md", 20, note_title="深度学习（二）", category="DL"),
)  # fmt: skip
QUESTION, RL, PDF, PAPER = (
    "多任务学习是什么？",
    "Deep Reinforcement Learning",
    "anatomy of a chip",
    "《Attention》",
)
STATES = {
    "https://example.org/rl": ReferenceState("https://example.org/rl", is_read=True, comment="re"),
    "https://example.org/a.pdf": ReferenceState("https://example.org/a.pdf", is_starred=True),
}
TABLE = ReferenceTable(build_library(ROWS), STATES)


def titles(choice: Choice) -> list[str]:
    return [line.entry.title for line in TABLE.list(choice).lines]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {QUESTION, RL, PDF, PAPER}),
        ("任务", {QUESTION}),
        ("DEEP learn", {RL}),
        ('"rl"', {RL}),
        ("slow", {PDF}),
        ("强化", {RL}),
        ("-deep -attention", {QUESTION, PDF}),
        ("attention OR chip", {PDF, PAPER}),
        ("host:example", {RL, PDF}),
        ("url:question", {QUESTION}),
        ("category:ml", {RL}),
        ("series:深度", {QUESTION, RL, PAPER}),
        ("heading:概述", {QUESTION}),
        ("path:dl/", {QUESTION, RL, PAPER}),
        ("title:chip", {PDF}),
        ("date:2020", {QUESTION}),
        ("date:2021-02..2022", {RL, PDF}),
        ("date:..2019", {RL}),
        ("/an.*chip$|是什么/", {QUESTION, PDF}),
        ("is:read", {RL}),
        ("-is:read", {QUESTION, PDF, PAPER}),
        ("is:starred", {PDF}),
        ("is:commented", {RL}),
        ("is:shared", {RL}),
        ("is:retitled", {RL}),
        ("is:copied", set()),
        ("is:repeated", set()),
        ("is:unheard-of", set()),
        ("kind:paper", {PAPER}),
        ("kind:file chip", {PDF}),
        ("is:unread 任务", {QUESTION}),
        ('half "typed', set()),
        (" http://www.example.org/rl?utm_source=x", {RL}),
        ("www.example.org/rl/part", {RL}),
        ("https://example.org/none", set()),
    ],
)
def test_what_is_typed_narrows_the_table(typed: str, expected: set[str]) -> None:
    assert set(titles(Choice(typed))) == expected


def test_a_hostile_expression_ends() -> None:
    rows = [reference_row(f"https://example.org/{n}", "a" * 60) for n in range(200)]
    table = ReferenceTable(build_library(rows), {})
    assert table.list(Choice("/^(a|aa)+$b/")).lines == []


def test_progress_counts_what_is_listed() -> None:
    listing = TABLE.list(Choice("series:深度"))
    assert (listing.read, len(listing.lines), TABLE.total) == (1, 3, 4)


def test_facets_count_what_the_others_leave() -> None:
    listing = TABLE.list(Choice(facets={Facet.CATEGORY: frozenset({"ML"})}))
    assert [line.entry.title for line in listing.lines] == [RL]
    assert listing.facets[Facet.CATEGORY] == (FacetValue("DL", 3, 1), FacetValue("ML", 1, 1))
    assert listing.facets[Facet.HOST] == (FacetValue("example.org", 1, 1),)
    assert [one.value for one in listing.facets[Facet.YEAR]] == ["2021", "2019"]
    assert {one.value for one in listing.facets[Facet.STATE]} == {"read", "commented"}
    assert {one.value for one in listing.facets[Facet.TOPIC]} == {"深度学习", "机器学习"}


def test_categories_that_differ_by_case_are_one_value() -> None:
    names = ("dl", "DL", "DL")
    rows = [reference_row(f"https://a.org/{n}", category=name) for n, name in enumerate(names)]
    listing = ReferenceTable(build_library(rows), {}).list(Choice())
    assert listing.facets[Facet.CATEGORY] == (FacetValue("DL", 3, 0),)


def test_values_of_one_facet_add_up_and_facets_narrow_each_other() -> None:
    choice = Choice(
        facets={
            Facet.KIND: frozenset({"file", "paper"}),
            Facet.CATEGORY: frozenset({"DL"}),
            Facet.HOST: frozenset(),
        }
    )
    assert titles(choice) == [PAPER]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (Column.TITLE, [PDF, RL, PAPER, QUESTION]),
        (Column.DATE, [PAPER, QUESTION, RL, PDF]),
        (Column.HOST, [PDF, RL, QUESTION, PAPER]),
        (Column.NOTES, [QUESTION, PDF, PAPER, RL]),
    ],
)
def test_the_order_can_be_chosen_and_turned(column: Column, expected: list[str]) -> None:
    assert titles(Choice(order=Order(column, is_descending=False))) == expected
    assert titles(Choice(order=Order(column, is_descending=True)))[0] == (
        expected[-1] if column is not Column.NOTES else RL
    )


def test_starred_come_first_and_read_last_when_sorted_by_state() -> None:
    assert titles(Choice(order=Order(Column.STATE, is_descending=False)))[0] == PDF


def test_chinese_is_sorted_by_its_sound() -> None:
    rows = [reference_row(f"https://example.org/{n}", t) for n, t in enumerate("中安波")]
    table = ReferenceTable(build_library(rows), {})
    listing = table.list(Choice(order=Order(Column.TITLE, is_descending=False)))
    assert [line.entry.title for line in listing.lines] == ["安", "波", "中"]


def test_how_things_are_cited_is_a_facet() -> None:
    rows = [
        reference_row("https://example.org/a", "One", line=1),
        reference_row("https://example.org/a", "One", line=2),
        reference_row("https://mirror.example/a", "one", "b.md"),
    ]
    listing = ReferenceTable(build_library(rows), {}).list(Choice())
    assert listing.facets[Facet.CITING] == (
        FacetValue("copied", 2, 0),
        FacetValue("repeated", 1, 0),
    )


def test_what_a_link_check_found_narrows_the_table() -> None:
    gone = LinkVerdict("https://zhihu.com/question/1", LinkOutcome.GONE, 1.0)
    table = TABLE.with_changes({}, {gone.url: gone})
    choice = Choice(facets={Facet.LINK: frozenset({"gone"})})
    assert [line.verdict for line in table.list(choice).lines] == [gone]


def test_a_new_state_changes_its_line_only() -> None:
    key = "https://example.org/rl"
    table = TABLE.with_changes({key: ReferenceState(key)})
    assert table.list(Choice("is:read")).lines == []
    assert len(table.list(Choice("is:starred")).lines) == 1
    assert len(TABLE.list(Choice("is:read")).lines) == 1
