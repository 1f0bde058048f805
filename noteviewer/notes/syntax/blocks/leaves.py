"""Blocks that hold no other blocks: headings, formulas, HTML, comments, rules, definitions.

Each reader tells whether its construct starts at a place in a line, takes all of its lines, and
gives the line after it; 0 where something else stands there.
"""

import re

from noteviewer.notes.model import CodeBlock
from noteviewer.notes.syntax.blocks.builder import Builder, OpenLeaf, Piece, join_pieces
from noteviewer.notes.syntax.blocks.code_blocks import CodeReader
from noteviewer.notes.syntax.blocks.columns import skip
from noteviewer.notes.syntax.blocks.formula_lines import FormulaLines
from noteviewer.notes.syntax.blocks.grid_tables import read_grid_table
from noteviewer.notes.syntax.blocks.html_blocks import WHOLE_TAGS, Closers, match_block_tag
from noteviewer.notes.syntax.blocks.includes import include_block, read_include
from noteviewer.notes.syntax.blocks.lines import is_blank, skip_blanks
from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import Block, BlockKind

ATX = re.compile(r"(#{1,6})(?:[ \t\u3000]+|$)")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SETEXT = re.compile(r"(?:=+|-{2,})[ \t]*$")
_NO_TITLE = re.compile(r"[<|]|\{%|\[\^[^\]\n]+\]:")
"""Begins HTML, a table, Liquid or a footnote: no such line is underlined as a heading."""
_DEFINITION = re.compile(r"\[(?!\^)[^\]\n]{1,999}\]:[ \t]*(?:\S|$)")
_DEFINITION_TITLE = re.compile(r"""[ \t]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))[ \t]*$""")
_ABBREVIATION = re.compile(r"\*\[[^\]\n]+\]:[ \t]*\S")
_IAL = re.compile(r"\{:[^}\n]*\}[ \t]*$")
_ATTRIBUTE_LINE = re.compile(r"\{[ \t]*(?:[.#][\w-]|[A-Za-z][\w-]*=)[^{}\n]*\}[ \t]*$")
"""Of the block above or below it, as goldmark and MyST have it."""
_CAPTION = re.compile(r":[ \t]*((?>[^{\n]|\{(?![^{}\n]*\}[ \t]*$))*)(?:\{([^{}\n]*)\}[ \t]*)?$")
_VALUES_ONLY = re.compile(r"(?:[A-Za-z][\w-]*=\"[^\"]*\"\s*)+\Z")
_KRAMDOWN_COMMENT = re.compile(r"\{::comment\}")
_TOC_IAL = re.compile(r"[ \t]*\{:[^}\n]*\btoc\b[^}\n]*\}[ \t]*$")
_TOC_LINE = re.compile(
    r"\[(?:toc|\[_?toc_?\])\][ \t]*$|\[\[_?toc_?\]\][ \t]*$|@\[toc\].*$|\$\{toc\}[ \t]*$",
    re.IGNORECASE,
)
_TOC_TITLES = frozenset({"目录", "目錄", "文章目录", "table of contents", "contents", "toc"})
_OWN_ID = re.compile(r"(?<!\S)#([^\s{}]+)")
_BLOCK_ID = re.compile(r"[A-Za-z0-9-]+$")
_MODULE = re.compile(
    r"import[ \t]+(?:[\"'][^\n]|[\w*{][^\n]*[\"']|\{[ \t]*$)"
    r"|export[ \t]+(?:const|let|var|default|function|async|class|\{|\*)"
)
_LONE_TAGS = re.compile(r"(?:</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,300})?>[ \t]*)+$")
_BLOCK_IN_CELL = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\S|`{3}|~{3}|#{1,6}[ \t]|>|\|.*\|[ \t]*$")
_TARGET = re.compile(r"\([\w:.+ -]{1,200}\)=[ \t]*$")
_MOST_LINES_OF_TAG = 20
_ITEM_OR_HEADING = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|#{1,6}[ \t]")
_LONGEST_FORMULA = 50
"""Lines of a formula that starts within a line."""


class LeafReader:
    """The readers of leaves, for the pass over the lines."""

    def __init__(self, builder: Builder) -> None:
        self.build = builder
        self.lines = builder.lines
        self.starts = builder.starts
        self.text = builder.text
        self.rules = builder.rules
        self.closers = Closers(builder.text)
        self.formulas = FormulaLines(builder.lines, has_brackets=builder.rules.has_bracket_formulas)
        self.code = CodeReader(builder, self.closers)
        self._including = _including(builder.rules)
        self._table_end = 0
        """Offset behind the last table of HTML."""
        self.table_depth = 0
        """How many containers hold it."""

    def read_leaf(self, number: int, position: int, column: int) -> int:
        """Read a construct that holds no other blocks; 0 where none starts here.

        Args:
            number: The line.
            position: Where in the line it would start.
            column: Columns of blanks before it, within the containers of the line.
        """
        sign = self.lines[number][position : position + 1]
        if sign in self._including and (after := self._read_include(number, position)):
            return after
        match sign:
            case "#":
                return self._read_atx(number, position)
            case "`" | "~":
                after = self.code.read_fence(number, position, column)
                return after or self._read_formula(number, position)
            case "$" | "\\":
                return self._read_formula(number, position)
            case "=" | "-" | "*" | "_" | "+":
                return self._read_underline(number, position)
            case "<":
                return self._read_html(number, position)
            case "[" | "{" | "@":
                return self._read_bracket(number, position)
            case "i" | "e" if self.rules.has_modules and self.build.leaf is None:
                return self._read_module(number, position)
            case ":" if self.rules.has_table_captions:
                return self._read_caption(number, position)
            case "(" if self.rules.has_directives and _TARGET.match(self.lines[number], position):
                self.build.begin()
                name = self.lines[number].strip()[1:].rpartition(")=")[0]
                self.build.add(
                    Block(BlockKind.COMMENT, number, number + 1, attributes={"name": name})
                )
                return number + 1
            case "%":
                return self._read_percent_comment(number, position)
        return 0

    def _read_include(self, number: int, position: int) -> int:
        end = number + 1
        if self.lines[number].startswith("{%", position) and "%}" not in self.lines[number]:
            last = min(len(self.lines), number + _MOST_LINES_OF_TAG)
            end = next((n + 1 for n in range(end, last) if "%}" in self.lines[n]), end)
        include = read_include("\n".join(self.lines[number:end]), position, self.rules)
        if include is None:
            return 0
        self.build.begin()
        self.build.add(include_block(include, number, end))
        return end

    def is_in_formula(self, number: int) -> bool:
        """Whether the open leaf has a formula that goes on in this line."""
        leaf = self.build.leaf
        if leaf is None or leaf.dollars % 2 == 0 or len(leaf.pieces) > _LONGEST_FORMULA:
            return False
        before = "\n".join(piece.text for piece in leaf.pieces)
        return self.formulas.is_open(before, number, is_quoted=self.build.quote_depth() > 0)

    def _read_atx(self, number: int, position: int) -> int:
        line = self.lines[number]
        match = ATX.match(line, position)
        if match is None:
            return self.code.read_org(number, position)
        self.build.begin()
        title = line[match.end() :].rstrip()
        trimmed = title.rstrip("#")
        if len(trimmed) < len(title) and (not trimmed or trimmed[-1] in " \t\u3000"):
            title = trimmed.rstrip()
        piece = Piece(self.starts[number] + match.end(), title)
        self._add_heading(number, number + 1, len(match[1]), piece)
        return number + 1

    def _add_heading(self, start: int, end: int, level: int, piece: Piece) -> None:
        self.build.has_headings = True
        title, name = _split_attributes(piece.text)
        block = self.build.make_leaf(
            BlockKind.HEADING, start, [Piece(piece.start, title)], end, level
        )
        if name:
            block.attributes = {"id": name}
        self.build.add(block)

    def _read_underline(self, number: int, position: int) -> int:
        """An underline, a break, a table drawn with lines, an item with a table of contents."""
        line = self.lines[number]
        if line[position] == "+" and self.rules.has_table_captions:
            return read_grid_table(self.build, number, position)
        leaf = self.build.leaf
        if leaf is not None and self._is_setext(leaf, number, position):
            self.build.leaf = None
            (piece,) = leaf.pieces
            piece = piece._replace(text=piece.text.rstrip())
            self._add_heading(leaf.start, number + 1, 1 if line[position] == "=" else 2, piece)
            return number + 1
        if RULE.match(line, position):
            return self._add(BlockKind.RULE, number, number + 1)
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        if line[position] in "*+-" and _TOC_IAL.match(following):
            return self._add_toc(number, number + 2)
        if line[position] == "*" and self.rules.has_abbreviations and leaf is None:
            return self._read_definition(number, position, _ABBREVIATION)
        return 0

    def _is_setext(self, leaf: OpenLeaf, number: int, position: int) -> bool:
        """Whether a line underlines the single line of text above it, in the same container."""
        return (
            leaf.start == number - 1
            and leaf.kind is BlockKind.PARAGRAPH
            and not leaf.is_first_of_item
            and self.build.depth == len(self.build.stack)
            and _SETEXT.match(self.lines[number], position) is not None
            and not _NO_TITLE.match(leaf.pieces[0].text)
        )

    def _add(self, kind: BlockKind, start: int, end: int) -> int:
        self.build.begin()
        self.build.add(Block(kind, start, end))
        return end

    def _add_toc(self, start: int, end: int) -> int:
        """A table of contents; the line that only announces it goes with it."""
        self.build.begin()
        before = self.build.siblings[-1:] or [Block(BlockKind.RULE, 0, 0)]
        if (
            before[0].kind is BlockKind.PARAGRAPH
            and "\n" not in before[0].text
            and before[0].text.strip(" *:：").lower() in _TOC_TITLES
        ):
            before[0].kind = BlockKind.TOC
        return self._add(BlockKind.TOC, start, end)

    def _read_module(self, number: int, position: int) -> int:
        """Lines that a program takes from others or gives to them, up to the next blank line."""
        if not _MODULE.match(self.lines[number], position):
            return 0
        end = number + 1
        while end < len(self.lines) and not is_blank(self.lines[end]):
            end += 1
        return self._add(BlockKind.COMMENT, number, end)

    def _read_formula(self, number: int, position: int) -> int:
        build = self.build
        quoted = self.build.quote_depth() > 0
        end = self.formulas.find_end(number, position, is_quoted=quoted)
        if not end:
            return 0
        if build.leaf is None or build.depth < len(build.stack):
            build.begin()
            build.leaf = OpenLeaf(BlockKind.MATH, number, [])
        build.leaf.add(number, Piece(self.starts[number] + position, self.lines[number][position:]))
        for inner in range(number + 1, end):
            start, _ = self.build.content_start(inner)
            build.leaf.add(inner, Piece(self.starts[inner] + start, self.lines[inner][start:]))
        return end

    def _read_html(self, number: int, position: int) -> int:
        offset = self.starts[number] + position
        if self.text.startswith("<!--", offset):
            return self._read_comment(number, offset)
        tag = match_block_tag(self.lines[number], position)
        if tag is None:
            return 0
        if tag[0] not in WHOLE_TAGS and self.build.leaf is not None:
            return self._read_lone_tags(number, position)
        name, is_opening = tag
        build = self.build
        build.begin()
        stop = self.closers.tag(name, offset) if name in WHOLE_TAGS and is_opening else None
        if name == "table" and stop is not None:
            self._table_end = max(self._table_end, stop)
            self.table_depth = len(build.stack)
        end = number + 1
        pieces = [Piece(offset, self.lines[number][position:])]
        last = len(self.lines) if stop is None else self.build.line_after(number, stop)
        column = sum(0 if c.is_quote else c.indent for c in build.stack)
        while end < last:
            if stop is None and column and self._leaves_item(end, column):
                break
            start, _ = self.build.content_start(end)
            if is_blank(self.lines[end][start:]) and (
                stop is None or (name == "table" and self._begins_block(end + 1))
            ):
                break
            pieces.append(Piece(self.starts[end] + start, self.lines[end][start:]))
            end += 1
        if name in {"script", "style"}:
            return self._add(BlockKind.COMMENT, number, end)
        if name == "pre":
            build.code.append(CodeBlock("", number, end))
        block = build.make_leaf(BlockKind.HTML, number, pieces)
        block.info = name
        build.add(block)
        return end

    def _read_lone_tags(self, number: int, position: int) -> int:
        """A line of tags of blocks alone, which parts the paragraph around it."""
        if not _LONE_TAGS.match(self.lines[number], position):
            return 0
        build = self.build
        build.begin()
        piece = Piece(self.starts[number] + position, self.lines[number][position:])
        build.add(build.make_leaf(BlockKind.HTML, number, [piece]))
        return number + 1

    def _leaves_item(self, number: int, column: int) -> bool:
        """Whether a line left of an item's text begins another item or a heading."""
        line = self.lines[number]
        columns, position = skip_blanks(line)
        return columns < column and _ITEM_OR_HEADING.match(line, position) is not None

    def _begins_block(self, number: int) -> bool:
        """Whether a line in a cell of HTML begins what only a block can be, such as a list."""
        if number >= len(self.lines):
            return False
        position = skip(self.lines[number], self.build.content_start(number)[0], 0)[1]
        return _BLOCK_IN_CELL.match(self.lines[number], position) is not None

    def is_tag_in_table(self, number: int, position: int) -> bool:
        """Whether a line begins with a tag of a table of HTML, which blocks of Markdown parted."""
        is_inside = self.starts[number] < self._table_end
        return is_inside and self.lines[number].startswith("<", position)

    def _read_comment(self, number: int, offset: int) -> int:
        """A comment; what stands behind it on its last line is text."""
        comment = self.closers.comment(offset)
        if comment is None:
            return 0
        stop, is_toc = comment
        end = self.build.line_after(number, stop)
        rest = self.text[stop : self.starts[end - 1] + len(self.lines[end - 1])]
        if rest.strip():
            if end - 1 == number:
                return 0  # A comment in running text.
            end -= 1
        if is_toc:
            self._add_toc(number, end)
        else:
            self._add(BlockKind.COMMENT, number, end)
        if rest.strip():
            blanks = len(rest) - len(rest.lstrip())
            piece = Piece(stop + blanks, rest.lstrip())
            self.build.leaf = OpenLeaf(BlockKind.PARAGRAPH, end, [piece], end + 1)
            return end + 1
        return end

    def _read_bracket(self, number: int, position: int) -> int:
        line = self.lines[number]
        if line.startswith(("{%", "{{"), position):
            return self.code.read_tag(number, position)
        if self.rules.has_jsx and line.startswith("{/*", position):
            stop = self.closers.jsx_comment(self.starts[number])
            return (
                self._add(BlockKind.COMMENT, number, self.build.line_after(number, stop or 0))
                if stop
                else 0
            )
        if self.rules.has_kramdown_comments and _KRAMDOWN_COMMENT.match(line, position):
            stop = self.closers.kramdown_comment(self.starts[number] + position)
            if stop is not None and stop >= self.starts[number] + len(line.rstrip()):
                return self._add(BlockKind.COMMENT, number, self.build.line_after(number, stop))
        if _IAL.match(line, position) or (
            self.rules.has_brace_attributes and _ATTRIBUTE_LINE.match(line, position)
        ):
            return self._add(BlockKind.COMMENT, number, number + 1)
        if self.build.leaf is not None:
            return 0
        if _TOC_LINE.match(line, position):
            return self._add_toc(number, number + 1)
        return self._read_definition(number, position, _DEFINITION)

    def _read_definition(self, number: int, position: int, pattern: re.Pattern[str]) -> int:
        if not pattern.match(self.lines[number], position):
            return 0
        end = number + 1
        if pattern is _DEFINITION and end < len(self.lines):
            # The address, or the title, may stand on the next line.
            is_bare = self.lines[number].rstrip().endswith("]:")
            following = self.lines[end]
            if is_bare and (is_blank(following) or following.lstrip()[0] == "["):
                return 0
            if is_bare:
                end += 1
                following = self.lines[end] if end < len(self.lines) else ""
            start = self.build.content_start(end)[0] if end < len(self.lines) else 0
            if _DEFINITION_TITLE.match(following, start):
                end += 1
        self.build.begin()
        heads = [position, *(self.build.content_start(n)[0] for n in range(number + 1, end))]
        pieces = [
            Piece(self.starts[n] + head, self.lines[n][head:])
            for n, head in zip(range(number, end), heads, strict=True)
        ]
        text, runs = join_pieces(pieces)
        self.build.add(Block(BlockKind.DEFINITION, number, end, text=text, runs=runs))
        return end

    def _read_caption(self, number: int, position: int) -> int:
        """``: caption {#tbl-x}`` below a table."""
        found = _CAPTION.match(self.lines[number], position)
        leaf = self.build.leaf
        if found is not None and leaf is not None and "|" in leaf.pieces[-1].text:
            self.build.close_leaf()
        before = self.build.siblings[-1:]
        if found is None or not before or before[0].kind is not BlockKind.TABLE:
            return 0
        self.build.begin()
        piece = Piece(self.starts[number] + found.start(1), found[1])
        block = self.build.make_leaf(BlockKind.PARAGRAPH, number, [piece])
        if found[2] and (own := _OWN_ID.search(found[2])):
            block.attributes = {"name": own[1]}
        self.build.add(block)
        return number + 1

    def _read_percent_comment(self, number: int, position: int) -> int:
        rest = self.lines[number][position:].rstrip()
        is_open = self.build.leaf is not None
        if rest != "%%" and (is_open or rest.count("%%") != 1 or rest[:2] != "%%"):
            return 0
        stop = self.closers.percent_comment(self.starts[number])
        if stop is None:
            return 0
        return self._add(BlockKind.COMMENT, number, self.build.line_after(number, stop))


def _including(rules: Rules) -> str:
    """With what the lines begin that include files."""
    has_tags = rules.has_template_tabs or rules.has_shortcodes or rules.has_liquid_blocks
    signs = "{" if has_tags or rules.has_snippets else ""
    return signs + "-" * rules.has_snippets + "<@" * rules.has_vue_includes


def _split_attributes(title: str) -> tuple[str, str]:
    """Split ``Title {#id}`` and Obsidian's ``Title ^id`` into the title and its own anchor."""
    title = title.rstrip()
    if title.endswith("}"):
        start = title.rfind("{")
        inner = title[start + 1 : -1]
        own = _OWN_ID.search(inner.removeprefix(":"))
        if start >= 0 and (own or inner.startswith((":", ".")) or _VALUES_ONLY.match(inner)):
            return title[:start].rstrip().rstrip("#").rstrip(), own[1] if own else ""
    head, mark, block_id = title.rpartition("^")
    if mark and head[-1:] in (" ", "\t") and _BLOCK_ID.match(block_id):
        return head.rstrip(), ""
    return title, ""
