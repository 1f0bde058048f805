"""The hostile notes in the real web engine: nothing runs, and nobody is asked for anything.

A server listens where the notes point at; what would run leaves a mark on the document. Each wall
is tried by itself: pages as they are made, and the notes' own markup put into the document as if
the sanitiser were not there.
"""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

# Loaded before there is an application, as the engine wants it.
from PySide6 import QtWebEngineCore  # noqa: F401
from pytestqt.qtbot import QtBot

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.shell import page_document
from noteviewer.render.render import render_note
from noteviewer.render.urls import page_url
from tests.render.hostile import Hostile, hostile_notes

os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

pytestmark = pytest.mark.web

MARK = "document.documentElement.dataset.ran"
LOADED = (
    "script",
    "image that fails",
    "svg with a handler",
    "frame with a document",
    "base",
    "refresh",
    "link to a sheet",
    "style element",
    "body with a handler",
    "object",
    "film",
    "form",
)


class Beacon(ThreadingHTTPServer):
    """Hears whoever asks."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Listener)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/beacon"


class _Listener(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Beacon)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815  (the library looks for these names)

    def log_message(self, *_arguments: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def beacon() -> Iterator[Beacon]:
    with Beacon() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def page_view(qtbot: QtBot, tasks: Tasks, themes: ThemeSwitch, icons: Icons) -> Iterator[PageView]:
    pane = PageView(tasks, themes, icons)
    qtbot.addWidget(pane)
    pane.resize(600, 400)
    pane.start_engine()
    pane.show()
    yield pane
    pane.stop_engine()


def document_of(page: Page, number: int, hosts: frozenset[str] = frozenset()) -> PageDocument:
    return PageDocument(
        note=page.path,
        title=page.title,
        url=page_url(f"{number}.md"),
        body=page.html,
        html=page_document(page),
        image_hosts=hosts,
    )


def show(qtbot: QtBot, page_view: PageView, document: PageDocument) -> None:
    with qtbot.waitSignal(page_view.page_shown, timeout=20_000):
        page_view.show_document(document)


def what_ran(qtbot: QtBot, page_view: PageView) -> object:
    assert page_view.engine is not None
    answers: list[object] = []
    page_view.engine.bridge.call(
        "(() => document.documentElement.dataset.ran || 'nothing')", on_done=answers.append
    )
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    return answers[0]


def markup(beacon: Beacon) -> list[Hostile]:
    """The notes made of HTML."""
    notes = [note for note in hostile_notes(beacon.url) if note.name.startswith("markup")]
    # Last, since the engine is busy for a while with the navigation that it was refused.
    return sorted(notes, key=lambda note: note.name.endswith("refresh"))


def raw(text: str, number: int) -> Page:
    return Page(path=f"{number}.md", title="raw", html=text, anchors=())


def test_pages_of_hostile_notes(qtbot: QtBot, page_view: PageView, beacon: Beacon) -> None:
    numbers = count()
    for note in hostile_notes(beacon.url):
        text = note.text.replace("alert(1)", f"{MARK}=1")
        page = render_note(PageRequest("note.md", text, ENGLISH))
        show(qtbot, page_view, document_of(page, next(numbers)))
        assert what_ran(qtbot, page_view) == "nothing", note.name
    assert beacon.asked == []


def test_markup_behind_the_sanitiser(qtbot: QtBot, page_view: PageView, beacon: Beacon) -> None:
    for number, note in enumerate(markup(beacon)):
        text = note.text.replace("alert(1)", f"{MARK}=1")
        show(qtbot, page_view, document_of(raw(text, 0), number))
        assert what_ran(qtbot, page_view) == "nothing", note.name
    assert beacon.asked == []


def test_documents_behind_the_sanitiser(qtbot: QtBot, page_view: PageView, beacon: Beacon) -> None:
    wanted = {f"markup: {name}" for name in LOADED}
    notes = [note for note in markup(beacon) if note.name in wanted]
    assert len(notes) == len(LOADED)
    for number, note in enumerate(notes):
        text = note.text.replace("alert(1)", f"{MARK}=1")
        # Another policy each time, so that the document is loaded and not swapped.
        show(
            qtbot, page_view, document_of(raw(text, number), number, hosts=frozenset({str(number)}))
        )
        assert what_ran(qtbot, page_view) == "nothing", note.name
    assert beacon.asked == []
