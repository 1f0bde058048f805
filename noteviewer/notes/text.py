"""Bytes to text, and text to its form for matching."""

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
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""Body of a character class: accents of Latin, Greek and Cyrillic letters, vowel signs of Hebrew
and Arabic, and what stretches an Arabic word. Marks of other scripts are letters of theirs."""
_ALPHABETS = (
    (0x00C0, 0x0250), (0x0370, 0x0530), (0x0590, 0x0700), (0x1E00, 0x2000),
)  # fmt: skip
_STROKES = {
    "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h",
    "Ŧ": "T", "ŧ": "t", "ı": "i", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe",
}  # fmt: skip
"""Letters that are written otherwise without their marks, and are not made of marks."""
_LETTERS = "ЙйЇїЎў"
"""Letters of their own, though they are made of a letter and a mark."""


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


def split_titled_target(text: str) -> tuple[str, str]:
    """Title and target of Sphinx's ``title <target>``; a text of another form is a target alone."""
    titled = text.rstrip()
    title, _, target = titled.removesuffix(">").rpartition("<")
    title = title.rstrip()
    is_titled = titled.endswith(">") and title and target and ">" not in target
    return (title, target) if is_titled else ("", text)


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


def unaccent(text: str) -> str:
    """Take the accents and vowel signs off the letters of a folded text.

    Each character is taken by itself, so that a part of a text is a part of the text without them.
    """
    if text.isascii() or not _ACCENTED.search(text):
        return text
    return _ACCENTED.sub(lambda found: _PLAIN.get(found[0], ""), text)


def has_accents(text: str) -> bool:
    """Whether a text holds a letter that `unaccent` changes."""
    return not text.isascii() and _ACCENTED.search(text) is not None


def _plain_letters() -> dict[str, str]:
    is_mark = re.compile(f"[{MARKS}]")
    found = dict(_STROKES)
    for first, end in _ALPHABETS:
        for letter in map(chr, range(first, end)):
            bare = is_mark.sub("", unicodedata.normalize("NFD", letter))
            plain = unicodedata.normalize("NFC", bare)
            if plain not in ("", letter) and letter not in _LETTERS:
                found.setdefault(letter, plain)
    return found


_PLAIN = _plain_letters()
_ACCENTED = re.compile(f"[{''.join(_PLAIN)}{MARKS}]")


def _normalize_line(line: str) -> str:
    return line if unicodedata.is_normalized("NFKC", line) else unicodedata.normalize("NFKC", line)
