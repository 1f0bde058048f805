"""Cards in the real page: by mouse and by key, pinned and closed, never in the way of the note."""

import json
import os
from collections.abc import Callable, Iterator

import pytest

# Loaded before there is an application, as the engine wants it.
from PySide6 import QtWebEngineCore  # noqa: F401
from pytestqt.qtbot import QtBot

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.gui.cards.link_cards import LinkCards
from noteviewer.gui.core.documents import LinkCard, PageDocument
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

NOTE = """# One

A [page](https://example.org/), a note[^1] and [[#Two]].

## Two

text of two

## Three

[^1]: The **footnote**.
"""
CARD = "document.querySelector('nv-link-card')"

Ask = Callable[[str], object]


class Choice:
    """Whether cards come by themselves, and for which links they were asked."""

    is_on = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def make(self, url: str) -> LinkCard | None:
        self.asked.append(url)
        return LinkCard("A title", '<p id="one" data-line="3">content</p>')


@pytest.fixture
def choice() -> Choice:
    return Choice()


@pytest.fixture
def page_view(
    qtbot: QtBot, services: WindowServices, tasks: Tasks, choice: Choice
) -> Iterator[PageView]:
    view = PageView(tasks, services.themes, services.icons)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.start_engine()
    view.show()
    page = render_note(PageRequest("note.md", NOTE, ENGLISH))
    document = PageDocument(
        note="note.md",
        title="t",
        url=page_url("note.md"),
        body=page.html,
        html=page_document(page),
        folder="/n",
    )
    with qtbot.waitSignal(view.page_shown, timeout=20_000):
        view.show_document(document)
    LinkCards(view, tasks, choice.make, lambda: choice.is_on)
    yield view
    view.stop_engine()


@pytest.fixture
def ask(qtbot: QtBot, page_view: PageView) -> Ask:
    """The value of an expression in the isolated world."""

    def question(expression: str) -> object:
        answers: list[object] = []
        page_view.call(f"(() => JSON.stringify([{expression}]))", on_done=answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return json.loads(str(answers[0]))[0]

    return question


def link(number: int) -> str:
    return f"document.querySelectorAll('main article a[href]')[{number}]"


def send(ask: Ask, target: str, event: str) -> None:
    ask(f"({target}.dispatchEvent(new {event}), 1)")


def press(ask: Ask, target: str, key: str) -> None:
    send(
        ask, target, f"KeyboardEvent('keydown', {{key: '{key}', bubbles: true, cancelable: true}})"
    )


def point(ask: Ask, target: str) -> None:
    send(ask, target, "PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'})")


def test_a_card_comes_when_the_mouse_rests_and_goes_when_it_leaves(
    qtbot: QtBot, ask: Ask, choice: Choice
) -> None:
    before = ask("document.querySelector('main').innerHTML")
    point(ask, link(0))
    qtbot.waitUntil(lambda: ask(f"{CARD}?.textContent ?? ''") != "")
    assert ask(f"{CARD}.querySelector('p').outerHTML") == "<p>content</p>"
    assert ask(f"[{CARD}.getAttribute('role'), {CARD}.getAttribute('aria-label')]") == [
        "dialog",
        "A title",
    ]
    assert ask("document.querySelector('main').innerHTML") == before
    assert choice.asked == ["https://example.org/"]
    point(ask, "document.querySelector('h2')")
    qtbot.waitUntil(lambda: ask(f"{CARD} === null") is True)


def test_none_comes_by_itself_where_the_setting_is_off(
    qtbot: QtBot, ask: Ask, choice: Choice
) -> None:
    choice.is_on = False
    point(ask, link(0))
    press(ask, link(2), " ")
    qtbot.waitUntil(lambda: ask(f"{CARD} !== null") is True)
    assert choice.asked == []


def test_by_key_a_card_takes_the_keyboard_and_gives_it_back(qtbot: QtBot, ask: Ask) -> None:
    ask(f"({link(0)}.focus(), 1)")
    press(ask, link(0), " ")
    qtbot.waitUntil(lambda: ask(f"{CARD}?.contains(document.activeElement) ?? false") is True)
    press(ask, "document.activeElement", "Escape")
    assert ask(f"{CARD} === null") is True
    assert ask(f"document.activeElement === {link(0)}") is True


def test_footnotes_and_own_sections_come_from_the_page(
    qtbot: QtBot, ask: Ask, choice: Choice
) -> None:
    press(ask, link(1), " ")
    qtbot.waitUntil(lambda: ask(f"{CARD} !== null") is True)
    assert str(ask(f"{CARD}.querySelector('div').textContent")).strip() == "The footnote."
    press(ask, link(2), " ")
    qtbot.waitUntil(lambda: "text of two" in str(ask(f"{CARD}?.textContent ?? ''")))
    assert "Three" not in str(ask(f"{CARD}.textContent"))
    assert ask(f"{CARD}.querySelectorAll('[id]').length") == 0
    assert choice.asked == []


def test_a_pinned_card_stays_until_it_is_closed(qtbot: QtBot, ask: Ask) -> None:
    press(ask, link(1), " ")
    qtbot.waitUntil(lambda: ask(f"{CARD} !== null") is True)
    pin, close = f"{CARD}.querySelectorAll('button')[0]", f"{CARD}.querySelectorAll('button')[1]"
    ask(f"({pin}.click(), 1)")
    assert ask(f"{pin}.getAttribute('aria-pressed')") == "true"
    press(ask, link(2), " ")
    qtbot.waitUntil(lambda: ask("document.querySelectorAll('nv-link-card').length") == 2)
    press(ask, "document.body", "Escape")
    qtbot.waitUntil(lambda: ask("document.querySelectorAll('nv-link-card').length") == 1)
    ask(f"({close}.click(), 1)")
    assert ask(f"{CARD} === null") is True
