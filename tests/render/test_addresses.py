"""Addresses inside the page, and the files behind them."""

from pathlib import Path

import pytest

from noteviewer.render.document.resources import app_resource
from noteviewer.render.files.assets import FolderAssets
from noteviewer.render.urls import (
    Action,
    InnerUrl,
    Place,
    action_url,
    app_url,
    asset_url,
    page_url,
    parse_url,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (page_url("a b/中 #?.md", "一 #"), InnerUrl(Place.PAGE, "a b/中 #?.md", "一 #")),
        (asset_url("图/a%20b.png"), InnerUrl(Place.ASSET, "图/a%20b.png")),
        (app_url("math-font"), InnerUrl(Place.APP, "math-font")),
        (
            action_url(Action.LOAD_IMAGE, url="https://a.example/?x=1&y=2#z"),
            InnerUrl(Place.ACTION, "load-image", "", {"url": "https://a.example/?x=1&y=2#z"}),
        ),
        ("https://page/x", None),
        ("noteviewer://elsewhere/x", None),
        ("noteviewer://[page/x", None),
        ("", None),
    ],
)
def test_an_address_is_read_as_it_was_written(url: str, expected: InnerUrl | None) -> None:
    assert parse_url(url) == expected


def test_only_images_of_the_folder_are_served(tmp_path: Path) -> None:
    root, outside = tmp_path / "notes", tmp_path / "outside.png"
    (root / "sub").mkdir(parents=True)
    outside.write_bytes(b"secret")
    (root / "sub" / "a b.PNG").write_bytes(b"image")
    (root / "note.md").write_bytes(b"note")
    (root / "link.png").symlink_to(outside)
    (root / "within.png").symlink_to(root / "sub" / "a b.PNG")
    (root / "folder.png").mkdir()
    (root / "loop.png").symlink_to(root / "loop.png")
    assets = FolderAssets(root)
    assert assets.read("sub/a b.PNG") == b"image"
    assert assets.read("within.png") == b"image"
    refused = (
        "link.png", "../outside.png", str(outside), "note.md", "folder.png", "loop.png", "none.png",
        "sub/../../outside.png", "x\0.png", "", "x" * 5000 + ".png",
    )  # fmt: skip
    assert [path for path in refused if assets.read(path) is not None] == []


def test_the_program_serves_its_font_and_style_and_nothing_else() -> None:
    font, style = app_resource("math-font"), app_resource("page.css")
    assert font
    assert font.media_type == "font/ttf"
    assert len(font.data) > 100_000
    assert style
    assert b"nv-ref" in style.data
    assert app_resource("../page.css") is None
    assert app_resource("page.js") is None
