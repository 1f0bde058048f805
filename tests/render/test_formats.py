"""Notes in other formats than Markdown as pages, case by case."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from tests.render.conftest import read_html
from tests.render.test_pages import without_lines

CASES = Path(__file__).parent.parent / "cases" / "formats"
PATHS = {
    "org": "folder/x.org",
    "notebook": "folder/x.ipynb",
    "rst": "folder/x.rst",
    "zim": "folder/x.txt",
}


def read_cases() -> Iterator[tuple[str, str, str, list[str]]]:
    for file in sorted(CASES.glob("*.txt")):
        for case in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = case.partition("\n")
            note, _, expected = rest.partition("\n--\n")
            lines = [line for line in expected.split("\n") if line]
            yield f"{file.stem}: {title}", PATHS[file.stem], note, lines


@pytest.mark.parametrize(
    ("path", "note", "expected"),
    [pytest.param(path, note, lines, id=title) for title, path, note, lines in read_cases()],
)
def test_a_note_as_a_page(path: str, note: str, expected: list[str]) -> None:
    text = read_text(path, note.encode()).text
    page = render_note(PageRequest(path, text, ENGLISH), LoneNote(Dialect.ZIM))
    html = without_lines(page.html)
    read_html(html)
    for line in expected:
        if line.startswith("!"):
            assert line[1:] not in html, html
        else:
            pattern = r"\s*".join(re.escape(part) for part in line.split("~"))
            assert re.search(pattern, html), f"{line} not in {html}"
