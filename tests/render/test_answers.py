"""Answers to queries in the place of their source, and the source where there is none."""

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.answers import (
    Answer,
    Group,
    LinkTo,
    Moment,
    Question,
    QuestionKind,
    Task,
    View,
    ViewForm,
)
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from tests.render.conftest import Element, read_html
from tests.render.harmless import check_harmless

TABLE = View(
    ViewForm.TABLE,
    ("File", "rating"),
    (Group(((LinkTo("a/Dune.md", "Dune"), 9), (LinkTo("b.md", "b"), None))),),
    5,
    has_id=True,
)


def render(text: str, *answers: Answer, dialect: Dialect = Dialect.OBSIDIAN) -> Page:
    """The page with answers to its questions in their order."""
    asked = render_note(PageRequest("n.md", text, ENGLISH), LoneNote(dialect))
    given = tuple(zip(asked.questions, answers, strict=False))
    page = render_note(PageRequest("n.md", text, ENGLISH, answers=given), LoneNote(dialect))
    check_harmless(page.html)
    return page


def shown(text: str, *answers: Answer) -> Element:
    return read_html(render(text, *answers).html)


def test_a_page_says_what_it_asks() -> None:
    page = render("```dataview\nLIST\n```\n> ```base\n> views: []\n> ```\n\nIt is `= this.x`.")
    assert page.questions == (
        Question(QuestionKind.DATAVIEW, "LIST", "n.md"),
        Question(QuestionKind.BASE, "views: []", "n.md"),
        Question(QuestionKind.INLINE, "this.x", "n.md"),
    )
    assert 'data-language="dataview"' in page.html


@pytest.mark.parametrize("dialect", [Dialect.GFM, Dialect.KRAMDOWN])
def test_only_notes_of_a_vault_ask(dialect: Dialect) -> None:
    assert not render("```dataview\nLIST\n```\n\n`= this.x`", dialect=dialect).questions


def test_a_table_stands_in_the_place_of_its_query() -> None:
    root = shown("```dataview\nTABLE rating\n```", Answer((TABLE,)))
    assert [cell.text for cell in root.all("th")] == ["File (5)", "rating"]
    assert [cell.text for cell in root.all("td")] == ["Dune", "9", "b", ""]
    assert root.all("a")[0].attributes["href"] == "noteviewer://page/a/Dune.md"
    assert root.all("p", class_="nv-note")[0].text == "3 more"
    assert not root.all("pre")


def test_values_are_shown_as_what_they_are() -> None:
    row = (True, 1.5, Moment("2024-05-01"), ("x", LinkTo("y.md")), "**b** <script>x</script>")
    view = View(ViewForm.TABLE, ("a", "b", "c", "d", "e"), (Group((row,)),), 1)
    cells = shown("```dataview\nTABLE a\n```", Answer((view,))).all("td")
    assert cells[0].all("input", checked="")
    assert [cell.text for cell in cells[1:3]] == ["1.5", "2024-05-01"]
    assert [item.text for item in cells[3].all("li")] == ["x", "y"]
    assert cells[4].all("strong")[0].text == "b"


def test_tasks_lead_to_their_lines() -> None:
    tasks = (Task("write [[x]]", " ", "d.md", 4, (Task("draft", "x", "d.md", 5),)),)
    view = View(ViewForm.TASKS, (), (Group(tasks=tasks, name="d", is_named=True),), 2)
    root = shown("```dataview\nTASK\n```", Answer((view,)))
    assert len(root.all("input", type="checkbox")) == 2
    assert root.all("a", class_="nv-place")[0].attributes["href"] == "noteviewer://page/d.md#L5"


def test_views_are_tabs_of_which_the_first_is_open() -> None:
    cards = View(ViewForm.CARDS, ("file name",), (Group(((LinkTo("b.md", "b"),),)),), 1, "Cards")
    root = shown("```base\nx\n```", Answer((TABLE._replace(name="All"), cards)))
    tabs = root.all("details", class_="nv-tab")
    assert [tab.all("summary")[0].text for tab in tabs] == ["All", "Cards"]
    assert ["open" in tab.attributes for tab in tabs] == [True, False]
    assert len({tab.attributes["name"] for tab in tabs}) == 1


def test_an_expression_is_shown_in_running_text() -> None:
    view = View(ViewForm.VALUE, (), (Group((("*x*",),)),), 1)
    root = shown("It is `= this.x`, not `= this.y`.", Answer((view,)), Answer(problem="why"))
    assert root.all("em")[0].text == "x"
    (code,) = root.all("code")
    assert (code.text, code.attributes["title"]) == ("= this.y", "Not answered: why")


def test_what_cannot_be_answered_stays_source_with_the_reason() -> None:
    root = shown("```dataview\nLIST WHERE f()\n```", Answer(problem="unknown function: f"))
    assert root.all("p", class_="nv-unanswered")[0].text == "Not answered: unknown function: f"
    assert root.all("code")[0].text == "LIST WHERE f()"


def test_a_script_is_never_run_and_says_so() -> None:
    root = shown("```dataviewjs\ndv.list()\n```")
    assert "never run" in root.all("p", class_="nv-unanswered")[0].text
    assert root.all("code")[0].text == "dv.list()"


def test_an_answer_asks_nothing_itself() -> None:
    view = View(ViewForm.LIST, ("a",), (Group((("`= this.x` ![[b.base]]",),)),), 1)
    page = render("```dataview\nLIST\n```", Answer((view,)))
    assert len(page.questions) == 1
    assert "= this.x" in page.html
