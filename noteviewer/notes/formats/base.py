"""A ``.base`` file of Obsidian as a note: one block of its YAML, which the page answers."""

from itertools import accumulate

from noteviewer.notes.model import CodeBlock, FrontMatter
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Block, BlockKind, Run

LANGUAGE = "base"
"""Of the block; as of a fenced one in a note."""


def parse_base(title: str, text: str) -> Document:
    """Give the tree of a base.

    Args:
        title: By which it is called.
        text: Its YAML, which is read where it is answered (`library.queries.bases`).
    """
    lines = tuple(text.split("\n"))
    block = Block(BlockKind.FENCE, 0, len(lines), text=text, runs=(Run(0, 0),), info=LANGUAGE)
    return Document(
        text,
        lines,
        (*accumulate((len(line) + 1 for line in lines[:-1]), initial=0), len(text)),
        FrontMatter({"title": title}),
        (block,),
        Dialect.OBSIDIAN,
        code=(CodeBlock(LANGUAGE, 0, len(lines)),),
    )
