"""Inline nodes as elements."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import unquote

from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import LinkKind
from noteviewer.notes.readable_url import readable_url
from noteviewer.notes.syntax.inline.inline_parser import InlineContext, parse_inlines, shown_text
from noteviewer.notes.syntax.parser import plain
from noteviewer.notes.syntax.tree import Block, BlockKind, Inline, InlineKind
from noteviewer.notes.text import unescape
from noteviewer.render.elements import (
    Element,
    SubElement,
    add_closing,
    add_raw,
    add_tag,
    add_text,
    new,
)
from noteviewer.render.folder_context import Reach, ResolvedLink
from noteviewer.render.html.abbreviations import Abbreviations
from noteviewer.render.html.answers import AnswerWriter
from noteviewer.render.html.context import PageContext
from noteviewer.render.html.typography import is_long, keep_marks, mark_han
from noteviewer.render.urls import urlsplit_host

_WRAPPED = {
    InlineKind.EM: "em",
    InlineKind.STRONG: "strong",
    InlineKind.MARK: "mark",
    InlineKind.STRIKE: "del",
    InlineKind.INSERTED: "ins",
    InlineKind.SUB: "sub",
    InlineKind.SUP: "sup",
}
_LINE_ENDS = frozenset((InlineKind.LINE_END, InlineKind.BREAK))
_ENDS_UNSEEN = _LINE_ENDS | {InlineKind.COMMENT, InlineKind.BLOCK_NAME}
_DENDRON_VAULT = re.compile(r"^dendron://[^/]+/")
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?$")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MACRO = re.compile(r"\{\{\s*([\w-]+)(.*)\}\}", re.DOTALL)
_INCLUDE = re.compile(r"\{%-?\s*include\s+([^\s%]+)[^%]*%\}")
_TEMPLATE_TAG = re.compile(
    r"\{(?:(?:\{[<%]|%-?)[ \t]*|\{-?[ \t]*(?=[a-z_]{1,40}\.))([\w./-]{1,60})"
)
"""A tag whose name says enough."""
_QUIET_LIQUID = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}|\{\{\s*site\.(?:url|baseurl)\s*\}\}")
_MEDIA_MACROS = frozenset({"video", "youtube", "bilibili", "vimeo", "tweet", "twitter"})
_MEDIA_TAGS = frozenset({"iframe", "video", "audio", "embed", "object"})
_HTML_CODE = re.compile(r"<(/?)(pre|code)\b[^<>]*>|<br\s*/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)


class InlineWriter:
    """Writes the inline nodes of one note."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._document = context.document
        self._answers = AnswerWriter(context)
        self._leaf = Block(BlockKind.PARAGRAPH, 0, 0)
        self._writers: Mapping[InlineKind, Callable[[Element, Inline], None]] = {
            InlineKind.CODE: self._code,
            InlineKind.MATH: self._math,
            InlineKind.HTML_CODE: self._html_code,
            InlineKind.HTML: self._tag,
            InlineKind.LINK: self._link,
            InlineKind.AUTOLINK: self._address,
            InlineKind.URL: self._address,
            InlineKind.IMAGE: self._image,
            InlineKind.WIKILINK: self._wikilink,
            InlineKind.EMBED: self._wikilink,
            InlineKind.SERIES: self._series,
            InlineKind.FOOTNOTE: self._reference,
            InlineKind.INLINE_NOTE: self._inline_note,
            InlineKind.BLOCK_NAME: self._place,
            InlineKind.BLOCK_REFERENCE: self._block_reference,
            InlineKind.FIELD: self._label,
            InlineKind.LABEL: self._label,
            InlineKind.MACRO: self._macro,
            InlineKind.CITATION: self._citation,
            InlineKind.COMMENT: self._name,
        }
        self._abbreviations = Abbreviations(context.document.abbreviations)
        self._framed: set[tuple[int, int]] = set()
        """Tags of whole tables, by their leaf and offset."""

    def write_html(self, parent: Element, leaf: Block) -> None:
        """Write a block of HTML, without line ends that only kept a distance at its edges."""
        nodes = list(self._document.inlines(leaf))
        text = leaf.text
        while nodes and _is_edge(nodes[0], text):
            del nodes[0]
        while nodes and _is_edge(nodes[-1], text):
            del nodes[-1]
        self.write(parent, nodes, leaf)

    def frame_tables(self, leaves: Iterable[Block]) -> None:
        """Let the tables that are closed within these leaves be framed, so that wide ones scroll.

        Args:
            leaves: Blocks of HTML of one container, in order.
        """
        opened: list[tuple[int, int]] = []
        for leaf in leaves:
            for node in self._document.inlines(leaf) if "table" in leaf.text.lower() else ():
                if node.title == "table":
                    opened.append((id(leaf), node.start))
                elif node.title == "/table" and opened:
                    self._framed |= {opened.pop(), (id(leaf), node.start)}

    def write_leaf(self, parent: Element, leaf: Block) -> None:
        """Write all of a leaf into an element."""
        self.write(parent, self._document.inlines(leaf), leaf)

    def write(self, parent: Element, nodes: Sequence[Inline], leaf: Block) -> None:
        """Write nodes of a leaf into an element."""
        before, self._leaf = self._leaf, leaf
        self._write(parent, nodes)
        self._leaf = before

    def _write(self, parent: Element, nodes: Sequence[Inline]) -> None:
        text = self._leaf.text
        end = len(nodes)
        while end and nodes[end - 1].kind in _ENDS_UNSEEN:
            end -= 1
        for index, node in enumerate(nodes):
            kind = node.kind
            if index >= end and kind in _LINE_ENDS:
                # A line end before nothing but a name that is not shown.
                continue
            if kind is InlineKind.TEXT:
                self._abbreviations.add(parent, text[node.start : node.end])
            elif kind is InlineKind.LITERAL:
                add_text(parent, node.target)
            elif kind is InlineKind.LINE_END:
                if self._context.keeps_line_ends:
                    SubElement(parent, "br").tail = "\n"
                else:
                    add_text(parent, "\n" if node.target else "")
            elif kind is InlineKind.BREAK:
                SubElement(parent, "br").tail = "\n"
            elif kind in _WRAPPED:
                self._wrapped(parent, node, _WRAPPED[kind])
            elif writer := self._writers.get(kind):
                writer(parent, node)
        if any(node.kind is InlineKind.MATH for node in nodes):
            keep_marks(parent)

    def _wrapped(self, parent: Element, node: Inline, tag: str) -> None:
        element = SubElement(parent, tag)
        self._write(element, node.children)
        if tag == "em":
            mark_han(element, is_alone=self._is_alone(node))

    def _is_alone(self, node: Inline) -> bool:
        """Whether a node is all of a paragraph."""
        text = self._leaf.text
        around = text[: node.start] + text[node.end :]
        return self._leaf.kind is BlockKind.PARAGRAPH and not around.strip()

    def _code(self, parent: Element, node: Inline) -> None:
        if node.target.startswith("=") and self._answers.inline(parent, node.target):
            return
        SubElement(parent, "code").text = node.target

    def _math(self, parent: Element, node: Inline) -> None:
        formula = self._context.formulas[id(self._leaf), node.start]
        add_raw(parent, formula.html, is_ours=True)

    def _address(self, parent: Element, node: Inline) -> None:
        # Where a reference of a character was decoded, its parts are children.
        source = self._text_of(node.children) if node.children else self._source(node)
        shown = source.strip("<>")
        read = readable_url(shown)
        title = read if read != shown else ""
        self._anchor(parent, self._context.links.address(node.target, shown), shown, title)

    def _label(self, parent: Element, node: Inline) -> None:
        parent.append(new("span", node.target, class_="nv-key"))
        if node.kind is InlineKind.LABEL and self._source(node).endswith(" "):
            add_text(parent, " ")

    def _source(self, node: Inline) -> str:
        return self._leaf.text[node.start : node.end]

    def _anchor(self, parent: Element, address: str | None, text: str, title: str = "") -> Element:
        """A link with a text; the text alone where it leads nowhere."""
        if address is None:
            add_text(parent, text)
            return parent
        element = SubElement(parent, "a", {"href": address})
        if title:
            element.set("title", title)
        element.text = text
        return element

    def _link(self, parent: Element, node: Inline) -> None:
        text = self._text_of(node.children)
        if not text and not node.children and node.target.startswith("#"):
            place = self._context.citations.place(unquote(node.target[1:]))
            if place is not None:
                parent.append(new("a", place[1], href=place[0]))
                return
        address = self._block_address(node.target)
        if address is None:
            address = self._context.links.address(node.target, text)
        element = SubElement(parent, "a")
        if address is not None:
            element.set("href", address)
        if node.title:
            element.set("title", node.title)
        self._write(element, node.children)
        if not len(element) and not element.text:
            element.text = (node.attributes.get("card") and node.target) or None

    def _text_of(self, nodes: Sequence[Inline]) -> str:
        return shown_text(nodes, self._leaf.text)[0]

    def _block_address(self, target: str) -> str | None:
        """Where ``[text](((UUID)))`` leads; None for any other target."""
        if not target.startswith("(("):
            return None
        name = _UUID.search(target)
        place = self._context.links.block(name[0]) if name else None
        return self._context.links.inner_address(place, target) if place else None

    def _image(self, parent: Element, node: Inline) -> None:
        attributes = dict(node.attributes)
        alt = attributes.pop("alt", "")
        if (name := attributes.pop("name", "")) and not self._context.is_embedded:
            SubElement(parent, "span", {"id": name})
        parent.append(self._context.images.element(node.target, alt, node.title, attributes))

    def _wikilink(self, parent: Element, node: Inline) -> None:
        """``[[note|text]]`` and ``![[note]]``."""
        inner = _DENDRON_VAULT.sub("", node.target.replace("\\|", "|"))
        target, _, alias = (part.strip() for part in inner.partition("|"))
        is_embed = node.kind is InlineKind.EMBED
        if is_embed and is_image_name(target.partition("#")[0]):
            parent.append(self._embedded_image(target, alias))
            return
        text = plain(alias) or _shown(target)
        found = self._find(target, text, is_embed=is_embed)
        self._to_note(parent, node, found, target, text)

    def _embedded_image(self, target: str, alias: str) -> Element:
        size: dict[str, str] = {}
        alt, _, last = alias.rpartition("|")
        if found := _SIZE.match(last.strip()):
            size = {"width": found[1], **({"height": found[2]} if found[2] else {})}
        else:
            alt = alias
        return self._context.images.element(target, alt or target, "", size)

    def _find(self, target: str, text: str, *, is_embed: bool) -> ResolvedLink:
        kind = LinkKind.EMBED if is_embed else LinkKind.WIKILINK
        return self._context.links.find(kind, target, text)

    def _to_note(
        self, parent: Element, node: Inline, found: ResolvedLink, target: str, text: str
    ) -> None:
        """A link to a place in the folder; the mark as it is written where it is none."""
        if found.reach is Reach.NO_LINK:
            add_text(parent, self._source(node))
            return
        address = self._context.links.inner_address(found, target)
        element = self._anchor(parent, address, found.text or text)
        if found.reach is Reach.DANGLING:
            element.set("class", "nv-dangling")
            element.set("title", self._context.wording.missing_note.format(target))

    def embed(self, node: Inline, leaf: Block) -> Element | None:
        """What an embed that stands alone on its line shows; None where it is a link only."""
        before, self._leaf = self._leaf, leaf
        try:
            return self._embed(node)
        finally:
            self._leaf = before

    def _embed(self, node: Inline) -> Element | None:
        if node.kind is InlineKind.EMBED:
            inner = _DENDRON_VAULT.sub("", node.target.replace("\\|", "|"))
            target, _, alias = (part.strip() for part in inner.partition("|"))
            if is_image_name(target.partition("#")[0]):
                return None
            text = alias or _shown(target)
            found: ResolvedLink | None = self._find(target, text, is_embed=True)
        else:
            argument = _macro_argument(node, "embed")
            if not argument:
                return None
            if argument.startswith("[["):
                target = argument.strip("[] ")
                text = _shown(target)
                found = self._find(target, text, is_embed=True)
            else:
                name = _UUID.search(argument)
                found = self._context.links.block(name[0]) if name else None
                target = text = self._source(node)
        if found is None:
            return None
        address = self._context.links.inner_address(found, target)
        if found.path.lower().endswith(".base"):
            return self._base(found, address, found.text or text)
        return self._context.embeds.show(found, address, found.text or text)

    def _base(self, found: ResolvedLink, address: str, title: str) -> Element | None:
        """The first view of an embedded base, or that which its fragment names."""
        source = self._context.embeds.around.read_note(found.path)
        answer = self._answers.base(source, found.fragment) if source else None
        if answer is None:
            return None
        element = new("div", class_="nv-embed")
        heading = SubElement(element, "p", {"class": "nv-embed-title"})
        heading.append(new("a", title, href=address))
        element.append(answer)
        return element

    def _series(self, parent: Element, node: Inline) -> None:
        """《series（n）》 as a link to the note."""
        name = self._source(node)
        found = self._context.links.find(LinkKind.SERIES, node.target.strip(), name)
        self._to_note(parent, node, found, node.target.strip(), name)

    def _block_reference(self, parent: Element, node: Inline) -> None:
        self._to_block(parent, node, node.target)

    def _to_block(self, parent: Element, node: Inline, name: str) -> None:
        found = self._context.links.block(name)
        if found is None:
            self._quiet(parent, self._source(node))
            return
        self._to_note(parent, node, found, self._source(node), found.text)

    def _macro(self, parent: Element, node: Inline) -> None:
        """Logseq's ``{{embed [[note]]}}``, Liquid's tags; quiet what is for another program."""
        source = node.target or self._source(node)
        if _QUIET_LIQUID.fullmatch(source):
            return
        if include := _INCLUDE.fullmatch(source):
            add_text(parent, self._context.wording.include.format(include[1]))
            return
        if source.startswith("<%"):
            self._quiet(parent, source.strip("<%>*_- \n") or source)
            return
        if tag := _TEMPLATE_TAG.match(source):
            parent.append(new("code", tag[1], class_="nv-macro", title=source))
            return
        found = _MACRO.fullmatch(source)
        name, argument = (found[1].lower(), found[2].strip()) if found else ("", "")
        if name in _MEDIA_MACROS and argument.startswith("http"):
            text = self._context.wording.embedded_media.format(urlsplit_host(argument))
            self._anchor(parent, self._context.links.address(argument, text), text)
        elif name == "cloze":
            add_text(parent, re.split(r"\\\\?", argument, maxsplit=1)[0].strip())
        elif name == "embed" and argument.startswith("[["):
            target = argument.strip("[] ")
            text = _shown(target)
            self._to_note(parent, node, self._find(target, text, is_embed=True), target, text)
        elif name == "embed" and (uuid := _UUID.search(argument)):
            self._to_block(parent, node, uuid[0])
        else:
            self._quiet(parent, source)

    def _quiet(self, parent: Element, source: str) -> None:
        """What only the program that it is meant for can work out."""
        parent.append(new("code", source, class_="nv-macro"))

    def _reference(self, parent: Element, node: Inline) -> None:
        self._footnote(parent, node.target)

    def _footnote(self, parent: Element, label: str) -> None:
        number, count = self._context.notes.refer(label)
        name = f"fnref:{label}" if count == 1 else f"fnref{count}:{label}"
        sup = SubElement(parent, "sup")
        if not self._context.is_embedded:
            sup.set("id", name)
        link = SubElement(sup, "a", {"class": "footnote-ref"})
        link.set("href", self._context.links.own_address(f"fn:{label}"))
        link.text = str(number)

    def _inline_note(self, parent: Element, node: Inline) -> None:
        """``^[text]`` becomes a reference and, at the end of the note, its footnote."""
        notes = self._context.notes
        label = f"nv-{len(notes.inline) + 1}"
        notes.inline[label] = (self._leaf, node.children)
        self._footnote(parent, label)

    def _citation(self, parent: Element, node: Inline) -> None:
        self._context.citations.write(parent, node)

    def _name(self, parent: Element, node: Inline) -> None:
        """The name that attributes give to what stands before them."""
        if node.target:
            self._place(parent, node)

    def _place(self, parent: Element, node: Inline) -> None:
        if not self._context.is_embedded:
            SubElement(parent, "span", {"id": node.target})

    def _html_code(self, parent: Element, node: Inline) -> None:
        """``<code>`` and ``<pre>`` with what they hold as text, or HTML written as Hiccup."""
        if node.target:
            leaf = Block(BlockKind.HTML, 0, 1, text=node.target)
            context = InlineContext(self._document.dialect.rules, {}, is_html=True)
            self.write(parent, parse_inlines(node.target, (), context), leaf)
            return
        source = self._source(node)
        opening = _HTML_CODE.match(source)
        name = opening[2].lower() if opening and opening[2] else "code"
        element = SubElement(parent, name)
        inner = _ANY_TAG.sub(lambda tag: "\n" if tag[0].lower().startswith("<br") else "", source)
        if name == "pre" and re.search(r"<code\b", source, re.IGNORECASE):
            element = SubElement(element, "code")
        element.text = unescape(inner)

    def _tag(self, parent: Element, node: Inline) -> None:
        """A tag of the note's own, with what of it a page may have."""
        name = node.title
        if name.startswith("/"):
            if name[1:] not in _MEDIA_TAGS:
                add_closing(parent, name[1:])
            if (id(self._leaf), node.start) in self._framed:
                add_closing(parent, "div")
            return
        attributes = dict(node.attributes)
        if name == "img":
            source = attributes.pop("src", "")
            alt, title = attributes.pop("alt", ""), attributes.pop("title", "")
            parent.append(self._context.images.element(source, alt, title, attributes))
            return
        if name in _MEDIA_TAGS:
            self._media(parent, attributes)
            return
        if self._context.is_embedded:
            attributes.pop("id", None)
            attributes.pop("name", None)
        if name == "a":
            self._anchor_tag(parent, node, attributes)
        elif name == "div" and "mermaid" in attributes.get("class", "").split():
            label = self._context.wording.diagram.format("mermaid")
            add_tag(parent, name, attributes, data_label=label)
        elif name == "table":
            if (id(self._leaf), node.start) in self._framed:
                add_tag(parent, "div", {}, class_="nv-table")
            add_tag(parent, name, attributes)
        elif name in ("td", "th") and is_long(self._cell_text(node)):
            add_tag(parent, name, attributes, class_="nv-long")
        else:
            add_tag(parent, name, attributes)

    def _anchor_tag(self, parent: Element, node: Inline, attributes: dict[str, str]) -> None:
        href = attributes.pop("href", "")
        address = self._context.links.address(href, "") if href else None
        if address is None:
            add_tag(parent, "a", attributes)
        else:
            add_tag(parent, "a", attributes, href=address)
        if self._source(node).rstrip(">").rstrip().endswith("/"):
            # <a name="x"/> is no link around all that follows.
            add_closing(parent, "a")

    def _media(self, parent: Element, attributes: dict[str, str]) -> None:
        url = attributes.get("src") or attributes.get("data") or ""
        if url.startswith("//"):
            url = f"https:{url}"
        if url:
            text = self._context.wording.embedded_media.format(urlsplit_host(url) or url)
            self._anchor(parent, self._context.links.address(url, text), text)

    def _cell_text(self, node: Inline) -> str:
        text = self._leaf.text
        end = re.compile(r"</?t[dhr][\s>]|</table", re.IGNORECASE).search(text, node.end)
        return _ANY_TAG.sub("", text[node.end : end.start() if end else len(text)])


def _is_edge(node: Inline, text: str) -> bool:
    """Whether a node at the edge of a block of HTML shows nothing but a distance."""
    if node.kind is InlineKind.HTML:
        return node.title == "br"
    if node.kind in (InlineKind.COMMENT, InlineKind.LINE_END, InlineKind.BREAK):
        return True
    return node.kind is InlineKind.TEXT and not text[node.start : node.end].strip()


def _macro_argument(node: Inline, name: str) -> str:
    found = _MACRO.fullmatch(node.target) if node.kind is InlineKind.MACRO else None
    return found[2].strip() if found and found[1].lower() == name else ""


def _shown(target: str) -> str:
    """What a wikilink without alias reads like."""
    name, mark, fragment = target.strip().partition("#")
    if fragment.startswith("^"):
        return name or fragment
    return f"{name} > {fragment}".replace("#", " > ") if name and mark else name or fragment
