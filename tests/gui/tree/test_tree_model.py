"""The tree model over nodes."""

from weakref import ref

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from noteviewer.gui.panes.library.topics import build_topics
from noteviewer.gui.tree.model import NodeModel
from noteviewer.gui.tree.node import Node, build_sections
from tests.gui.rows import make_note, make_section


@pytest.fixture
def model(qtbot: QtBot) -> NodeModel:
    made = NodeModel()
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    made.replace(tree("a1", "a2", "b1"))
    return made


def tree(*names: str) -> Node:
    """Notes ``a1`` stand in category ``a``."""
    return build_topics(
        [make_note(f"{name}.md", name, category=name[0], sections=2) for name in names], {}
    )


def labels(model: NodeModel, parent: QModelIndex | None = None) -> list[str]:
    above = parent or QModelIndex()
    return [
        model.index(row, 0, above).data(Qt.ItemDataRole.DisplayRole)
        for row in range(model.rowCount(above))
    ]


def test_an_update_keeps_what_stands_open(model: NodeModel, qtbot: QtBot) -> None:
    view = QTreeView()
    qtbot.addWidget(view)
    view.setModel(model)
    b = model.index(1, 0)
    view.expand(b)
    view.setCurrentIndex(model.index(0, 0, b))
    model.update(tree("0x", "a1", "b0", "b1", "b2"))
    assert labels(model) == ["0", "a", "b"]
    assert view.isExpanded(model.index(2, 0))
    assert labels(model, model.index(2, 0)) == ["b0", "b1", "b2"]
    assert view.currentIndex().data() == "b1"


def test_sections_are_asked_for_once_and_only_when_wanted(qtbot: QtBot) -> None:
    model = NodeModel()  # without the tester, which asks for everything
    model.replace(tree("a1"))
    note = model.index(0, 0, model.index(0, 0))
    assert model.hasChildren(note)
    assert model.rowCount(note) == 0
    with qtbot.waitSignal(model.sections_wanted) as wanted:
        model.fetchMore(note)
    assert not model.canFetchMore(note)
    row = wanted.args[0]
    sections = [make_section("", 0), make_section("甲", 1), make_section("乙", 2, parent=1)]
    model.put_sections(row, build_sections(row.note, sections, []))
    assert labels(model, note) == ["甲"]
    assert labels(model, model.index(0, 0, note)) == ["乙"]


def test_a_failed_request_can_be_made_again() -> None:
    model = NodeModel()
    model.replace(tree("a1"))
    note = model.index(0, 0, model.index(0, 0))
    model.fetchMore(note)
    model.forget_request(model.node(note))
    assert model.canFetchMore(note)


def test_a_changed_note_asks_for_its_sections_again(model: NodeModel, qtbot: QtBot) -> None:
    note = model.index(0, 0, model.index(0, 0))
    model.put_sections(model.node(note), [])
    changed = make_note("a1.md", "a1", category="a", sections=5)
    with qtbot.waitSignal(model.sections_wanted):
        model.update(build_topics([changed], {}))


def test_a_stale_index_finds_nothing(model: NodeModel) -> None:
    stale = model.index(0, 0, model.index(1, 0))
    model.replace(tree("c1"))
    assert model.node(stale) is model.root


def test_titles_cannot_put_marks_into_tooltips(model: NodeModel) -> None:
    model.replace(build_topics([make_note("x.md", "<img src=x> & co")], {}))
    tooltip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=x&gt; &amp; co" in tooltip
    assert "<img" not in tooltip


def test_many_changed_rows_are_told_at_once(qtbot: QtBot) -> None:
    def dated(day: str) -> Node:
        return build_topics([make_note(f"a{n}.md", f"a{n}", date=day) for n in range(9)], {})

    model = NodeModel()
    model.replace(dated("2001-01-01"))
    assert model.index(8, 0).data() == "a8"
    with qtbot.waitSignal(model.dataChanged) as told:
        model.update(dated("2002-01-01"))
    first, last = told.args[:2]
    assert (first.row(), last.row()) == (0, 8)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.update(dated("2002-01-01"))


def test_rows_that_nobody_has_seen_are_there_when_they_are_asked_for(model: NodeModel) -> None:
    model.replace(tree("a1", "b1"))
    series = model.index(0, 0)
    model.update(tree("a1", "a2", "a3", "b1"))
    assert model.rowCount(series) == 3
    rows = [model.index(row, 0, series) for row in range(3)]
    assert [model.node(row).note.path for row in rows if model.node(row).note] == [
        "a1.md", "a2.md", "a3.md",
    ]  # fmt: skip
    assert {model.parent(row) for row in rows} == {series}


def test_a_tree_that_is_not_shown_any_more_is_freed_at_once() -> None:
    root = tree("a1", "a2")
    gone = ref(root.children[0].children[0])
    assert gone() is not None
    del root
    assert gone() is None
