"""The Markdown library, set up for text that has been prepared.

Python-Markdown does what is left after `inline.py` and `canonical.py`: paragraphs, lists, quotes,
tables, definition lists, footnotes and emphasis. Its own rules for code, links, images and raw HTML
are taken out: those are tokens by then, and some of its patterns are slow on hostile input.
"""

from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from pymdownx.tasklist import TasklistExtension

from noteviewer.render.emphasis import Emphasis

_UNUSED_INLINE = (
    "backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference",
    "short_image_ref", "autolink", "automail", "html",
)  # fmt: skip
_UNUSED_BLOCKS = ("code", "setextheader", "hr", "reference")


_NOTHING = "\u200b"
"""Makes a paragraph in which nothing is seen."""


class _Footnotes(FootnoteExtension):
    """Footnotes, where the library fails: an empty one, and one that is defined inside another."""

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802  (the library's names)
        super().setFootnote(id, text if text.strip() else _NOTHING)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        self.parser.blockprocessors.deregister("footnote")
        try:
            return super().makeFootnotesDiv(root)
        finally:
            self.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)


class MarkdownWriter:
    """Turns prepared text into HTML."""

    def __init__(self, *, back_label: str) -> None:
        # Not by their names, which are looked up among all installed packages: 30 ms at the start.
        extensions: list[markdown.Extension] = [
            SaneListExtension(),
            DefListExtension(),
            TableExtension(use_align_attribute=True),
            _Footnotes(USE_DEFINITION_ORDER=False, BACKLINK_TITLE=back_label.replace("{}", "%d")),
            TasklistExtension(),
        ]
        self._markdown = markdown.Markdown(
            extensions=extensions,
            output_format="html",
            tab_length=4,
        )
        self._markdown.lazy_ol = False  # type: ignore[attr-defined]  # the stubs lack it
        self._markdown.inlinePatterns.register(Emphasis(self._markdown), "em_strong", 60)
        self._markdown.preprocessors.deregister("html_block")
        for name in _UNUSED_INLINE:
            self._markdown.inlinePatterns.deregister(name)
        for name in _UNUSED_BLOCKS:
            self._markdown.parser.blockprocessors.deregister(name)

    def convert(self, text: str) -> str:
        """Turn prepared Markdown into HTML, tokens untouched."""
        self._markdown.reset()
        return self._markdown.convert(text)
