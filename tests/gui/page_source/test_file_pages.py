"""PDFs and canvases as pages: what they show, in which parts, and nothing of what is in them runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.errors import CannotOpenError, IndexUnavailableError
from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.page_source.canvas_page import CanvasPageStrings
from noteviewer.gui.page_source.page_source import PageOptions, PageSource, PageWords
from noteviewer.gui.page_source.pdf_page import PAGES_SHOWN, PdfPageStrings
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.location import Location
from noteviewer.library.state import UserState
from noteviewer.render.document.shell import Appearance
from noteviewer.render.worker.drawer import DrawingProcess
from noteviewer.render.worker.renderer import Renderer
from tests.pdfs import make_pdf
from tests.render.conftest import read_html

PDF_WORDS = PdfPageStrings(
    pages="{} pages", page="Page {}", part="{} to {}", open_outside="Open", not_installed="Needs {}",
    not_read="Cannot be read: {}", too_long="Too long",
)  # fmt: skip
CANVAS_WORDS = CanvasPageStrings("{} cards", "Whole", "100 %", "200 %", "Empty", "Unread: {}")


@pytest.fixture(scope="module")
def drawing() -> Iterator[DrawingProcess]:
    made = DrawingProcess(20.0)
    yield made
    made.close()


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    made = Renderer(time_budget=20.0)
    yield made
    made.close()


@pytest.fixture
def source(tmp_path: Path, drawing: DrawingProcess, renderer: Renderer) -> PageSource:
    def no_index() -> Catalog:
        raise IndexUnavailableError("none")

    none = cast("Any", None)
    words = PageWords(
        page=ENGLISH, pdf=PDF_WORDS, canvas=CANVAS_WORDS, card=none, home=none, generated=none
    )
    return PageSource(
        str(tmp_path),
        renderer=renderer,
        drawing=drawing,
        words=words,
        state=UserState(None),
        open_catalog=no_index,
    )


def page(source: PageSource, note: str, anchor: str = "") -> PageDocument:
    return source.make_page(Location(str(source.folder), note, anchor), PageOptions(Appearance()))


def test_a_pdf_is_its_pages_with_their_words(source: PageSource) -> None:
    (source.folder / "x.pdf").write_bytes(make_pdf(["alpha beta", "gamma"]))
    shown = page(source, "x.pdf", "page=2")
    html = read_html(shown.body)
    assert [each.attributes["id"] for each in html.all("section")] == ["page=1", "page=2"]
    assert ["".join(p.text.split()) for p in html.all("p", class_="nv-pdf-text")] == [
        "alphabeta", "gamma",
    ]  # fmt: skip
    assert (shown.anchor, shown.title) == ("page=2", "x.pdf")
    address = html.all("img")[1].attributes["src"]
    assert address == "noteviewer://pdf/x.pdf?page=2"
    picture = source.read_resource(address)
    assert picture is not None
    assert picture.content_type == "image/png"
    assert picture.body.startswith(b"\x89PNG")


def test_a_long_one_is_shown_in_parts(source: PageSource) -> None:
    count = 2 * PAGES_SHOWN + 5
    (source.folder / "x.pdf").write_bytes(make_pdf([f"word{n}" for n in range(1, count + 1)]))
    shown = page(source, "x.pdf", f"page={PAGES_SHOWN + 3}")
    html = read_html(shown.body)
    assert shown.pages == range(PAGES_SHOWN + 1, 2 * PAGES_SHOWN + 1)
    assert len(html.all("section")) == PAGES_SHOWN
    assert f"{count} pages" in shown.body
    links = [link.attributes["href"] for link in html.all("nav")[0].all("a")]
    assert links == [
        "noteviewer://page/x.pdf#page%3D1", f"noteviewer://page/x.pdf#page%3D{2 * PAGES_SHOWN + 1}",
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 no", make_pdf(["a"])[:200]])
def test_a_bad_pdf_is_a_page_that_says_so(source: PageSource, data: bytes) -> None:
    (source.folder / "<b>.pdf").write_bytes(data)
    html = read_html(page(source, "<b>.pdf").body)
    assert html.all("p", class_="nv-notice")[0].text.startswith("Cannot be read: ")
    assert not html.all("b")


@pytest.mark.parametrize(
    "address",
    [
        "noteviewer://pdf/x.pdf?page=0",
        "noteviewer://pdf/x.pdf?page=9",
        "noteviewer://pdf/x.pdf?page=99999999999",
        "noteviewer://pdf/x.pdf",
        "noteviewer://pdf/../x.pdf?page=1",
        "noteviewer://pdf/n.md?page=1",
        "noteviewer://pdf/out.pdf?page=1",
    ],
)
def test_there_are_only_pictures_of_pages_of_the_folder(
    source: PageSource, tmp_path_factory: pytest.TempPathFactory, address: str
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "out.pdf"
    outside.write_bytes(make_pdf(["secret"]))
    (source.folder / "x.pdf").write_bytes(make_pdf(["a"]))
    (source.folder / "n.md").write_bytes(make_pdf(["a"]))
    (source.folder / "out.pdf").symlink_to(outside)
    assert source.read_resource(address) is None
    with pytest.raises(CannotOpenError):
        page(source, "out.pdf")


def write_canvas(source: PageSource, nodes: list[dict[str, Any]], edges: Any = ()) -> None:
    place = {"x": 0, "y": 0, "width": 100, "height": 50}
    data = {"nodes": [place | node for node in nodes], "edges": list(edges)}
    (source.folder / "x.canvas").write_text(json.dumps(data), "utf-8")


def test_a_canvas_is_cards_where_they_lie_and_one_picture_of_its_edges(source: PageSource) -> None:
    (source.folder / "n.md").write_text("# N\n\ninner words", "utf-8")
    write_canvas(
        source,
        [
            {"id": "a", "type": "text", "text": "**bold** [[n]]", "color": "1"},
            {"id": "b", "type": "link", "url": "https://example.org/", "x": 300},
            {"id": "g", "type": "group", "label": "G<b>", "width": 900, "height": 900},
        ],
        [{"fromNode": "a", "toNode": "b", "label": "<script>"}],
    )
    shown = page(source, "x.canvas")
    html = read_html(shown.body)
    assert [card.attributes["data-kind"] for card in html.all("section", class_="nv-board-card")] == [
        "text", "link",
    ]  # fmt: skip
    assert html.all("strong")[0].text == "bold"
    assert html.all("p", class_="nv-group-label")[0].text == "G<b>"
    assert "https://example.org/" in [link.attributes.get("href") for link in html.all("a")]
    [edges] = html.all("img", class_="nv-edges")
    drawing = shown.drawings[edges.attributes["src"].removeprefix("noteviewer://diagram/")]
    root = ET.fromstring(drawing.svg)  # noqa: S314  (of our own drawing)
    names = [element.tag.rpartition("}")[2] for element in root]
    assert names == ["path", "path", "text"]
    assert root[2].text == "<script>"


def test_hostile_cards_do_no_more_than_notes(source: PageSource) -> None:
    write_canvas(
        source,
        [
            {"id": "a", "type": "text", "text": "<script>x()</script><img src=x onerror=y()>"},
            {"id": "b", "type": "file", "file": "../../etc/passwd", "y": 90},
            {"id": "c", "type": "file", "file": "]] <iframe src=x>", "y": 190},
            {"id": "d", "type": "link", "url": 'https://x/"><script>', "y": 290},
        ],
    )
    html = read_html(page(source, "x.canvas").body)
    assert not html.all("script")
    assert not html.all("iframe")
    assert all(not name.startswith("on") for each in html.all() for name in each.attributes)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"nodes": 5}', "[" * 50_000])
def test_what_is_no_canvas_is_a_page_that_says_so(source: PageSource, text: str) -> None:
    (source.folder / "x.canvas").write_text(text, "utf-8")
    assert read_html(page(source, "x.canvas").body).all("p", class_="nv-notice")
