"""What the window writes for others to read: a series as one page, a note as PDF."""

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from noteviewer.gui.theme.theme import ThemeChoice
from tests.end_to_end.window_driver import WindowDriver

pytestmark = pytest.mark.web

Outline = tuple[str, int | None, list["Outline"]]


def test_a_series_is_written_as_one_page(
    driver: WindowDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "series.html"
    asked: list[str] = []

    def answer(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(path).name)
        return str(file), ""

    monkeypatch.setattr("noteviewer.gui.widgets.save_dialog.QFileDialog.getSaveFileName", answer)
    driver.open("series-1.md")
    driver.writes(lambda: driver.trigger("export-topic"))
    assert asked == ["漫游.html"]
    html = file.read_text(encoding="utf-8")
    assert html.index("结尾在这里") < html.index("桥上有独角兽")
    assert 'src="data:image/png;base64,' in html
    assert "noteviewer:" not in html
    assert 'src="http' not in html
    assert "tracker.example" in html
    assert "Load once" not in html
    # The link of the first note to a section of the second leads to it within the page.
    target = re.search(r'href="#(part-2-[^"]*)">第二篇', html)
    assert target is not None
    assert 'id="part-2-桥"' in html


def outline_of(page_view: PdfReader, items: list[Any]) -> list[Outline]:
    """Title, page and what is below, of an outline in which a list belongs to the item before it."""
    found: list[Outline] = []
    for item in items:
        if isinstance(item, list):
            found[-1][2].extend(outline_of(page_view, item))
        else:
            found.append((item.title, page_view.get_destination_page_number(item), []))
    return found


def test_what_is_folded_is_on_paper_and_what_is_clicked_is_not(
    driver: WindowDriver, tmp_path: Path
) -> None:
    (driver.folder / "folds.md").write_text(
        "> [!note]- folded\n> inside the fold\n\n![far](https://img.example/a.png)\n", "utf-8"
    )
    driver.open("folds.md")
    file = tmp_path / "note.pdf"
    driver.write_pdf(file)
    text = " ".join(PdfReader(file).pages[0].extract_text().split())
    assert "inside the fold" in text
    assert "img.example" in text
    assert "Load once" not in text
    assert "▸" not in text


def test_a_pdf_can_be_walked_through(driver: WindowDriver, tmp_path: Path) -> None:
    (driver.folder / "inner.md").write_text(
        "# Top\n\n[below](#deep-down) and [outside](https://example.org/x)\n\n"
        "## 公式 $x^2$\n\n" + "a line\n\n" * 150 + "# Deep down\n\nThe end.\n",
        encoding="utf-8",
    )
    driver.open("inner.md")
    file = tmp_path / "note.pdf"
    driver.write_pdf(file)
    page_view = PdfReader(file)
    assert len(page_view.pages) > 2
    links = [
        annotation.get_object()
        for page in page_view.pages
        for annotation in page.get("/Annots", [])
    ]
    addresses = [link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]]
    assert "https://example.org/x" in addresses
    last = len(page_view.pages) - 1
    assert outline_of(page_view, page_view.outline) == [
        ("Top", 0, [("公式 $x^2$", 0, [])]),
        ("Deep down", last, []),
    ]
    assert page_view.metadata is not None
    assert page_view.metadata.title == "inner"
    # What was put on the page to make it is gone again, on paper and on the screen.
    assert len([link for link in links if "/Dest" in link]) == 1
    assert driver.ask_page("String(document.querySelector('nv-headings'))") == "null"
    inner = [page_view.named_destinations[link["/Dest"]] for link in links if "/Dest" in link]
    assert [page_view.get_destination_page_number(place) for place in inner] == [
        number for number, page in enumerate(page_view.pages) if "The end." in page.extract_text()
    ]


def test_paper_is_white_in_the_dark(driver: WindowDriver, tmp_path: Path) -> None:
    driver.open("deep/english.md")
    driver.choose_theme(ThemeChoice.DARK)
    file = tmp_path / "note.pdf"
    driver.write_pdf(file)
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    paper = QImage(210, 297, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    with QPainter(paper) as painter:
        painter.drawImage(0, 0, document.render(0, paper.size()))
    margin, middle = paper.pixelColor(2, 2), paper.pixelColor(105, 150)
    assert [margin.name(), middle.name()] == ["#ffffff", "#ffffff"]
