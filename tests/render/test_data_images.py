"""Pictures that a note holds itself: shown, bounded, and never as letters."""

import struct
from base64 import b64encode

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.library.index.sections import make_units
from noteviewer.notes.note import parse_note
from noteviewer.notes.syntax.parser import parse
from noteviewer.notes.text import decode
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LONE_NOTE
from noteviewer.render.render import render_note
from tests.render.harmless import check_harmless

GIF = b"GIF89a" + struct.pack("<HH", 3, 2) + b"\0" * 40
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 4, 5) + b"\0" * 40


def base64(data: bytes) -> str:
    return b64encode(data).decode()


def page(text: str) -> str:
    html = render_note(PageRequest("x.md", text, ENGLISH), LONE_NOTE).html
    check_harmless(html)
    return html


@pytest.mark.parametrize(
    "text",
    [
        "![a](data:image/gif;base64,{})",
        "before ![a](DATA:image/GIF;base64,{}) behind",
        "![a](data:image/png;base64,{})",
        "![a](data:;base64,{})",
        "![a]( data:image/gif;charset=utf-8;base64,{} )",
        "- ![a](data:image/gif;base64,{} =9x9)",
        "> | ![a](data:image/gif;base64,{}) |\n> |---|\n> | b |",
        "> [!note]\n> ![a][b]\n\n[b]: data:image/gif;base64,{}",
        '<img alt="a" src="data:image/gif;base64,{}">',
        "<table><tr><td>\n<img alt='a' src='data:image/gif;base64,{}'></td></tr></table>",
        "[^1]\n\n[^1]: ![a](data:image/gif;base64,{})",
        "# ![a](data:image/gif;base64,{})\n\n中文",
    ],
)
def test_a_picture_in_the_note_is_shown(text: str) -> None:
    html = page(text.format(base64(GIF)))
    assert html.count(f'src="data:image/gif;base64,{base64(GIF)}"') == 1
    assert html.count(base64(GIF)) == 1


def test_it_keeps_its_room() -> None:
    assert 'width="4" height="5"' in page(f"![a](data:image/png;base64,{base64(PNG)})")


@pytest.mark.parametrize(
    "address",
    [
        "data:image/svg+xml;base64," + base64(b"<svg onload='x'/>"),
        "data:image/svg+xml,%3Csvg/%3E",
        "data:text/html;base64," + base64(GIF),
        "data:image/png;base64," + base64(b"<script>1</script>"),
        "data:image/png;base64,%%%",
        "data:image/png;base64,",
        "data:image/png",
        "data:",
        "data:image/png;base64," + base64(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\x70\0" * 2),
    ],
)
def test_anything_else_is_a_box_without_its_letters(address: str) -> None:
    html = page(f"![alternative](<{address}>)")
    assert "<img" not in html
    assert "alternative" in html
    assert address[20:] not in html or len(address) < 30


def test_pictures_of_a_note_are_bounded_together() -> None:
    large = "data:image/gif;base64," + base64(GIF + b"\0" * 7_000_000)
    html = page("\n\n".join([f"![a{n}]({large})" for n in range(5)]))
    assert html.count("<img") == 3
    assert html.count("Not shown") == 2


def test_the_index_has_none_of_it() -> None:
    letters = base64(GIF * 200)
    text = f"![a](data:image/gif;base64,{letters}) behind it\n\n<img src='data:image/gif;base64,{letters}'>\n"
    note = parse_note("x.md", decode(text.encode()))
    (unit,) = make_units(note, parse(text))
    assert letters[:60] not in unit.text + unit.shown
    assert "behind it" in unit.text
    assert {image.source for image in note.images} == {"data:image/gif;base64,"}
