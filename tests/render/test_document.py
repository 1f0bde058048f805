"""The document around a page: policy, theme, and the one-file form."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.render.document.page import HeadCard, Page, PageRequest
from noteviewer.render.document.self_contained import LARGEST_TOGETHER, LEFT_OUT, self_contained
from noteviewer.render.document.shell import Appearance, page_document
from noteviewer.render.files.assets import AssetTooLargeError, FolderAssets
from noteviewer.render.render import render_note
from tests.render.conftest import read_html
from tests.render.harmless import elements

NOTE = """# 一 "x"

[here](#一-x) [other](other.md#y) ![](a.png) ![](b.txt) ![](https://img.example/c.png) $$x$$

```
code
```
"""


def page(text: str = NOTE) -> Page:
    return render_note(PageRequest("note.md", text, ENGLISH, HeadCard(title="<T>")))


def policy_of(document: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', document)
    assert found
    return unescape(found[1])


def test_the_policy_allows_our_images_and_this_style_and_nothing_else() -> None:
    document = page_document(page())
    policy = dict(part.strip().split(" ", 1) for part in policy_of(document).split(";"))
    style = document.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == {
        "default-src": "'none'",
        "img-src": "noteviewer: data:",
        "font-src": "noteviewer:",
        "style-src": f"'sha256-{digest}'",
        "style-src-attr": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_host_that_the_reader_allowed_is_in_the_policy_and_in_the_page() -> None:
    hosts = frozenset({"img.example"})
    made = render_note(PageRequest("note.md", NOTE, ENGLISH, allowed_hosts=hosts))
    assert 'src="https://img.example/c.png"' in made.html
    assert "https://img.example" in policy_of(page_document(made, image_hosts=hosts))
    assert 'src="https://img.example' not in page().html


def test_the_document_says_how_it_looks() -> None:
    document = page_document(
        page(), Appearance(theme="dark", references="written", width="50em", font='"A"')
    )
    assert '<html lang="zh-Hans" data-theme="dark" data-references="written"' in document
    assert 'style="--width:50em;--reader-font:&quot;A&quot;;"' in document
    assert "<title>&lt;T&gt;</title>" in document


def test_all_ids_are_those_of_the_note() -> None:
    """An id of ours would be one that a heading ``{#id}`` can double."""
    made = render_note(PageRequest("note.md", "# a {#nv-page}\n\n## nv zoom\n", ENGLISH))
    document = read_html(page_document(made).partition("</head>")[2].removesuffix("</html>\n"))
    ids = [
        element.attributes["id"] for _, element in elements(document) if "id" in element.attributes
    ]
    assert ids == ["nv-page", "nv-zoom"]


def test_one_file_holds_all_that_it_shows() -> None:
    files = {"a.png": b"image", "b.txt": b"text"}
    html = self_contained(page(), files.get)
    assert f'src="data:image/png;base64,{b64encode(b"image").decode()}"' in html
    assert "noteviewer:" not in html
    assert "font/ttf;base64," in html
    assert 'href="#%E4%B8%80-x">here</a>' in html
    assert '<a data-note="other.md">other</a>' in html
    assert "<button" not in html
    assert ENGLISH.load_once not in html, "nothing could load it"
    assert f'href="https://img.example/c.png">{ENGLISH.open_in_browser}' in html
    assert b64encode(b"text").decode() not in html
    assert "img-src data:;" in policy_of(html)


def test_one_file_without_formulas_carries_no_font() -> None:
    assert "font/ttf" not in self_contained(page("text"), lambda _path: None)


def test_an_anchor_cannot_break_out_of_one_file() -> None:
    html = self_contained(page('[x](#"onclick=1) [y](z"onclick=1.md)'), lambda _path: None)
    assert not re.search(r'<a[^>]*"\s*onclick', html)


def test_what_only_looks_like_an_address_is_text_in_one_file() -> None:
    """An address in prose, code or an attribute once became the picture's data, each time."""
    written = 'src="noteviewer://asset/x.png" href="noteviewer://page/note.md" id="part-1-x"'
    text = f"{written}\n\n`{written}`\n\n```\n{written}\n```\n\n<p title='{written}'>x</p>\n"
    html = self_contained(page(text), lambda _path: b"picture")
    assert "data:image" not in html
    assert unescape(html).count(written) == 4


def test_a_picture_is_in_one_file_once() -> None:
    html = self_contained(page("![a](x.png)\n" * 120 + "![](y.png)"), lambda path: path.encode())
    assert html.count("data:image/png") == 2
    assert len(re.findall(r'<img class="nv-image nv-picture-1" alt="a"', html)) == 120
    digest = b64encode(
        sha256(html.partition("<style>")[2].partition("</style>")[0].encode()).digest()
    ).decode()
    assert digest in policy_of(html)


def test_pictures_of_one_file_have_a_bound_and_it_says_so() -> None:
    large = bytes(LARGEST_TOGETHER // 2)
    html = self_contained(page("![](a.png) ![](b.png) ![](c.png) ![](d.png)"), lambda _path: large)
    assert html.count("data:image/png") == 2
    assert [LEFT_OUT.format(name) in html for name in ("b.png", "c.png", "d.png")] == [
        False, True, True,
    ]  # fmt: skip


def test_a_picture_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.png").open("wb") as file:
        file.truncate(3 << 30)
    assets = FolderAssets(tmp_path)
    with pytest.raises(AssetTooLargeError):
        assets.read("x.png")
    assert LEFT_OUT.format("x.png") in self_contained(page("![](x.png)"), assets.read)


def test_the_place_of_a_picture_cannot_be_broken_out_of() -> None:
    html = self_contained(
        page('![](%22onerror=alert(1).png) ![](<x" onerror="y.png>)'), lambda _path: None
    )
    main = read_html(html.partition("<body>")[2].partition("</body>")[0])
    assert [set(image.attributes) & {"onerror"} for image in main.all("img")] == [set(), set()]
