"""Files beside notes: cards, pages of PDFs, and the picture of a drawing that was exported."""

from pathlib import Path

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.site import FolderKind, FolderLayout, NoteNames, build_site
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.render import render_note
from tests.render.conftest import Element, read_html


def page(folder: Path, text: str, path: str = "n.md") -> Element:
    files = [file.name for file in folder.iterdir()]
    layout = FolderLayout.of_kind(FolderKind.OBSIDIAN, files)
    site = build_site(files, [NoteNames(path)], layout)
    request = PageRequest(path, text, ENGLISH)
    return read_html(render_note(request, SiteContext(site, str(folder))).html)


def test_a_file_is_a_card_with_its_name_and_size_that_asks_before_it_opens(tmp_path: Path) -> None:
    (tmp_path / "talk.mp4").write_bytes(b"x" * 2_400_000)
    [card] = page(tmp_path, "![[talk.mp4#t=90]]").all("div", class_="nv-file")
    assert card.all("span", class_="nv-file-kind")[0].text == "MP4"
    assert card.all("span", class_="nv-file-facts")[0].text == "2 MB · 1:30"
    [link] = card.all("a")
    assert link.attributes["href"] == "noteviewer://action/open-file?path=talk.mp4"


def test_an_embedded_page_of_a_pdf_is_its_picture_and_leads_to_it(tmp_path: Path) -> None:
    (tmp_path / "d.pdf").write_bytes(b"%PDF")
    [embed] = page(tmp_path, "![[d.pdf#page=3]]").all("div", class_="nv-pdf-embed")
    assert embed.all("img")[0].attributes["src"] == "noteviewer://pdf/d.pdf?page=3"
    assert embed.all("a")[0].attributes["href"] == "noteviewer://page/d.pdf#page%3D3"


def test_a_drawing_is_shown_by_the_picture_beside_it_or_a_line_says_so(tmp_path: Path) -> None:
    path = "x.excalidraw.md"
    html = page(tmp_path, "words", path)
    assert html.all("em")[0].text == ENGLISH.no_export
    (tmp_path / "x.excalidraw.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    html = page(tmp_path, "words", path)
    assert html.all("img")[0].attributes["src"] == "noteviewer://asset/x.excalidraw.svg"
