"""Pages from the worker process, and what happens when a note takes too long."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import PageRequest
from noteviewer.render.document.plain import LONGEST
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.worker.readings import CardFacts, CardReading, OutlineReading, PreviewReading
from noteviewer.render.worker.renderer import Renderer

SLOW = "".join("  " * (number % 60) + "- a\n" for number in range(20_000))
"""Lists within lists: eight times the budget on two slow processors."""


def request(text: str, path: str = "note.md") -> PageRequest:
    return PageRequest(path, text, ENGLISH)


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer(time_budget=1.0)
    yield made
    made.close()


def test_a_page_comes_from_another_process(renderer: Renderer) -> None:
    page = renderer.render(request("# Title\n\ntext"))
    assert page.anchors == ("title",)
    assert not page.is_plain


def test_a_note_past_its_budget_comes_as_plain_text_and_the_next_one_as_a_page(
    renderer: Renderer,
) -> None:
    page = renderer.render(request(SLOW))
    assert page.problems == (Problem(ProblemKind.TIMED_OUT),)
    assert "- a\n  - a\n" in page.html
    assert not renderer.render(request("next")).is_plain


def test_a_killed_process_is_replaced(renderer: Renderer) -> None:
    renderer.start()
    assert renderer._process is not None
    renderer._process._popen.kill()
    renderer._process._popen.wait()
    assert not renderer.render(request("again")).is_plain


def test_an_enormous_note_is_not_laid_out(renderer: Renderer) -> None:
    page = renderer.render(request("x" * (LONGEST + 1)))
    assert page.problems == (Problem(ProblemKind.TOO_LARGE),)
    assert len(page.html) < LONGEST + 1000


def test_equal_requests_give_the_same_page_until_the_folder_changes(renderer: Renderer) -> None:
    first = renderer.render(request("a\nb"))
    assert "<br" not in first.html
    assert renderer.render(request("a\nb")) is first
    renderer.use(LoneNote(Dialect.OBSIDIAN))
    assert "<br" in renderer.render(request("a\nb")).html


def test_no_page_after_the_end(renderer: Renderer) -> None:
    renderer.close()
    assert renderer.render(request("late")).is_plain


def test_notes_are_read_in_another_process(renderer: Renderer) -> None:
    sections = renderer.read(OutlineReading("x.md", "# One\n\n## Two\n"), ())
    assert [(s.title, s.level) for s in sections] == [("", 0), ("One", 1), ("Two", 2)]
    card = CardReading("2020-1-2-x.md", "---\ntitle: T\ntags: [a]\n---\n\ntext")
    assert renderer.read(card, CardFacts("")) == CardFacts("T", "2020-01-02", "", ("a",))
    preview = PreviewReading("x.md", ("a **b**", "- c"), ())
    found = renderer.read(preview, ())
    assert [[piece.text for piece in pieces] for pieces in found] == [["a b"], ["c"]]


def test_a_note_past_its_budget_is_not_read_and_the_next_one_is(renderer: Renderer) -> None:
    assert renderer.read(OutlineReading("x.md", "[" * 4_000_000 + SLOW * 20), ()) == ()
    assert renderer.read(OutlineReading("x.md", "# One"), ())


def test_the_worker_needs_no_window_toolkit() -> None:
    code = (
        "import sys, noteviewer.render.worker.server;"
        "sys.exit(any(name.split('.')[0] == 'PySide6' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
