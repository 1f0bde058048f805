"""Nothing that a note holds becomes more in its page than text and pictures of the folder."""

import re
from collections.abc import Callable, Iterator

import pytest

from noteviewer.cli.page_wording import ENGLISH
from noteviewer.render.page import CardLink, HeadCard, Page, PageRequest, SeriesPlace
from noteviewer.render.render import render_note
from noteviewer.render.shell import page_document
from noteviewer.render.surroundings import Dialect, LoneNote
from noteviewer.render.worker import Renderer
from tests.render.conftest import Element, read_html
from tests.render.hostile import Hostile, enormous_notes, hostile_notes

MATHML = {
    "math", "mi", "mn", "mo", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "mstyle",
    "merror", "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "menclose", "none",
}  # fmt: skip
HTML = {
    "article", "header", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "a", "b", "i", "u",
    "s", "em", "strong", "del", "ins", "mark", "sub", "sup", "small", "big", "code", "pre", "kbd",
    "samp", "var", "tt", "q", "cite", "abbr", "dfn", "time", "span", "div", "font", "center", "ul",
    "ol", "li", "dl", "dt", "dd", "blockquote", "table", "caption", "colgroup", "col", "thead",
    "tbody", "tfoot", "tr", "td", "th", "details", "summary", "img", "figure", "figcaption", "ruby",
    "rt", "rp", "bdi", "bdo", "strike", "wbr", "input", "button",
}  # fmt: skip
HREF = re.compile(r"https?://|mailto:|ftp://|noteviewer://(page|action)/")
REMOTE_ACTIONS = ("load-image", "allow-host", "open-file", "refused", "unresolved")
STYLE = re.compile(r"[\w-]+:\s*[#\w\s.,%()-]*(;\s*[\w-]+:\s*[#\w\s.,%()-]*)*;?")


def elements(root: Element) -> Iterator[tuple[Element, Element]]:
    for child in root.children:
        yield root, child
        yield from elements(child)


def check_harmless(page: Page) -> None:
    for parent, element in elements(read_html(page.html)):
        is_math = element.tag in MATHML
        assert element.tag in HTML or is_math, element.tag
        if is_math:
            assert element.tag != "math" or "nv-math" in parent.attributes.get("class", "")
        for name, value in element.attributes.items():
            assert not name.startswith("on"), name
            assert name not in {
                "srcset",
                "srcdoc",
                "formaction",
                "action",
                "ping",
                "target",
                "background",
            }
            check_attribute(element.tag, name, value, is_math=is_math)


def check_attribute(tag: str, name: str, value: str, *, is_math: bool) -> None:
    if name == "href" and is_math:
        assert value.startswith("#eq-")
    elif name == "href":
        assert not value or HREF.match(value) or value.startswith("#eq-"), value
        if value.startswith("noteviewer://action/"):
            assert value.split("/")[3].split("?", maxsplit=1)[0] in REMOTE_ACTIONS
    elif name == "src":
        assert tag == "img"
        assert value.startswith("noteviewer://asset/"), value
        assert ".." not in value
    elif name == "style":
        assert STYLE.fullmatch(value), value
        assert "url" not in value
        assert "position" not in value
    elif name in {"id", "name"} and tag not in {"h1", "h2"}:
        assert not value.startswith("nv-"), value
    elif name == "type":
        assert tag != "input" or value == "checkbox"


@pytest.mark.parametrize("note", list(hostile_notes()), ids=lambda note: note.name)
def test_a_note_that_means_harm_is_harmless(render: Callable[..., Page], note: Hostile) -> None:
    check_harmless(render(note.text))


@pytest.mark.parametrize(
    "note",
    [
        '[:a {:href "javascript:alert(1)"} "x"]',
        '[:img {:src "x" :onerror "alert(1)"}]',
        '[:img {:src "file:///etc/passwd"}]',
        '[:p {:style {:background "url(http://a.example/)" :position "fixed"}} "x"]',
        '[:p {:style "position:fixed"} "x"]',
        '[:p "</p><script>alert(1)</script>"]',
        '[:p {:title "\\"><img src=x onerror=alert(1)>"} "x"]',
        '[:div {:id "nv-page" :class "nv-card"} [:iframe {:srcdoc "x" :src "javascript:x"}]]',
        '[:object {:data "data:text/html,x"}]',
        "[:p ![x](javascript:y) `]` {{video javascript:z}} ]",
    ],
)
def test_hiccup_that_means_harm_is_harmless(render: Callable[..., Page], note: str) -> None:
    check_harmless(render(f"- {note}\n", around=LoneNote(Dialect.LOGSEQ)))


def test_the_set_is_large() -> None:
    assert sum(1 for _ in hostile_notes()) + sum(1 for _ in enormous_notes()) >= 200


def test_what_stands_in_a_heading_does_not_leave_it(render: Callable[..., Page]) -> None:
    page = render('# a" onclick="x <script>alert(1)</script>\n')
    heading = read_html(page.html).all("h1")[0]
    assert set(heading.attributes) == {"id", "data-line"}


def test_an_id_of_the_note_never_takes_the_place_of_a_heading(render: Callable[..., Page]) -> None:
    root = read_html(render('<p id="title">x</p>\n\n# Title\n').html)
    assert [element.tag for element in root.all(id="title")] == ["h1"]


def test_the_head_card_and_the_document_escape_what_they_are_given() -> None:
    evil = '"><script>alert(1)</script>'
    link = CardLink(evil, f"{evil}/../x.md", evil)
    card = HeadCard(
        title=evil,
        date=evil,
        category=evil,
        tags=(evil,),
        series=(SeriesPlace(evil, 1, link, link),),
        encoding=evil,
        variants=(link,),
        continued=(link,),
    )
    page = render_note(PageRequest(f"{evil}.md", "[x](#y)", ENGLISH, card))
    check_harmless(page)
    document = page_document(page)
    assert "<script" not in document
    assert "default-src &#x27;none&#x27;" in document


def test_enormous_notes_come_as_pages_or_as_plain_text() -> None:
    renderer = Renderer(time_budget=0.5)
    try:
        for note in enormous_notes(24_000):
            page = renderer.render(PageRequest("note.md", note.text, ENGLISH))
            assert page.html, note.name
            assert not page.is_plain or page.problems, note.name
        assert not renderer.render(PageRequest("note.md", "after all that", ENGLISH)).is_plain
    finally:
        renderer.close()
