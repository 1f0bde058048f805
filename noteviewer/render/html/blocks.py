"""Blocks as elements."""

import re
from collections.abc import Callable, Mapping, Sequence

from noteviewer.notes.syntax.blocks.fences import marked_lines, read_info
from noteviewer.notes.syntax.blocks.includes import include_of
from noteviewer.notes.syntax.tree import Block, BlockKind
from noteviewer.notes.text import unescape
from noteviewer.render.code import DIAGRAMS, code_block
from noteviewer.render.elements import (
    Element,
    SubElement,
    add_raw,
    add_text,
    new,
    visible_text,
)
from noteviewer.render.html.answers import AnswerWriter
from noteviewer.render.html.context import PageContext
from noteviewer.render.html.inlines import InlineWriter
from noteviewer.render.html.lone_embeds import split_at_embeds
from noteviewer.render.html.references import begin_row, end_row
from noteviewer.render.html.typography import is_long
from noteviewer.render.included import is_shown_as_code, language_of

_UNSEEN = frozenset((
    BlockKind.COMMENT, BlockKind.TOC, BlockKind.DEFINITION, BlockKind.FOOTNOTE,
))  # fmt: skip
_PLACED = frozenset((
    BlockKind.PARAGRAPH, BlockKind.MATH, BlockKind.HEADING, BlockKind.GROUP, BlockKind.FENCE,
    BlockKind.INDENTED, BlockKind.CALLOUT,
))  # fmt: skip
"""Blocks that have their names in or behind them, for links to them."""
_LONGEST_HINT = 24
_DIAGRAM = re.compile(
    r"\s*<(div|pre)\s+class=[\"']mermaid[\"']\s*>((?:(?!</?\1\b).)*)</\1>\s*",
    re.IGNORECASE | re.DOTALL,
)
"""A block of HTML that is a diagram and nothing else."""


class BlockWriter:
    """Writes the blocks of one note."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._inlines = InlineWriter(context)
        self._answers = AnswerWriter(context)
        self._writers: Mapping[BlockKind, Callable[[Element, Block], None]] = {
            BlockKind.PARAGRAPH: self._paragraph,
            BlockKind.MATH: self._paragraph,
            BlockKind.HEADING: self._heading,
            BlockKind.FENCE: self._code,
            BlockKind.INCLUDE: self._include,
            BlockKind.INDENTED: self._code,
            BlockKind.RULE: self._rule,
            BlockKind.HTML: self._html,
            BlockKind.QUOTE: self._quote,
            BlockKind.CALLOUT: self._callout,
            BlockKind.LIST: self._list,
            BlockKind.TABLE: self._table,
            BlockKind.DEFINITIONS: self._definitions,
            BlockKind.TABS: self._tabs,
            BlockKind.TITLE: self._group_title,
            BlockKind.GROUP: self._group,
        }

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of the note, in order."""
        return self._context.document.blocks

    def write(self, parent: Element, blocks: Sequence[Block]) -> None:
        """Write blocks into an element; rows of references that follow each other are one list."""
        rows = self._context.rows
        titles = {id(row.title_block) for row in rows.values()} if rows else ()
        row_list: Element | None = None
        self._inlines.frame_tables(b for b in blocks if b.kind is BlockKind.HTML)
        for block in blocks:
            if id(block) in titles or block.kind in _UNSEEN:
                self._add_place(parent, block)
                continue
            row = rows.get(block.start) if block.kind is BlockKind.PARAGRAPH else None
            if row is None:
                row_list = None
                self._write_block(parent, block)
                continue
            if row_list is None:
                row_list = SubElement(parent, "ul", {"class": "nv-refs"})
            address = self._context.links.address(row.url, "") or ""
            item, link = begin_row(row_list, row, address)
            if row.title_block is not None:
                self._inlines.write_leaf(link, row.title_block)
            end_row(item, row, address)

    def _write_block(self, parent: Element, block: Block) -> None:
        if block.attributes and block.kind not in _PLACED:
            self._add_place(parent, block)
        writer = self._writers.get(block.kind)
        if writer is not None:
            writer(parent, block)
        else:
            self.write(parent, block.children)

    def _rule(self, parent: Element, _block: Block) -> None:
        SubElement(parent, "hr")

    def _group(self, parent: Element, block: Block) -> None:
        """Blocks of a container of which only its own program knows what it is."""
        if block.info == "furniture":
            self._furniture(parent, block)
            return
        self._add_place(parent, block)
        self.write(parent, block.children)

    def _group_title(self, parent: Element, block: Block) -> None:
        element = self._with_line(SubElement(parent, "p"), block.start)
        self._inlines.write_leaf(SubElement(element, "strong"), block)

    def _add_place(self, parent: Element, block: Block) -> None:
        """The name that the note gives to a block, for links to it."""
        name = block.attributes.get("name")
        if name and not self._context.is_embedded:
            SubElement(parent, "span", {"id": name})

    def _quote(self, parent: Element, block: Block) -> None:
        self.write(SubElement(parent, "blockquote"), block.children)

    def _paragraph(self, parent: Element, block: Block) -> None:
        nodes = self._context.document.inlines(block)
        line = block.start
        for before, embed in split_at_embeds(nodes, block.text):
            shown = self._inlines.embed(embed, block) if embed is not None else None
            part = before if embed is None or shown is not None else (*before, embed)
            element = self._with_line(new("p"), line)
            self._inlines.write(element, part, block)
            if len(element) or (element.text or "").strip():
                parent.append(element)
            if shown is not None:
                parent.append(shown)
        self._add_place(parent, block)

    def _with_line(self, element: Element, line: int) -> Element:
        """The element with its line; lines of an embedded note are not this one's."""
        if not self._context.is_embedded:
            element.set("data-line", str(line))
        return element

    def _heading(self, parent: Element, block: Block) -> None:
        element = self._with_line(SubElement(parent, f"h{block.level}"), block.start)
        section = self._context.sections.get(block.start)
        if section is not None and section.anchor and not self._context.is_embedded:
            element.set("id", section.anchor)
        self._add_place(element, block)
        self._inlines.write_leaf(element, block)

    def _html(self, parent: Element, block: Block) -> None:
        diagram = _DIAGRAM.fullmatch(block.text)
        if diagram is None or not self._diagram(parent, block, unescape(diagram[2])):
            self._inlines.write_html(parent, block)

    def _diagram(
        self, parent: Element, block: Block, source: str, language: str = "mermaid"
    ) -> bool:
        """Write a diagram where it can be drawn, else why not; whether it is drawn."""
        element = self._context.diagrams.element(source, language)
        if element is not None and element.tag == "img":
            self._with_line(SubElement(parent, "figure", {"class": "nv-diagram"}), block.start)
            parent[-1].append(element)
            return True
        if element is not None:
            parent.append(element)
        return False

    def _code(self, parent: Element, block: Block) -> None:
        self._add_place(parent, block)
        is_fenced = block.kind is BlockKind.FENCE
        info = read_info(block.info if is_fenced else "")
        language = info.language.strip().lower()
        if is_fenced and self._answered(parent, block, language):
            return
        if language in DIAGRAMS and self._diagram(parent, block, block.text, language):
            return
        marked = block.attributes.get("marked", info.marked)
        source = self._context.included.filled_in(block.text)
        lines = marked_lines(marked, source.count("\n") + 1) if marked else ()
        markup = code_block(
            source,
            info.language,
            title=block.attributes.get("title", info.title),
            marked=lines,
            first_number=info.first_number,
            count=block.attributes.get("count", ""),
            is_output="output" in block.attributes,
            line=None if self._context.is_embedded else block.start,
            wording=self._context.wording,
            is_fenced=is_fenced,
        )
        add_raw(parent, markup, is_ours=True)

    def _include(self, parent: Element, block: Block) -> None:
        """A file of the folder; its name where it cannot be shown."""
        include = include_of(block)
        found = self._context.included.read(include)
        element: Element | None = None
        if found is not None:
            path, text = found
            if is_shown_as_code(path, include):
                language = language_of(path, include)
                markup = code_block(
                    text,
                    language,
                    line=None,
                    marked=marked_lines(include.marked, text.count("\n") + 1),
                    wording=self._context.wording,
                )
                add_raw(parent, markup, is_ours=True)
                return
            element = self._context.embeds.include(path, text)
        if element is None:
            element = self._with_line(new("p"), block.start)
            element.append(new("code", include.target, class_="nv-macro"))
        parent.append(element)

    def _answered(self, parent: Element, block: Block, language: str) -> bool:
        """Write the answer to a query, or above its source why there is none; whether there is."""
        element = self._answers.block(language, block.text)
        if element is None:
            return False
        parent.append(self._with_line(element, block.start))
        return element.get("class") == "nv-answer"

    def _callout(self, parent: Element, block: Block) -> None:
        self._add_place(parent, block)
        title, *rest = block.children or [Block(BlockKind.TITLE, 0, 0)]
        if title.kind is not BlockKind.TITLE:
            rest = block.children
        if "untitled" in block.attributes and title.kind is not BlockKind.TITLE:
            self.write(SubElement(parent, "div", {"data-callout": block.info}), rest)
            return
        element = SubElement(parent, "details", {"data-callout": block.info})
        if fold := block.attributes.get("fold"):
            element.set("data-fold", "true")
        if fold != "-":
            element.set("open", "")
        summary = SubElement(element, "summary")
        if title.kind is BlockKind.TITLE and title.text:
            self._inlines.write_leaf(summary, title)
        else:
            summary.text = block.info.capitalize()
        self.write(SubElement(element, "div"), rest)

    def _list(self, parent: Element, block: Block) -> None:
        if not block.children:
            return
        is_number = block.info[:1].isdigit()
        element = SubElement(parent, "ol" if is_number else "ul")
        if start := block.attributes.get("start"):
            element.set("start", start.lstrip("0") or "0")
        if any("task" in item.attributes for item in block.children):
            element.set("class", "task-list")
        for item in block.children:
            self._item(SubElement(element, "li"), item, is_loose=block.is_loose)

    def _item(self, element: Element, item: Block, *, is_loose: bool) -> None:
        task = item.attributes.get("task")
        first: Element = element
        children: Sequence[Block] = item.children
        is_text = bool(children) and children[0].kind is BlockKind.PARAGRAPH
        if is_text and not is_loose:
            self._with_line(element, children[0].start)
        if (name := item.attributes.get("name")) and not self._context.is_embedded:
            SubElement(element, "span", {"id": name})
        if task is not None:
            element.set("class", "task-list-item")
            if is_text and is_loose:
                first = self._with_line(SubElement(element, "p"), children[0].start)
            box = SubElement(first, "input", {"type": "checkbox", "disabled": ""})
            if task != " ":
                box.set("checked", "")
            box.tail = " "
            if task not in " xX":
                first.append(new("span", task, class_="nv-key"))
                first[-1].tail = " "
        if is_text and (not is_loose or first is not element):
            self._item_text(element, first, children[0])
            children = children[1:]
        for child in children:
            if child.kind is BlockKind.PARAGRAPH and not is_loose:
                self._item_text(element, element, child)
            else:
                self.write(element, [child])

    def _item_text(self, item: Element, parent: Element, block: Block) -> None:
        """Text of an item that is no paragraph of its own."""
        nodes = self._context.document.inlines(block)
        for before, embed in split_at_embeds(nodes, block.text):
            shown = self._inlines.embed(embed, block) if embed is not None else None
            part = before if embed is None or shown is not None else (*before, embed)
            self._inlines.write(parent, part, block)
            if shown is not None:
                item.append(shown)

    def _table(self, parent: Element, block: Block) -> None:
        frame = SubElement(parent, "div", {"class": "nv-table"})
        table = SubElement(frame, "table")
        body: Element | None = None
        for row in block.children:
            is_head = "head" in row.attributes
            if is_head:
                group = SubElement(table, "thead")
            elif body is None:
                group = body = SubElement(table, "tbody")
            else:
                group = body
            line = SubElement(group, "tr")
            for cell in row.children:
                element = SubElement(line, "th" if is_head else "td")
                self._inlines.write_leaf(element, cell)
                if is_long(visible_text(element)):
                    element.set("class", "nv-long")
                if cell.info:
                    element.set("align", cell.info)

    def _definitions(self, parent: Element, block: Block) -> None:
        element = SubElement(parent, "dl")
        for child in block.children:
            if child.kind is BlockKind.TERM:
                self._inlines.write_leaf(SubElement(element, "dt"), child)
            else:
                described = SubElement(element, "dd")
                only = child.children[0] if len(child.children) == 1 else None
                if only is not None and only.kind is BlockKind.PARAGRAPH:
                    self._inlines.write_leaf(described, only)
                else:
                    self.write(described, child.children)

    def _tabs(self, parent: Element, block: Block) -> None:
        """Tabs one below the other, each to be opened by itself; the first one is open."""
        group = SubElement(parent, "div", {"class": "nv-tabs"})
        for index, tab in enumerate(block.children):
            element = SubElement(
                group, "details", {"class": "nv-tab", "name": f"nv-tabs-{block.start}"}
            )
            if not index:
                element.set("open", "")
            title, *rest = tab.children or [Block(BlockKind.TITLE, 0, 0)]
            summary = SubElement(element, "summary")
            if title.kind is BlockKind.TITLE:
                self._inlines.write_leaf(summary, title)
            else:
                summary.text = str(index + 1)
                rest = tab.children
            self.write(SubElement(element, "div"), rest)

    def _furniture(self, parent: Element, block: Block) -> None:
        """What surrounds the article of a saved web page, folded away under its first words."""
        hint = next((b.text for b in block.walk() if b.text.strip()), "").partition("\n")[0]
        if len(hint) > _LONGEST_HINT:
            hint = f"{hint[:_LONGEST_HINT]}…"
        element = SubElement(parent, "details", {"data-callout": "folded", "data-fold": "true"})
        summary = self._context.wording.folded.format(hint.strip())
        SubElement(element, "summary").text = summary
        self.write(SubElement(element, "div"), block.children)

    def write_footnotes(self, root: Element) -> None:
        """The notes that the text refers to, in the order in which it does."""
        notes, document = self._context.notes, self._context.document
        if not self._context.is_embedded:
            self._context.citations.write_works(root)
        if not notes.uses or self._context.is_embedded:
            return
        defined: dict[str, Block] = {}
        for block in document.walk():
            if block.kind is BlockKind.FOOTNOTE:
                defined.setdefault(block.info, block)
        group = new(
            "div", class_="footnote", role="doc-endnotes",
            aria_label=self._context.wording.footnotes,
        )  # fmt: skip
        SubElement(group, "hr")
        listed = SubElement(group, "ol")
        written = 0
        while written < len(notes.labels):
            # Notes may refer to further notes.
            label = notes.labels[written]
            written += 1
            item = SubElement(listed, "li", {"id": f"fn:{label}"})
            if label in notes.inline:
                leaf, nodes = notes.inline[label]
                self._inlines.write(SubElement(item, "p"), nodes, leaf)
            elif label in defined:
                self.write(item, defined[label].children)
            self._back_links(item, label, written, notes.uses[label])
        root.append(group)

    def _back_links(self, item: Element, label: str, number: int, count: int) -> None:
        if not len(item) or item[-1].tag != "p":
            SubElement(item, "p")
        last = item[-1]
        title = self._context.wording.back_to_text.format(number)
        for use in range(1, count + 1):
            name = f"fnref:{label}" if use == 1 else f"fnref{use}:{label}"
            add_text(last, "\u00a0" if use == 1 else " ")
            link = new("a", "↩", class_="footnote-backref", title=title)
            link.set("href", self._context.links.own_address(name))
            last.append(link)
