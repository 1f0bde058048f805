"""Python-Markdown as the writer of pages: its parser gives way to our tree.

The library keeps the order of things. Its block parser is replaced by one that gives the elements
of a note that is parsed already; tree processors add the footnotes and quieten a heading that says
the title again; the serialiser marks every attribute as the program's; the sanitiser is the last
postprocessor, over everything.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree

import markdown
from markdown.blockparser import BlockParser
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from noteviewer.render.elements import serialize, visible_text
from noteviewer.render.html.blocks import BlockWriter
from noteviewer.render.sanitizer import Sanitizer

_ARTICLE = "article"


class NoteExtension(markdown.Extension):
    """Sets Python-Markdown up for one note."""

    def __init__(
        self,
        writer: BlockWriter,
        title: str,
        taken_ids: frozenset[str],
        properties: Element | None = None,
    ) -> None:
        """Take what the page is made from.

        Args:
            writer: Of the note's blocks.
            title: What the head card says.
            taken_ids: Anchors of the outline.
            properties: What stands above its text.
        """
        super().__init__()
        self._writer = writer
        self._title = title
        self._taken_ids = taken_ids
        self._properties = properties

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the library's name)
        """Take out what would read the note again, and put ours in its place."""
        md.preprocessors = Registry()
        md.inlinePatterns = Registry()
        md.treeprocessors = Registry()
        md.postprocessors = Registry()
        md.parser = _TreeParser(md, self._writer)
        md.treeprocessors.register(_Footnotes(self._writer), "footnotes", 20)
        md.treeprocessors.register(_SameTitle(self._title), "same-title", 10)
        md.treeprocessors.register(_Properties(self._properties), "properties", 0)
        sanitizer = Sanitizer(self._taken_ids)
        md.stripTopLevelTags = False
        formats = {"html": lambda root: serialize(root, sanitizer.key)}
        vars(md)["output_formats"] = formats
        md.postprocessors.register(_Sanitize(sanitizer), "sanitize", 0)


class _TreeParser(BlockParser):
    """Gives the elements of a note that is parsed already."""

    def __init__(self, md: markdown.Markdown, writer: BlockWriter) -> None:
        super().__init__(md)
        self._writer = writer

    def parseDocument(  # noqa: N802  (the library's name)
        self,
        lines: Iterable[str],  # noqa: ARG002
    ) -> "ElementTree[Element | None]":
        """Write the note's tree; its lines were read long before."""
        root = Element(_ARTICLE)
        self._writer.write(root, self._writer.blocks)
        return ElementTree(root)


class _Footnotes(Treeprocessor):
    """Puts the notes that the text refers to below it."""

    def __init__(self, writer: BlockWriter) -> None:
        super().__init__()
        self._writer = writer

    def run(self, root: Element) -> None:
        """Add them to the article."""
        self._writer.write_footnotes(root)


class _SameTitle(Treeprocessor):
    """Keeps a first heading that only repeats the head card for its anchor alone."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def run(self, root: Element) -> None:
        """Name the heading, so that it is not seen."""
        first = root[0] if self._title and len(root) and not (root.text or "").strip() else None
        if first is None or first.tag != "h1":
            return
        if visible_text(first).strip() == self._title:
            first.set("class", "nv-same-title")


class _Properties(Treeprocessor):
    """Puts the properties above the text."""

    def __init__(self, table: Element | None) -> None:
        super().__init__()
        self._table = table

    def run(self, root: Element) -> None:
        """Add them to the article; a text of its own comes after them."""
        if self._table is not None:
            self._table.tail, root.text = root.text, None
            root.insert(0, self._table)


class _Sanitize(Postprocessor):
    """The last step."""

    def __init__(self, sanitizer: Sanitizer) -> None:
        super().__init__()
        self._sanitizer = sanitizer

    def run(self, text: str) -> str:
        """Clean the markup of the page."""
        return self._sanitizer.clean(text)
