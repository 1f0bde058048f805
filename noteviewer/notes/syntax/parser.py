"""A note's text to its tree: blocks, what in them is no Markdown, and, when asked, inline nodes."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate, count
from operator import add

from noteviewer.notes.front_matter import read_front_matter
from noteviewer.notes.model import CodeBlock, FrontMatter
from noteviewer.notes.saved_page.dump import read_page_dump
from noteviewer.notes.syntax.blocks.block_parser import read_blocks
from noteviewer.notes.syntax.blocks.builder import Builder
from noteviewer.notes.syntax.blocks.containers import arrange as arrange_container
from noteviewer.notes.syntax.blocks.outliner import mark_tasks
from noteviewer.notes.syntax.blocks.tables import split_rows
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.hiccup import with_hiccup
from noteviewer.notes.syntax.inline.inline_parser import (
    InlineContext,
    parse_inlines,
    plain_text,
    read_definition,
)
from noteviewer.notes.syntax.inline.spans import find_atoms
from noteviewer.notes.syntax.saved_pages import arrange
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, InlineKind, LinkDefinition, Run

_MATH_FIELDS = ("math", "mathjax", "katex", "latex")
_OFF = frozenset(("", "false", "no", "off", "0"))
_MATH_FENCE = re.compile(r"\{?(?:math|latex|katex)\}?$", re.IGNORECASE)
_MARKED = re.compile(r"[*_`\[<\\&{^$]|~~|==|\n")
"""What a text without shows as it is written."""
_CODED = re.compile(r"[`$%\\]|<!--|<(?:pre|code)\b")
_EDGES = "\u200b\ufeff \t\u3000"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PLAIN_CONTEXT = InlineContext(Dialect.GFM.rules, {})


def parse(
    text: str,
    dialect: Dialect = Dialect.GFM,
    *,
    has_bracket_formulas: bool = False,
    is_part: bool = False,
) -> Document:
    """Parse a decoded text; never fails.

    Args:
        text: Of the note.
        dialect: Whose Markdown it is.
        has_bracket_formulas: Whether the site's own configuration has formulas in brackets.
        is_part: Whether it is a cell of a notebook: no front matter, and dollars are formulas.
    """
    lines = tuple(text.split("\n"))
    starts = (0, *map(add, accumulate(map(len, lines[:-1])), count(1)), len(text))
    front_matter = FrontMatter() if is_part else read_front_matter(lines)
    rules = dialect.rules
    if has_bracket_formulas:
        rules = replace(rules, has_bracket_formulas=True)
    built = read_blocks(text, lines, starts, front_matter.end, rules)
    blocks = built.root
    saved_page = None
    if not front_matter.end and not built.has_headings and not is_part:
        saved_page = read_page_dump(lines)
        if saved_page is not None:
            blocks = arrange(blocks, saved_page, lines, starts)
    find_atoms(built.spanned, rules, is_math_declared=is_part or _declares_math(front_matter))
    definitions: dict[str, LinkDefinition] = {}
    abbreviations: dict[str, str] = {}
    footnotes = []
    for block in built.unfinished:
        match block.kind:
            case BlockKind.TABLE:
                split_rows(block, rules)
            case BlockKind.DEFINITION:
                if block.text.startswith("*["):
                    short, _, meaning = block.text[2:].partition("]:")
                    abbreviations.setdefault(short.strip(), meaning.strip())
                elif found := read_definition(block.text, rules):
                    definitions.setdefault(*found)
            case BlockKind.FOOTNOTE:
                footnotes.append(block.info)
            case BlockKind.TABS | BlockKind.CALLOUT:
                arrange_container(block, lines, starts)
            case BlockKind.LIST if rules.has_logseq_blocks:
                _read_logseq_items(block)
    return Document(
        text=text,
        lines=lines,
        line_starts=starts,
        front_matter=front_matter,
        blocks=tuple(blocks),
        dialect=dialect,
        definitions=definitions,
        footnotes=frozenset(footnotes),
        abbreviations=abbreviations,
        code=_all_code(built),
        saved_page=saved_page,
        problems=(*front_matter.problems, *built.problems),
        hidden=tuple(built.hidden),
    )


def _read_logseq_items(block: Block) -> None:
    """The states, dates and vectors of Logseq's blocks; empty ones are where the next is to be."""
    block.children = [item for item in block.children if item.children]
    for item in block.children:
        if item.children[0].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            mark_tasks(item.children[0], item)
        for leaf in item.children:
            if "[:" in leaf.text and leaf.kind in RUNNING:
                leaf.atoms = with_hiccup(leaf.text, leaf.atoms)


def plain(source: str) -> str:
    """Take the marks off a short text by itself, as for a title in the front matter."""
    if not source.isprintable():
        source = _CONTROL.sub("", source)
    source = source.strip(_EDGES)
    if not _MARKED.search(source):
        return source
    atoms: tuple[Atom, ...] = ()
    if _CODED.search(source):
        leaf = Block(BlockKind.PARAGRAPH, 0, 1, text=source, runs=(Run(0, 0),))
        find_atoms([leaf], Dialect.GFM.rules, is_math_declared=True)
        atoms = leaf.atoms
    return plain_text(parse_inlines(source, atoms, _PLAIN_CONTEXT), source)


def _all_code(built: Builder) -> tuple[CodeBlock, ...]:
    """The blocks of code, and the ``<pre>`` elements that stand inside other HTML."""
    found = list(built.code)
    for leaf in built.spanned:
        if leaf.info == "pre":
            continue
        for atom in leaf.atoms:
            if atom.kind is InlineKind.HTML_CODE and leaf.text.startswith("<pre", atom.start):
                first = bisect_right(built.starts, leaf.source_offset(atom.start)) - 1
                last = bisect_right(built.starts, leaf.source_offset(atom.end - 1))
                found.append(CodeBlock("", first, last))
    return tuple(sorted(found, key=lambda block: block.line))


def _declares_math(front_matter: FrontMatter) -> bool:
    values = front_matter.values
    return any(str(values.get(name, "")).lower() not in _OFF for name in _MATH_FIELDS)
