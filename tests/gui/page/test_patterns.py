"""Regular expressions over the texts of a page."""

import pytest

from noteviewer.gui.page.patterns import PatternError, Wanted, find_pattern


def test_matches_are_counted_as_scripts_count() -> None:
    found = find_pattern(Wanted("b+"), ["abb", "😀Bc", ""])
    assert (found.spans, found.is_complete) == (((0, 1, 3), (1, 2, 3)), True)


def test_case_and_whole_words_count_where_they_are_to() -> None:
    assert find_pattern(Wanted("B", matches_case=True), ["ab B"]).spans == ((0, 3, 4),)
    assert find_pattern(Wanted("b|c", is_whole_word=True), ["ab b cc"]).spans == ((0, 3, 4),)


def test_what_matches_nothing_visible_is_left_out() -> None:
    assert find_pattern(Wanted("x*"), ["aaa"]).spans == ()


def test_one_without_end_is_stopped() -> None:
    found = find_pattern(Wanted("(a|aa)+$"), ["ab", "a" * 60 + "b", "a"])
    assert not found.is_complete


def test_what_is_none_is_told() -> None:
    with pytest.raises(PatternError):
        find_pattern(Wanted("a("), ["a"])
