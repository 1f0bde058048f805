"""The blocks of an Org file: paragraphs, lists, code, boxes, drawers, formulas, footnotes."""

import re
from collections.abc import Sequence

from noteviewer.notes.formats.org_fields import KEYWORD
from noteviewer.notes.formats.org_lists import Marker, match_marker, split_items
from noteviewer.notes.formats.org_source import FOOTNOTE, OrgSource, is_affiliated, next_of
from noteviewer.notes.formats.org_tables import TABLE, OrgTables
from noteviewer.notes.model import CodeBlock
from noteviewer.notes.places import is_name
from noteviewer.notes.syntax.blocks.builder import Piece, join_pieces
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, Inline, InlineKind, Run

_BEGIN = re.compile(r"[ \t]*#\+begin_(\S{1,60})(?:[ \t]+(.*))?$", re.IGNORECASE)
_END = re.compile(r"[ \t]*#\+end_(\S{1,60})[ \t]*$", re.IGNORECASE)
_DYNAMIC = re.compile(r"[ \t]*#\+(?:begin:|end:?(?=[ \t]|$))", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"[ \t]*\\begin\{([A-Za-z]{1,30}\*?)\}")
_FORMULA_NAMES = """
equation align alignat gather multline eqnarray flalign displaymath math split cases array
matrix pmatrix bmatrix vmatrix Bmatrix Vmatrix smallmatrix aligned gathered CD dmath
"""
_FORMULAS = frozenset(_FORMULA_NAMES.split())
_FIXED = re.compile(r"[ \t]*:(?: (.*)|)$")
COMMENT = re.compile(r"[ \t]*#(?:[ \t]|$)")
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*$")
_QUIET_LINE = re.compile(r"[ \t]*(?:CLOCK:|%%\(|#\+tblfm:)", re.IGNORECASE)
_MACHINE_DRAWERS = frozenset(("PROPERTIES", "LOGBOOK", "CLOCK"))
_CODES = frozenset(("src", "example"))
_DEEPEST = 20
"""Blocks and lists within each other; what lies deeper is text."""


class OrgBlocks:
    """Reads the blocks of runs of lines."""

    def __init__(self, source: OrgSource) -> None:
        self.code: list[CodeBlock] = []
        self._source = source
        self._tables = OrgTables(source, self._add)

    def read(self, start: int, end: int, depth: int) -> list[Block]:
        """The blocks of a run of lines."""
        blocks: list[Block] = []
        number = start
        while number < end:
            line = self._source.line(number)
            if not line.strip():
                number += 1
                self._source.affiliated = {}
                continue
            following = self._element(blocks, number, end, line, depth)
            if not following:
                following = self._paragraph(blocks, number, end, depth)
            number = following
        return blocks

    def _element(self, blocks: list[Block], number: int, end: int, line: str, depth: int) -> int:
        """Read what begins in a line, if it is no paragraph; give the line behind it, else 0."""
        sign = line.lstrip()[0]
        if sign == "#":
            return self._hash(blocks, number, end, line, depth)
        if sign == "|" and TABLE.match(line):
            return self._tables.add(blocks, number, end)
        if sign == ":":
            return self._colon(blocks, number, end, line, depth)
        if sign == "\\" and (found := _ENVIRONMENT.match(line)):
            return self._environment(blocks, number, end, found[1])
        if sign == "-" and _RULE.match(line):
            blocks.append(Block(BlockKind.RULE, number, number + 1))
            return number + 1
        if sign == "[" and (found := FOOTNOTE.match(line)) and not self._source.begin[number]:
            return self._footnote(blocks, number, end, found, depth)
        if _QUIET_LINE.match(line):
            return self._quiet(blocks, number, number + 1)
        if depth < _DEEPEST and (marker := match_marker(line)):
            return self._list(blocks, number, end, marker, depth)
        return 0

    def _quiet(self, blocks: list[Block], number: int, end: int) -> int:
        blocks.append(Block(BlockKind.COMMENT, number, end))
        return end

    def _hash(self, blocks: list[Block], number: int, end: int, line: str, depth: int) -> int:
        if COMMENT.match(line) or _DYNAMIC.match(line):
            return self._quiet(blocks, number, number + 1)
        if found := _BEGIN.match(line):
            close = next_of(self._source.block_ends.get(found[1].lower(), []), number, end)
            if close and depth < _DEEPEST:
                options = (found[2] or "").strip()
                self._block(blocks, (number, close), found[1].lower(), options, depth)
                self._source.affiliated = {}
                return close + 1
            return self._quiet(blocks, number, number + 1)
        if _END.match(line):
            return self._quiet(blocks, number, number + 1)
        if keyword := KEYWORD.match(line):
            name = keyword[1].lower()
            if is_affiliated(name):
                self._source.affiliated[name] = keyword[2].strip()
            elif name in ("title", "filetags"):
                self._source.fields.append((name, keyword[2]))
            return self._quiet(blocks, number, number + 1)
        return 0

    def _colon(self, blocks: list[Block], number: int, end: int, line: str, depth: int) -> int:
        if _FIXED.match(line):
            at = number
            while at < end and _FIXED.match(self._source.line(at)):
                at += 1
            self._add_code(
                blocks, (number, at), "", [_fixed(self._source.line(n)) for n in range(number, at)]
            )
            return at
        if self._source.ends_drawer(number):
            return self._quiet(blocks, number, number + 1)
        name, close = self._source.drawer(number), self._source.drawer_close(number, end)
        if not close:
            return 0
        if name in _MACHINE_DRAWERS or depth >= _DEEPEST:
            return self._quiet(blocks, number, close + 1)
        if name == "RESULTS":
            blocks += self.read(number + 1, close, depth + 1)
            return close + 1
        at = self._source.starts[number] + self._source.lines[number].index(":") + 1
        text = self._source.line(number).strip().strip(":")
        nodes = (Inline(InlineKind.TEXT, 0, len(text)),)
        title = self._source.leaf(BlockKind.TITLE, number, number + 1, [Piece(at, text)], nodes)
        children = [title, *self.read(number + 1, close, depth + 1)]
        box = Block(BlockKind.CALLOUT, number, close + 1, children, info="folded")
        box.attributes = {"fold": "-"}
        blocks.append(box)
        return close + 1

    def _environment(self, blocks: list[Block], number: int, end: int, name: str) -> int:
        close = next_of(self._source.latex_ends.get(name, []), number - 1, end)
        if not close and not _same_line_end(self._source.line(number), name):
            return 0
        close = close or number
        if name.rstrip("*") not in _FORMULAS:
            self._add_code(
                blocks,
                (number, close + 1),
                "latex",
                [self._source.line(n) for n in range(number, close + 1)],
            )
            return close + 1
        pieces = [self._source.piece(n, 0) for n in range(number, close + 1)]
        text, runs = join_pieces([piece for piece in pieces if piece.text])
        block = Block(BlockKind.MATH, number, close + 1, text=text, runs=runs)
        block.atoms = (Atom(InlineKind.MATH, 0, len(text), text, is_display=True),)
        block.nodes = (Inline(InlineKind.MATH, 0, len(text), text, "display"),)
        self._add(blocks, block)
        return close + 1

    def _add(self, blocks: list[Block], block: Block) -> None:
        """Add a block with the name that a line above gives it, and its caption below."""
        said, self._source.affiliated = self._source.affiliated, {}
        name = said.get("name") or said.get("label")
        if name and is_name(name):
            block.attributes = {**block.attributes, "name": name}
        blocks.append(block)

    def _paragraph(self, blocks: list[Block], number: int, end: int, depth: int) -> int:
        at = number + 1
        while at < end and self._source.line(at).strip() and not self._interrupts(at, end, depth):
            at += 1
        pieces = [self._source.piece(n, 0) for n in range(number, at)]
        caption = self._source.affiliated.get("caption", "")
        block = self._source.leaf(BlockKind.PARAGRAPH, number, at, pieces)
        self._add(blocks, block)
        is_picture = block.nodes is not None and any(
            node.kind is InlineKind.IMAGE for node in block.nodes
        )
        if caption and is_picture:
            blocks.append(self._source.caption(number, caption))
        return at

    def _interrupts(self, number: int, end: int, depth: int) -> bool:
        """Whether a line ends the paragraph above it."""
        line = self._source.line(number)
        sign = line.lstrip()[0]
        if sign == "#":
            return bool(
                COMMENT.match(line) or KEYWORD.match(line) or _BEGIN.match(line) or _END.match(line)
            )
        if sign == "|":
            return True
        if sign == ":":
            return bool(
                _FIXED.match(line)
                or self._source.ends_drawer(number)
                or self._source.drawer_close(number, end)
            )
        if sign == "\\":
            return _ENVIRONMENT.match(line) is not None
        if sign == "[" and FOOTNOTE.match(line):
            return True
        if sign == "-" and _RULE.match(line):
            return True
        marker = match_marker(line) if depth < _DEEPEST else None
        # A number in a paragraph is seldom a list of its own.
        return marker is not None and (not marker.is_number or marker.bullet[:-1] == "1")

    def _add_code(
        self, blocks: list[Block], place: tuple[int, int], language: str, lines: Sequence[str]
    ) -> None:
        """Add code of these lines, without the blanks that all of them begin with."""
        start, end = place
        text = "\n".join(_dedented([line.expandtabs(8) for line in lines]))
        attributes = {}
        title = self._source.affiliated.get("caption") or self._source.affiliated.get("name")
        if title:
            attributes["title"] = title
        run = Run(0, self._source.starts[min(start + 1, len(self._source.lines) - 1)])
        block = Block(BlockKind.FENCE, start, end, text=text, runs=(run,), info=language)
        block.attributes = attributes
        self._source.affiliated.pop("caption", None)
        self._add(blocks, block)
        self.code.append(CodeBlock(language, start, end))

    def _block(
        self, blocks: list[Block], place: tuple[int, int], name: str, options: str, depth: int
    ) -> None:
        """A block between ``#+begin_name`` and ``#+end_name``."""
        start, close = place
        inside = range(start + 1, close)
        if name == "comment":
            self._quiet(blocks, start, close + 1)
        elif name in _CODES or (name == "export" and options.lower() != "html"):
            language = options.split(" ", maxsplit=1)[0] if name != "example" else ""
            if language.startswith(("-", ":")):
                language = ""
            lines = [_unescaped(self._source.line(n)) for n in inside]
            self._add_code(blocks, (start, close + 1), language, lines)
        elif name == "export":
            pieces = [Piece(self._source.starts[n], self._source.lines[n]) for n in inside]
            text, runs = join_pieces(pieces)
            if text.strip():
                blocks.append(Block(BlockKind.HTML, start, close + 1, text=text, runs=runs))
        elif name == "verse":
            blocks.append(self._verse(start, close))
        else:
            kind = {"quote": BlockKind.QUOTE, "center": BlockKind.GROUP}.get(
                name, BlockKind.CALLOUT
            )
            children = self.read(start + 1, close, depth + 1)
            block = Block(kind, start, close + 1, children)
            if kind is BlockKind.CALLOUT:
                block.info = name
                is_words = options and not options.startswith(":")
                if is_words:
                    at = self._source.starts[start] + self._source.lines[start].rfind(options)
                    piece = Piece(at, options)
                    title = self._source.leaf(BlockKind.TITLE, start, start + 1, [piece])
                    block.children = [title, *children]
                if name == "details":
                    block.attributes = {"fold": "-"}
            self._add(blocks, block)

    def _verse(self, start: int, close: int) -> Block:
        """Lines that are lines on the page."""
        pieces = [self._source.piece(n, 0) for n in range(start + 1, close)]
        leaf = self._source.leaf(BlockKind.PARAGRAPH, start + 1, close, pieces)
        leaf.nodes = tuple(
            node._replace(kind=InlineKind.BREAK, target="")
            if node.kind is InlineKind.LINE_END
            else node
            for node in leaf.nodes or ()
        )
        return Block(BlockKind.QUOTE, start, close + 1, [leaf] if leaf.text else [])

    def _list(self, blocks: list[Block], number: int, end: int, marker: Marker, depth: int) -> int:
        items, following = split_items(self._source.line, number, end, marker)
        self._source.affiliated = {}
        if marker.term:
            blocks.append(self._descriptions(items, following, depth))
            return following
        info = "1." if marker.is_number else "-"
        block = Block(BlockKind.LIST, number, following, info=info)
        if marker.is_number and (marker.counter or marker.bullet[:-1]) not in ("1", "a", "A"):
            start = marker.counter or marker.bullet[:-1]
            block.attributes = {"start": start} if start.isdigit() else {}
        for (at, mark), stop in zip(items, [n for n, _ in items[1:]] + [following], strict=True):
            self._source.begin[at] += mark.end
            children = self.read(at, stop, depth + 1)
            item = Block(BlockKind.ITEM, at, stop, children, info=info)
            if mark.box:
                item.attributes = {"task": {"-": " "}.get(mark.box, mark.box)}
            block.children.append(item)
            texts = sum(child.kind is BlockKind.PARAGRAPH for child in children)
            block.is_loose = block.is_loose or texts > 1
        blocks.append(block)
        return following

    def _descriptions(
        self, items: Sequence[tuple[int, Marker]], following: int, depth: int
    ) -> Block:
        group = Block(BlockKind.DEFINITIONS, items[0][0], following)
        for (at, mark), stop in zip(items, [n for n, _ in items[1:]] + [following], strict=True):
            begin = self._source.begin[at]
            if mark.term:
                first, last = mark.term
                start = self._source.starts[at] + begin + first
                text = self._source.line(at)[first:last]
                piece = Piece(start, text)
                group.children.append(self._source.leaf(BlockKind.TERM, at, at + 1, [piece]))
            self._source.begin[at] = begin + mark.end
            described = Block(BlockKind.DESCRIPTION, at, stop, self.read(at, stop, depth + 1))
            if described.children or not mark.term:
                group.children.append(described)
        return group

    def _footnote(
        self, blocks: list[Block], number: int, end: int, found: re.Match[str], depth: int
    ) -> int:
        at, blanks = number + 1, 0
        while at < end and blanks < 2 and not FOOTNOTE.match(self._source.lines[at]):
            blanks = blanks + 1 if not self._source.lines[at].strip() else 0
            at += 1
        self._source.begin[number] = found.end()
        children = self.read(number, at, depth + 1)
        blocks.append(Block(BlockKind.FOOTNOTE, number, at, children, info=found[1]))
        return at


def _same_line_end(line: str, name: str) -> bool:
    return line.rstrip().endswith(f"\\end{{{name}}}")


def _fixed(line: str) -> str:
    found = _FIXED.match(line)
    return (found[1] or "") if found else ""


def _unescaped(line: str) -> str:
    """Take off the comma that keeps a line of code from being read as Org."""
    bare = line.lstrip()
    if bare.startswith((",*", ",#+", ",,")):
        return line[: len(line) - len(bare)] + bare[1:]
    return line


def _dedented(lines: Sequence[str]) -> list[str]:
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return [line[margin:] for line in lines]
