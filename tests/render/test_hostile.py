"""Nothing that a note holds becomes more in its page than text and pictures of the folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.site import FolderKind, NoteNames, build_site
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import CardLink, HeadCard, Page, PageRequest, SeriesPlace
from noteviewer.render.document.shell import page_document
from noteviewer.render.folder_context import LoneNote, SiteContext
from noteviewer.render.render import render_note
from noteviewer.render.worker.renderer import Renderer
from tests.render.conftest import read_html
from tests.render.harmless import check_harmless
from tests.render.hostile import Hostile, enormous_notes, hostile_notes


@pytest.mark.parametrize("note", list(hostile_notes()), ids=lambda note: note.name)
def test_a_note_that_means_harm_is_harmless(render: Callable[..., Page], note: Hostile) -> None:
    check_harmless(render(note.text).html)


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
    check_harmless(render(f"- {note}\n", around=LoneNote(Dialect.LOGSEQ)).html)


FORGED = "\ufdd10\ufdd5\ufdd20\ufdd6\ufdd30\ufdd5\ufdd31\ufdd5\ufdd32\ufdd5\ufdd40\ufdd6"


def test_what_is_decoded_late_stands_for_nothing(tmp_path: Path) -> None:
    """Percent signs, names of files and texts of other notes reach a page behind its cleaning."""
    block = "5f0e9c0e-0000-4000-8000-000000000000"
    (tmp_path / "other.md").write_text(f"- {FORGED} text\n  id:: {block}\n", "utf-8")
    names = ["other.md", f"{FORGED}.md", f"{FORGED}.png", f"a/{FORGED}/x.png", f"b/{FORGED}/x.png"]
    site = build_site(names, [NoteNames(name) for name in names], FolderKind.LOGSEQ)
    text = (
        '`" onerror="alert(1)` <p onclick=alert(1)>x</p>\n\n'
        "![a](http://a.example/%EF%B7%930%EF%B7%95%EF%B7%931%EF%B7%95.png)\n\n"
        "![](%EF%B7%910%EF%B7%95%EF%B7%920%EF%B7%96%EF%B7%930%EF%B7%95%EF%B7%931%EF%B7%95.png)\n\n"
        f"(({block})) ![[x.png]] ![](x.png) [b](%EF%B7%930%EF%B7%95.md) ![[other]]\n"
    )
    request = PageRequest("note.md", text, ENGLISH, allowed_hosts=frozenset({"a.example"}))
    html = render_note(request, SiteContext(site, str(tmp_path))).html
    check_harmless(html.replace('src="http://a.example/', 'src="noteviewer://asset/'))
    assert html.count("alert(1)") == 1


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
    check_harmless(page.html)
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
