"""Addresses in running text that have no marks around them: web, ``www.``, mail."""

import re

from noteviewer.notes.syntax.tree import Inline, InlineKind
from noteviewer.notes.text import unescape
from noteviewer.notes.urls import scheme_start, url_end

_BLANK = re.compile(r"\s")
_LONGEST_URL = 2_000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WIDE_HOST = re.compile(
    r"(?=[^./\s]{0,62}[^\x00-\x7f])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,24}"
)
_WIDE_ADDRESS = re.compile(
    r"(?=[^./\s]{0,62}[^\x00-\x7f])[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?"
    r"(?:[/?#][^\s<>\"`\\|]*)?"
)
_WWW = re.compile(r"www\.[\w-]{1,63}\.[A-Za-z0-9]", re.IGNORECASE)
_USER = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}\Z", re.ASCII)
_MAIL_SCHEME = re.compile(r"(?<![A-Za-z0-9])mailto:\Z", re.ASCII)
_HOST = re.compile(
    r"@((?:[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?\.){1,8})([A-Za-z](?:[A-Za-z0-9-]{0,22}[A-Za-z0-9])?)"
    r"(?![\w@/-]|:\S|\.\w)",
    re.ASCII,
)
_TRAILING_MARKS = "_~="


def web_address(text: str, masked: str, separator: int, limit: int) -> Inline | None:
    """The web address whose ``://`` stands at an offset."""
    start = scheme_start(masked, separator)
    if start is None:
        return None
    line_end = masked.find("\n", separator, limit)
    line_end = limit if line_end < 0 else line_end
    is_alone = _is_alone(masked, start, line_end)
    body = separator + 3
    if body < line_end and masked[body] > "\x7f":
        end = _wide_end(masked, start, body, line_end, is_alone=is_alone)
    else:
        end = url_end(masked, start, separator, line_end, is_alone=is_alone)
    end = _without_marks(masked, start, end)
    return _address(text, start, end, "") if end > body else None


def _wide_end(masked: str, start: int, body: int, limit: int, *, is_alone: bool) -> int:
    """End of an address whose host has other letters than Latin ones."""
    if is_alone and (found := _WIDE_ADDRESS.match(masked, body, limit)):
        return found.end()
    found = _WIDE_HOST.match(masked, body, limit)
    if found is None:
        return start
    end = url_end(masked, start, found.end() - 3, limit)
    return end if end > start else found.end()


def www_address(text: str, masked: str, start: int, limit: int) -> Inline | None:
    """The address that begins with ``www.``."""
    before = masked[start - 1] if start else " "
    if (
        (before.isascii() and before.isalnum())
        or before in "/@.-_"
        or not _WWW.match(masked, start)
    ):
        return None
    line_end = masked.find("\n", start, limit)
    end = url_end(masked, start, start - 3, limit if line_end < 0 else line_end)
    end = _without_marks(masked, start, end)
    return _address(text, start, end, "http://") if end > start else None


def mail_address(text: str, masked: str, at: int, low: int) -> Inline | None:
    """The address of mail whose ``@`` stands at an offset.

    Args:
        text: The leaf's text.
        masked: The same, with code and formulas covered.
        at: The offset.
        low: Offset before which it cannot begin.
    """
    found = _HOST.match(masked, at)
    if found is None or (found[1][:1].isdigit() and len(found[2]) < 2):
        return None
    user = _USER.search(masked, max(low, at - 64), at)
    if user is None:
        return None
    start = user.start()
    if _MAIL_SCHEME.search(masked, max(0, start - 8), start):
        return _address(text, start - len("mailto:"), found.end(), "")
    if masked[start - 1 : start] in {"/", ":", "@"}:
        return None
    return _address(text, start, found.end(), "mailto:")


def marked_address(text: str, start: int, end: int) -> Inline:
    """The address that stands between ``<`` and ``>``."""
    node = _address(text, start + 1, end - 1, "")
    if ":" not in node.target.partition("@")[0]:
        node = node._replace(target=f"mailto:{node.target}")
    return node._replace(kind=InlineKind.AUTOLINK, start=start, end=end)


def _address(text: str, start: int, end: int, scheme: str) -> Inline:
    written = text[start:end]
    if "&" not in written:
        return Inline(InlineKind.URL, start, end, scheme + written)
    children: list[Inline] = []
    position = start
    for found in _ENTITY.finditer(text, start, end):
        if found.start() > position:
            children.append(Inline(InlineKind.TEXT, position, found.start()))
        sign = unescape(found[0])
        children.append(Inline(InlineKind.LITERAL, found.start(), found.end(), sign))
        position = found.end()
    if not children:
        return Inline(InlineKind.URL, start, end, scheme + written)
    if position < end:
        children.append(Inline(InlineKind.TEXT, position, end))
    target = scheme + _ENTITY.sub(lambda match: unescape(match[0]), written)
    return Inline(InlineKind.URL, start, end, target, "", tuple(children))


def _without_marks(masked: str, start: int, end: int) -> int:
    """Leave the marks to what is around the address: ``~~http://x~~``."""
    before = masked[start - 1] if start else ""
    if before and before in _TRAILING_MARKS:
        while end > start and masked[end - 1] == before:
            end -= 1
    return end


def _is_alone(masked: str, start: int, line_end: int) -> bool:
    """Whether one word, the address, is all that stands on the line."""
    if masked[masked.rfind("\n", max(0, start - 20), start) + 1 : start].strip() or (
        start >= 20 and "\n" not in masked[start - 20 : start]
    ):
        return False
    return line_end - start < _LONGEST_URL and not _BLANK.search(masked[start:line_end].rstrip())
