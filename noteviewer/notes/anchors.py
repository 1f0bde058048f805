"""Names of sections within a note, and finding the section that a fragment means.

The slug is GitHub's, which kramdown's GFM parser shares; the ladder is of ``syntax.md``,
section 5: each step is tried over all sections before the next.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import unquote

from noteviewer.notes.model import Section
from noteviewer.notes.text import fold

NAMELESS: Final = "section"
"""Slug of a heading that has no letter or digit."""

_DROPPED = re.compile(r"[^\w\- ]")
_DASHES = re.compile(r"[-_\s]+")
_NUMBER_SUFFIX = re.compile(r"-\d+$")
_LINK_MARKS = re.compile(r"[\s#*`]+")


def slug(text: str) -> str:
    """Give GitHub's slug: lower case; letters, marks, numbers, ``_`` and ``-``; blanks as ``-``."""
    lowered = text.strip().lower()
    return _DROPPED.sub(_keep_marks, lowered).replace(" ", "-")


def _keep_marks(match: re.Match[str]) -> str:
    """Keep combining marks and connectors, which are letters to GitHub but not to Python."""
    return match[0] if unicodedata.category(match[0]) in {"Mn", "Mc", "Me", "Pc"} else ""


class AnchorNames:
    """Gives each heading of a note a name of its own: ``x``, ``x-1``, ``x-2``."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def name(self, text: str) -> str:
        """Name the next heading with this text."""
        base = slug(text) or NAMELESS
        anchor = base
        while anchor in self._used:
            self._used[base] += 1
            anchor = f"{base}-{self._used[base]}"
        self._used[anchor] = 0
        return anchor

    def claim(self, anchor: str) -> str:
        """Use a name that the note itself gives; the same as `name` where it is taken."""
        if anchor in self._used:
            return self.name(anchor)
        self._used[anchor] = 0
        return anchor


def find_anchor(
    sections: Sequence[Section],
    fragment: str,
    link_text: str = "",
    html_ids: Sequence[tuple[str, int]] = (),
) -> Section | None:
    """Find the section that a fragment means.

    Args:
        sections: Of the note that the link points into, level 0 included.
        fragment: What stands behind the ``#``, percent-encoded or not. Obsidian's
            ``Heading#Subheading`` is understood.
        link_text: What the reader sees of the link; the last hope where the fragment is wrong.
        html_ids: ``id`` and ``name`` attributes and block ids in the note with their
            lines (`noteviewer.notes.places.find_places`).

    Returns:
        The section, or None where nothing fits; the caller then shows the top of the note.
    """
    wanted = unicodedata.normalize("NFC", unquote(fragment)).strip().lstrip("#")
    headings = [section for section in sections if section.level]
    if not wanted:
        return None
    if found := _by_anchor(headings, wanted):
        return found
    last = wanted.rpartition("#")[2]
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        (wanted, _same),
        (wanted, fold),
        (last, _heading_key),
    )
    for text, key in steps:
        target = key(text)
        for section in headings:
            if key is _heading_key:
                if key(section.title) == target:
                    return section
            elif key(section.anchor) == target:
                return section
    if found := _by_id(sections, html_ids, wanted):
        return found
    for text in (wanted, _NUMBER_SUFFIX.sub("", wanted), link_text):
        target = _squeeze(text)
        for section in headings:
            if target and target in (_squeeze(section.title), _squeeze(section.anchor)):
                return section
    return None


def _same(text: str) -> str:
    return text


def _by_anchor(headings: Sequence[Section], wanted: str) -> Section | None:
    return next((section for section in headings if section.anchor == wanted), None)


def _by_id(
    sections: Sequence[Section], html_ids: Sequence[tuple[str, int]], wanted: str
) -> Section | None:
    for key in (_same, fold):
        for name, line in html_ids:
            if key(name) == key(wanted):
                return next((s for s in reversed(sections) if s.line <= line), None)
    return None


def _heading_key(text: str) -> str:
    """Headings as Obsidian compares them: whatever the marks and blanks."""
    return _LINK_MARKS.sub(" ", fold(text)).strip()


def _squeeze(text: str) -> str:
    return _DASHES.sub("-", slug(fold(text))).strip("-")
