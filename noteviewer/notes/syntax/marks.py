"""Links, images and addresses of a leaf, as the index counts them: a walk over its nodes."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.tree import Block, Inline, InlineKind
from noteviewer.notes.urls import is_web_url


class MarkKind(StrEnum):
    """How a mark is written."""

    LINK = "link"
    """``[text](target)``, ``[text][id]``, or ``<a href>``."""
    IMAGE = "image"
    """``![alt](source)``, ``![alt][id]``, or ``<img>``."""
    WIKILINK = "wikilink"
    EMBED = "embed"
    AUTOLINK = "autolink"
    """``<https://...>``."""
    URL = "url"
    """An address without any marks."""


class Mark(NamedTuple):
    """One mark in the text; a tuple, for they are many."""

    kind: MarkKind
    start: int
    end: int
    target: str
    """As written, without title and angle brackets, character references decoded; for wikilinks
    everything inside ``[[ ]]``."""
    text: str = ""
    """Link text or alternative text as written."""
    line: int = 0


_KINDS = {
    InlineKind.LINK: MarkKind.LINK,
    InlineKind.IMAGE: MarkKind.IMAGE,
    InlineKind.WIKILINK: MarkKind.WIKILINK,
    InlineKind.EMBED: MarkKind.EMBED,
    InlineKind.AUTOLINK: MarkKind.AUTOLINK,
    InlineKind.URL: MarkKind.URL,
}
_LINKING = re.compile(r"[\[<@]|://|[wW]{3}\.")
"""What a leaf without holds no mark."""
_BARE = frozenset({InlineKind.URL, InlineKind.AUTOLINK})


def find_marks(document: Document) -> tuple[Mark, ...]:
    """All marks of a document, in order of their start."""
    found: list[Mark] = []
    for block in document.walk():
        if not block.text or block.kind not in RUNNING:
            continue
        has_pictures = any(atom.kind is InlineKind.IMAGE for atom in block.atoms)
        if block.nodes is not None or has_pictures or _LINKING.search(block.text):
            found += marks_of(document.inlines(block), block)
    return tuple(found)


def marks_of(nodes: Sequence[Inline], leaf: Block) -> Iterator[Mark]:
    """The marks among nodes, in order of their start, with offsets of the note."""
    text = leaf.text
    line, counted = leaf.start, 0
    for node, end in _marked(nodes):
        line += text.count("\n", counted, node.start)
        counted = node.start
        kind, target, inner = _read(node, text, end)
        yield Mark(
            kind,
            leaf.source_offset(node.start),
            _end(leaf, max(end, node.end)),
            target,
            inner,
            line,
        )


def _end(leaf: Block, end: int) -> int:
    return leaf.source_offset(end - 1) + 1 if end else leaf.source_offset(0)


def _read(node: Inline, text: str, end: int) -> tuple[MarkKind, str, str]:
    """Kind, target and text of a mark."""
    if node.kind is InlineKind.HTML:
        if node.title == "img":
            return MarkKind.IMAGE, node.attributes["src"].strip(), node.attributes.get("alt", "")
        inner = text[node.end : text.rfind("<", node.end, end)]
        return MarkKind.LINK, node.attributes["href"].strip(), inner
    inner = ""
    if node.kind is InlineKind.LINK and node.children:
        inner = text[node.children[0].start : node.children[-1].end]
    elif node.kind is InlineKind.IMAGE:
        inner = node.attributes.get("alt", "")
    return _KINDS[node.kind], node.target, inner


def _marked(nodes: Sequence[Inline]) -> Iterator[tuple[Inline, int]]:
    """Nodes that are marks; with ``<a>``, also the offset behind its ``</a>``."""
    for index, node in enumerate(nodes):
        if node.kind is InlineKind.HTML:
            if node.title == "img" and node.attributes.get("src", "").strip():
                yield node, 0
            elif node.title == "a" and node.attributes.get("href", "").strip():
                close = next(
                    (other.end for other in nodes[index + 1 : index + 100] if other.title == "/a"),
                    0,
                )
                if close:
                    yield node, close
        elif node.kind in _KINDS and (node.kind not in _BARE or is_web_url(node.target)):
            yield node, 0
        if node.children and node.kind is not InlineKind.URL:
            yield from _marked(node.children)
