"""Values offered for the fields of a query, without Qt."""

import pytest

from noteviewer.gui.search.completion import (
    Value,
    choose_values,
    completed,
    token_at,
    with_field_name,
)
from noteviewer.library.search.query import Field


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


def test_a_value_is_put_in_with_quotes_where_it_is_meant_whole() -> None:
    query = "词 series:深"
    token = token_at(query, len(query))
    assert token is not None
    assert completed(query, token, "深度学习") == ('词 series:"深度学习" ', 16)
    query = "词 host:zh"
    token = token_at(query, len(query))
    assert token is not None
    assert completed(query, token, "zhihu.com") == ("词 host:zhihu.com ", 17)
    assert completed(query, token, "a b") == ('词 host:"a b" ', 13)


@pytest.mark.parametrize(
    ("query", "completed_query"),
    [("cat", "category:"), ("词 -hos", "词 -host:"), ("(小", None), ("小节", "小节:"), ("h", None)],
)
def test_the_name_of_a_field_is_carried_on(query: str, completed_query: str | None) -> None:
    carried_on = with_field_name(query, len(query))
    assert carried_on == (completed_query and (completed_query, len(completed_query)))


@pytest.mark.parametrize("query", ["", "he has x", "hex", "ha ", "category:ta"])
def test_what_begins_no_name_is_left_alone(query: str) -> None:
    assert with_field_name(query, len(query)) is None


def test_values_are_found_by_text_and_pinyin() -> None:
    values = [Value("MyDL", 9), Value("DL", 5), Value("多任务", 1)]
    assert [value.text for value in choose_values(values, "d")] == ["DL", "MyDL", "多任务"]
    assert [value.text for value in choose_values(values, "drw")] == ["多任务"]
    assert choose_values(values, "多任务") == []
