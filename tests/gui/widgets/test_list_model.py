"""Turning one list into another by removals and insertions."""

from hypothesis import given
from hypothesis import strategies as st

from noteviewer.gui.widgets.list_model import insertions, removals

keys = st.lists(st.integers(0, 12), unique=True)


@given(keys, keys)
def test_removals_and_insertions_lead_to_the_new_list(old: list[int], new: list[int]) -> None:
    rows = list(old)
    for run in removals(old, new):
        del rows[run.first : run.last + 1]
    for run in insertions(list(rows), new):
        rows[run.first : run.first] = new[run.first : run.last + 1]
    assert rows == new


def test_what_stays_is_not_touched() -> None:
    assert [(run.first, run.last) for run in removals("abcd", "axcd")] == [(1, 1)]
    assert [(run.first, run.last) for run in insertions("acd", "axcd")] == [(1, 1)]
