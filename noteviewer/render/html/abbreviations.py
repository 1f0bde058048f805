"""Abbreviations in running text, which say what they stand for."""

import re
from collections.abc import Mapping

from noteviewer.render.elements import Element, add_text, new

_MOST = 500
"""Abbreviations of one note that are looked for."""


class Abbreviations:
    """Those of one note."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Take what they stand for, by how they are written."""
        self._known = known
        names = sorted(filter(None, known), key=len, reverse=True)[:_MOST]
        alternatives = "|".join(map(re.escape, names))
        self._pattern = re.compile(rf"\b(?:{alternatives})\b") if names else None

    def add(self, parent: Element, text: str) -> None:
        """Add text to an element, abbreviations as elements of their own."""
        position = 0
        for found in self._pattern.finditer(text) if self._pattern else ():
            add_text(parent, text[position : found.start()])
            parent.append(new("abbr", found[0], title=self._known[found[0]]))
            position = found.end()
        add_text(parent, text[position:] if position else text)
