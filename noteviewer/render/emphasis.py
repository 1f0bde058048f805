"""Emphasis by the Markdown library, kept from swallowing letters.

The library's rule takes the last letter of ``a*b**c*d`` for a mark, and others like it. What it
finds is taken only where every letter is still there; otherwise the marks stay as they are written.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import DelimiterProcessor

_MARKS = re.compile(r"[*_]+")


class Emphasis(DelimiterProcessor):
    """``*em*``, ``**strong**`` and ``_em_``; the last not inside of words."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)

    def handleMatch(  # type: ignore[override]  # noqa: N802  (the stubs know the old one)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Give the element that begins here, and where it begins and ends."""
        element, start, end = super().handleMatch(m, data)
        if element is not None and _letters("".join(element.itertext())) != _letters(
            data[start:end]
        ):
            self.reset()
            return None, m.start(), m.end()
        return element, start, end


def _letters(text: str) -> str:
    return _MARKS.sub("", text)
