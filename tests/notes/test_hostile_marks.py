"""Work grows with the size of a text, whatever it holds: counted in calls, never in time."""

import sys

import pytest

from noteviewer.notes.images import find_images
from noteviewer.notes.links import find_links
from noteviewer.notes.outline import outline
from noteviewer.notes.references import find_references
from noteviewer.notes.syntax.marks import find_marks
from noteviewer.notes.syntax.parser import parse

PATTERNS = [
    *("[", "](", "[a](", "[a](b", "![", "[[", "[![a](b)](", "[a](b 'c", "<", '<a "', "<img src="),
    *("http://", "http://a/图", "http://a.example/b) ", "x：http://a ", "http://a/b\n\n"),
    *("http://a/b\n\nTitle\n\n", "- a\n  - http://x\n", "| http://a/b ", "<td>http://a<br/>\n"),
    *("《", "《a（", "《a（二）》", "参考：\n\n", "> http://a\n", "[x]: y\n", "<script>", "[]()"),
]


def calls(text: str) -> int:
    """How many functions are called to find everything in a text."""
    document = parse(text)
    sections = outline(document)
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        marks = find_marks(document)
        find_references(document, sections, marks)
        find_links(document, marks)
        find_images(document, marks)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("pattern", PATTERNS)
def test_work_is_linear(pattern: str) -> None:
    short, long = (calls(pattern * count) for count in (300, 1_200))
    assert long <= 5 * short + 200


@pytest.mark.parametrize("pattern", PATTERNS)
def test_long_texts_end(pattern: str) -> None:
    """Calls do not count what a regular expression does; here it would take minutes."""
    document = parse(pattern * (100_000 // len(pattern)))
    marks = find_marks(document)
    references = find_references(document, outline(document), marks)
    assert len(references) <= len(marks) + pattern.count("《") * 100_000
