"""Where a match stands that the page does not show as running text, read from the tree."""

import re
from collections.abc import Iterator, Sequence

from noteviewer.library.rows import HiddenPlace
from noteviewer.library.search.snippets import MarkFinder
from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.inline.inline_parser import shown_text
from noteviewer.notes.syntax.parser import parse
from noteviewer.notes.syntax.tree import Block, BlockKind, Inline, InlineKind

_SIGN = re.compile(r"[`$<\[\]{}%~:*_=^&\\#|]|^(?: {4}|\t)", re.MULTILINE)
"""A text without is running text throughout, whatever its dialect."""
_OPENING = re.compile(
    r"^[ \t>]*(?:`{3}|~{3}|[-*+\d].{0,9}(?:`{3}|~{3}))|\$\$|<!--|%%|<[a-zA-Z]|\\\\\[|#\+|\{::",
    re.MULTILINE,
)
"""Begins what may go on over lines that have no sign."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://\S+")
_BLOCKS = {
    BlockKind.FENCE: HiddenPlace.CODE,
    BlockKind.INDENTED: HiddenPlace.CODE,
    BlockKind.DEFINITION: HiddenPlace.ADDRESS,
    BlockKind.COMMENT: HiddenPlace.MARKUP,
    BlockKind.TOC: HiddenPlace.MARKUP,
}
_NODES = {
    InlineKind.MATH: HiddenPlace.FORMULA,
    InlineKind.URL: HiddenPlace.ADDRESS,
    InlineKind.AUTOLINK: HiddenPlace.ADDRESS,
    InlineKind.LINK: HiddenPlace.ADDRESS,
    InlineKind.WIKILINK: HiddenPlace.ADDRESS,
    InlineKind.EMBED: HiddenPlace.ADDRESS,
}
_ADDRESSES = frozenset((InlineKind.URL, InlineKind.AUTOLINK))


def hidden_place(text: str, shown: str, finder: MarkFinder) -> HiddenPlace | None:
    """Where matches stand that none of the running text holds; None where some does.

    Args:
        text: Source of a section.
        shown: What the page shows of it, where that is known.
        finder: Finds the matches.
    """
    if finder.first(_ADDRESS.sub(" ", shown)) >= 0:
        return None
    at = finder.first(text)
    if at < 0 or not _SIGN.search(text) or (_is_plain(text, at) and not _OPENING.search(text)):
        return None
    document = parse(text)
    leaves = [b for b in document.walk() if b.kind in RUNNING and finder.first(b.text) >= 0]
    if any(finder.first(_running(document, leaf)) >= 0 for leaf in leaves):
        return None
    for place, hidden in _hidden(document, leaves):
        if finder.first(hidden) >= 0:
            return place
    return HiddenPlace.MARKUP


def _is_plain(text: str, at: int) -> bool:
    """Whether the line at an offset has no sign of anything but running text."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return not _SIGN.search(text[start : end if end >= 0 else len(text)])


def _running(document: Document, leaf: Block) -> str:
    """The text of a leaf that a page shows as such, without addresses."""
    nodes = document.inlines(leaf)
    if any(node.kind in _ADDRESSES for node in nodes):
        nodes = tuple(_without_addresses(nodes))
    return shown_text(nodes, leaf.text)[0]


def _without_addresses(nodes: Sequence[Inline]) -> Iterator[Inline]:
    for node in nodes:
        if node.kind in _ADDRESSES:
            yield Inline(InlineKind.LITERAL, node.start, node.end, " ")
        else:
            yield node


def _hidden(document: Document, leaves: Sequence[Block]) -> Iterator[tuple[HiddenPlace, str]]:
    """Everything else, each with the place that it is."""
    for block in document.walk():
        if block.kind in _BLOCKS:
            lines = document.lines[block.start : block.end]
            yield _BLOCKS[block.kind], block.text or "\n".join(lines)
    for leaf in leaves:
        for node in _all(document.inlines(leaf)):
            if node.kind is InlineKind.IMAGE:
                yield HiddenPlace.ALT, node.attributes.get("alt", "")
                yield HiddenPlace.ADDRESS, f"{node.target}\n{node.title}"
            elif node.kind in _NODES:
                yield _NODES[node.kind], f"{node.target}\n{node.title}"
            elif node.kind is InlineKind.HTML:
                yield HiddenPlace.MARKUP, leaf.text[node.start : node.end]


def _all(nodes: Sequence[Inline]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        yield from _all(node.children)
