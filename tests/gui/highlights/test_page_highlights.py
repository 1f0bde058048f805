"""Highlights in the real page: made from a selection, painted, found again, and the note unchanged."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

# Loaded before there is an application, as the engine wants it.
from PySide6 import QtWebEngineCore  # noqa: F401
from pytestqt.qtbot import QtBot

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.highlights.actions import HighlightActions
from noteviewer.gui.highlights.page_highlights import PageHighlights, Units
from noteviewer.gui.page.page_view import PageView
from noteviewer.library.annotations.model import Color, Highlight
from noteviewer.render.document.page import PageRequest
from noteviewer.render.document.page_text import page_text
from noteviewer.render.document.shell import page_document
from noteviewer.render.render import render_note
from noteviewer.render.urls import page_url

os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

pytestmark = pytest.mark.web

NOTE = """# 一

Some 😀 text with a **bold** word and $x_1$ in it.

## 二

多任务学习 is here.

```
code to
copy
```
"""

Ask = Callable[[str], object]
SELECT = """(() => {
  const of = (text) => {
    const walker = document.createTreeWalker(document.querySelector("main article"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(text);
      if (at >= 0) return [walker.currentNode, at];
    }
  };
  const [first, last] = %s;
  const [a, start] = of(first), [b, end] = of(last);
  getSelection().setBaseAndExtent(a, start, b, end + last.length);
  return 1;
})()"""


def document(note: str, path: str = "note.md") -> PageDocument:
    page = render_note(PageRequest(path, note, ENGLISH))
    return PageDocument(
        note=path,
        title="t",
        url=page_url(path),
        body=page.html,
        html=page_document(page),
        folder="/notes",
    )


@pytest.fixture
def page_view(qtbot: QtBot, services: WindowServices, tasks: Tasks) -> Iterator[PageView]:
    view = PageView(tasks, services.themes, services.icons)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.start_engine()
    view.show()
    with qtbot.waitSignal(view.page_shown, timeout=20_000):
        view.show_document(document(NOTE))
    yield view
    view.stop_engine()


@pytest.fixture
def highlights(page_view: PageView, services: WindowServices, tasks: Tasks) -> PageHighlights:
    return PageHighlights(
        page_view,
        services,
        tasks,
        HighlightActions(services),
        lay_out=lambda _note, text: f"<p>{text}</p>",
    )


@pytest.fixture
def ask(qtbot: QtBot, page_view: PageView) -> Ask:
    """The value of an expression in the isolated world."""

    def question(expression: str) -> object:
        answers: list[object] = []
        page_view.call(f"(() => JSON.stringify([{expression}]))", on_done=answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return json.loads(str(answers[0]))[0]

    return question


PAINTED = """["yellow", "green", "blue", "pink", "purple"].flatMap((color) =>
  [...(CSS.highlights.get(`nv-mark-${color}`) ?? [])].map((range) => color + ":" + range.toString()))"""


Mark = Callable[[str, str], Highlight]


@pytest.fixture
def mark(qtbot: QtBot, ask: Ask, services: WindowServices, highlights: PageHighlights) -> Mark:
    """Highlights from one text to another."""

    def select_and_mark(first: str, last: str) -> Highlight:
        ask(SELECT % json.dumps([first, last]))
        before = services.state.highlights.count("/notes")
        highlights.mark(Color.GREEN)
        qtbot.waitUntil(lambda: services.state.highlights.count("/notes") == before + 1)
        return services.state.highlights.of_folder("/notes")[-1]

    return select_and_mark


def test_a_selection_is_kept_and_painted_and_the_page_stays_as_it_is(
    qtbot: QtBot, ask: Ask, mark: Mark
) -> None:
    before = ask("document.querySelector('main').innerHTML")
    made = mark("text with", " in it")
    assert made.selectors.exact == "text with a bold word and x_1 in it"
    assert made.selectors.prefix.endswith("Some 😀 ")
    assert made.selectors.section == "一"
    qtbot.waitUntil(lambda: bool(ask(PAINTED)))
    (painted,) = ask(PAINTED)
    assert painted.startswith("green:text with a bold word and ")
    assert painted.endswith(" in it")
    assert ask("document.querySelector('main').innerHTML") == before
    assert ask("getSelection().isCollapsed") is True


def test_after_an_edit_it_is_painted_on_its_passage_and_what_is_gone_is_lost(
    qtbot: QtBot,
    ask: Ask,
    mark: Mark,
    services: WindowServices,
    page_view: PageView,
) -> None:
    made = mark("多任务学习", "多任务学习")
    page_view.show_document(document(f"# New 😀\n\n{NOTE.replace('Some', 'Other')}"))
    qtbot.waitUntil(lambda: ask(PAINTED) == ["green:多任务学习"], timeout=20_000)
    page_view.show_document(document("# All is new\n"))
    qtbot.waitUntil(lambda: services.state.highlights.get(made.id).is_lost)
    assert ask(PAINTED) == []
    page_view.show_document(document(NOTE))
    qtbot.waitUntil(lambda: not services.state.highlights.get(made.id).is_lost)


def test_comments_stand_beside_the_page_and_a_click_chooses(
    qtbot: QtBot, ask: Ask, mark: Mark, services: WindowServices, highlights: PageHighlights
) -> None:
    made = mark("code to", "copy")
    assert made.selectors.exact == "code to\ncopy"
    services.state.highlights.keep([replace(made, comment="why")])
    highlights.refresh()
    comment = "document.querySelector('nv-margin nv-comment')"
    qtbot.waitUntil(lambda: ask(f"{comment}?.textContent ?? ''") == "why")
    assert "code to copy" in str(ask(f"{comment}.getAttribute('aria-label')"))
    assert ask(f"{comment}.closest('main') === null") is True
    with qtbot.waitSignal(highlights.editing_requested) as told:
        ask(f"({comment}.click(), 1)")
    assert told.args[0].comment == "why"


def test_nothing_selected_marks_nothing(
    qtbot: QtBot, ask: Ask, services: WindowServices, highlights: PageHighlights
) -> None:
    ask("(getSelection().removeAllRanges(), 1)")
    with qtbot.waitSignal(services.messages.posted):
        highlights.mark()
    assert services.state.highlights.count("/notes") == 0


VARIOUS = (
    NOTE
    + """
> [!note]- folded **title**
> inside | the callout

| head | `code` |
|---|---|
| a *b* | c<br>d |

Term
: definition[^1] with ![alt](picture.png) and ![](https://img.example/a.png)

1. one

   two &lt;b&gt; $$y^2$$

- [ ] task

https://example.org/a

Its title

[^1]: The footnote.
"""
)


def test_the_text_without_a_page_is_that_of_the_page(
    qtbot: QtBot, ask: Ask, page_view: PageView
) -> None:
    various = document(VARIOUS)
    with qtbot.waitSignal(page_view.page_shown, timeout=20_000):
        page_view.show_document(various)
    seen = json.loads(str(ask("noteviewerMargin.text()")))
    found = page_text(various.body)
    units = Units(found.text)
    assert seen["text"] == found.text
    assert seen["sections"] == [[units.unit(at), anchor] for at, anchor in found.sections]


def test_offsets_are_told_in_units_and_in_characters() -> None:
    text = "a😀b😀"
    units = Units(text)
    for character in range(len(text) + 1):
        unit = len(text[:character].encode("utf-16-le")) // 2
        assert units.unit(character) == unit
        assert units.character(unit) == character
