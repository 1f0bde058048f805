"""Stand-ins for what Markdown must not touch.

A token is a number between two Unicode noncharacters, which no text may hold for interchange. They
are replaced in the note before the first token is made; but what is decoded later (references to
characters, percent signs, names of files, texts of other notes) can bring new ones. So each page
draws a random number that all its tokens begin with, and what does not begin with it is text. Raw
tokens are put back before the page is sanitised, final ones after, and never into a tag: only
markup of our own making is final.
"""

import re
import secrets
from html import escape
from typing import NamedTuple

SWALLOWED = "\ufdd0"
"""Stands for a line end inside something that became a token, so that lines keep their number."""
_RAW, _RAW_BLOCK, _FINAL, _FINAL_BLOCK = "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_END, _END_BLOCK = "\ufdd5", "\ufdd6"

TOKEN = re.compile(f"[{_RAW}-{_FINAL_BLOCK}]\\d+[{_END}{_END_BLOCK}]")
_RAW_TOKEN = re.compile(f"[{_RAW}{_RAW_BLOCK}]\\d+[{_END}{_END_BLOCK}]")
_FINAL_TOKEN = re.compile(f"[{_FINAL}{_FINAL_BLOCK}]\\d+[{_END}{_END_BLOCK}]")
_LONE_BLOCK = re.compile(f"\\s*[{_RAW_BLOCK}{_FINAL_BLOCK}]\\d+{_END_BLOCK}\\s*")
_TAG_OR_FINAL_TOKEN = re.compile(f"<[a-z][^<>]*>|{_FINAL_TOKEN.pattern}")
"""Neither the sanitiser nor we write angle brackets into the value of an attribute."""
_PARAGRAPH_EDGE = re.compile(f"<p>\\s*(?=[{_RAW_BLOCK}{_FINAL_BLOCK}])|(?<={_END_BLOCK})\\s*</p>")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_MAX_NESTING = 8
"""A formula in a cell in a raw table in a callout: nothing needs more."""


def without_noncharacters(text: str) -> str:
    """The text with the noncharacters that tokens use replaced, at the same length."""
    return _NONCHARACTERS.sub("\ufffd", text)


def is_block(text: str) -> bool:
    """Whether a line is nothing but the stand-in of a block."""
    return _LONE_BLOCK.fullmatch(text) is not None


class _Entry(NamedTuple):
    html: str
    source: str


class Tokens:
    """The stand-ins of one page."""

    __slots__ = ("_entries", "_first")

    def __init__(self) -> None:
        self._first = 10**18 + secrets.randbelow(10**18)
        self._entries: dict[str, _Entry] = {}

    def raw(self, html: str, source: str = "") -> str:
        """A stand-in for inline markup that is sanitised with the page."""
        return self._put(html, source, _RAW + _END)

    def raw_block(self, html: str, source: str = "") -> str:
        """A stand-in for block markup that is sanitised with the page."""
        return self._put(html, source, _RAW_BLOCK + _END_BLOCK)

    def final(self, html: str, source: str = "") -> str:
        """A stand-in for inline markup of our own making, with everything foreign escaped."""
        return self._put(html, source, _FINAL + _END)

    def final_block(self, html: str, source: str = "") -> str:
        """A stand-in for block markup of our own making."""
        return self._put(html, source, _FINAL_BLOCK + _END_BLOCK)

    def literal(self, text: str) -> str:
        """A stand-in for text that must be shown as it is."""
        return self.final(escape(text, quote=False), text)

    def source(self, text: str) -> str:
        """The text with each token replaced by what the note has there."""
        for _ in range(_MAX_NESTING):
            text, count = TOKEN.subn(lambda found: self._entry(found).source, text)
            if not count:
                break
        return text.replace(SWALLOWED, "\n")

    def restore_raw(self, html: str) -> str:
        """Put the raw tokens back, freeing blocks from the paragraph around them."""
        for _ in range(_MAX_NESTING):
            html = _PARAGRAPH_EDGE.sub("", html)
            html, count = _RAW_TOKEN.subn(lambda found: self._entry(found).html, html)
            if not count:
                break
        return html

    def restore_final(self, html: str) -> str:
        """Put the final tokens back; one inside a tag becomes the text that the note has there."""
        for _ in range(_MAX_NESTING):
            if not _FINAL_TOKEN.search(html):
                break
            html = _TAG_OR_FINAL_TOKEN.sub(self._place, html)
        return without_noncharacters(html)

    def _place(self, found: re.Match[str]) -> str:
        if not found[0].startswith("<"):
            return self._entry(found).html
        return TOKEN.sub(lambda token: escape(self.source(token[0])), found[0])

    def _put(self, html: str, source: str, edges: str) -> str:
        token = f"{edges[0]}{self._first + len(self._entries)}{edges[1]}"
        self._entries[token] = _Entry(html, source)
        return token

    def _entry(self, found: re.Match[str]) -> _Entry:
        """What a token stands for; what only looks like one stands for itself."""
        return self._entries.get(found[0]) or _Entry(found[0], found[0])
