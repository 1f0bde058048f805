"""Every hostile note through everything that makes something of a note, in every dialect."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.cli.main import main
from noteviewer.notes.note import parse_note
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.text import decode
from noteviewer.render.document.page import PageRequest
from noteviewer.render.document.self_contained import self_contained
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from tests.render.conftest import read_html
from tests.render.harmless import check_harmless, elements
from tests.render.hostile import PATHS, all_hostile_notes

FORMS = ("json", "csv", "markdown", "bibtex", "ris", "csl", "bookmarks")
BOOKMARK_TAGS = {"title", "h1", "h3", "dl", "dt", "a", "p", "meta", "dd"}


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Pages that were looked at: many notes give the same one in several dialects."""
    return set()


@pytest.mark.parametrize("dialect", Dialect)
def test_pages_and_files_are_harmless(dialect: Dialect, seen: set[str]) -> None:
    for note in all_hostile_notes():
        try:
            page = render_note(PageRequest(note.path, note.text, ENGLISH), LoneNote(dialect))
            if page.html in seen:
                continue
            seen.add(page.html)
            check_harmless(page.html)
            body = self_contained(page, lambda _path: None).partition("<main>")[2]
            check_harmless(to_app(body.partition("</main>")[0]))
        except Exception as error:
            raise AssertionError(note.name) from error


@pytest.mark.parametrize("path", PATHS.values())
def test_they_are_harmless_in_every_format(path: str) -> None:
    for note in all_hostile_notes():
        try:
            check_harmless(
                render_note(PageRequest(path, note.text, ENGLISH), LoneNote(Dialect.ZIM)).html
            )
        except Exception as error:
            raise AssertionError(note.name) from error


def to_app(html: str) -> str:
    """Links within a file as they are in the window, which is what the check knows."""
    html = re.sub(r' data-note="[^"]*"', "", html)  # the path of a note, as text
    return html.replace(' href="#', ' href="noteviewer://page/')


def test_all_are_parsed() -> None:
    for note in all_hostile_notes():
        try:
            parse_note(note.path, decode(note.text.encode("utf-8", "surrogatepass")))
        except Exception as error:
            raise AssertionError(note.name) from error


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    for number, note in enumerate(all_hostile_notes()):
        (root / f"{number:03}.md").write_bytes(note.text.encode("utf-8", "replace"))
    return root


def test_exports_hold_text_and_addresses_only(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written: dict[str, str] = {}
    for form in FORMS:
        assert main(["refs", str(folder), "--format", form]) == 0
        written[form] = capsys.readouterr().out
    for row in csv.reader(io.StringIO(written["csv"].removeprefix("\ufeff"))):
        assert [cell for cell in row if cell[:1] in set("=+-@\t\r")] == []
    for element in bookmarks(written["bookmarks"]):
        assert element.lower() in BOOKMARK_TAGS
    assert isinstance(json.loads(written["json"]), list)
    assert isinstance(json.loads(written["csl"]), list)
    for form in FORMS:
        assert "\0" not in written[form], form


def bookmarks(html: str) -> Iterator[str]:
    """Names of the elements of a file of bookmarks; each address is one of the web."""
    from html.parser import HTMLParser

    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)
            for name, value in attrs:
                assert not name.startswith("on")
                assert name != "href" or (value or "").startswith(("http://", "https://", "ftp://"))

    Reader().feed(html)
    yield from found


def test_markup_that_is_printed_is_harmless(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = list(map(str, sorted(folder.glob("*.md"))))
    assert main(["render", "--json", "--folder", str(folder), *files]) == 0
    pages = [json.loads(line) for line in capsys.readouterr().out.split("\n")[:-1]]
    assert len(pages) == len(files)
    for page in pages:
        check_harmless(page["html"])
        assert any(elements(read_html(page["html"])))
