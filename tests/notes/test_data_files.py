"""Data files of a folder: text, lists and mappings come out, or a reason; nothing else ever."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noteviewer.notes.data_files import (
    Bounds,
    DataError,
    DataFormat,
    Value,
    format_of,
    read_data,
    read_fields,
)

YAML, TOML, JSON = DataFormat.YAML, DataFormat.TOML, DataFormat.JSON
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
PIECES = (
    *("a", "b: ", "- ", "  ", "\n", "---\n", "...", "? ", ": ", "&a ", "*a", "!!python/object:os.system ", "<<: "),
    *("[", "]", "{", "}", ",", '"', "'", "|\n", ">\n", "#", "%YAML 1.1\n", "!<x> ", "\t", "\ufeff", "\x07", "图"),
    *("[[a.b]]\n", "[a]\n", "a.b = ", "'''", '"""', "1979-05-27T07:32:00Z", "0x" + "f" * 5000, "9" * 5000, "1e400"),
    *("true", "null", "NaN", "-Infinity", "\\u0000", "\\ud800", "\ud800", "\\", "//", "~", "@", "`"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("data_format", "text", "value"),
    [
        (YAML, "a: 996\nb: true\nc: ~\nd: 2020-01-01\ne:\n", {"a": "996", "b": "true", "c": "~", "d": "2020-01-01", "e": ""}),
        (YAML, "- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        (YAML, "a: !!python/object/apply:os.system [x]\n", {"a": ["x"]}),
        (YAML, "a: &x b\n", {"a": "b"}),
        (YAML, " \n", ""),
        (TOML, 'a = 1\nb = true\nc = 2020-01-01\n[d]\ne = ["x"]\n', {"a": "1", "b": "true", "c": "2020-01-01", "d": {"e": ["x"]}}),
        (JSON, '{"a": [1, 1.50, true, null, "x"], "b": ' + "9" * 5000 + "}", {"a": ["1", "1.50", "true", "", "x"], "b": "9" * 5000}),
        (JSON, "\ufeff{}", {}),
    ],
)  # fmt: skip
def test_values_are_text(data_format: DataFormat, text: str, value: Value) -> None:
    assert read_data(text, data_format) == value


@pytest.mark.parametrize(
    ("data_format", "text", "reason", "line"),
    [
        (YAML, BOMB, "aliases", 1),
        (YAML, "a: &a [*a]", "aliases", 0),
        (YAML, "a: " + "[" * 480 + "]" * 480, "nesting", 0),
        (YAML, "- " * 100_000 + "x", "nesting", 0),
        (YAML, "? " * 100_000 + "x", "a name is no text", 0),
        (YAML, "a: 1\n---\nb: 2\n", "more than one document", 1),
        (YAML, "a\n" * 20 + "b: c\n", "mapping values are not allowed in this context", 20),
        (YAML, "[" + "a," * 60_000 + "]", "too many values", 0),
        (YAML, "a: b\n" * 300_000, "too long", None),
        (TOML, "a = " + "[" * 100_000, "nesting", None),
        (TOML, "a = " + "[" * 100 + "]" * 100, "nesting", None),
        (TOML, "a." * 100_000 + "a = 1", "nesting", 0),
        (TOML, "[" + "a." * 100_000 + "a]", "nesting", 0),
        (TOML, "x = {" + "a." * 100_000 + "a = 1}", "nesting", 0),
        (JSON, "[" * 400_000, "nesting", None),
        (JSON, "[" * 100 + "]" * 100, "nesting", None),
        (JSON, "[" + "1," * 60_000 + "1]", "too many values", None),
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_refused_with_a_reason(
    data_format: DataFormat, text: str, reason: str, line: int | None
) -> None:
    with pytest.raises(DataError) as caught:
        read_data(text, data_format)
    assert (caught.value.reason, caught.value.line) == (reason, line)


@pytest.mark.parametrize(
    ("data_format", "text"),
    [(TOML, "a = " + "9" * 5_000), (TOML, "a = 0x" + "f" * 5_000), (YAML, "\x07"), (YAML, "\ud800"), (YAML, "{" * 100_000)],
)  # fmt: skip
def test_what_the_libraries_cannot_hold_is_refused(data_format: DataFormat, text: str) -> None:
    with pytest.raises(DataError):
        read_data(text, data_format)


def test_fields_are_a_mapping() -> None:
    assert read_fields("", YAML) == {}
    for text in ("- a\n", "a\n"):
        with pytest.raises(DataError, match="not a list of fields"):
            read_fields(text, YAML)


def test_bounds_can_be_narrower() -> None:
    with pytest.raises(DataError, match="too long"):
        read_data("abc", YAML, Bounds(characters=2))


def test_a_name_tells_the_format() -> None:
    assert [format_of(name) for name in ("_config.YML", "a.b/x.toml", ".obsidian/app.json")] == [
        YAML,
        TOML,
        JSON,
    ]
    assert format_of("CNAME") is None


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(DataFormat))
def test_any_text_is_read_or_refused(text: str, data_format: DataFormat) -> None:
    with suppress(DataError):
        check_values(read_data(text, data_format))


def check_values(value: Value) -> None:
    if isinstance(value, list):
        for item in value:
            check_values(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            assert isinstance(name, str)
            check_values(item)
    else:
        assert isinstance(value, str)
