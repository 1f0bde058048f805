"""reStructuredText as the tree that all notes are, read by docutils.

docutils parses; its transforms are left out, for what they work out (references, substitutions,
footnotes) is worked out here in bounds. It has no bounds of its own on nesting: so this runs, as
all parsing does, where it can be stopped. What it finds wrong with a note never stands on the page.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from docutils import ApplicationError, nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from noteviewer.notes.formats.rst_leaf import LeafWriter, Source
from noteviewer.notes.formats.rst_markup import install
from noteviewer.notes.formats.rst_references import Footnotes, References
from noteviewer.notes.model import CodeBlock, FrontMatter, Problem, ProblemKind
from noteviewer.notes.places import is_name
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, Inline, InlineKind, Run

_LONGEST_LINE = 20_000
"""Characters of a line, and of what a substitution may stand for."""
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\s*$")
_FIELDS = {
    "author": "author", "authors": "author", "date": "date", "tags": "tags", "title": "title",
    "category": "category", "summary": "description", "keywords": "tags", "slug": "slug",
    "organization": "organization", "status": "status", "version": "version", "lang": "lang",
    "description": "description", "blogpost": "blogpost", "orphan": "", "tocdepth": "",
    "nocomments": "", "modified": "updated", "nosearch": "", "contact": "contact",
}  # fmt: skip
"""Fields at the head of a file, and what they are; empty: nothing to a reader."""
_PARAGRAPHS = (nodes.paragraph, nodes.attribution, nodes.caption, nodes.rubric)
_CALLOUTS = (
    nodes.attention, nodes.caution, nodes.danger, nodes.error, nodes.hint, nodes.important,
    nodes.note, nodes.tip, nodes.warning, nodes.admonition, nodes.topic, nodes.sidebar,
)  # fmt: skip
_UNSEEN = (
    nodes.comment, nodes.substitution_definition, nodes.pending, nodes.raw, nodes.decoration,
)  # fmt: skip
_FAILURES = (
    ApplicationError, RecursionError, LookupError, ValueError, TypeError, AttributeError,
    AssertionError, NotImplementedError,
)  # fmt: skip
_DEEPEST = 40


def parse_rst(text: str) -> Document:
    """Parse reStructuredText; never fails: what docutils cannot read is shown as it is."""
    lines = tuple(text.split("\n"))
    starts = (*accumulate((len(line) + 1 for line in lines[:-1]), initial=0), len(text))
    try:
        tree = _read(text)
        return _Converter(text, lines, starts, tree).document()
    except _FAILURES as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        if isinstance(error, RecursionError):
            reason = "nesting"
        whole = Block(BlockKind.FENCE, 0, len(lines), text=text, runs=(Run(0, 0),))
        problem = Problem(ProblemKind.BAD_FORMAT, reason)
        return Document(
            text, lines, starts, FrontMatter(), (whole,), is_markdown=False, problems=(problem,)
        )


def _read(text: str) -> nodes.document:
    install()
    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = settings.halt_level = 5
    settings.warning_stream = False
    settings.syntax_highlight = "none"
    settings.line_length_limit = _LONGEST_LINE
    document = new_document("note", settings)
    if any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        raise ValueError("a line is too long")
    Parser().parse(text, document)
    return document


class _Converter:
    """Makes blocks of the nodes of one document."""

    def __init__(
        self, text: str, lines: tuple[str, ...], starts: tuple[int, ...], tree: nodes.document
    ) -> None:
        self._text, self._lines, self._starts, self._tree = text, lines, starts, tree
        self._source = Source(text, lines, starts)
        self._titles = [n for n in range(len(lines) - 1) if _is_title(lines, n)]
        self._title_at = 0
        self._names: list[str] = []
        """Names that the next block is to have."""
        self._references = References(tree)
        self._footnotes = Footnotes(tree)
        self._code: list[CodeBlock] = []
        self._values: dict[str, str | tuple[str, ...]] = {}
        self._seen_text = False
        self._writers: dict[type, Callable[[nodes.Element, int], Iterable[Block]]] = {
            nodes.field_list: self._fields,
            nodes.system_message: self._unreadable,
            nodes.line_block: self._line_block,
            nodes.image: self._picture,
            nodes.reference: self._picture,
            nodes.figure: self._group,
            nodes.container: self._group,
            nodes.compound: self._group,
            nodes.legend: self._group,
            nodes.transition: self._rule,
            nodes.rubric: self._strong,
            nodes.title: self._strong,
            nodes.paragraph: self._paragraph,
            nodes.attribution: self._paragraph,
            nodes.caption: self._paragraph,
            nodes.literal_block: self._literal,
            nodes.doctest_block: self._literal,
            nodes.math_block: self._formula,
            nodes.block_quote: self._quote,
            nodes.bullet_list: self._list,
            nodes.enumerated_list: self._list,
            nodes.definition_list: self._definitions,
            nodes.option_list: self._definitions,
            nodes.table: self._table,
            nodes.footnote: self._footnote,
            nodes.citation: self._footnote,
            **dict.fromkeys(_CALLOUTS, self._callout),
        }

    def document(self) -> Document:
        """Convert everything."""
        blocks = self._blocks(self._tree.children, 0)
        for block in blocks:
            self._show_unused(block)
        return Document(
            text=self._text,
            lines=self._lines,
            line_starts=self._starts,
            front_matter=FrontMatter(self._values, 0),
            blocks=tuple(blocks),
            footnotes=frozenset(self._footnotes.defined),
            code=tuple(self._code),
            is_markdown=False,
        )

    def _show_unused(self, block: Block) -> None:
        """Footnotes that nothing refers to stay where they stand."""
        if block.kind is BlockKind.FOOTNOTE and block.info not in self._footnotes.used:
            block.kind = BlockKind.GROUP
        for child in block.children:
            self._show_unused(child)

    # Blocks

    def _blocks(self, children: Sequence[nodes.Node], depth: int, level: int = 1) -> list[Block]:
        found: list[Block] = []
        for node in children:
            if not isinstance(node, nodes.Element):
                continue
            for block in self._block(node, depth, level):
                if self._names and block.kind is not BlockKind.COMMENT:
                    attributes = dict(block.attributes)
                    attributes.setdefault("name", self._names[0])
                    found += (_place(name, block) for name in self._names[1:])
                    block.attributes, self._names = attributes, []
                found.append(block)
        return found

    def _block(self, node: nodes.Element, depth: int, level: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise RecursionError
        if isinstance(node, nodes.section):
            yield from self._section(node, depth, level)
        elif isinstance(node, nodes.target):
            if not any(node.get(key) for key in ("refuri", "refname", "anonymous")):
                self._names += [name for name in node["names"][:1] if is_name(name)]
        elif not isinstance(node, _UNSEEN):
            write = next(
                (self._writers[kind] for kind in type(node).__mro__ if kind in self._writers), None
            )
            if write is not None:
                yield from write(node, depth)
            else:
                yield from self._blocks(node.children, depth + 1)
        self._seen_text = True

    def _section(self, node: nodes.Element, depth: int, level: int) -> Iterator[Block]:
        title, *rest = node.children or [nodes.title()]
        if isinstance(title, nodes.title):
            start = self._next_title(title.rawsource or title.astext())
            self._source.position = max(self._source.position, self._starts[start])
            block = self._leaf(BlockKind.HEADING, title, title.children)
            has_line_above = start > 0 and self._is_marks(start - 1) and self._is_marks(start + 1)
            block.start, block.end, block.level = start - has_line_above, start + 1, min(level, 6)
            below = min(len(self._lines) - 1, start + 1)
            if _is_title(self._lines, start):
                block.end = below + 1
            self._source.position = max(self._source.position, self._starts[block.end])
            yield block
        else:
            rest = list(node.children)
        yield from self._blocks(rest, depth, level + 1)

    def _is_marks(self, number: int) -> bool:
        """Whether a line is one of those above and below titles."""
        line = self._lines[number] if number < len(self._lines) else ""
        return bool(line.strip()) and _ADORNMENT.match(line) is not None

    def _next_title(self, title: str) -> int:
        """The line of a title, of those that have a line of marks below them."""
        wanted = title.strip()
        for at in range(self._title_at, len(self._titles)):
            if self._lines[self._titles[at]].strip() == wanted:
                self._title_at = at + 1
                return self._titles[at]
        return self._source_line()

    def _source_line(self) -> int:
        """The line up to which the source is read."""
        return min(bisect_right(self._starts, self._source.position), len(self._lines)) - 1

    def _writer(self) -> LeafWriter:
        return LeafWriter(
            self._source,
            self._references.target,
            self._footnotes.label,
            self._references.substitution,
        )

    def _leaf(self, kind: BlockKind, node: nodes.Node, children: Sequence[nodes.Node]) -> Block:
        self._source.line_at(node.line if isinstance(node, _PARAGRAPHS) else None)
        before = self._source.position
        block = self._writer().leaf(kind, children)
        start = self._line_of(block.source_offset(0) if block.text else before)
        block.start = start
        last = block.source_offset(len(block.text) - 1) if block.text else before
        block.end = max(start, self._line_of(max(last, block.source_offset(0)))) + 1
        return block

    def _line_of(self, offset: int) -> int:
        return max(0, min(bisect_right(self._starts, offset), len(self._lines)) - 1)

    def _paragraph(self, node: nodes.Element, _depth: int) -> Iterator[Block]:
        yield self._leaf(BlockKind.PARAGRAPH, node, node.children)

    def _picture(self, node: nodes.Element, _depth: int) -> Iterator[Block]:
        yield self._leaf(BlockKind.PARAGRAPH, node, [node])

    def _group(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        yield self._container(BlockKind.GROUP, node, depth)

    def _quote(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        yield self._container(BlockKind.QUOTE, node, depth)

    def _rule(self, _node: nodes.Element, _depth: int) -> Iterator[Block]:
        line = self._source_line()
        yield Block(BlockKind.RULE, line, line + 1)

    def _footnote(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        block = self._container(BlockKind.FOOTNOTE, node, depth)
        block.info = self._footnotes.label(node)
        yield block

    def _unreadable(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        """What could not be read, as it is; the message itself is for writers."""
        for block in node.children:
            if isinstance(block, nodes.literal_block) and node.get("level", 0) >= 3:
                yield from self._literal(block, depth)

    def _strong(self, node: nodes.Element, _depth: int) -> Iterator[Block]:
        """A line that is a heading of no section."""
        block = self._leaf(BlockKind.PARAGRAPH, node, node.children)
        inner = block.nodes or ()
        block.nodes = (Inline(InlineKind.STRONG, 0, len(block.text), children=inner),)
        yield block

    def _container(self, kind: BlockKind, node: nodes.Element, depth: int) -> Block:
        start = self._source_line()
        children = self._blocks(node.children, depth + 1)
        return _around(Block(kind, start, start + 1, children))

    def _callout(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        kind = node.get("kind") or type(node).__name__
        children = list(node.children)
        found: list[Block] = []
        if children and isinstance(children[0], nodes.title):
            first = children.pop(0)
            if isinstance(first, nodes.Element):
                found.append(self._leaf(BlockKind.TITLE, first, first.children))
        start = self._source_line()
        found += self._blocks(children, depth + 1)
        block = _around(Block(BlockKind.CALLOUT, start, start + 1, found, info=str(kind)))
        if kind in ("details", "dropdown", "collapse", "toggle", "solution"):
            block.attributes = {"fold": "-"}
        yield block

    def _literal(self, node: nodes.Element, _depth: int) -> Iterator[Block]:
        text = node.astext()
        lines = text.split("\n")
        first = next((line for line in lines if line.strip()), "")
        at = self._source.find(first.strip())
        start = max(0, self._line_of(at) - 1)  # the line above, as that of a fence
        language = node.get("language", "") or next(
            (name for name in node["classes"] if name not in ("code", "doctest", "math")), ""
        )
        if isinstance(node, nodes.doctest_block):
            language = "pycon"
        block = Block(BlockKind.FENCE, start, start + 1 + len(lines), text=text, runs=(Run(0, at),))
        block.end = min(block.end, len(self._lines))
        block.info = str(language)
        block.attributes = {k: str(node[k]) for k in ("title", "marked") if node.get(k)}
        last = next((line for line in reversed(lines) if line.strip()), "")
        if last is not first:
            self._source.find(last.strip())
        self._code.append(CodeBlock(block.info, start, block.end))
        yield block

    def _formula(self, node: nodes.Element, _depth: int) -> Iterator[Block]:
        text = node.astext().strip()
        at = self._source.find(text.partition("\n")[0])
        start = self._line_of(at)
        end = min(len(self._lines), start + text.count("\n") + 1)
        block = Block(BlockKind.MATH, start, end, text=text, runs=(Run(0, at),))
        source = text
        if "\\\\" in text and "\\begin" not in text:
            source = f"\\begin{{aligned}}{text}\\end{{aligned}}"
        block.atoms = (Atom(InlineKind.MATH, 0, len(text), source, is_display=True),)
        block.nodes = (Inline(InlineKind.MATH, 0, len(text), source, "display"),)
        yield block

    def _line_block(self, node: nodes.Element, _depth: int) -> Iterator[Block]:
        lines = list(_lines_of(node, 0))
        inline: list[nodes.Node] = []
        for number, (depth, line) in enumerate(lines):
            if number:
                inline.append(nodes.Text("\n"))
            if depth:
                inline.append(nodes.Text("\u2003" * min(depth, 8)))
            inline += line.children
        block = self._leaf(BlockKind.PARAGRAPH, node, inline)
        block.nodes = tuple(
            each._replace(kind=InlineKind.BREAK, target="")
            if each.kind is InlineKind.LINE_END
            else each
            for each in block.nodes or ()
        )
        yield block

    def _list(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        is_number = isinstance(node, nodes.enumerated_list)
        info = "1." if is_number else "-"
        start = self._source_line()
        block = Block(BlockKind.LIST, start, start + 1, info=info)
        if is_number and str(node.get("start", 1)) != "1":
            block.attributes = {"start": str(node["start"])}
        for child in node.children:
            if isinstance(child, nodes.list_item):
                item = self._container(BlockKind.ITEM, child, depth + 1)
                item.info = info
                block.children.append(item)
                texts = sum(each.kind is BlockKind.PARAGRAPH for each in item.children)
                block.is_loose = block.is_loose or texts > 1
        yield _around(block)

    def _definitions(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        start = self._source_line()
        group = Block(BlockKind.DEFINITIONS, start, start + 1)
        for item in node.children:
            for part in item.children if isinstance(item, nodes.Element) else ():
                if isinstance(part, nodes.term | nodes.classifier):
                    group.children.append(self._leaf(BlockKind.TERM, part, part.children))
                elif isinstance(part, nodes.option_group):
                    text = part.astext()
                    code = nodes.literal(text, text)
                    group.children.append(self._leaf(BlockKind.TERM, part, [code]))
                elif isinstance(part, nodes.definition | nodes.description):
                    described = self._container(BlockKind.DESCRIPTION, part, depth + 1)
                    if described.children:
                        group.children.append(described)
        yield _around(group)

    def _fields(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        """Fields at the head of a file are the note's; others are terms and descriptions."""
        is_head = not self._seen_text or self._is_below_title(node)
        pairs = [(f.children[0], f.children[1]) for f in node.children if len(f.children) == 2]
        names = [name.astext().lower() for name, _ in pairs]
        if is_head and all(name in _FIELDS for name in names):
            for key_name, (_, body) in zip(names, pairs, strict=True):
                value = " ".join(body.astext().split())
                if (key := _FIELDS[key_name]) and value:
                    is_list = key == "tags"
                    tags = tuple(part.strip() for part in value.split(",") if part.strip())
                    self._values.setdefault(key, tags if is_list else value)
            return
        start = self._source_line()
        group = Block(BlockKind.DEFINITIONS, start, start + 1)
        for name, body in pairs:
            if isinstance(name, nodes.Element) and isinstance(body, nodes.Element):
                group.children.append(self._leaf(BlockKind.TERM, name, name.children))
                described = self._container(BlockKind.DESCRIPTION, body, depth + 1)
                if described.children:
                    group.children.append(described)
        yield _around(group)

    def _is_below_title(self, node: nodes.Element) -> bool:
        above = node.parent
        return (
            isinstance(above, nodes.section)
            and above.parent is self._tree
            and len(above.children) > 1
            and above.children[1] is node
        )

    def _table(self, node: nodes.Element, depth: int) -> Iterator[Block]:
        start = self._source_line()
        table = Block(BlockKind.TABLE, start, start + 1)
        for child in node.children:
            if isinstance(child, nodes.title):
                yield from self._strong(child, depth)
        for row in node.findall(nodes.row):
            line = self._source_line()
            made = Block(BlockKind.ROW, line, line + 1)
            if isinstance(row.parent, nodes.thead):
                made.attributes = {"head": ""}
            for entry in row.children:
                if isinstance(entry, nodes.Element):
                    cell = self._leaf(BlockKind.CELL, entry, list(_flat(entry)))
                    cell.nodes = tuple(
                        each._replace(kind=InlineKind.BREAK, target="")
                        if each.title == "paragraph"
                        else each
                        for each in cell.nodes or ()
                    )
                    made.children.append(cell)
                    made.children += (
                        Block(BlockKind.CELL, line, line + 1)
                        for _ in range(min(int(entry.get("morecols", 0)), 50))
                    )
            table.children.append(_around(made))
        yield _around(table)


def _is_title(lines: Sequence[str], number: int) -> bool:
    """Whether a line of marks stands below a line, as below a title."""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(below[:1].strip() and _ADORNMENT.match(below) and lines[number].strip())


def _place(name: str, block: Block) -> Block:
    """An empty place before a block, which has one name only."""
    return Block(BlockKind.GROUP, block.start, block.start, attributes={"name": name})


def _around(block: Block) -> Block:
    """Give a container the lines of what it holds."""
    if block.children:
        block.start = min(child.start for child in block.children)
        block.end = max(block.start + 1, *(child.end for child in block.children))
    return block


def _lines_of(node: nodes.Element, depth: int) -> Iterator[tuple[int, nodes.Element]]:
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from _lines_of(child, depth + 1)
        elif isinstance(child, nodes.Element):
            yield depth, child


def _flat(entry: nodes.Element) -> Iterator[nodes.Node]:
    """What a cell holds as running text, a line for each of its paragraphs."""
    is_first = True
    for part in entry.findall(_is_flat):
        if not is_first:
            yield nodes.Text("\n")
        is_first = False
        if isinstance(part, nodes.literal_block):
            yield nodes.literal(part.astext(), part.astext())
        elif isinstance(part, nodes.image):
            yield part
        else:
            if isinstance(part.parent, nodes.list_item):
                yield nodes.Text("• ")
            yield from part.children


def _is_flat(node: nodes.Node) -> bool:
    if isinstance(node, nodes.image):
        return not isinstance(node.parent, nodes.paragraph | nodes.reference)
    return isinstance(node, nodes.paragraph | nodes.literal_block | nodes.line | nodes.term)
