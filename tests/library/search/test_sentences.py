"""The sentence around a link."""

import pytest

from noteviewer.library.search.sentences import LONGEST, sentence_of


@pytest.mark.parametrize(
    ("line", "link", "sentence"),
    [
        ("First. See [the note](n.md) for more. Last.", "the note", "See the note for more."),
        ("一句。另见[[某篇|这里]]，很好！完。", "这里", "另见这里，很好！"),
        ("- **bold** [[target]] and", "target", "bold target and"),
        ("[[target]]", "target", ""),
        ("v1.2 of [x](x.md)", "x", "v1.2 of x"),
        ("no link here", "gone", "no link here"),
    ],
)
def test_it_ends_where_sentences_end(line: str, link: str, sentence: str) -> None:
    assert sentence_of(f"# Heading\n\n{line}\nnext", 2, link) == sentence


def test_a_long_one_is_cut_around_the_link() -> None:
    cut = sentence_of("a " * 2000 + "[here](n.md)" + " b" * 100, 0, "here")
    assert "here" in cut
    assert len(cut) <= LONGEST + 2


def test_a_line_that_is_not_there_any_more_says_nothing() -> None:
    assert sentence_of("one", 7, "x") == ""
