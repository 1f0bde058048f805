"""BibTeX as far as a page needs it: who wrote a work, when, what it is called, where it is.

What cannot be read is passed over; time is linear in the text, and all counts are bounded.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MOST_WORKS = 20_000
_LONGEST_VALUE = 20_000
_ENTRY = re.compile(r"@([A-Za-z]+)\s*[{(]\s*([^\s,{}()\"#%'=]{1,200})\s*,")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w-]{0,40})\s*=\s*")
_BARE = re.compile(r"[^\s,{}\"#]{1,200}")
_JOIN = re.compile(r"\s*#\s*")
_STEP = re.compile(r"[{}\"\\]")
_ACCENT = re.compile(r"\\([`'^\"~=.uvHcdbkr])[\s{]{0,4}(\\?[A-Za-z])[ }]{0,2}")
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\s*|([&%$#_{}~^]))")
_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"\d{4}")
_AUTHORS = re.compile(r" and ", re.IGNORECASE)
_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—",
    "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
_UNNAMED = frozenset({"comment", "preamble", "string"})


class Work(NamedTuple):
    """One entry."""

    key: str
    authors: tuple[str, ...] = ()
    """As written, family name first or last."""
    families: tuple[str, ...] = ()
    """Their family names; of an institution its whole name."""
    year: str = ""
    title: str = ""
    container: str = ""
    """The journal, the book or the publisher."""
    url: str = ""

    @property
    def who(self) -> str:
        """How a text names its authors: one, two, or the first of more."""
        names = self.families
        if len(names) > 2:
            return f"{names[0]} et al."
        return " & ".join(names) or self.title or self.key


def _family_name(author: str) -> str:
    """The family name of ``Family, Given`` or ``Given Family``; all of ``{An Institution}``."""
    if author.startswith("{"):
        return plain_tex(author)
    family, comma, _ = plain_tex(author).partition(",")
    return family.strip() if comma else family.rpartition(" ")[2] or family


def read_bibliography(text: str) -> dict[str, Work]:
    """Read the works of a BibTeX file by their keys; the first of a key counts."""
    works: dict[str, Work] = {}
    position = 0
    while len(works) < MOST_WORKS and (found := _ENTRY.search(text, position)):
        position = found.end()
        if found[1].lower() in _UNNAMED:
            continue
        values, position = _read_fields(text, position)
        works.setdefault(found[2], _work(found[2], values))
    return works


def _work(key: str, written: Mapping[str, str]) -> Work:
    values = {name: plain_tex(value) for name, value in written.items()}
    named = _BLANKS.sub(" ", written.get("author") or written.get("editor") or "")
    people = _AUTHORS.split(named)
    people = [name.strip() for name in people if name.strip()]
    year = _YEAR.search(values.get("year") or values.get("date") or "")
    container = next(
        (values[n] for n in ("journal", "journaltitle", "booktitle", "publisher") if n in values),
        "",
    )
    url = values.get("url", "")
    if not url and (doi := values.get("doi")):
        url = doi if "://" in doi else f"https://doi.org/{doi}"
    return Work(
        key,
        tuple(map(plain_tex, people)),
        tuple(map(_family_name, people)),
        year[0] if year else "",
        values.get("title", ""),
        container,
        url if url.startswith(("http://", "https://")) else "",
    )


def _read_fields(text: str, position: int) -> tuple[dict[str, str], int]:
    """The fields of an entry, and where it ends."""
    values: dict[str, str] = {}
    while field := _FIELD.match(text, position):
        parts, position = [], field.end()
        while True:
            part, position = _read_value(text, position)
            parts.append(part)
            joint = _JOIN.match(text, position)
            if joint is None:
                break
            position = joint.end()
        values.setdefault(field[1].lower(), "".join(parts))
    return values, position


def _read_value(text: str, position: int) -> tuple[str, int]:
    """A value in braces, in quotation marks, or bare; and where it ends."""
    opening = text[position : position + 1]
    if opening not in ("{", '"'):
        bare = _BARE.match(text, position)
        return (bare[0], bare.end()) if bare else ("", position)
    depth, start = 0, position + 1
    for at, sign in _signs(text, position, position + _LONGEST_VALUE):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        if depth == 0 and at > position and sign == ("}" if opening == "{" else '"'):
            return text[start:at], at + 1
    return "", position + 1


def _signs(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Braces and quotation marks that no backslash stands before."""
    skipped = -1
    for found in _STEP.finditer(text, start, min(end, len(text))):
        if found.start() == skipped:
            continue
        if found[0] == "\\":
            skipped = found.start() + 1
        else:
            yield found.start(), found[0]


def plain_tex(source: str) -> str:
    r"""Text without the marks of LaTeX: ``G{\"o}del`` is ``Gödel``."""
    if "\\" in source:
        source = _ACCENT.sub(_accented, source)
        source = _COMMAND.sub(lambda found: found[2] or _LETTERS.get(found[1], ""), source)
    source = source.replace("{", "").replace("}", "").replace("~", " ").replace("--", "–")
    return _BLANKS.sub(" ", source).strip()


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[2].lstrip("\\") + _COMBINING[found[1]])
