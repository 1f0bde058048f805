"""What changed since a note was read is marked in the real page, and shown on request."""

import json
import os
from collections.abc import Callable, Iterator

import pytest

# Loaded before there is an application, as the engine wants it.
from PySide6 import QtWebEngineCore  # noqa: F401
from pytestqt.qtbot import QtBot

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.gui.changes.read_notes import ReadNotes
from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.page.page_view import PageView
from noteviewer.render.document.page import PageRequest
from noteviewer.render.document.shell import page_document
from noteviewer.render.render import render_note
from noteviewer.render.urls import page_url

os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

pytestmark = pytest.mark.web

BEFORE = "# One\n\nfirst\n\n- item\n- other\n\nlast\n"
AFTER = "# One\n\nfirst of all\n\n- item\n- new\n- other\n\nlast\n"

Ask = Callable[[str], object]
Show = Callable[[str, str], None]


@pytest.fixture
def page_view(qtbot: QtBot, services: WindowServices, tasks: Tasks) -> Iterator[PageView]:
    view = PageView(tasks, services.themes, services.icons)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.start_engine()
    view.show()
    yield view
    view.stop_engine()


@pytest.fixture
def read_notes(page_view: PageView, services: WindowServices, tasks: Tasks) -> ReadNotes:
    return ReadNotes(page_view, services, tasks)


@pytest.fixture
def show(qtbot: QtBot, page_view: PageView) -> Show:
    """Shows a note with a text."""

    def show_text(path: str, text: str) -> None:
        page = render_note(PageRequest(path, text, ENGLISH))
        document = PageDocument(
            note=path, title="t", url=page_url(path), body=page.html, html=page_document(page),
            folder="/notes", text=text, digest=str(hash(text)),
        )  # fmt: skip
        with qtbot.waitSignal(page_view.page_shown, timeout=20_000):
            page_view.show_document(document)

    return show_text


@pytest.fixture
def ask(qtbot: QtBot, page_view: PageView) -> Ask:
    """The value of an expression in the isolated world."""

    def question(expression: str) -> object:
        answers: list[object] = []
        page_view.call(f"(() => JSON.stringify([{expression}]))", on_done=answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return json.loads(str(answers[0]))[0]

    return question


MARKS = "[...document.querySelectorAll('nv-change')].map((mark) => mark.dataset.kind)"


def test_a_note_that_changed_shows_what_is_new_and_what_was(
    qtbot: QtBot, read_notes: ReadNotes, show: Show, ask: Ask, services: WindowServices
) -> None:
    with qtbot.waitSignal(read_notes.notes_read):
        show("a.md", BEFORE)
    assert ask(MARKS) == []
    with qtbot.waitSignal(read_notes.notes_read):
        show("b.md", "# Other\n")
    show("a.md", AFTER)
    qtbot.waitUntil(lambda: ask(MARKS) == ["changed", "new"])
    before = ask("document.querySelector('main').innerHTML")
    ask("(document.querySelector('nv-change[role=button]').click(), 1)")
    assert ask("document.querySelector('nv-was pre').textContent") == "first"
    assert ask("JSON.parse(noteviewerMargin.text()).text.includes('first\\n')") is False
    ask("(document.querySelector('nv-change[role=button]').click(), 1)")
    assert ask("document.querySelector('main').innerHTML") == before
    # Made anew, it is still compared with how it was read.
    show("a.md", AFTER + "\nmore\n")
    qtbot.waitUntil(lambda: ask(MARKS) == ["changed", "new", "new"])
    with qtbot.waitSignal(read_notes.notes_read):
        show("b.md", "# Other\n")
    show("a.md", AFTER + "\nmore\n")
    qtbot.waitUntil(lambda: ask(MARKS) == [])
    assert services.state.read_texts.get("/notes", "a.md") == AFTER + "\nmore\n"


def test_the_note_that_is_open_is_kept_when_the_window_is_closed(
    qtbot: QtBot, read_notes: ReadNotes, show: Show, services: WindowServices
) -> None:
    with qtbot.waitSignal(read_notes.notes_read):
        show("a.md", BEFORE)
    show("a.md", AFTER)
    qtbot.waitUntil(lambda: read_notes.open_text == AFTER)
    read_notes.leave()
    known = services.state.readings.get("/notes", "a.md")
    assert known is not None
    assert known.digest == str(hash(AFTER))


def test_it_is_known_how_far_one_has_come(
    qtbot: QtBot, read_notes: ReadNotes, show: Show, ask: Ask, services: WindowServices
) -> None:
    with qtbot.waitSignal(read_notes.notes_read):
        show("a.md", "# One\n\n" + "text\n\n" * 200 + "## Two\n\nend\n")
    ask("(scrollTo(0, document.body.scrollHeight / 2), 1)")

    def is_begun() -> bool:
        known = services.state.readings.get("/notes", "a.md")
        return known is not None and 0.2 < known.progress < 0.9

    qtbot.waitUntil(is_begun)
    ask("(scrollTo(0, document.body.scrollHeight), 1)")
    qtbot.waitUntil(lambda: services.state.readings.get("/notes", "a.md").is_finished)
