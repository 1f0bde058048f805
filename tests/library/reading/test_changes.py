"""Which lines of a note changed since it was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteviewer.library.reading.changes import (
    MOST_LINES,
    ChangeKind,
    LineChange,
    compare_texts,
)

BEFORE = "# One\n\nfirst\n\nsecond\n\nthird\n"


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (BEFORE, ()),
        ("# One\n\n\nfirst\nsecond\n  third  \n", ()),
        ("# One\n\nfirst\n\nnew\n\nsecond\n\nthird\n", (LineChange(4, ChangeKind.NEW),)),
        ("# One\n\nfirst\n\nother\n\nthird\n", (LineChange(4, ChangeKind.CHANGED, "second"),)),
        ("# One\n\nfirst\n\nthird\n", (LineChange(4, ChangeKind.REMOVED, "second"),)),
        ("# One\n\nfirst\n\nsecond\n", (LineChange(4, ChangeKind.REMOVED, "third"),)),
        ("", (LineChange(0, ChangeKind.REMOVED, "# One\nfirst\nsecond\nthird"),)),
        (
            "# One\n\nx\n\ny\n\nthird\n",
            (
                LineChange(2, ChangeKind.CHANGED, "first"),
                LineChange(4, ChangeKind.CHANGED, "second"),
            ),
        ),
    ],
)
def test_each_change_has_its_line_and_what_was(after: str, changes: tuple[LineChange, ...]) -> None:
    assert compare_texts(BEFORE, after) == changes


def test_of_endless_notes_it_is_only_known_that_they_changed() -> None:
    assert compare_texts("a\n" * (MOST_LINES + 1), "b") is None
    many = "\n".join(map(str, range(15_000)))
    assert compare_texts(many, many + "\nmore") == (LineChange(15_000, ChangeKind.NEW),)
    assert compare_texts(many, "\n".join(map(str, range(20_000, 35_000)))) is None


@given(st.text("ab\n", max_size=60), st.text("ab\n", max_size=60))
def test_what_was_and_what_stayed_are_the_whole_text(before: str, after: str) -> None:
    changes = compare_texts(before, after)
    assert changes is not None
    lines = after.split("\n")
    touched = {one.line for one in changes if one.kind is not ChangeKind.REMOVED}
    stayed = [line.strip() for number, line in enumerate(lines) if number not in touched]
    was = [line for one in changes for line in one.was.split("\n") if line]
    told = sorted([*filter(None, stayed), *was])
    assert told == sorted(line.strip() for line in before.split("\n") if line.strip())
