import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteviewer.library.search.parser import parse_query
from noteviewer.library.search.query import (
    And,
    Field,
    FieldIs,
    Node,
    Not,
    Or,
    Pattern,
    Text,
    parse_dates,
)


def shape(node: Node) -> object:
    """A query tree without its FTS expressions."""
    match node:
        case Text(phrase):
            return phrase.text
        case Pattern(source):
            return f"/{source}/"
        case FieldIs(field, value, is_whole):
            return (str(field), value, is_whole) if is_whole else (str(field), value)
        case And(parts):
            return ["and", *map(shape, parts)]
        case Or(parts):
            return ["or", *map(shape, parts)]
        case Not(part):
            return ["not", shape(part)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("多任务 learning", ["and", "多任务", "learning"]),
        ('"deep  Learning" x', ["and", "deep learning", "x"]),
        ("a -b", ["and", "a", ["not", "b"]]),
        ("a b OR c", ["or", ["and", "a", "b"], "c"]),
        ("a (b OR c)", ["and", "a", ["or", "b", "c"]]),
        ("（a OR b） -（c d）", ["and", ["or", "a", "b"], ["not", ["and", "c", "d"]]]),
        ("-(a OR b) c", ["and", ["not", ["or", "a", "b"]], "c"]),
        ("tag:mtl title:x", ["and", ("tag", "mtl"), ("title", "x")]),
        ('tag:"deep learning"', ("tag", "deep learning", True)),
        ("标签：测试 分类:ML", ["and", ("tag", "测试"), ("category", "ml")]),
        ("date:2020..2023", ("date", "2020..2023")),
        ("has:formula has:公式", ["and", ("has", "formula"), ("has", "公式")]),
        (r"/a\/b+/ c", ["and", r"/a\/b+/", "c"]),
        ("/images/img5/x.png", "/images/img5/x.png"),
        ("c++ gpt-4", ["and", "c++", "gpt-4"]),
        ("f(x)", "f(x)"),
        ("https://example.org/a", "https://example.org/a"),
        ("“多任务”", "多任务"),
        ("ＧＡＮ", "gan"),
        ("", ["and"]),
    ],
)
def test_a_query_is_understood(query: str, expected: object) -> None:
    assert shape(parse_query(query).root) == expected


@pytest.mark.parametrize(
    ("query", "codes", "expected"),
    [
        ('"half typed', ["unclosed-quote"], "half typed"),
        ("(a OR b", ["unclosed-bracket"], ["or", "a", "b"]),
        ("title:", ["missing-value"], "title:"),
        ("date:soon", ["bad-date"], "date:soon"),
        ("has:money=1", ["bad-has"], "has:money=1"),
        ("/a(b/", ["bad-regex"], "/a(b/"),
        ("/conv[12", ["unclosed-regex"], "/conv[12"),
        ("/etc/fstab", [], "/etc/fstab"),
        ("author:me", ["unknown-field"], "author:me"),
        ("a OR", [], ["and", "a", "or"]),
        ("a -", [], "a"),
        ("-", [], "-"),
        ("a)", [], "a)"),
    ],
)
def test_half_typed_syntax_is_text_and_told(query: str, codes: list[str], expected: object) -> None:
    parsed = parse_query(query)
    assert shape(parsed.root) == expected
    assert [issue.code for issue in parsed.issues] == codes


def test_an_issue_points_at_its_place() -> None:
    (issue,) = parse_query("gan has:money=1").issues
    assert "gan has:money=1"[issue.start : issue.end] == "money=1"


@given(st.text(st.sampled_from('ab多 "()-/:|“”（）ORtag:has:date:title:\\[*'), max_size=40))
def test_no_query_fails(text: str) -> None:
    parse_query(text)


@pytest.mark.parametrize("text", ["(" * 5000, "-(" * 3000, '"' * 999, "a OR " * 900, "/" * 5000])
def test_hostile_queries_end(text: str) -> None:
    parse_query(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020", ("2020", "2020")),
        ("2020-5", ("2020-05", "2020-05")),
        ("2020..2023-3-4", ("2020", "2023-03-04")),
        ("..2019", ("", "2019")),
        ("2021/7..", ("2021-07", "")),
        ("2020年5月", ("2020-05", "2020-05")),
        ("..", None),
        ("20", None),
        ("2020..x", None),
    ],
)
def test_dates_are_read(value: str, expected: tuple[str, str] | None) -> None:
    assert parse_dates(value) == expected


def test_every_field_has_a_name() -> None:
    for field in Field:
        value = {"date": "2020", "has": "code", "kind": "pdf"}.get(field, "x")
        assert shape(parse_query(f"{field}:{value}").root) == (str(field), value)
