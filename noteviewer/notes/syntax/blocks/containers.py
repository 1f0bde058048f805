"""Containers that a line of marks opens and another line, or less indentation, ends.

One row of `MarkedContainers._table` a syntax: with which character such a line begins, and what
reads it. What the line itself says is read by `container_marks`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from noteviewer.notes.syntax.blocks.builder import Builder, Container, Piece
from noteviewer.notes.syntax.blocks.container_marks import (
    PICTURES,
    ContainerMark,
    Span,
    kind_of,
    read_admonition,
    read_colons,
    read_content_tab,
    read_directive,
    read_tab_line,
)
from noteviewer.notes.syntax.blocks.container_tags import (
    TagMark,
    last_ends,
    read_brace_tag,
    read_component,
    read_tab_comment,
)
from noteviewer.notes.syntax.blocks.fences import CODE_TAGS, language, match_fence, skip_options
from noteviewer.notes.syntax.blocks.lines import is_blank, skip_blanks
from noteviewer.notes.syntax.tree import NO_ATTRIBUTES, Atom, Block, BlockKind, InlineKind, Run

_BOX = re.compile(r"#\+BEGIN_([A-Z]+)(?:[ \t]+(.*))?$", re.IGNORECASE)
_BOX_END = re.compile(r"(?<![ \t>])[ \t>]*#\+END_([A-Z]+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BOX_CALLOUTS = frozenset({"NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING", "PINNED"})
_BOX_QUOTES = frozenset({"QUOTE", "CENTER", "VERSE"})
_COLONS_END = re.compile(r"^[ \t>]*:{3,}[ \t]*$", re.MULTILINE)
_COLONS_ALONE = re.compile(r":{3,}[ \t]*$")
_LABEL = re.compile(r"\[([^\[\]]{1,200})\]")
_OPTION_CLASS = re.compile(r":?\bclass:[ \t]*([\w -]{1,60})")
_PICTURE_OPTION = re.compile(r"[ \t]*:?(alt|width|height):[ \t]+(\S.{0,999})")
"""What is said of a picture below its address; between ``---`` without the first colon."""
_OPTION_NAME = re.compile(r":(?:name|label):[ \t]*([\w:.+-]{1,200})")
_TAB_COMMENT_END = re.compile(r"<!--[ \t]*endtab[ \t]*-->[ \t]*$")
_BODY_INDENT = 4
_MOST_LINES_OF_TAG = 40

_Readers = Sequence[tuple[str, Callable[[int, int, int], "Opening | None"], bool]]


@dataclass(frozen=True, slots=True)
class Opening:
    """A container that begins in a line."""

    kind: BlockKind
    info: str = ""
    title: Span | None = None
    """Where in the line its title stands."""
    text: Span | None = None
    """Where in the line its first paragraph stands."""
    attributes: Mapping[str, str] = field(default_factory=lambda: NO_ATTRIBUTES)
    closing: re.Pattern[str] | None = None
    """What ends it; None where indentation does, or the container around it."""
    indent: int = 0
    image: Span | None = None
    """Where in the line the address of its picture stands."""
    end: int = 0
    """The line after what says how it is to look; 0: the next one."""
    is_closed: bool = False
    """Whether it ends with its line."""


class MarkedContainers:
    """Reads the lines that open containers, by the rules of one note."""

    def __init__(self, builder: Builder) -> None:
        self._build = builder
        text, rules = builder.text, builder.rules
        self._last_box_ends = {
            found[1].upper(): found.start() for found in _BOX_END.finditer(text)
        } if "#+" in text else {}  # fmt: skip
        self._last_colons = -1
        if ":::" in text and builder.rules.has_colon_containers:
            for found in _COLONS_END.finditer(text):
                self._last_colons = found.start()
        has_tags = rules.has_shortcodes or rules.has_liquid_blocks or rules.has_jsx
        self._last_ends = last_ends(text) if has_tags or rules.has_template_tabs else {}
        self._readers: dict[str, list[Callable[[int, int, int], Opening | None]]] = {}
        for sign, reader, is_known in self._table():
            if is_known:
                self._readers.setdefault(sign, []).append(reader)

    def _table(self) -> _Readers:
        rules, text = self._build.rules, self._build.text
        has_tags = bool(self._last_ends)
        has_directives = rules.has_directives and "{" in text
        has_colons = rules.has_colon_containers and ":::" in text
        return (
            ("#", self._read_box, bool(self._last_box_ends)),
            ("!", self._read_admonition, rules.has_admonitions and "!!!" in text),
            ("?", self._read_admonition, rules.has_admonitions and "???" in text),
            ("=", self._read_content_tab, rules.has_content_tabs and "===" in text),
            ("{", self._read_brace_tag, has_tags and "{" in text),
            ("<", self._read_tab_comment, rules.has_liquid_blocks and "<!--" in text),
            ("<", self._read_component, rules.has_jsx and has_tags),
            ("`", self._read_directive, has_directives),
            ("~", self._read_directive, has_directives),
            (":", self._read_colons, has_colons),
            ("@", self._read_tab_line, has_colons and "@tab" in text),
        )

    @property
    def signs(self) -> frozenset[str]:
        """The characters with which a line that opens one may begin."""
        return frozenset(self._readers)

    def open(self, number: int, position: int, columns: int) -> int:
        """Open the container that begins at a place of a line, if one does.

        Args:
            number: The line.
            position: Where in it.
            columns: Columns of blanks before it, within the containers of the line.

        Returns:
            The next line; 0 where no container begins.
        """
        line = self._build.lines[number]
        for reader in self._readers.get(line[position], ()):
            if opening := reader(number, position, columns):
                self._open(number, opening)
                if opening.end > number + 1:
                    self._build.hide(number + 1, opening.end)
                return max(number + 1, opening.end)
        if self._last_colons >= 0 and _COLONS_ALONE.match(line, position):
            # It ends nothing, for what it should have ended has ended already.
            self._build.begin()
            self._build.add(Block(BlockKind.COMMENT, number, number + 1))
            return number + 1
        return 0

    def find_ended(self, number: int, position: int) -> int | None:
        """How deep the container lies that a line ends; None where it ends none."""
        build = self._build
        line = build.lines[number]
        innermost = None
        for depth in range(build.depth - 1, -1, -1):
            closing = build.stack[depth].closing
            if closing is None:
                continue
            if closing.match(line, position):
                return depth
            if innermost is None and closing.pattern[0] == ":":
                innermost = depth
        return innermost if _COLONS_ALONE.match(line, position) else None

    def _open(self, number: int, opening: Opening) -> None:
        build = self._build
        build.begin()
        block = Block(
            opening.kind, number, number + 1, info=opening.info, attributes=opening.attributes
        )
        siblings = self._add_tab(block) if opening.kind is BlockKind.TAB else None
        if siblings is None:
            build.add(block)
        build.open(
            Container(
                block, indent=opening.indent, closing=opening.closing, siblings=siblings,
                is_strict=opening.indent > 0,
            )
        )  # fmt: skip
        start = build.starts[number]
        for kind, span in ((BlockKind.TITLE, opening.title), (BlockKind.PARAGRAPH, opening.text)):
            text = build.text[start + span[0] : start + span[1]].rstrip() if span else ""
            if span is not None and text.strip():
                build.add(build.make_leaf(kind, number, [Piece(start + span[0], text)]))
        if opening.image is not None:
            shown = {name: said for name, said in opening.attributes.items() if name != "name"}
            self._add_image(number, opening.image, shown)
        if opening.kind is BlockKind.TABS or "heading" in opening.attributes:
            build.unfinished.append(block)
        if opening.is_closed:
            build.close_containers(len(build.stack) - 1)

    def _add_image(self, number: int, span: Span, attributes: Mapping[str, str]) -> None:
        """Add the picture of a figure."""
        build = self._build
        text = build.lines[number][slice(*span)].rstrip()
        runs = (Run(0, build.starts[number] + span[0]),)
        atom = Atom(InlineKind.IMAGE, 0, len(text), text, attributes=attributes)
        build.add(
            Block(BlockKind.PARAGRAPH, number, number + 1, text=text, runs=runs, atoms=(atom,))
        )

    def _add_tab(self, tab: Block) -> Block:
        """Put a tab among those before it, or into a new set; gives the set."""
        build = self._build
        if build.stack and build.stack[-1].block.kind is BlockKind.TABS:
            build.add(tab)
            return build.stack[-1].block
        before = build.siblings[-1] if build.siblings else None
        if before is None or before.kind is not BlockKind.TABS or "!" in tab.info:
            before = build.add(Block(BlockKind.TABS, tab.start, tab.end))
        before.children.append(tab)
        before.end = tab.end
        return before

    def _read_box(self, number: int, position: int, _columns: int) -> Opening | None:
        """``#+BEGIN_NOTE`` to ``#+END_NOTE``, as Org and Logseq write them."""
        found = _BOX.match(self._build.lines[number], position)
        name = found[1].upper() if found else ""
        if found is None or self._last_box_ends.get(name, -1) < self._build.starts[number]:
            return None
        closing = re.compile(rf"#\+END_{name}[ \t]*$", re.IGNORECASE)
        span = found.span(2) if found[2] else None
        if name in _BOX_CALLOUTS:
            return Opening(BlockKind.CALLOUT, name.lower(), title=span, closing=closing)
        if name in _BOX_QUOTES:
            return Opening(BlockKind.QUOTE, text=span, closing=closing)
        return None

    def _read_admonition(self, number: int, position: int, columns: int) -> Opening | None:
        mark = read_admonition(self._build.lines[number], position)
        if mark is None:
            return None
        is_said = mark.title or "untitled" in mark.attributes or self._is_bare(mark, number)
        return _indented(mark, columns) if is_said or self._has_body(number, position) else None

    def _read_content_tab(self, number: int, position: int, columns: int) -> Opening | None:
        return _indented(read_content_tab(self._build.lines[number], position), columns)

    def _is_bare(self, mark: ContainerMark, number: int) -> bool:
        """Whether a line holds but the name of a well-known callout, which has no body."""
        name = self._build.lines[number].strip(" \t>!?+")
        return name == mark.info and kind_of(name)[0] is BlockKind.CALLOUT

    def _has_body(self, number: int, position: int) -> bool:
        """Whether what stands below a line is indented by four more than it."""
        lines = self._build.lines
        least = skip_blanks(lines[number][:position])[0] + _BODY_INDENT
        for line in lines[number + 1 : number + 3]:
            if not is_blank(line):
                return skip_blanks(line.replace(">", " "))[0] >= least
        return False

    def _read_colons(self, number: int, position: int, _columns: int) -> Opening | None:
        mark = read_colons(self._build.lines[number], position)
        if mark is None:
            return None
        if mark.text is not None:
            return Opening(mark.kind, mark.info, None, mark.text, mark.attributes, is_closed=True)
        if self._last_colons < self._build.starts[number]:
            return self._read_unended(mark)
        closing = re.compile(rf":{{{len(mark.mark)}}}(?!:)[ \t]*$")
        opening = Opening(mark.kind, mark.info, mark.title, None, mark.attributes, closing)
        return self._with_options(opening, number) if self._build.rules.has_directives else opening

    def _read_unended(self, mark: ContainerMark) -> Opening | None:
        """What a line shows that opens a container which nothing ends."""
        if mark.kind is BlockKind.GROUP and not self._build.rules.has_brace_attributes:
            return None
        kind = mark.kind if mark.title is not None else BlockKind.COMMENT
        return Opening(kind, mark.info, mark.title, None, mark.attributes, is_closed=True)

    def _read_brace_tag(self, number: int, position: int, _columns: int) -> Opening | None:
        lines = self._build.lines
        end = self._end_of_tag(number, position)
        tag = read_brace_tag("\n".join(lines[number:end]), position, self._build.rules)
        if tag is not None and tag.name in CODE_TAGS and not self._has_fence_below(number):
            return None
        opening = self._tagged(tag, number)
        if end == number + 1:
            return opening
        if opening is None:
            last = self._build.starts[end] - 1 - self._build.starts[number]
            opening = Opening(BlockKind.GROUP, text=(position, last), is_closed=True)
        return replace(opening, end=end)

    def _end_of_tag(self, number: int, position: int) -> int:
        """The line after a shortcode whose arguments stand on lines of their own."""
        lines = self._build.lines
        if not lines[number].startswith(("{{<", "{{%"), position) or "}}" in lines[number]:
            return number + 1
        for end in range(number + 1, min(number + _MOST_LINES_OF_TAG, len(lines))):
            if is_blank(lines[end]):
                break
            if lines[end].rstrip().endswith((">}}", "%}}")):
                return end + 1
        return number + 1

    def _read_component(self, number: int, position: int, _columns: int) -> Opening | None:
        return self._tagged(read_component(self._build.lines[number], position), number)

    def _tagged(self, tag: TagMark | None, number: int) -> Opening | None:
        """The container that a tag opens, if another one ends it."""
        if tag is None:
            return None
        mark = tag.mark
        if tag.text is not None:
            return Opening(
                mark.kind, mark.info, mark.title, tag.text, mark.attributes, is_closed=True
            )
        if self._last_ends.get(tag.name, -1) < self._build.starts[number]:
            return None
        closing = re.compile(tag.closing)
        return Opening(mark.kind, mark.info, mark.title, None, mark.attributes, closing)

    def _has_fence_below(self, number: int) -> bool:
        lines = self._build.lines
        below = next((line for line in lines[number + 1 : number + 3] if not is_blank(line)), "")
        return match_fence(below.lstrip()) is not None

    def _read_tab_comment(self, number: int, position: int, _columns: int) -> Opening | None:
        """``<!-- tab Title -->`` to ``<!-- endtab -->``, as Hexo has them."""
        build = self._build
        mark = read_tab_comment(build.lines[number], position)
        if mark is None or not any(c.block.kind is BlockKind.TABS for c in build.stack):
            return None
        return Opening(BlockKind.TAB, title=mark.title, closing=_TAB_COMMENT_END)

    def _read_directive(self, number: int, position: int, _columns: int) -> Opening | None:
        """```` ```{note} Title ````, as MyST has it."""
        mark = read_directive(self._build.lines[number], position)
        if mark is None:
            return None
        sign = mark.mark
        closing = re.compile(rf"{sign[0]}{{{len(sign)},}}[ \t]*$")
        opening = Opening(mark.kind, mark.info, mark.title, None, mark.attributes, closing)
        return self._with_options(opening, number)

    def _with_options(self, opening: Opening, number: int) -> Opening:
        """The container without the lines that say how it is to look."""
        lines = self._build.lines
        end = skip_options(lines, number + 1)
        written = " ".join(lines[number + 1 : end])
        info, attributes = opening.info, dict(opening.attributes)
        found = _OPTION_CLASS.search(written)
        for name in found[1].split() if found else ():
            kind, named = kind_of(name)
            if name == "dropdown":
                attributes["fold"] = "-"
            elif kind is BlockKind.CALLOUT and opening.kind is BlockKind.CALLOUT:
                info = named
        if own := _OPTION_NAME.search(written):
            attributes["name"] = own[1]
        if ":open:" in written and "fold" in attributes:
            attributes["fold"] = "+"
        if info in PICTURES:
            options = map(_PICTURE_OPTION.match, lines[number + 1 : end])
            shown = {"alt": "", **{found[1]: found[2] for found in options if found}}
            return replace(
                opening,
                kind=BlockKind.GROUP,
                title=None,
                image=opening.title,
                end=end,
                attributes=attributes | shown,
            )
        return replace(opening, info=info, attributes=attributes, end=end)

    def _read_tab_line(self, number: int, position: int, _columns: int) -> Opening | None:
        build = self._build
        depths = [d for d in range(build.depth) if build.stack[d].block.kind is BlockKind.TABS]
        mark = read_tab_line(build.lines[number], position)
        if mark is None or not depths:
            return None
        build.close_containers(depths[-1] + 1)
        return Opening(BlockKind.TAB, title=mark.title)


def _indented(mark: ContainerMark | None, columns: int) -> Opening | None:
    if mark is None:
        return None
    return Opening(
        mark.kind, mark.info, mark.title, attributes=mark.attributes, indent=columns + _BODY_INDENT
    )


def arrange(block: Block, lines: Sequence[str], starts: Sequence[int]) -> None:
    """Make the titles of a finished container of what its writer meant as such.

    Headings part the tabs of Quarto, fences those of a group of code; the first heading in a
    callout of Quarto is its title.
    """
    children = block.children
    if block.kind is not BlockKind.TABS:
        if children and children[0].kind is BlockKind.HEADING:
            children[0].kind = BlockKind.TITLE
        return
    if any(child.kind is BlockKind.TAB for child in children):
        block.children = list(_only_tabs(children))
        return
    headings = [child.level for child in children if child.kind is BlockKind.HEADING]
    block.children = list(
        _tabs_by_headings(children, min(headings))
        if headings
        else _tabs_of_code(children, lines, starts)
    )


def _only_tabs(children: Sequence[Block]) -> Iterable[Block]:
    """What stands between tabs belongs to the one above it."""
    last: Block | None = None
    for child in children:
        if child.kind is BlockKind.TAB:
            last = child
            yield child
        elif child.kind is not BlockKind.COMMENT:
            if last is None:
                last = Block(BlockKind.TAB, child.start, child.end)
                yield last
            last.children.append(child)


def _tabs_by_headings(children: Sequence[Block], level: int) -> Iterable[Block]:
    tab: Block | None = None
    for child in children:
        is_title = child.kind is BlockKind.HEADING and child.level == level
        if tab is None or is_title:
            if tab is not None:
                yield tab
            tab = Block(BlockKind.TAB, child.start, child.end)
        if is_title:
            child.kind = BlockKind.TITLE
        tab.children.append(child)
        tab.end = child.end
    if tab is not None:
        yield tab


def _tabs_of_code(
    children: Sequence[Block], lines: Sequence[str], starts: Sequence[int]
) -> Iterable[Block]:
    for child in children:
        tab = Block(BlockKind.TAB, child.start, child.end, children=[child])
        label = _LABEL.search(child.info)
        name = label[1] if label else language(child.info)
        if child.kind is BlockKind.FENCE and name:
            number = child.start
            run = Run(0, starts[number] + max(0, lines[number].find(name)))
            title = Block(BlockKind.TITLE, number, number + 1, text=name, runs=(run,))
            tab.children.insert(0, title)
            child.attributes = {**child.attributes, "title": ""}
        yield tab
