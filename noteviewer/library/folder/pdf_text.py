"""The text of a PDF, page by page, with its bookmarks; read with `pypdfium2`, which is optional.

Runs in the processes that parse notes, which the system ends when a file keeps them too long
(`noteviewer.library.index.parser_pool`). Here, time and size of what an ordinary file is read for
are bounded, so that a long one is searched from its beginning.
"""

import errno
import re
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from noteviewer.notes.formats.pdf import PAGE, bookmark_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

LARGEST_FILE = 500_000_000
MOST_PAGES = 3_000
LONGEST = 8 << 20
"""Characters of text."""
TIME_BUDGET = 6.0
"""Seconds of processor time; a page takes 3 ms, so that some two thousand are read."""
_MOST_BOOKMARKS = 900
_LONGEST_TITLE = 200
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_HYPHENATED = re.compile(r"[\ufffe\x02]\n?")


def is_readable() -> bool:
    """Whether the package that reads PDFs is there."""
    return find_spec("pypdfium2") is not None


def read_pdf(path: Path) -> tuple[bytes, bool]:
    """Read what a PDF says, as `noteviewer.notes.formats.pdf` parses it.

    Returns:
        The text in UTF-8, and whether something was left out; no text where there is no package.

    Raises:
        OSError: it is too large, damaged, or has a password.
    """
    if not is_readable():
        return b"", False
    import pypdfium2

    if path.stat().st_size > LARGEST_FILE:
        raise OSError(errno.EFBIG, "too large", str(path))
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        reason = "has a password" if is_locked else "no PDF, or damaged"
        raise OSError(errno.EINVAL, reason, str(path)) from error
    try:
        lines, is_cut = _read_pages(document)
    finally:
        document.close()
    return "\n".join(lines).encode("utf-8", "replace"), is_cut


def _read_pages(document: "PdfDocument") -> tuple[list[str], bool]:
    end = time.process_time() + TIME_BUDGET
    bookmarks = _bookmarks(document)
    lines: list[str] = []
    room = LONGEST
    count = len(document)
    for number in range(min(count, MOST_PAGES)):
        text = _page_text(document, number)
        room -= len(text)
        if room < 0 or time.process_time() > end:
            return lines, True
        lines.append(PAGE)
        lines += (bookmark_line(level, title) for level, title in bookmarks.get(number, ()))
        lines += text.split("\n") if text else ()
    return lines, count > MOST_PAGES


def _page_text(document: "PdfDocument", number: int) -> str:
    """The text of a page; empty where it cannot be read, which is no reason to leave out others."""
    import pypdfium2

    try:
        page = document[number]
        try:
            text_page = page.get_textpage()
            text = text_page.get_text_range()
            text_page.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return ""
    text = _HYPHENATED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNWANTED.sub("", text).strip()


def _bookmarks(document: "PdfDocument") -> dict[int, list[tuple[int, str]]]:
    """Level and title of the bookmarks of each page."""
    found: dict[int, list[tuple[int, str]]] = {}
    for count, (page, level, title) in enumerate(_outline(document)):
        if count >= _MOST_BOOKMARKS:
            break
        if title:
            found.setdefault(page, []).append((level, title))
    return found


def _outline(document: "PdfDocument") -> "Iterator[tuple[int, int, str]]":
    for bookmark in document.get_toc(max_depth=6):
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        title = " ".join(_UNWANTED.sub("", bookmark.get_title()).split())[:_LONGEST_TITLE]
        yield (-1 if page is None else page), bookmark.level + 1, title
