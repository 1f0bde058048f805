"""Places in a note that links can name besides its headings."""

import re
from typing import NamedTuple

from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.tree import Block, BlockKind, InlineKind

_BLOCK_NAME = re.compile(r"(?:^|(?<=[ \t\])]))(\^[A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)


_NAME = re.compile(r"(?!nv-)[^\s\"'<>&]+(?: [^\s\"'<>&]+){0,20}", re.IGNORECASE)


class Place(NamedTuple):
    """A named place."""

    name: str
    """As written; names of Obsidian's blocks keep their ``^``."""
    line: int


def is_name(text: str) -> bool:
    """Whether a place may be called so, and a page may have it as an id."""
    return len(text) <= 200 and _NAME.fullmatch(text) is not None


def find_places(document: Document) -> tuple[Place, ...]:
    """Find every named place, in order of the text.

    These are ``id`` and ``name`` of HTML tags (``<a name="PCA"/>``), Obsidian's ``^block``, and
    Logseq's ``id:: UUID``; kramdown's ``{#id}`` of a heading is its anchor.

    Returns:
        What `noteviewer.notes.anchors.find_anchor` takes as ``html_ids``.
    """
    if not document.is_markdown:
        return _of_nodes(document)
    found: list[tuple[int, str]] = []
    text = document.text
    has_tags = "<" in text
    for block in document.walk() if has_tags or "^" in text or "id::" in text else ():
        if name := block.attributes.get("name"):
            found.append((document.line_starts[block.start], name))
        if block.kind not in RUNNING or not block.text:
            continue
        if has_tags and "<" in block.text:
            found += _of_tags(document, block)
        if "^" in block.text and block.kind is not BlockKind.CELL:
            found += (
                (block.source_offset(match.start(1)), match[1])
                for match in _BLOCK_NAME.finditer(block.text)
                if not any(a.start <= match.start(1) < a.end for a in block.atoms)
            )
    return tuple(Place(name, document.line_at(offset)) for offset, name in sorted(found))


def _of_nodes(document: Document) -> tuple[Place, ...]:
    """The places of a note in another format, whose nodes say what is a name."""
    found = [
        Place(b.attributes["name"], b.start) for b in document.walk() if "name" in b.attributes
    ]
    for leaf, node in document.walk_inlines():
        if node.kind is InlineKind.BLOCK_NAME:
            found.append(Place(node.target, document.line_at(leaf.source_offset(node.start))))
    for block in document.walk():
        if block.kind is BlockKind.HTML and "<" in block.text:
            found += (Place(name, document.line_at(at)) for at, name in _of_tags(document, block))
    return tuple(sorted(found, key=lambda place: place.line))


def _of_tags(document: Document, leaf: Block) -> list[tuple[int, str]]:
    found = []
    for node in document.inlines(leaf):
        if node.kind is InlineKind.HTML and node.attributes:
            names = {node.attributes.get("id", ""), node.attributes.get("name", "")}
            start = leaf.source_offset(node.start)
            found += [(start, name) for name in sorted(names) if name]
    return found


def block_named(document: Document, name: str) -> Block | None:
    """Find the block of a name; of a list item the item with what lies below it.

    The name stands at the end of the block, on a line of its own below it, or in a line of it
    where Logseq has put it.
    """
    ending = re.compile(rf"(?:^|[\s\])])\{name}[ \t]*$" if name.startswith("^") else r"(?!)")
    return _search(list(document.blocks), name, ending, None)


def _search(
    blocks: list[Block], name: str, ending: re.Pattern[str], owner: Block | None
) -> Block | None:
    for index, block in enumerate(blocks):
        if block.attributes.get("name") == name:
            return block
        if block.kind in RUNNING and ending.search(block.text):
            before = blocks[index - 1] if index else None
            if block.text.strip() == name and before is not None:
                return before
            if owner is None:
                return block
            # Below a quotation, without its mark, it names all of it.
            is_own_line = block.text.rpartition("\n")[2].strip() == name
            is_item = owner.kind is BlockKind.ITEM
            return owner if (index == 0 if is_item else is_own_line) else block
        is_owner = block.kind in (BlockKind.ITEM, BlockKind.QUOTE, BlockKind.CALLOUT)
        if block.children and (
            found := _search(block.children, name, ending, block if is_owner else None)
        ):
            return found
    return None
