"""What stands around a reference: prose, not its neighbours in a list."""

from noteviewer.library.references import Context, context_of
from tests.library.reference_rows import reference_row

LIST = """
Some prose on the subject.

https://example.org/a

Title of A

https://example.org/b

Title of B

It explains the details.

---
"""


def test_neighbours_in_a_list_are_passed_over() -> None:
    row = reference_row("https://example.org/b", "Title of B")
    assert context_of(LIST, row) == Context(
        "Some prose on the subject.", "It explains the details."
    )


def test_what_comes_later_does_not_belong_to_it() -> None:
    row = reference_row("https://example.org/a", "Title of A")
    assert context_of(LIST, row) == Context("Some prose on the subject.", "")


def test_a_link_in_a_sentence_has_the_sentence() -> None:
    row = reference_row("https://example.org/c", "this")
    text = "before\n\nAs [this](https://example.org/c) shows, it works.\n"
    assert context_of(text, row).before == "As [this](https://example.org/c) shows, it works."


def test_a_note_that_changed_meanwhile_has_no_context() -> None:
    assert context_of("nothing", reference_row("https://example.org/x")) == Context("", "")


def test_long_lines_are_cut() -> None:
    text = "word " * 200 + "\n\nhttps://example.org/a"
    assert len(context_of(text, reference_row("https://example.org/a")).before) == 200
