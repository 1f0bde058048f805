"""Drawings that would keep their reader waiting are not shown; ordinary ones are."""

import base64
from itertools import pairwise
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.site import FolderKind, NoteNames, build_site
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.self_contained import self_contained
from noteviewer.render.files.assets import AssetTooLargeError, FolderAssets
from noteviewer.render.files.svg_cost import TooCostlyError, check_drawing
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.render import render_note

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
LEVELS = "abcdefgh"


def svg(content: str) -> str:
    return f"{HEAD}{content}</svg>"


def levels(first: str, holder: str, shown: str) -> str:
    """Each level shows the one before it ten times: ``{0}`` its name, ``{1}`` what it shows."""
    parts = [first]
    for before, name in pairwise(LEVELS):
        parts.append(holder.format(name, shown.format(before) * 10))
    return "".join(parts)


USES = levels('<rect id="a" width="1"/>', '<g id="{0}">{1}</g>', '<use href="#{0}"/>')
PATTERN = '<pattern id="{0}" width="9" height="9">{1}</pattern>'
PATTERNS = levels(
    '<pattern id="a" width="9" height="9"><rect/></pattern>', PATTERN, '<rect fill="url(#{0})"/>'
)


def data_url(text: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


BOMBS = {
    "uses of uses": svg(USES),
    "uses by an older name": svg(USES.replace(" href", " xlink:href")),
    "uses with a name space": svg(USES).replace("<use", "<s:use").replace("xmlns=", "xmlns:s="),
    "patterns of patterns": svg(PATTERNS),
    "patterns by style": svg(PATTERNS.replace('fill="url(#', 'style="fill:url( \'#').replace(')"/>', '\')"/>')),
    "escaped patterns": svg(PATTERNS.replace("url(", r"u\72 l(")),
    "masks of masks": svg(PATTERNS.replace("pattern", "mask").replace("fill=", "mask=")),
    "marks along a line": svg(
        '<marker id="m"><path/><path/></marker><path marker-mid="url(#m)" d="' + "l1 1" * 200_000 + '"/>'
    ),
    "filters over filters": svg(
        '<filter id="f">' + "<feGaussianBlur/>" * 100 + "</filter>" + '<g filter="url(#f)">' * 30
        + "<rect/>" + "</g>" * 30
    ),
    "a filter in a style sheet": svg(
        '<filter id="f">' + "<feTurbulence/>" * 40 + "</filter><style>rect{filter:url(#f)}</style>"
        + "<rect/>" * 100
    ),
    "blur in a style": svg('<rect style="filter:blur(9px)"/>' * 3_000),
    "a filter that reaches far": svg('<filter><feMorphology radius="1 5000"/></filter>'),
    "noise of many octaves": svg('<filter><feTurbulence numOctaves="1e6"/></filter>'),
    "entities of entities": f'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>{svg("&b;")}',
    "an entity of markup": f'<!DOCTYPE svg [<!ENTITY a "<rect/>">]>{svg("&a;" * 9)}',
    "a default of a document type": "<!DOCTYPE svg [<!ATTLIST use href CDATA '#g'>]>"
    + svg(USES + "<use/>" * 10),
    "a drawing of drawings": svg(f'<image href="{data_url(svg(USES))}"/>'),
    "a drawing in a style sheet": svg(f"<style>rect{{fill:url({data_url(svg(''))})}}</style>"),
    "deep groups": svg("<g>" * 5_000 + "</g>" * 5_000),
    "very many elements": svg("<g/>" * 250_000),
    "a mistake at the end": svg(USES) + "</svg>",
    "UTF-16": svg(USES),
    "an encoding that is not known": f'<?xml version="1.0" encoding="gb18030"?>{svg(USES)}',
}  # fmt: skip
ORDINARY = {
    "shapes": svg('<rect width="9"/><circle r="4"/>' * 500),
    "glyphs": svg('<symbol id="g"><path/></symbol>' + '<use href="#g"/>' * 2_000),
    "an arrow": svg(
        '<marker id="m"><path/></marker><path marker-end="url(#m)" d="M0 0L9 9"/>' * 50
    ),
    "a gradient": svg('<linearGradient id="l"><stop/></linearGradient><rect fill="url(#l)"/>'),
    "a shadow": svg(
        '<filter id="f"><feGaussianBlur stdDeviation="3"/><feOffset/></filter>'
        + '<g filter="url(#f)"><rect/></g>' * 20
    ),
    "what shows itself": svg('<g id="g"><use href="#g"/></g>'),
    "names of an editor": f'<!DOCTYPE svg [<!ENTITY ns "http://a.example/ns">]>{svg("<g/>")}',
    "a drawing with a drawing": svg(f'<image href="{data_url(svg("<rect/>"))}"/>'),
    "a link": svg('<a href="#g"><g id="g"><rect/></g></a>'),
    "a mistake": svg("<rect/>") + "<b>",
}


def encoded(name: str, text: str) -> bytes:
    return text.encode("utf-16" if name == "UTF-16" else "utf-8")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str) -> None:
    with pytest.raises(TooCostlyError):
        check_drawing(encoded(name, BOMBS[name]))


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_drawing_is_shown(name: str) -> None:
    assert check_drawing(encoded(name, ORDINARY[name])) >= 0


@pytest.fixture
def page(tmp_path: Path) -> Page:
    (tmp_path / "bomb.svg").write_text(BOMBS["patterns of patterns"], "utf-8")
    (tmp_path / "shapes.svg").write_text(ORDINARY["shapes"], "utf-8")
    names = ["bomb.svg", "shapes.svg", "note.md"]
    site = build_site(names, [NoteNames("note.md")], FolderKind.PLAIN)
    request = PageRequest("note.md", "![a](bomb.svg) ![b](shapes.svg)", ENGLISH)
    return render_note(request, SiteContext(site, str(tmp_path)))


def test_the_page_says_what_it_does_not_show(page: Page) -> None:
    assert "Not shown, for it would take too long: bomb.svg" in page.html
    assert "asset/bomb.svg" not in page.html
    assert "asset/shapes.svg" in page.html


def test_neither_window_nor_files_get_it(page: Page, tmp_path: Path) -> None:
    assets = FolderAssets(tmp_path)
    with pytest.raises(AssetTooLargeError):
        assets.read("bomb.svg")
    file = self_contained(page, assets.read)
    assert "Not shown, for it would take too long: bomb.svg" in file
    assert file.count("data:image/svg+xml") == 1


@pytest.mark.corpora
def test_drawings_of_real_folders_are_shown(corpora: Path) -> None:
    for file in corpora.rglob("*.svg"):
        assert check_drawing(file.read_bytes()) >= 0, file
