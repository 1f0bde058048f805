"""Properties of a note: types of the front matter, fields in the text, items and tags."""

import pytest

from noteviewer.notes.properties import (
    Property,
    find_items,
    find_tags_in_text,
    key_of,
    read_properties,
    typed_text,
)
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.parser import parse


def properties(text: str, dialect: Dialect = Dialect.OBSIDIAN) -> dict[str, Property]:
    return read_properties(parse(text, dialect))


def test_front_matter_keeps_its_types() -> None:
    text = """---
number: 1.5
text: "2"
truth: true
nothing:
day: 2020-01-01
list: [a, "3", 4]
nested: {deep: {x: [1]}}
link: [[Note]]
---
"""
    assert properties(text) == {
        "number": 1.5,
        "text": "2",
        "truth": True,
        "nothing": None,
        "day": "2020-01-01",
        "list": ["a", "3", 4],
        "nested": {"deep": {"x": [1]}},
        "link": "[[Note]]",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('+++\na = 1\nb = "1"\nc = [true]\n+++\n', {"a": 1, "b": "1", "c": [True]}),
        ('{\n"a": 1,\n"b": "1",\n"c": null\n}\n', {"a": 1, "b": "1", "c": None}),
        ("a:: 1\nb:: x, y\n\ntext", {"a": 1, "b": "x, y"}),
        ("---\na: 1\nb: [\n---\n", {"a": 1, "b": "["}),
    ],
)
def test_any_front_matter_has_properties(text: str, expected: dict[str, Property]) -> None:
    assert properties(text) == expected


def test_fields_stand_in_the_text_of_a_vaults_note() -> None:
    text = """# A

**Bold Field**:: Nice!
I give it [rating:: 9]! It was (mood:: [[Fine]], "so so"). `not:: this`

- [ ] write [due:: 2022-04-05]
- rating:: 7

```
code:: no
```
"""
    assert properties(text) == {
        "Bold Field": "Nice!",
        "rating": [9, 7],
        "mood": ["[[Fine]]", "so so"],
    }
    assert properties(text, Dialect.GFM) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6", 6),
        ("-80.5", -80.5),
        ("1, 2, 3", [1, 2, 3]),
        ('"yes", "or, no"', ["yes", "or, no"]),
        ("yes, or, no", "yes, or, no"),
        ("[[A]], [[B|b]]", ["[[A]]", "[[B|b]]"]),
        ("2021-04-18, 2021-04-19", ["2021-04-18", "2021-04-19"]),
        ("true", True),
        ("7 hours", "7 hours"),
        ("1" * 400, "1" * 400),
        ("", None),
    ],
)
def test_a_field_in_the_text_has_a_type(text: str, expected: Property) -> None:
    assert typed_text(text) == expected


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Basic Field!", "basic-field"),
        ("**Bold**", "bold"),
        ("due_date", "due_date"),
        ("阅读 状态", "阅读-状态"),
        ("🎅", "🎅"),
    ],
)
def test_keys_are_compared_in_one_form(name: str, key: str) -> None:
    assert key_of(name) == key


def test_items_know_what_is_above_them() -> None:
    text = "- [ ] one ^id\n    - [x] two\n      and more\n- plain\n\n> - [/] quoted\n"
    items = find_items(parse(text, Dialect.OBSIDIAN))
    assert [(item.line, item.parent, item.task, item.text) for item in items] == [
        (0, None, " ", "one ^id"),
        (1, 0, "x", "two\nand more"),
        (3, None, None, "plain"),
        (5, None, "/", "quoted"),
    ]


def test_tags_stand_in_running_text() -> None:
    text = "# Head #one\n\ntext #two/three (#四) a#no `#no` #12 #1a \\#no\n\n```\n#no\n```\n"
    assert find_tags_in_text(parse(text, Dialect.OBSIDIAN)) == ("one", "two/three", "四", "1a")


@pytest.mark.parametrize("sign", ["[a::", "(a:: ", "[", "a::b,", '"', "#a/", "- [ ] a::\n", "]("])
def test_work_on_hostile_fields_is_linear(sign: str) -> None:
    document = parse(sign * 20_000, Dialect.OBSIDIAN)
    assert len(read_properties(document)) <= 1_000
    assert len(find_items(document)) <= 5_000
    find_tags_in_text(document)
