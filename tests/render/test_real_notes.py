"""Real notes as pages: anchors, formulas, marks that must not be seen, and kramdown's judgement."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.model import ProblemKind
from noteviewer.notes.site import FolderKind, NoteNames, build_site
from noteviewer.notes.text import decode
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.folder_context import LONE_NOTE, FolderContext, SiteContext
from noteviewer.render.render import render_note
from tests.render.conftest import read_html
from tests.tools.compare_kramdown import compare

pytestmark = pytest.mark.corpora

SUFFIXES = {".md", ".markdown"}
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def notes_of(folder: Path, step: int = 1) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)[::step]


def pages_of(
    folder: Path, *, step: int = 1, around: FolderContext = LONE_NOTE
) -> Iterator[tuple[str, Page]]:
    for file in notes_of(folder, step):
        path = file.relative_to(folder).as_posix()
        text = decode(file.read_bytes()).text
        yield path, render_note(PageRequest(path, text, ENGLISH), around)


@pytest.mark.parametrize(
    ("collection", "step"),
    [("antkillerfarm", 6), ("daiwk", 3), ("mzlogin", 4), ("knowledge-garden", 12)],
)
def test_every_anchor_of_the_outline_is_an_id_of_the_page(
    corpora: Path, collection: str, step: int
) -> None:
    wrong = {}
    for path, page in pages_of(corpora / collection, step=step):
        read_html(page.html)
        ids = re.findall(r'<(?:h[1-6]|span)[^>]* id="([^"]*)"', page.html)
        missing = set(page.anchors) - {unescape(name) for name in ids}
        if missing:
            wrong[path] = missing
    assert wrong == {}


@pytest.mark.parametrize(("collection", "step"), [("antkillerfarm", 4), ("daiwk", 2)])
def test_nearly_all_formulas_are_drawn(corpora: Path, collection: str, step: int) -> None:
    drawn = undrawn = 0
    for _, page in pages_of(corpora / collection, step=step):
        drawn += page.html.count('<span class="nv-math')
        undrawn += sum(p.kind is ProblemKind.BAD_FORMULA for p in page.problems)
    assert drawn > 900
    assert undrawn / (drawn + undrawn) <= 0.005


def test_no_mark_of_obsidian_is_seen(corpora: Path) -> None:
    root = corpora / "obsidian-help" / "en"
    paths = [f.relative_to(root).as_posix() for f in root.rglob("*") if f.is_file()]
    names = [NoteNames(path) for path in paths if path.endswith(".md")]
    around = SiteContext(build_site(paths, names, FolderKind.OBSIDIAN))
    seen = {}
    for path, page in pages_of(root, around=around):
        text = TAG.sub("", CODE.sub("", page.html))
        if found := re.search(r"!\[\[|\[!|%%", text):
            seen[path] = text[max(found.start() - 40, 0) : found.end() + 40]
    assert seen == {}


@pytest.mark.skipif(shutil.which("ruby") is None, reason="needs ruby-kramdown")
def test_pages_agree_with_kramdown(corpora: Path) -> None:
    notes = notes_of(corpora / "antkillerfarm" / "_posts", step=5)
    agreed = compare(notes)
    assert {kind: n for kind, n in agreed.items() if n < 0.985 * len(notes)} == {}
