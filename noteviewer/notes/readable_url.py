"""Web addresses as people read them: characters in the place of their percent-encoded bytes."""

import re
from urllib.parse import quote

_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Bytes of characters beyond ASCII. What ASCII encodes has a meaning of its own: ``%2F`` is no
slash."""


def readable_url(url: str) -> str:
    """Decode what can be read, and nothing that hides or turns around what stands beside it.

    ``https://zh.wikipedia.org/wiki/%E4%B8%AD`` reads ``https://zh.wikipedia.org/wiki/中``. Bytes
    that are no UTF-8, blanks, controls and marks of direction stay as they are.
    """
    return _ENCODED.sub(_decode, url) if "%" in url else url


def _decode(found: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]
    return "".join(char if char.isprintable() else quote(char) for char in text)
