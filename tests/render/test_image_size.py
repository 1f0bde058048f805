"""Sizes of pictures, from the beginnings of files as the formats' papers lay them out."""

import io
import struct
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.site import FolderKind, build_site
from noteviewer.render.document.page import PageRequest
from noteviewer.render.files.image_size import Size, read_size
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.render import render_note
from tests.render.conftest import Element, read_html


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9)


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF" + bytes(4) + b"WEBP" + kind + struct.pack("<I", len(data)) + data


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    return b"\xff\xd8" + b"".join(
        struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in segments
    )


FRAME = struct.pack(">BHHB", 8, 30, 40, 1)
JFIF = (0xE0, b"JFIF\0" + bytes(9))
PROFILE = (0xE2, bytes(60_000))
TABLE = (0xC4, bytes(20))


@pytest.mark.parametrize(
    ("data", "size"),
    [
        pytest.param(png(640, 480), (640, 480), id="PNG"),
        pytest.param(b"GIF89a" + struct.pack("<HH", 3, 500) + bytes(3), (3, 500), id="GIF"),
        pytest.param(
            webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 0x4000 | 70, 50)), (70, 50),
            id="WebP with losses, scaled",
        ),
        pytest.param(
            webp(b"VP8L", b"\x2f" + struct.pack("<I", 1 << 28 | 49 << 14 | 69)), (70, 50),
            id="WebP without losses",
        ),
        pytest.param(
            webp(b"VP8X", b"\x10\0\0\0" + (69).to_bytes(3, "little") + (49).to_bytes(3, "little")),
            (70, 50), id="WebP with alpha",
        ),
        pytest.param(jpeg(JFIF, (0xC0, FRAME)), (40, 30), id="JPEG"),
        pytest.param(jpeg(PROFILE, TABLE, (0xC2, FRAME)), (40, 30), id="progressive JPEG"),
        pytest.param(
            jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0"), (0xC0, FRAME)), (40, 30),
            id="JPEG with XMP",
        ),
        pytest.param(jpeg((0xE1, b"Exif\0\0"), (0xC0, FRAME)), None, id="JPEG, maybe turned"),
        pytest.param(
            webp(b"VP8X", b"\x08\0\0\0" + bytes(6)), None, id="WebP, maybe turned"
        ),
        pytest.param(b"<svg width='4' height='4'/>", None, id="SVG"),
        pytest.param(png(0, 480), None, id="no width"),
        pytest.param(png(1, 2**31), None, id="too high"),
        pytest.param(png(640, 480)[:20], None, id="PNG cut off"),
        pytest.param(jpeg(JFIF), None, id="JPEG without a frame"),
        pytest.param(jpeg((0xE1, b"")), None, id="JPEG cut off in a segment"),
        pytest.param(jpeg(JFIF) + bytes(40), None, id="JPEG with rubbish"),
        pytest.param(b"", None, id="empty"),
    ],
)  # fmt: skip
def test_size(data: bytes, size: Size | None) -> None:
    assert read_size(io.BytesIO(data)) == size


def image_in_page(folder: Path, text: str) -> Element:
    """The one image of a page of a folder's note."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    site = build_site(["a.md", *files], (), FolderKind.OBSIDIAN)
    page = render_note(PageRequest("a.md", text, ENGLISH), SiteContext(site, str(folder)))
    (image,) = read_html(page.html).all("img")
    return image


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("![](x.png)", ("64", "48")),
        ("![[x.png]]", ("64", "48")),
        ("![[x.png|30]]", ("30", None)),
        ('<img src="x.png" height="20">', (None, "20")),
        ("![](broken.png)", (None, None)),
    ],
)
def test_the_page_keeps_the_room_of_an_image(
    tmp_path: Path, text: str, size: tuple[str | None, str | None]
) -> None:
    (tmp_path / "x.png").write_bytes(png(64, 48))
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    attributes = image_in_page(tmp_path, text).attributes
    assert (attributes.get("width"), attributes.get("height")) == size


def test_nothing_outside_the_folder_is_measured(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(png(64, 48))
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "x.png").symlink_to(tmp_path / "outside.png")
    assert "width" not in image_in_page(folder, "![](x.png)").attributes
