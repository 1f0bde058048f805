"""The problems pane."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.panes.problems.pane import ProblemsPane, kind_title, sentence
from noteviewer.gui.panes.problems.rows import Header, make_filterable, problem_rows, section_at
from noteviewer.library.location import Location
from noteviewer.library.rows import NoteProblem
from noteviewer.notes.model import Problem, ProblemKind
from tests.gui.drivers import ProblemsDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_section


def found(path: str, kind: ProblemKind, detail: str = "", line: int | None = None) -> NoteProblem:
    return NoteProblem(path, Problem(kind, detail, line), f"Title of {path}")


PROBLEMS = [
    found("b.md", ProblemKind.BROKEN_LINK, "x", 9),
    found("a.md", ProblemKind.BROKEN_LINK, "词", 7),
    found("a.md", ProblemKind.BROKEN_LINK, "词", 7),
    found("c.md", ProblemKind.UNREADABLE),
]


def test_the_gravest_come_first_then_by_place() -> None:
    rows = problem_rows(map(make_filterable, PROBLEMS))
    assert [
        (row.kind.value, row.count) if isinstance(row, Header) else row.found.path for row in rows
    ] == [("unreadable", 1), "c.md", ("broken-link", 3), "a.md", "a.md", "b.md"]
    assert len({row.key for row in rows}) == len(rows)


def test_the_filter_looks_at_path_title_and_detail() -> None:
    assert [row.is_header for row in problem_rows(map(make_filterable, PROBLEMS), "ci")] == [
        True,
        False,
        False,
    ]
    assert problem_rows(map(make_filterable, PROBLEMS), "nothing") == []


def test_a_line_lies_in_the_section_that_begins_before_it() -> None:
    sections = [make_section("", 0), make_section("甲", 1), make_section("乙", 1)]
    placed = [
        section.__class__(s.title, s.level, line, line + 4, s.anchor)
        for s, line, section in zip(sections, (0, 4, 8), sections, strict=True)
    ]
    assert section_at(placed, 5) == "甲"
    assert section_at(placed, 8) == "乙"
    assert section_at(placed, None) == ""


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_kind_has_words(kind: ProblemKind) -> None:
    assert kind_title(kind)
    assert "detail" in sentence(Problem(kind, "detail"))


def test_enter_leads_to_the_section(
    qtbot: QtBot, catalog: FakeCatalog, services: WindowServices
) -> None:
    catalog.faults = PROBLEMS
    catalog.outline["c.md"] = [make_section("", 0)]
    pane = ProblemsPane(services)
    ui = ProblemsDriver(pane)
    qtbot.addWidget(pane)
    pane.set_folder("/notes")
    with qtbot.waitExposed(pane):
        pane.show()
    qtbot.waitUntil(lambda: len(ui.rows) == 6)
    pane.focus_list()
    with qtbot.waitSignal(pane.open_requested) as asked:
        ui.press(Qt.Key.Key_Return)
    assert [asked.args[0].location] == [Location("/notes", "c.md")]
