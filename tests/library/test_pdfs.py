"""PDFs as notes: searched page by page, linked to by page, and never a reason to fail."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import FolderChoices, scan_chosen
from noteviewer.library.folder.scan import read_note_file, scan_folder
from noteviewer.library.selfcheck import check_folder
from noteviewer.library.sync.shared_index import bring_up_to_date
from noteviewer.notes.formats.parsing import parse_text
from noteviewer.notes.formats.pdf import page_of
from noteviewer.notes.model import ProblemKind
from noteviewer.notes.outline import outline
from noteviewer.notes.syntax.tree import BlockKind
from tests.pdfs import make_pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notes"
    made.mkdir()
    return made


def index_of(folder: Path) -> Path:
    index = folder.parent / "index.sqlite"
    bring_up_to_date(folder, index)
    return index


def test_each_page_is_a_section_that_is_found(folder: Path) -> None:
    (folder / "paper.pdf").write_bytes(make_pdf(["alpha beta", "gamma delta", "epsilon gamma"]))
    with Catalog(index_of(folder)) as catalog:
        hits = catalog.search("gamma delta").hits
        assert [(hit.path, hit.anchor, hit.title) for hit in hits] == [
            ("paper.pdf", "page=2", "Page 2")
        ]
        assert catalog.search("kind:pdf gamma").sections == 2
        assert catalog.search("kind:note gamma").sections == 0
        assert catalog.search("page").hits == ()
        row = catalog.note("paper.pdf")
        assert row is not None
        assert row.title == "paper.pdf"


def test_bookmarks_name_the_pages_they_lead_to(folder: Path) -> None:
    data = make_pdf(["a", "b", "c"], [("Intro", 1), ("Method", 2), ("Details", 2)])
    (folder / "x.pdf").write_bytes(data)
    text = read_note_file(folder / "x.pdf")[0].decode()
    sections = outline(parse_text("x.pdf", text))[1:]
    assert [(s.title, page_of(s.anchor)) for s in sections] == [
        ("Intro", 1), ("Method", 2), ("Details", 2), ("Page 3", 3),
    ]  # fmt: skip
    with Catalog(index_of(folder)) as catalog:
        assert [hit.title for hit in catalog.search("heading:method").hits] == ["Method"]


def test_a_line_end_is_a_blank_but_between_han_characters() -> None:
    document = parse_text("x.pdf", "\f\nit changes\nthat 注意\n力")
    [paragraph] = [b for b in document.walk() if b.kind is BlockKind.PARAGRAPH]
    assert document.plain_text(paragraph) == "it changes that 注意力"


def test_links_lead_to_pages(folder: Path) -> None:
    (folder / "x.pdf").write_bytes(make_pdf(["a", "b"]))
    (folder / "n.md").write_text(
        "[x](x.pdf#page=2)\n\n[[x.pdf#page=1]]\n\n[y](x.pdf#page=2&zoom=5)"
    )
    with Catalog(index_of(folder)) as catalog:
        assert [link.path for link in catalog.backlinks("x.pdf")] == ["n.md"] * 3
        kinds = {each.problem.kind for each in catalog.problems()}
        assert ProblemKind.BROKEN_ANCHOR not in kinds


HOSTILE = {
    "empty": b"",
    "no pdf": b"<html>%PDF",
    "cut": make_pdf(["a"] * 40)[:900],
    "no page": make_pdf([]),
    "page in itself": make_pdf(["a"]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
    "many pages": make_pdf(["a"]).replace(b"/Count 1 ", b"/Count 999999999 "),
    "script": make_pdf(["a"], extra="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
    "launch": make_pdf(["a"], extra="/OpenAction << /S /Launch /F (/bin/true) >>"),
    "bookmark in itself": make_pdf(["a", "b"], [("x", 1), ("y", 2)]).replace(
        b"/Next 10 0 R", b"/Next  9 0 R"
    ),
    "password": make_pdf(["a"]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>",
    ),
}  # fmt: skip


def test_a_bad_pdf_costs_no_other_note_its_place_and_is_a_line_in_the_problems(
    folder: Path,
) -> None:
    for name, data in HOSTILE.items():
        (folder / f"{name}.pdf").write_bytes(data)
    (folder / "good.md").write_text("good words")
    (folder / "good.pdf").write_bytes(make_pdf(["good page"]))
    with Catalog(index_of(folder)) as catalog:
        assert {hit.path for hit in catalog.search("good").hits} == {"good.md", "good.pdf"}
        assert all(catalog.note(f"{name}.pdf") for name in HOSTILE)
        unread = {
            each.path.removesuffix(".pdf"): each.problem.detail
            for each in catalog.problems()
            if each.problem.kind is ProblemKind.UNREADABLE
        }
    assert {"empty", "no pdf", "cut", "password"} <= unread.keys()
    assert "password" in unread["password"]
    assert "password" not in unread["no pdf"]


def test_a_check_finds_pdfs_as_they_are(folder: Path) -> None:
    (folder / "x.pdf").write_bytes(make_pdf(["alpha beta", "gamma"], [("Intro", 1)]))
    index = index_of(folder)
    assert check_folder(folder, index, queries=20).differences == ()


def test_pdfs_are_files_where_the_user_wants_it(folder: Path) -> None:
    (folder / "x.pdf").write_bytes(make_pdf(["a"]))
    assert list(scan_folder(folder).notes) == ["x.pdf"]
    found = scan_chosen(folder, FolderChoices(reads_pdfs=False))
    assert (list(found.notes), found.others) == ([], ["x.pdf"])


def test_the_command_line_says_the_page(folder: Path, tmp_path: Path) -> None:
    (folder / "x.pdf").write_bytes(make_pdf(["alpha", "beta"]))
    (folder / "n.md").write_text("beta")
    result = subprocess.run(
        [sys.executable, "-m", "noteviewer", "search", str(folder), "beta", "--json"],
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    pages = {hit["path"]: hit["page"] for hit in json.loads(result.stdout)["hits"]}
    assert pages == {"x.pdf": 2, "n.md": None}


def test_without_the_package_a_pdf_is_known_by_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "x.pdf").write_bytes(make_pdf(["alpha"]))
    monkeypatch.setattr("noteviewer.library.folder.pdf_text.find_spec", lambda _name: None)
    assert read_note_file(folder / "x.pdf") == (b"", False)
