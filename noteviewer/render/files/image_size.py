"""Width and height of a picture from the first bytes of its file, without decoding it.

With them the page keeps the room of a picture that is not loaded yet, so that nothing jumps.
Layouts: PNG (RFC 2083), GIF 89a, WebP (RFC 9649), JPEG (ITU-T T.81, annex B).
"""

import struct
from typing import BinaryIO

LARGEST = 30_000
"""Pixels on a side; what says more is damaged."""
_MOST_SEGMENTS = 100
_NO_FRAME_HEADERS = frozenset({0xC4, 0xC8, 0xCC})
"""Markers of JPEG in the range of frame headers that are none."""

Size = tuple[int, int]
"""Width and height in pixels."""


def read_size(stream: BinaryIO) -> Size | None:
    """The size in which a picture is shown.

    None for other formats, damaged files, and those that carry EXIF data, which may turn or scale
    them.

    Raises:
        OSError: the file cannot be read.
    """
    head = stream.read(32)
    try:
        size = _size(head, stream)
    except struct.error:  # the file ends too soon
        return None
    return size if size and all(0 < side <= LARGEST for side in size) else None


def _size(head: bytes, stream: BinaryIO) -> Size | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack_from(">II", head, 16)
        return width, height
    if head.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", head, 6)
        return width, height
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _size_of_webp(head)
    if head.startswith(b"\xff\xd8"):
        stream.seek(2)
        return _size_of_jpeg(stream)
    return None


def _size_of_webp(head: bytes) -> Size | None:
    match head[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", head, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", head, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            (flags,) = struct.unpack_from("B", head, 20)
            has_exif = flags & 0x08
            width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
            return None if has_exif else (width, height)
    return None


def _size_of_jpeg(stream: BinaryIO) -> Size | None:
    for _ in range(_MOST_SEGMENTS):
        mark, marker, length = struct.unpack(">BBH", stream.read(4))
        if mark != 0xFF or length < 2:
            return None
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME_HEADERS:
            _, height, width = struct.unpack(">BHH", stream.read(5))
            return width, height
        if marker == 0xE1 and stream.read(4) == b"Exif":
            return None
        stream.seek(length - (6 if marker == 0xE1 else 2), 1)
    return None
