"""The Markdown library, set up for text that has been prepared.

Python-Markdown does what is left after `inline.py` and `canonical.py`: paragraphs, lists, quotes,
tables, definition lists, footnotes and emphasis. Its own rules for code, links, images and raw HTML
are taken out: those are tokens by then, and some of its patterns are slow on hostile input.
"""

import markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

_UNUSED_INLINE = (
    "backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference",
    "short_image_ref", "autolink", "automail", "html",
)  # fmt: skip
_UNUSED_BLOCKS = ("code", "setextheader", "hr", "reference")


class MarkdownWriter:
    """Turns prepared text into HTML."""

    def __init__(self, *, back_label: str) -> None:
        extensions: list[str | markdown.Extension] = [
            "sane_lists",
            "def_list",
            TableExtension(use_align_attribute=True),
            FootnoteExtension(
                USE_DEFINITION_ORDER=False, BACKLINK_TITLE=back_label.replace("{}", "%d")
            ),
            "pymdownx.tasklist",
        ]
        self._markdown = markdown.Markdown(
            extensions=extensions,
            output_format="html",
            tab_length=4,
        )
        self._markdown.lazy_ol = False  # type: ignore[attr-defined]  # the stubs lack it
        self._markdown.preprocessors.deregister("html_block")
        for name in _UNUSED_INLINE:
            self._markdown.inlinePatterns.deregister(name)
        for name in _UNUSED_BLOCKS:
            self._markdown.parser.blockprocessors.deregister(name)

    def convert(self, text: str) -> str:
        """Turn prepared Markdown into HTML, tokens untouched."""
        self._markdown.reset()
        return self._markdown.convert(text)
