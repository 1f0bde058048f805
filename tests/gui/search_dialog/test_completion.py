"""Values offered for the fields of a query, without Qt."""

import pytest

from noteviewer.gui.search_dialog.completion import (
    Value,
    choose_values,
    completed,
    read_values,
    token_at,
)
from noteviewer.library.query import Field
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_note, make_reference


@pytest.mark.parametrize(
    ("query", "field", "typed"),
    [
        ("category:", Field.CATEGORY, ""),
        ("词 host:zhi", Field.HOST, "zhi"),
        ('-series:"深度 学', Field.SERIES, "深度 学"),
        ("(分类：D", Field.CATEGORY, "D"),
    ],
)
def test_a_value_being_typed_is_seen(query: str, field: Field, typed: str) -> None:
    token = token_at(query, len(query))
    assert token is not None
    assert (token.field, token.typed) == (field, typed)


@pytest.mark.parametrize("query", ["", "词", "nofield:x", "category:DL ", "https://a"])
def test_anything_else_is_text(query: str) -> None:
    assert token_at(query, len(query)) is None


def test_a_value_is_put_in_with_quotes_where_it_needs_them() -> None:
    query = "词 series:深"
    token = token_at(query, len(query))
    assert token is not None
    assert completed(query, token, "深度学习") == ("词 series:深度学习 ", 14)
    assert completed(query, token, "AI Chip") == ('词 series:"AI Chip" ', 19)


def test_values_come_from_the_notes_the_commonest_first() -> None:
    catalog = FakeCatalog(
        rows=[
            make_note("a/1.md", "甲（一）", ("甲", 1), category="DL", tags=("x", "y")),
            make_note("a/2.md", category="ML", tags=("y",), date="2020-01-02"),
            make_note("3.md", category="ML"),
        ],
        cites={"a/1.md": [make_reference("https://zhihu.com/1"), make_reference(None, "Paper")]},
    )
    assert read_values(catalog, Field.CATEGORY) == [Value("ML", 2), Value("DL", 1)]
    assert read_values(catalog, Field.TAG) == [Value("y", 2), Value("x", 1)]
    assert read_values(catalog, Field.SERIES) == [Value("甲", 1)]
    assert read_values(catalog, Field.PATH) == [Value("a", 2)]
    assert read_values(catalog, Field.DATE) == [Value("2020", 1)]
    assert read_values(catalog, Field.HOST) == [Value("zhihu.com", 1)]
    assert Value("formula", 0) in read_values(catalog, Field.HAS)


def test_values_are_found_by_text_and_pinyin() -> None:
    values = [Value("MyDL", 9), Value("DL", 5), Value("多任务", 1)]
    assert [value.text for value in choose_values(values, "d")] == ["DL", "MyDL", "多任务"]
    assert [value.text for value in choose_values(values, "drw")] == ["多任务"]
    assert choose_values(values, "多任务") == []
