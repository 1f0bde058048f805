"""Pictures that a note holds itself, as ``data:`` addresses (RFC 2397).

Such an address is never written as the note has it: its bytes are decoded here, and written anew
where they are those of a picture.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote_to_bytes

from noteviewer.render.files.image_size import Size, read_size

LARGEST = 8_000_000
"""Bytes of one such picture."""
_MOST_PIXELS = 50_000_000
_HEAD = re.compile(r"data:[ \t]*([\w.+-]{1,40}/[\w.+-]{1,40})?([^,]{0,200}),", re.IGNORECASE)
_BLANKS = re.compile(rb"\s+")
_STARTS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


@dataclass(frozen=True, slots=True)
class DataImage:
    """A picture, ready for the page."""

    url: str
    """A ``data:`` address of the type that the bytes have."""
    length: int
    """Bytes of the picture."""
    size: Size | None
    """Width and height, where they can be told (`image_size`)."""


class DataTooLargeError(Exception):
    """More bytes or pixels than are shown."""


def is_data(source: str) -> bool:
    """Whether an address holds what it leads to."""
    return source[:5].lower() == "data:"


def data_name(source: str) -> str:
    """What to call a ``data:`` address: its type, without what it holds."""
    found = _HEAD.match(source)
    return f"data:{found[1] or ''}" if found else "data:"


def read_data_image(source: str) -> DataImage | None:
    """Decode a PNG, JPEG, GIF or WebP; None for what is none of them.

    Raises:
        DataTooLargeError: it has more than `LARGEST` bytes, or too many pixels.
    """
    found = _HEAD.match(source)
    if found is None or (found[1] and not found[1].lower().startswith("image/")):
        return None
    # Three bytes are four letters of base64, or up to nine where they are escaped.
    if len(source) > LARGEST * 3:
        raise DataTooLargeError(data_name(source))
    data = unquote_to_bytes(source[found.end() :])
    if found[2].lower().replace(" ", "").endswith(";base64"):
        data = _BLANKS.sub(b"", data).rstrip(b"=")
        try:
            data = b64decode(data + b"=" * (-len(data) % 4), validate=True)
        except Error:
            return None
    media_type = _media_type(data)
    if media_type is None:
        return None
    size = read_size(BytesIO(data))
    if len(data) > LARGEST or (size and size[0] * size[1] > _MOST_PIXELS):
        raise DataTooLargeError(data_name(source))
    return DataImage(f"data:{media_type};base64,{b64encode(data).decode()}", len(data), size)


def _media_type(data: bytes) -> str | None:
    """By the first bytes, whatever the address says."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return next((name for start, name in _STARTS.items() if data.startswith(start)), None)
