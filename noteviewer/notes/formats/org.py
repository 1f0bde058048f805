"""Org files as the tree that all notes are: one pass over the lines, containers within lines.

An own reduction of https://orgmode.org/worg/org-syntax.html: there is no reader of Org in Python
that does more than headings. What only Emacs does something with (drawers of properties, babel
results, settings) is quiet; nothing is run, and no file is included.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from noteviewer.notes.formats.org_fields import (
    KEYWORD,
    PROPERTY,
    header_values,
    read_abbreviations,
    read_states,
)
from noteviewer.notes.formats.org_inline import (
    BESIDE,
    OrgContext,
    OrgInlines,
    read_inlines,
)
from noteviewer.notes.formats.org_lists import Marker, match_marker, split_items
from noteviewer.notes.model import CodeBlock, FrontMatter
from noteviewer.notes.places import is_name
from noteviewer.notes.syntax.blocks.builder import Piece, join_pieces
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, Inline, InlineKind, Run

_HEADLINE = re.compile(r"(\*+)[ \t]+(\S.*)?$")
_TAGS = re.compile(r":[\w@#%:]{1,400}:")
_PRIORITY = re.compile(r"\[#([A-Za-z0-9]{1,2})\][ \t]*")
_PLANNING = re.compile(
    r"[ \t]*(?:(?:DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[][^>\]\n]{1,80}[>\]]\s*)+$"
)
_PLANNED = re.compile(r"(DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[]([^>\]\n]{1,80})[>\]]")
_BEGIN = re.compile(r"[ \t]*#\+begin_(\S{1,60})(?:[ \t]+(.*))?$", re.IGNORECASE)
_END = re.compile(r"[ \t]*#\+end_(\S{1,60})[ \t]*$", re.IGNORECASE)
_DYNAMIC = re.compile(r"[ \t]*#\+(?:begin:|end:?(?=[ \t]|$))", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*(?::([\w-]{1,60})|(?=PROPERTIES:\s*$)(PROPERTIES)):[ \t]*$")
_DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*$", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"[ \t]*\\begin\{([A-Za-z]{1,30}\*?)\}")
_ENVIRONMENT_END = re.compile(r"\\end\{([A-Za-z]{1,30}\*?)\}\s*$")
_FORMULA_NAMES = """
equation align alignat gather multline eqnarray flalign displaymath math split cases array
matrix pmatrix bmatrix vmatrix Bmatrix Vmatrix smallmatrix aligned gathered CD dmath
"""
_FORMULAS = frozenset(_FORMULA_NAMES.split())
_FIXED = re.compile(r"[ \t]*:(?: (.*)|)$")
_COMMENT = re.compile(r"[ \t]*#(?:[ \t]|$)")
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*$")
_TABLE = re.compile(r"[ \t]*\|")
_TABLE_RULE = re.compile(r"[ \t]*\|[ ]?[-:][-+|: ]*$")
_COLUMNS = re.compile(r"<([lcr]?)\d{0,3}>")
_FOOTNOTE = re.compile(r"\[fn:([\w-]{1,60})\][ \t]*")
_QUIET_LINE = re.compile(r"[ \t]*(?:CLOCK:|%%\(|#\+tblfm:)", re.IGNORECASE)
_AFFILIATED = frozenset(("caption", "name", "header", "headers", "results", "plot", "label"))
_SIZE = re.compile(r":(width|height)\s+\"?(\d{1,4}(?:px|%)?)")
_ALT = re.compile(r':(?:alt|title)\s+(?:"([^"\n]{1,300})"|([^:\n]{1,300}))')
_MACHINE_DRAWERS = frozenset(("PROPERTIES", "LOGBOOK", "CLOCK"))
_CODES = frozenset(("src", "example"))
_DEEPEST = 20
"""Blocks and lists within each other; what lies deeper is text."""


def parse_org(text: str) -> Document:
    """Parse the text of an Org file; never fails."""
    lines = tuple(text.split("\n"))
    return _Parser(text, lines).run()


class _Parser:
    def __init__(self, text: str, lines: tuple[str, ...]) -> None:
        self.text = text
        self.lines = lines
        self.starts = (*accumulate((len(line) + 1 for line in lines[:-1]), initial=0), len(text))
        self._begin = [0] * len(lines)
        """Column at which what is left of each line begins: behind the marker of an item."""
        self._block_ends, self._latex_ends, self._drawer_ends = _closings(lines)
        self._dynamic_ends = [n for n, line in enumerate(lines) if _DYNAMIC.match(line)]
        keywords = [
            (found[1], found[2])
            for line in lines
            if "#+" in line and (found := KEYWORD.match(line))
        ]
        self._states = read_states(keywords)
        labels = {found[1] for line in lines if (found := _FOOTNOTE.match(line))}
        self._context = OrgContext(frozenset(labels), read_abbreviations(keywords))
        self._code: list[CodeBlock] = []
        self._inline_notes: set[str] = set()
        self._used: set[str] = set()
        self._fields: list[tuple[str, str]] = []
        """Keywords and properties that are the note's own."""
        self._affiliated: dict[str, str] = {}
        """What the lines above say of the next block."""
        self._attachments: list[tuple[int, str]] = []

    def run(self) -> Document:
        head = self._read_header()
        blocks: list[Block] = []
        heads = [n for n, line in enumerate(self.lines) if line[:1] == "*" and _is_headline(line)]
        first = heads[0] if heads else len(self.lines)
        blocks += self._elements(head, first, 0)
        for number, following in zip(heads, [*heads[1:], len(self.lines)], strict=False):
            blocks += self._entry(number, following)
        for block in blocks:
            self._show_unused(block)
        values = header_values(self._fields)
        return Document(
            text=self.text,
            lines=self.lines,
            line_starts=self.starts,
            front_matter=FrontMatter(values, head),
            blocks=tuple(blocks),
            footnotes=self._context.footnotes | self._inline_notes,
            code=tuple(sorted(self._code, key=lambda block: block.line)),
            is_markdown=False,
        )

    def _take(self, read: OrgInlines) -> None:
        """Remember the footnotes that a leaf writes, and those that it refers to."""
        self._inline_notes |= read.inline_notes
        self._used |= read.used

    def _show_unused(self, block: Block) -> None:
        """Footnotes that nothing refers to stay where they stand."""
        if block.kind is BlockKind.FOOTNOTE and block.info not in self._used:
            block.kind = BlockKind.GROUP
        for child in block.children:
            self._show_unused(child)

    # The head of the file, and entries

    def _read_header(self) -> int:
        """Read the properties and keywords above all else; give the first line behind them."""
        number = end = 0
        while number < len(self.lines):
            line = self.lines[number]
            if not line.strip() or _COMMENT.match(line):
                number += 1
                continue
            found = KEYWORD.match(line)
            if found and not _is_affiliated(found[1]):
                self._fields.append((found[1], found[2]))
                number = end = number + 1
            elif close := self._properties_close(number, len(self.lines)):
                self._properties(number, close)
                number = end = close + 1
            else:
                break
        return end

    def _properties_close(self, number: int, end: int) -> int:
        """The end of the properties that begin in a line; 0 where none do."""
        close = self._drawer_close(number, end)
        return close if "PROPERTIES:" in self.lines[number].upper() else 0

    def _properties(self, number: int, close: int) -> dict[str, str]:
        """Read a drawer of properties; those above all entries are the note's."""
        found = (PROPERTY.match(line) for line in self.lines[number + 1 : close])
        properties = {match[1].upper(): (match[2] or "").strip() for match in found if match}
        if not self._attachments:
            self._fields += properties.items()
        if identifier := properties.get("ID"):
            folder = properties.get("DIR") or f"data/{identifier[:2]}/{identifier[2:]}"
            self._attachments.append((0, folder.rstrip("/") + "/"))
            context = self._context
            self._context = OrgContext(
                context.footnotes, context.abbreviations, self._attachments[-1][1]
            )
        return properties

    def _entry(self, number: int, end: int) -> list[Block]:
        """A headline with what stands below it."""
        heading = self._headline(number)
        if not self._attachments:
            self._attachments.append((0, ""))
        blocks = [heading]
        at = number + 1
        if at < end and _PLANNING.match(self.lines[at]):
            blocks.append(self._planning(at))
            at += 1
        while at < end and not self.lines[at].strip():
            at += 1
        close = self._properties_close(at, end) if at < end else 0
        if close:
            properties = self._properties(at, close)
            attributes = dict(heading.attributes)
            for attribute, key in (("id", "CUSTOM_ID"), ("name", "ID")):
                if is_name(properties.get(key, "")):
                    attributes[attribute] = properties[key]
            heading.attributes = attributes
            at = close + 1
        else:
            at = min(at, end)
        return blocks + self._elements(at, end, 0)

    def _headline(self, number: int) -> Block:
        line = self.lines[number]
        found = _HEADLINE.match(line)
        level, start = (
            (len(found[1]), found.start(2)) if found and found[2] else (len(line), len(line))
        )
        text = line[start:].rstrip()
        nodes: list[Inline] = []
        at = 0
        word = text.partition(" ")[0]
        if word in self._states or word == "COMMENT":
            nodes.append(Inline(InlineKind.LABEL, 0, len(word), word, attributes=BESIDE))
            at = len(word) + 1
        if priority := _PRIORITY.match(text, at):
            nodes.append(
                Inline(InlineKind.LABEL, at, priority.end(), priority[1], attributes=BESIDE)
            )
            at = priority.end()
        end, behind = len(text), []
        position = 1 + max(text.rfind(" "), text.rfind("\t"))
        if tags := _TAGS.fullmatch(text, max(position, at)):
            end = len(text[:position].rstrip())
            for tag in tags[0][:-1].split(":"):
                stop = position + len(tag) + 1
                if tag:
                    behind.append(
                        Inline(
                            InlineKind.LABEL, position - 1, stop - 1, f"#{tag}", attributes=BESIDE
                        )
                    )
                position = stop
        read = read_inlines(text, self._context, min(at, end), end)
        self._take(read)
        nodes += [*read.nodes, *behind]
        block = Block(
            BlockKind.HEADING, number, number + 1, text=text,
            runs=(Run(0, self.starts[number] + start),), level=min(level, 6), atoms=read.formulas,
        )  # fmt: skip
        block.nodes = tuple(nodes)
        return block

    def _planning(self, number: int) -> Block:
        line = self.lines[number]
        nodes = tuple(
            Inline(InlineKind.LABEL, f.start(), f.end(), f"{f[1].capitalize()} {f[2]}")
            for f in _PLANNED.finditer(line)
        )
        return self._leaf(BlockKind.PARAGRAPH, number, number + 1, [self._piece(number, 0)], nodes)

    # Elements

    def _line(self, number: int) -> str:
        """What is left of a line within its containers."""
        begin = self._begin[number]
        return self.lines[number][begin:] if begin else self.lines[number]

    def _piece(self, number: int, column: int) -> Piece:
        """A line from a column of what is left of it, without the blanks around."""
        begin = self._begin[number] + column
        line = self.lines[number]
        text = line[begin:].lstrip()
        return Piece(self.starts[number] + len(line) - len(text), text.rstrip())

    def _leaf(
        self,
        kind: BlockKind,
        start: int,
        end: int,
        pieces: Sequence[Piece],
        nodes: tuple[Inline, ...] | None = None,
    ) -> Block:
        text, runs = join_pieces(pieces)
        block = Block(kind, start, end, text=text, runs=runs)
        if nodes is None:
            context = self._context
            if self._affiliated and kind is BlockKind.PARAGRAPH:
                context = OrgContext(
                    context.footnotes, context.abbreviations, context.attachments,
                    self._picture_attributes(),
                )  # fmt: skip
            read = read_inlines(text, context)
            self._take(read)
            nodes, block.atoms = read.nodes, read.formulas
        block.nodes = nodes
        return block

    def _picture_attributes(self) -> dict[str, str]:
        said = " ".join(v for k, v in self._affiliated.items() if k.startswith("attr_"))
        found = {name: size.removesuffix("px") for name, size in _SIZE.findall(said)}
        if alt := _ALT.search(said):
            found["alt"] = (alt[1] or alt[2]).strip()
        elif caption := self._affiliated.get("caption"):
            found["alt"] = caption
        return found

    def _elements(self, start: int, end: int, depth: int) -> list[Block]:
        """The blocks of a run of lines."""
        blocks: list[Block] = []
        number = start
        while number < end:
            line = self._line(number)
            if not line.strip():
                number += 1
                self._affiliated = {}
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
        if sign == "|" and _TABLE.match(line):
            return self._table(blocks, number, end)
        if sign == ":":
            return self._colon(blocks, number, end, line, depth)
        if sign == "\\" and (found := _ENVIRONMENT.match(line)):
            return self._environment(blocks, number, end, found[1])
        if sign == "-" and _RULE.match(line):
            blocks.append(Block(BlockKind.RULE, number, number + 1))
            return number + 1
        if sign == "[" and (found := _FOOTNOTE.match(line)) and not self._begin[number]:
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
        if _COMMENT.match(line) or _DYNAMIC.match(line):
            return self._quiet(blocks, number, number + 1)
        if found := _BEGIN.match(line):
            close = _next(self._block_ends.get(found[1].lower(), []), number, end)
            if close and depth < _DEEPEST:
                options = (found[2] or "").strip()
                self._block(blocks, (number, close), found[1].lower(), options, depth)
                self._affiliated = {}
                return close + 1
            return self._quiet(blocks, number, number + 1)
        if _END.match(line):
            return self._quiet(blocks, number, number + 1)
        if keyword := KEYWORD.match(line):
            name = keyword[1].lower()
            if _is_affiliated(name):
                self._affiliated[name] = keyword[2].strip()
            elif name in ("title", "filetags"):
                self._fields.append((name, keyword[2]))
            return self._quiet(blocks, number, number + 1)
        return 0

    def _colon(self, blocks: list[Block], number: int, end: int, line: str, depth: int) -> int:
        if _FIXED.match(line):
            at = number
            while at < end and _FIXED.match(self._line(at)):
                at += 1
            self._add_code(
                blocks, (number, at), "", [_fixed(self._line(n)) for n in range(number, at)]
            )
            return at
        if _DRAWER_END.match(line):
            return self._quiet(blocks, number, number + 1)
        close = self._drawer_close(number, end)
        found = _DRAWER.match(line)
        if not close or found is None:
            return 0
        if found[1].upper() in _MACHINE_DRAWERS or depth >= _DEEPEST:
            return self._quiet(blocks, number, close + 1)
        if found[1].upper() == "RESULTS":
            blocks += self._elements(number + 1, close, depth + 1)
            return close + 1
        title = self._leaf(
            BlockKind.TITLE,
            number,
            number + 1,
            [Piece(self.starts[number] + self._begin[number] + found.start(1), found[1])],
            _TEXT(found[1]),
        )
        children = [title, *self._elements(number + 1, close, depth + 1)]
        blocks.append(Block(
            BlockKind.CALLOUT, number, close + 1, children, info="folded", attributes={"fold": "-"},
        ))  # fmt: skip
        return close + 1

    def _drawer_close(self, number: int, end: int) -> int:
        """The ``:END:`` of the drawer that a line opens; 0 where it opens none."""
        if not _DRAWER.match(self._line(number)) or _DRAWER_END.match(self._line(number)):
            return 0
        return _next(self._drawer_ends, number, end)

    def _environment(self, blocks: list[Block], number: int, end: int, name: str) -> int:
        close = _next(self._latex_ends.get(name, []), number - 1, end)
        if not close and not _same_line_end(self._line(number), name):
            return 0
        close = close or number
        if name.rstrip("*") not in _FORMULAS:
            self._add_code(
                blocks,
                (number, close + 1),
                "latex",
                [self._line(n) for n in range(number, close + 1)],
            )
            return close + 1
        pieces = [self._piece(n, 0) for n in range(number, close + 1)]
        text, runs = join_pieces([piece for piece in pieces if piece.text])
        block = Block(BlockKind.MATH, number, close + 1, text=text, runs=runs)
        block.atoms = (Atom(InlineKind.MATH, 0, len(text), text, is_display=True),)
        block.nodes = (Inline(InlineKind.MATH, 0, len(text), text, "display"),)
        self._add(blocks, block)
        return close + 1

    def _add(self, blocks: list[Block], block: Block) -> None:
        """Add a block with the name that a line above gives it, and its caption below."""
        said, self._affiliated = self._affiliated, {}
        name = said.get("name") or said.get("label")
        if name and is_name(name):
            block.attributes = {**block.attributes, "name": name}
        blocks.append(block)

    def _paragraph(self, blocks: list[Block], number: int, end: int, depth: int) -> int:
        at = number + 1
        while at < end and self._line(at).strip() and not self._interrupts(at, end, depth):
            at += 1
        pieces = [self._piece(n, 0) for n in range(number, at)]
        caption = self._affiliated.get("caption", "")
        block = self._leaf(BlockKind.PARAGRAPH, number, at, pieces)
        self._add(blocks, block)
        is_picture = block.nodes is not None and any(
            node.kind is InlineKind.IMAGE for node in block.nodes
        )
        if caption and is_picture:
            blocks.append(self._caption(number, caption))
        return at

    def _caption(self, number: int, caption: str) -> Block:
        """The words of ``#+caption:`` as a paragraph, on their line."""
        line = number - 1
        while line > 0 and caption not in self.lines[line]:
            line -= 1
        start = self.starts[line] + max(0, self.lines[line].find(caption))
        return self._leaf(BlockKind.PARAGRAPH, line, line + 1, [Piece(start, caption)])

    def _interrupts(self, number: int, end: int, depth: int) -> bool:
        """Whether a line ends the paragraph above it."""
        line = self._line(number)
        sign = line.lstrip()[0]
        if sign == "#":
            return bool(
                _COMMENT.match(line)
                or KEYWORD.match(line)
                or _BEGIN.match(line)
                or _END.match(line)
            )
        if sign == "|":
            return True
        if sign == ":":
            return bool(
                _FIXED.match(line) or _DRAWER_END.match(line) or self._drawer_close(number, end)
            )
        if sign == "\\":
            return _ENVIRONMENT.match(line) is not None
        if sign == "[" and _FOOTNOTE.match(line):
            return True
        if sign == "-" and _RULE.match(line):
            return True
        marker = match_marker(line) if depth < _DEEPEST else None
        # A number in a paragraph is seldom a list of its own.
        return marker is not None and (not marker.is_number or marker.bullet[:-1] == "1")

    # Code and other blocks

    def _add_code(
        self, blocks: list[Block], place: tuple[int, int], language: str, lines: Sequence[str]
    ) -> None:
        """Add code of these lines, without the blanks that all of them begin with."""
        start, end = place
        text = "\n".join(_dedented([line.expandtabs(8) for line in lines]))
        attributes = {}
        title = self._affiliated.get("caption") or self._affiliated.get("name")
        if title:
            attributes["title"] = title
        run = Run(0, self.starts[min(start + 1, len(self.lines) - 1)])
        block = Block(BlockKind.FENCE, start, end, text=text, runs=(run,), info=language)
        block.attributes = attributes
        self._affiliated.pop("caption", None)
        self._add(blocks, block)
        self._code.append(CodeBlock(language, start, end))

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
            lines = [_unescaped(self._line(n)) for n in inside]
            self._add_code(blocks, (start, close + 1), language, lines)
        elif name == "export":
            pieces = [Piece(self.starts[n], self.lines[n]) for n in inside]
            text, runs = join_pieces(pieces)
            if text.strip():
                blocks.append(Block(BlockKind.HTML, start, close + 1, text=text, runs=runs))
        elif name == "verse":
            blocks.append(self._verse(start, close))
        else:
            kind = {"quote": BlockKind.QUOTE, "center": BlockKind.GROUP}.get(
                name, BlockKind.CALLOUT
            )
            children = self._elements(start + 1, close, depth + 1)
            block = Block(kind, start, close + 1, children)
            if kind is BlockKind.CALLOUT:
                block.info = name
                is_words = options and not options.startswith(":")
                if is_words:
                    at = self.starts[start] + self.lines[start].rfind(options)
                    title = self._leaf(BlockKind.TITLE, start, start + 1, [Piece(at, options)])
                    block.children = [title, *children]
                if name == "details":
                    block.attributes = {"fold": "-"}
            self._add(blocks, block)

    def _verse(self, start: int, close: int) -> Block:
        """Lines that are lines on the page."""
        pieces = [self._piece(n, 0) for n in range(start + 1, close)]
        leaf = self._leaf(BlockKind.PARAGRAPH, start + 1, close, pieces)
        leaf.nodes = tuple(
            node._replace(kind=InlineKind.BREAK, target="")
            if node.kind is InlineKind.LINE_END
            else node
            for node in leaf.nodes or ()
        )
        return Block(BlockKind.QUOTE, start, close + 1, [leaf] if leaf.text else [])

    # Tables, lists, footnotes

    def _table(self, blocks: list[Block], number: int, end: int) -> int:
        at = number
        while at < end and _TABLE.match(self._line(at)):
            at += 1
        rules = [n for n in range(number, at) if _TABLE_RULE.match(self._line(n))]
        body = [n for n in range(number, at) if n not in set(rules)]
        has_head = bool(rules) and bool(body) and any(body[0] < rule < body[-1] for rule in rules)
        table = Block(BlockKind.TABLE, number, at)
        aligned: list[str] = []
        for line in body:
            row = self._row(line)
            texts = [cell.text for cell in row.children]
            if any(texts) and all(not text or _COLUMNS.fullmatch(text) for text in texts):
                names = {"l": "left", "c": "center", "r": "right"}
                found = (_COLUMNS.fullmatch(text) for text in texts)
                aligned = [names.get(match[1], "") if match else "" for match in found]
                continue
            if has_head and line < min(rule for rule in rules if rule > body[0]):
                row.attributes = {"head": ""}
            table.children.append(row)
        for row in table.children:
            for cell, side in zip(row.children, aligned, strict=False):
                cell.info = side
        if table.children:
            caption = self._affiliated.get("caption")
            self._add(blocks, table)
            if caption:
                blocks.append(self._caption(number, caption))
        return at

    def _row(self, number: int) -> Block:
        line = self.lines[number]
        first = self._begin[number] + self._line(number).index("|") + 1
        last = line.rstrip()
        stop = len(last) - 1 if last.endswith("|") and len(last) > first else len(last)
        row = Block(BlockKind.ROW, number, number + 1)
        position = first
        for written in line[first:stop].split("|"):
            text = written.strip()
            start = self.starts[number] + position + len(written) - len(written.lstrip())
            row.children.append(
                self._leaf(BlockKind.CELL, number, number + 1, [Piece(start, text)])
            )
            position += len(written) + 1
        return row

    def _list(self, blocks: list[Block], number: int, end: int, marker: Marker, depth: int) -> int:
        items, following = split_items(self._line, number, end, marker)
        self._affiliated = {}
        if marker.term:
            blocks.append(self._descriptions(items, following, depth))
            return following
        info = "1." if marker.is_number else "-"
        block = Block(BlockKind.LIST, number, following, info=info)
        if marker.is_number and (marker.counter or marker.bullet[:-1]) not in ("1", "a", "A"):
            start = marker.counter or marker.bullet[:-1]
            block.attributes = {"start": start} if start.isdigit() else {}
        for (at, mark), stop in zip(items, [n for n, _ in items[1:]] + [following], strict=True):
            self._begin[at] += mark.end
            children = self._elements(at, stop, depth + 1)
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
            begin = self._begin[at]
            if mark.term:
                first, last = mark.term
                start = self.starts[at] + begin + first
                text = self._line(at)[first:last]
                group.children.append(self._leaf(BlockKind.TERM, at, at + 1, [Piece(start, text)]))
            self._begin[at] = begin + mark.end
            described = Block(BlockKind.DESCRIPTION, at, stop, self._elements(at, stop, depth + 1))
            if described.children or not mark.term:
                group.children.append(described)
        return group

    def _footnote(
        self, blocks: list[Block], number: int, end: int, found: re.Match[str], depth: int
    ) -> int:
        at, blanks = number + 1, 0
        while at < end and blanks < 2 and not _FOOTNOTE.match(self.lines[at]):
            blanks = blanks + 1 if not self.lines[at].strip() else 0
            at += 1
        self._begin[number] = found.end()
        children = self._elements(number, at, depth + 1)
        blocks.append(Block(BlockKind.FOOTNOTE, number, at, children, info=found[1]))
        return at


def _TEXT(text: str) -> tuple[Inline, ...]:  # noqa: N802
    return (Inline(InlineKind.TEXT, 0, len(text)),)


def _is_headline(line: str) -> bool:
    return _HEADLINE.match(line) is not None


def _is_affiliated(name: str) -> bool:
    return name.lower() in _AFFILIATED or name.lower().startswith("attr_")


def _same_line_end(line: str, name: str) -> bool:
    return line.rstrip().endswith(f"\\end{{{name}}}")


def _closings(
    lines: Sequence[str],
) -> tuple[dict[str, list[int]], dict[str, list[int]], list[int]]:
    """Lines that close blocks and environments, by their names, and drawers."""
    blocks: dict[str, list[int]] = {}
    latex: dict[str, list[int]] = {}
    drawers: list[int] = []
    for number, line in enumerate(lines):
        if "#+" in line and (found := _END.match(line)):
            blocks.setdefault(found[1].lower(), []).append(number)
        elif "\\end{" in line and (found := _ENVIRONMENT_END.match(line, line.rindex("\\end{"))):
            latex.setdefault(found[1], []).append(number)
        elif ":" in line and _DRAWER_END.match(line):
            drawers.append(number)
    return blocks, latex, drawers


def _next(numbers: Sequence[int], after: int, end: int) -> int:
    """The first of ascending numbers behind ``after`` and before ``end``; 0 where there is none."""
    at = bisect_left(numbers, after + 1)
    return numbers[at] if at < len(numbers) and numbers[at] < end else 0


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
