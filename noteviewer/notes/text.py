"""Bytes to text, and text to its form for matching (``syntax.md``, section 2)."""

import codecs
import html
import re
import unicodedata

from noteviewer.notes.model import DecodedText, Problem, ProblemKind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_SNIFFED = 4096
"""Bytes that are looked at to recognise UTF-16 without a mark, and binary files."""
_ZEROS = re.compile(r"&#0+(?=\d)")
_LONG_REFERENCE = re.compile(r"&#\d{8,};?")
"""No character has such a number; Python makes none of more than 4,300 digits."""
_LINE_ENDS = re.compile(r"\r\n?")
_IGNORED = re.compile(
    r"[\u00ad\u0600-\u0605\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
"""The format characters (Cf) that occur in text, and the soft hyphen."""
_COMMON_WIDE = tuple(zip("，（）：？！；\u3000\u00a0", ",():?!;  ", strict=True))
"""The characters that NFKC changes most often in Chinese text."""
_SHORT = 300
"""Characters up to which NFKC costs less than looking for them."""


def decode(data: bytes, override: str | None = None) -> DecodedText:
    r"""Turn a file's bytes into text; never fails.

    The ladder is: byte order mark, UTF-16 without a mark (by its zero bytes), strict UTF-8,
    strict GB18030, and UTF-8 with replacement characters, which is reported. A file with zero
    bytes that is not UTF-16 is reported as binary, and still shown.

    Args:
        data: The whole file.
        override: The encoding that the reader chose for this file; wins where it is known.
    """
    problems: list[Problem] = []
    text, encoding = _decode(data, override)
    if encoding is None:
        encoding, text = "utf-8", data.decode("utf-8", "replace")
        problems.append(Problem(ProblemKind.BROKEN_ENCODING))
    if "\0" in text[:_SNIFFED]:
        problems.append(Problem(ProblemKind.BINARY))
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return DecodedText(text, encoding, tuple(problems))


def _decode(data: bytes, override: str | None) -> tuple[str, str | None]:
    if override:
        try:
            return data.decode(override, "replace"), codecs.lookup(override).name
        except LookupError:
            pass
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            return text, None if name == "utf-8-sig" and "\ufffd" in text else name
    for name in (*_without_mark(data), "utf-8", "gb18030"):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    return "", None


def _without_mark(data: bytes) -> tuple[str, ...]:
    """UTF-16 with ASCII in it has its zero bytes all at odd, or all at even, places."""
    head = data[:_SNIFFED]
    if len(data) % 2 or b"\0" not in head:
        return ()
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and not even:
        return ("utf-16-le",)
    if even > len(head) // 8 and not odd:
        return ("utf-16-be",)
    return ()


def unescape(text: str) -> str:
    """Replace references to characters, as `html.unescape` does, of any number of digits."""
    if "&#" in text:
        text = _LONG_REFERENCE.sub("\ufffd", _ZEROS.sub("&#", text))
    return html.unescape(text)


def fold(text: str) -> str:
    """Give the form of a text in which equal-looking texts are equal, for matching only.

    NFKC, case folded, without format characters and soft hyphens.
    """
    if text.isascii():
        return text.lower()
    # NFKC of a whole text costs four times the rest: most full-width punctuation is a replacement,
    # and no character combines with one on another line, so lines that need no NFKC are left alone.
    if len(text) > _SHORT:
        for full_width, plain in _COMMON_WIDE:
            text = text.replace(full_width, plain)
    if not unicodedata.is_normalized("NFKC", text):
        text = "\n".join(map(_normalize_line, text.split("\n")))
    return _IGNORED.sub("", text.casefold())


def _normalize_line(line: str) -> str:
    return line if unicodedata.is_normalized("NFKC", line) else unicodedata.normalize("NFKC", line)
