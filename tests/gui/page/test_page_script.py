"""Our script beside the page, in the real web engine: places, matches, copying, boxes of images."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import quote

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
from noteviewer.render.document.page import PageRequest
from noteviewer.render.document.shell import page_document
from noteviewer.render.render import render_note
from noteviewer.render.urls import page_url

os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

pytestmark = pytest.mark.web

NOTE = """# 一

多**任务**学习 and Oﬀ-Policy, OFF-policy $$x_1$$

https://a.example/xyz

A title

> [!note]- folded
> ## 内
> hidden word

![alt](https://img.example/a.png)

```
copy me
```
"""

Ask = Callable[[str], object]


@pytest.fixture
def page_view(qtbot: QtBot, tasks: Tasks, themes: ThemeSwitch, icons: Icons) -> Iterator[PageView]:
    pane = PageView(tasks, themes, icons)
    qtbot.addWidget(pane)
    pane.resize(600, 300)
    pane.start_engine()
    pane.show()
    page = render_note(PageRequest("note.md", NOTE, ENGLISH))
    document = PageDocument(
        note="note.md",
        title="t",
        url=page_url("note.md"),
        body=page.html,
        html=page_document(page),
    )
    with qtbot.waitSignal(pane.page_shown, timeout=20_000):
        pane.show_document(document)
    yield pane
    pane.stop_engine()


@pytest.fixture
def ask(qtbot: QtBot, page_view: PageView) -> Ask:
    """The value of an expression in the isolated world."""

    def question(expression: str) -> object:
        assert page_view.engine is not None
        answers: list[object] = []
        page_view.engine.bridge.call(
            f"(() => JSON.stringify([{expression}]))", on_done=answers.append
        )
        qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return json.loads(str(answers[0]))[0]

    return question


def test_matches_reach_over_marks_and_fold_letters(ask: Ask) -> None:
    assert ask("noteviewerPage.mark(['多任务'], '')") == {"count": 1, "current": 0}
    assert ask("noteviewerPage.mark(['off-policy'], '')") == {"count": 2, "current": 0}
    assert ask("noteviewerPage.mark(['ＯＦＦ', 'title'], '')") == {"count": 3, "current": 0}
    assert ask("noteviewerPage.mark(['nowhere', ' '], '')") == {"count": 0, "current": -1}


def test_what_is_not_seen_is_not_matched(ask: Ask) -> None:
    assert ask("noteviewerPage.mark(['xyz'], '')") == {"count": 0, "current": -1}
    assert ask("noteviewerPage.mark(['Copy'], '')") == {"count": 1, "current": 0}


SEARCH = "{isSearch: true}"


def test_accents_count_where_they_are_written(ask: Ask) -> None:
    words = "cafe caf\u00e9 cafe\u0301 \u0141\u00f3d\u017a \u0435\u0451 мой שָׁלוֹם كـتاب"
    ask(f"document.querySelector('main').append({words!r}) || 1")
    for word, count in (
        ("cafe", 3), ("caf\u00e9", 2), ('"cafe"', 1), ("lodz", 1), ("\u0435\u0435", 1), ("мои", 0),
        ("שלום", 1), ('"שלום"', 0), ("كتاب", 1),
    ):  # fmt: skip
        marked = ask(f"noteviewerPage.mark([{word!r}], '', {SEARCH}).count")
        assert marked == count, word


def test_a_search_marks_words_where_they_begin(ask: Ask) -> None:
    assert ask("noteviewerPage.mark(['itle'], '')") == {"count": 1, "current": 0}
    assert ask(f"noteviewerPage.mark(['itle'], '', {SEARCH})") == {"count": 0, "current": -1}
    assert ask(f"noteviewerPage.mark(['tit'], '', {SEARCH})") == {"count": 1, "current": 0}
    assert ask(f"noteviewerPage.mark(['任务'], '', {SEARCH})") == {"count": 1, "current": 0}


def test_a_search_marks_what_stands_in_addresses_formulas_and_names_of_pictures(ask: Ask) -> None:
    for word, marked in (("xyz", ".nv-ref"), ("x_1", "[data-tex]"), ("a.png", ".nv-box")):
        assert ask(f"noteviewerPage.mark(['{word}'], '', {SEARCH})") == {"count": 1, "current": 0}
        box = f"document.querySelector('{marked}').getBoundingClientRect()"
        assert ask(f"{box}.top >= 0 && {box}.top < innerHeight"), word
    assert ask("document.querySelectorAll('[data-hit=now]').length") == 1
    ask("noteviewerPage.clearMarks()")
    assert ask("document.querySelectorAll('[data-hit]').length") == 0


def test_a_reference_is_one_match_however_often_it_says_it(ask: Ask) -> None:
    assert ask(f"noteviewerPage.mark(['title', 'xyz'], '', {SEARCH})")["count"] == 1  # type: ignore[index]


def test_a_search_goes_nowhere_where_nothing_stands_below(ask: Ask) -> None:
    assert ask(f"noteviewerPage.mark(['任务'], '内', {SEARCH})") == {"count": 1, "current": -1}
    assert ask("noteviewerPage.step(1)") == {"count": 1, "current": 0}
    assert ask("noteviewerPage.mark(['任务'], '内')") == {"count": 1, "current": 0}


def test_a_page_is_entered_at_its_last_match_on_the_way_back(ask: Ask) -> None:
    how = "{isSearch: true, isFromEnd: true}"
    assert ask(f"noteviewerPage.mark(['off', 'word'], '', {how})") == {"count": 3, "current": 2}
    assert ask("document.querySelector('details').open") is True


def test_steps_go_round(ask: Ask) -> None:
    ask("noteviewerPage.mark(['off-policy'], '')")
    assert ask("noteviewerPage.step(1)") == {"count": 2, "current": 1}
    assert ask("noteviewerPage.step(1)") == {"count": 2, "current": 0}
    assert ask("noteviewerPage.step(-1)") == {"count": 2, "current": 1}


def test_the_first_match_is_at_or_below_the_section(ask: Ask) -> None:
    assert ask("noteviewerPage.mark(['内', '任务'], '内')") == {"count": 2, "current": 1}


def test_going_to_a_folded_place_unfolds_it(ask: Ask) -> None:
    assert ask("document.querySelector('details').open") is False
    assert ask("noteviewerPage.goToAnchor('内')") is True
    assert ask("document.querySelector('details').open") is True
    assert ask("noteviewerPage.goToAnchor('none')") is False


def test_going_to_a_line(ask: Ask) -> None:
    assert ask("noteviewerPage.goToLine(15)") is True
    assert ask("noteviewerPage.lineAtEye() >= 0") is True


def test_a_selection_holds_formulas_as_written(ask: Ask) -> None:
    ask("getSelection().selectAllChildren(document.querySelector('article > p'))")
    assert "OFF-policy $x_1$" in str(ask("noteviewerCopy.selectionText()"))


def test_an_image_takes_the_place_of_its_box(ask: Ask) -> None:
    ask("noteviewerPage.showImage('https://img.example/a.png', 'data:image/gif;base64,R0lGOD')")
    assert ask("document.querySelector('.nv-remote')") is None
    assert ask("document.querySelector('img.nv-image').alt") == "alt"


def test_another_note_takes_the_place_of_this_one(ask: Ask) -> None:
    ask("noteviewerPage.mark(['多任务'], '')")
    ask(
        "noteviewerPage.swap({html: '<article>x</article>', title: 'T', url: 'noteviewer://page/b.md'})"
    )
    assert ask("[document.title, location.href, CSS.highlights.size]") == [
        "T",
        "noteviewer://page/b.md",
        0,
    ]


def test_a_document_that_came_without_the_script_is_shown(
    qtbot: QtBot, page_view: PageView, ask: Ask
) -> None:
    # As a web process leaves it out that has just taken the place of a dead one.
    assert page_view.engine is not None
    assert page_view.shown is not None
    page_view.engine.page.scripts().clear()
    loaded = replace(page_view.shown, image_hosts=frozenset({"img.example"}))
    with qtbot.waitSignal(page_view.page_shown, timeout=20_000):
        page_view.show_document(loaded)
    assert ask("noteviewerPage.mark(['多任务'], '')") == {"count": 1, "current": 0}


def test_the_look_changes_without_another_page(ask: Ask) -> None:
    ask(
        "noteviewerPage.setAppearance({theme: 'dark', references: 'written',"
        " variables: {'--width': '30em'}})"
    )
    assert ask("getComputedStyle(document.documentElement).backgroundColor") == "rgb(23, 25, 28)"
    assert ask("getComputedStyle(document.querySelector('.nv-ref-url')).display") == "block"
    assert ask("getComputedStyle(document.querySelector('main')).maxWidth") == "510px"


def test_copying_is_told_to_the_window(qtbot: QtBot, page_view: PageView, ask: Ask) -> None:
    with qtbot.waitSignal(page_view.copied, timeout=20_000) as told:
        ask("document.querySelector('.nv-copy').click()")
    assert told.args == ["copy me"]


def test_a_line_of_code_that_a_link_names_is_numbered(ask: Ask) -> None:
    line = NOTE.split("\n").index("copy me") + 1
    assert ask(f"noteviewerPage.goToAnchor('L{line}')") is True
    assert ask("document.querySelector('.nv-line-now').textContent") == str(line)
    assert ask("document.querySelector('.nv-code code').textContent") == "copy me"
    assert ask("noteviewerPage.mark(['" + str(line) + "'], '').count") == 0


def test_an_image_is_enlarged_and_put_back_with_the_keyboard(ask: Ask) -> None:
    ask("noteviewerPage.showImage('https://img.example/a.png', 'data:image/gif;base64,R0lGOD')")
    press = "(document.activeElement || document.body).dispatchEvent(new KeyboardEvent('keydown', {{key: '{}', bubbles: true}}))"
    ask("document.querySelector('img.nv-image').focus()")
    ask(press.format("Enter"))
    assert ask("document.querySelector('nv-zoom img').alt") == "alt"
    ask(press.format("Enter"))
    assert ask("document.querySelector('nv-zoom').className") == "nv-actual"
    ask(press.format("Escape"))
    assert ask("document.querySelector('nv-zoom')") is None


LINES = """(() => {
  const box = document.querySelector("article").appendChild(document.createElement("p"));
  box.textContent = "放下你对“编程”两个字的恐惧";
  box.style.width = "4em";
  const text = box.firstChild, lines = [];
  let top = -1;
  for (let i = 0; i < text.length; i++) {
    const range = document.createRange();
    range.setStart(text, i);
    range.setEnd(text, i + 1);
    const now = range.getBoundingClientRect().top;
    if (now > top + 5) lines.push("");
    top = now;
    lines[lines.length - 1] += text.data[i];
  }
  box.remove();
  return lines.join("|");
})()"""


def test_chinese_quotation_marks_stay_with_what_they_quote(ask: Ask) -> None:
    assert ask(LINES) == "放下你对|“编程”|两个字的|恐惧"


def test_blocks_without_han_have_narrow_quotation_marks(ask: Ask) -> None:
    html = "<p>“Deep” it’s</p><p>“深度”</p><p>plain</p>"
    ask(f"noteviewerPage.swap({{html: {html!r}, title: 't', url: location.href}}) || 1")
    narrow = "[...document.querySelectorAll('main p')].map((p) => p.className)"
    assert ask(narrow) == ["nv-latin", "", ""]


COPIED = """<p class="nv-facts"><span>2024-01-05</span><span>walks</span></p>
<p>A <strong>bold</strong> word, <em>another</em> and <code>x*y</code>,
<a href="noteviewer://page/deep/other%20note.md#place">a note</a>,
<a href="https://example.org/">a page</a> and <span class="nv-math nv-inline" data-tex="x_1">x</span>.</p>
<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
<div class="nv-table"><table><thead><tr><th>a</th><th>b</th></tr></thead>
<tbody><tr><td>1|2</td><td><span class="nv-math nv-inline" data-tex="y">y</span></td></tr></tbody></table></div>
<div class="nv-code" data-language="python"><button class="nv-copy">Copy</button><pre><code>a = 1
</code></pre></div>
<blockquote><p>said</p></blockquote><h2>End</h2>"""
AS_MARKDOWN = """2024-01-05 · walks

A **bold** word, *another* and `x*y`, [a note](deep/other%20note.md#place), [a page](https://example.org/) and $x_1$.

- one
  - inner
- two

| a | b |
| --- | --- |
| 1\\|2 | $y$ |

```python
a = 1
```

> said

## End"""


def select(ask: Ask, selector: str) -> None:
    ask(f"document.querySelector('article').innerHTML = {json.dumps(COPIED)}")
    ask(f"getSelection().selectAllChildren(document.querySelector('{selector}'))")


def test_a_selection_can_be_had_as_markdown(ask: Ask) -> None:
    select(ask, "article")
    assert ask("noteviewerCopy.selectionMarkdown()") == AS_MARKDOWN


def test_a_selection_is_text_with_what_stands_apart_apart(ask: Ask) -> None:
    select(ask, "article")
    text = str(ask("noteviewerCopy.selectionText()"))
    assert "2024-01-05 · walks" in text
    assert "1|2\t$y$" in text
    assert "Copy" not in text


def test_a_part_of_a_table_is_copied_as_a_table_of_other_programs(ask: Ask) -> None:
    select(ask, "tbody")
    html = str(ask("noteviewerCopy.selectionHtml()"))
    assert html.startswith("<table><tbody><tr><td>1|2</td><td>$y$</td></tr>")
    select(ask, "article")
    html = str(ask("noteviewerCopy.selectionHtml()"))
    assert "noteviewer:" not in html
    assert "data-" not in html
    assert '<a href="https://example.org/">a page</a>' in html


def test_copying_code_says_so_for_a_moment(ask: Ask, qtbot: QtBot) -> None:
    label = "document.querySelector('.nv-copy').textContent"
    before = ask(label)
    ask("document.querySelector('.nv-copy').click() || 1")
    assert ask(label) == "Copied ✓"
    qtbot.waitUntil(lambda: ask(label) == before, timeout=20_000)


@pytest.mark.parametrize(("width", "height"), [(40, 20), (400, 4000), (4000, 40)])
def test_an_image_is_never_smaller_when_it_is_enlarged(ask: Ask, width: int, height: int) -> None:
    image = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'/>"
    source = "data:image/svg+xml," + quote(image)
    ask(
        f"document.querySelector('article').innerHTML = '<img class=nv-image src=\"{source}\" width=300>'"
    )
    ask("document.querySelector('img').decode() && 1")
    size = "document.querySelector('{}').getBoundingClientRect().width"
    shown = float(str(ask(size.format("article img"))))
    ask("document.querySelector('article img').click() || 1")
    assert float(str(ask(size.format("nv-zoom img")))) >= shown - 1
