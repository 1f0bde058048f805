"""Names of sections within a note, and finding the section that a fragment means.

The slug is GitHub's, which kramdown's GFM parser shares; of the steps by which a fragment
is compared each is tried over all sections before the next.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from noteviewer.notes.model import Section
from noteviewer.notes.text import fold

NAMELESS: Final = "section"
"""Slug of a heading that has no letter or digit."""

_DROPPED = re.compile(r"[^\w\- ]")
_DASHES = re.compile(r"[-_\s]+")
_NUMBER_SUFFIX = re.compile(r"-\d+$")
_LINE = re.compile(r"L(\d{1,6})(?:-L?\d{1,6})?")
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


class AnchorIndex:
    """Finds sections of one note by fragments; each rung of the ladder is a dictionary.

    The rungs: the anchor itself; the anchor without regard to case; the heading as Obsidian
    writes it (``Heading#Subheading`` included); ``id`` and ``name`` attributes in the note; the
    slug with its dashes squeezed, also without a ``-1`` at its end; the text of the link.
    """

    def __init__(
        self, sections: Sequence[Section], html_ids: Sequence[tuple[str, int]] = ()
    ) -> None:
        """Take a note's sections, level 0 included, and its ids with their lines."""
        self._sections = sections
        self._html_ids = html_ids

    def find(self, fragment: str, link_text: str = "") -> Section | None:
        """Find the section that a fragment means; None where nothing fits.

        Args:
            fragment: What stands behind the ``#``, percent-encoded or not.
            link_text: What the reader sees of the link; the last hope where the fragment is wrong.
        """
        wanted = unicodedata.normalize("NFC", unquote(fragment)).strip().lstrip("#")
        if wanted.startswith("page="):
            wanted = wanted.partition("&")[0]  # of a PDF: how large it is to be shown follows
        text = _squeeze(link_text)
        if not wanted:
            return self._squeezed.get(text) if text else None
        return (
            self._nested(wanted)
            or self._exact.get(wanted)
            or self._folded.get(fold(wanted))
            or self._titled.get(_heading_key(wanted.rpartition("#")[2]))
            or self._find_id(wanted)
            or self._squeezed.get(_squeeze(wanted))
            or self._squeezed.get(_squeeze(_NUMBER_SUFFIX.sub("", wanted)))
            or (self._squeezed.get(text) if text else None)
        )

    def _nested(self, wanted: str) -> Section | None:
        """``Parent#Child``: the heading below the other, not the first one of its name."""
        names = [_heading_key(name) for name in wanted.split("#")]
        if len(names) < 2 or not all(names):
            return None
        for section in self._sections:
            if section.level and _heading_key(section.title) == names[-1]:
                above, left = section.parent, names[:-1]
                while above is not None and left:
                    if _heading_key(self._sections[above].title) == left[-1]:
                        left.pop()
                    above = self._sections[above].parent
                if not left:
                    return section
        return None

    @cached_property
    def _exact(self) -> dict[str, Section]:
        return self._by(lambda section: section.anchor)

    @cached_property
    def _folded(self) -> dict[str, Section]:
        return self._by(lambda section: fold(section.anchor))

    @cached_property
    def _titled(self) -> dict[str, Section]:
        return self._by(lambda section: _heading_key(section.title))

    @cached_property
    def _squeezed(self) -> dict[str, Section]:
        by_anchor = self._by(lambda section: _squeeze(section.anchor))
        found = by_anchor | self._by(lambda section: _squeeze(section.title))
        found.pop("", None)
        return found

    def _by(self, key: Callable[[Section], str]) -> dict[str, Section]:
        """Headings by a key; the first with a key has it."""
        return {key(section): section for section in reversed(self._sections) if section.level}

    def _find_id(self, wanted: str) -> Section | None:
        for key in (_same, fold):
            line = next((line for name, line in self._html_ids if key(name) == key(wanted)), None)
            if line is not None:
                return next((s for s in reversed(self._sections) if s.line <= line), None)
        return None


def named_line(fragment: str) -> int | None:
    """Zero-based line that ``L12`` or ``L12-L20`` names, as code hosts write it."""
    found = _LINE.fullmatch(fragment)
    return int(found[1]) - 1 if found else None


def find_anchor(
    sections: Sequence[Section],
    fragment: str,
    link_text: str = "",
    html_ids: Sequence[tuple[str, int]] = (),
) -> Section | None:
    """Find one fragment; for many in one note, an `AnchorIndex` of its own is faster."""
    return AnchorIndex(sections, html_ids).find(fragment, link_text)


def _same(text: str) -> str:
    return text


def _heading_key(text: str) -> str:
    """Headings as Obsidian compares them: whatever the marks and blanks."""
    return _LINK_MARKS.sub(" ", fold(text)).strip()


def _squeeze(text: str) -> str:
    return _DASHES.sub("-", slug(fold(text))).strip("-")
