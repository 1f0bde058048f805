"""How the library was left, without Qt."""

import pytest

from noteviewer.gui.panes.library.loader import Arrangement
from noteviewer.gui.panes.library.trees import Mode
from noteviewer.gui.tree.node import NodeKind


def test_what_is_written_is_read_again() -> None:
    path = ((NodeKind.CATEGORY, "DL"), (NodeKind.SERIES, "深度"), NodeKind.UNTAGGED)
    left = Arrangement(Mode.TAGS, {Mode.TOPICS: frozenset({path, path[:1]})})
    assert Arrangement.from_text(left.to_text()) == left


@pytest.mark.parametrize(
    "text", [None, "", "[]", "{", '{"mode": "x"}', '{"expanded": {"tags": 3}}']
)
def test_a_damaged_text_is_no_arrangement(text: str | None) -> None:
    assert Arrangement.from_text(text) == Arrangement()
