"""What a reader sees of inline nodes, as text: for titles, for search, for descriptions."""

import re
from collections.abc import Sequence

from noteviewer.notes.syntax.inline.html import BREAKING_TAGS, MEDIA_TAGS
from noteviewer.notes.syntax.tree import Inline, InlineKind, Run
from noteviewer.notes.text import unescape

_EDGES = "\u200b\ufeff \t\u3000\n"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CODE_MARKS = re.compile(r"`+[ ]?|[ ]?`+")
_PIECE = re.compile(r"<[^<>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DENDRON_VAULT = re.compile(r"dendron://[^/]+/")
_CLOZE = re.compile(r"\{\{\s*cloze(.*)\}\}", re.IGNORECASE | re.DOTALL)
_MEDIA_MACRO = re.compile(
    r"\{\{\s*(?:video|youtube|bilibili|vimeo|tweet|twitter|embed)\b", re.IGNORECASE
)
_SILENT = frozenset({
    InlineKind.COMMENT, InlineKind.FOOTNOTE, InlineKind.BLOCK_NAME,
})  # fmt: skip
_DRAWN = frozenset({
    InlineKind.MATH, InlineKind.IMAGE, InlineKind.EMBED, InlineKind.BLOCK_REFERENCE,
})  # fmt: skip


def wikilink_text(target: str) -> str:
    """What a wikilink reads like: the text behind its bar, or where it leads."""
    written, _, alias = _DENDRON_VAULT.sub("", target).partition("|")
    if alias.strip():
        return alias.strip()
    name, mark, fragment = written.strip().partition("#")
    if fragment.startswith("^"):
        return name or fragment
    return f"{name} > {fragment}".replace("#", " > ") if name and mark else name or fragment


def cloze_text(macro: str) -> str | None:
    """The text that Logseq's ``{{cloze text}}`` hides; None for other macros."""
    found = _CLOZE.fullmatch(macro)
    return found[1].partition("\\\\")[0].strip() if found else None


def plain_text(nodes: Sequence[Inline], text: str) -> str:
    """Give what a reader sees, in one line; formulas as they are written, without backticks."""
    if len(nodes) == 1 and nodes[0].kind is InlineKind.TEXT:
        plain = text[nodes[0].start : nodes[0].end]
    else:
        parts: list[str] = []
        _plain(nodes, text, parts)
        plain = "".join(parts)
    if not plain.isprintable():
        plain = _CONTROL.sub("", plain.replace("\n", " "))
    return plain.strip(_EDGES)


def _plain(nodes: Sequence[Inline], text: str, parts: list[str]) -> None:
    for node in nodes:
        kind = node.kind
        if kind is InlineKind.TEXT:
            parts.append(text[node.start : node.end])
        elif kind is InlineKind.MATH:
            parts.append(text[node.start : node.end].strip("`"))
        elif kind is InlineKind.IMAGE:
            parts.append(node.attributes.get("alt", ""))
        elif kind is InlineKind.EMBED:
            parts.append(wikilink_text(node.target))
        elif kind is InlineKind.BREAK:
            parts.append(" ")
        elif kind is InlineKind.HTML_CODE:
            parts.append(unescape(re.sub(r"<[^<>]*>", "", text[node.start : node.end])))
        elif kind is InlineKind.HTML:
            parts.append(" " if node.title.lstrip("/") in BREAKING_TAGS else "")
        elif kind is InlineKind.LABEL and node.attributes:
            continue  # beside the text, and not in the anchor of a heading
        elif (
            kind in _SILENT or kind is InlineKind.BLOCK_REFERENCE or kind is InlineKind.INLINE_NOTE
        ):
            continue
        elif node.children:
            _plain(node.children, text, parts)
        else:
            parts.append(_own_text(node, text))


def _own_text(node: Inline, text: str) -> str:
    """What a node without children shows."""
    match node.kind:
        case InlineKind.LITERAL | InlineKind.LINE_END | InlineKind.FIELD | InlineKind.LABEL:
            return node.target
        case InlineKind.CODE:
            return node.target.strip()
        case InlineKind.WIKILINK:
            return wikilink_text(node.target)
        case InlineKind.CITATION:
            return node.attributes.get("text") or node.target
        case InlineKind.SERIES | InlineKind.URL:
            return text[node.start : node.end]
        case InlineKind.AUTOLINK:
            return text[node.start + 1 : node.end - 1]
        case InlineKind.MACRO:
            cloze = cloze_text(node.target)
            return node.target if cloze is None else cloze
    return ""


def shown_text(nodes: Sequence[Inline], text: str) -> tuple[str, tuple[Run, ...]]:
    """Give the text that the page shows, and where each stretch of it stands in the leaf.

    Images, formulas and embedded notes are a blank; footnotes in their place follow at the end.

    Returns:
        The text, and its runs: `Run.source_start` counts offsets of the leaf's text.
    """
    writer = _Writer(text)
    writer.take(nodes)
    for note in writer.notes:
        writer.show("\n", note.start)
        writer.take(note.children)
    return "".join(writer.parts), tuple(writer.runs)


class _Writer:
    """The text written so far."""

    __slots__ = ("expected", "length", "notes", "parts", "runs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.expected = -1
        """The offset of the leaf at which the last run goes on."""
        self.notes: list[Inline] = []

    def show(self, shown: str, start: int) -> None:
        """Show text that stands at an offset of the leaf."""
        if not shown.isprintable() and _CONTROL.search(shown):
            self._show_printable(shown, start)
            return
        if not shown:
            return
        if start != self.expected:
            self.runs.append(Run(self.length, start))
        self.parts.append(shown)
        self.length += len(shown)
        self.expected = start + len(shown)

    def _show_printable(self, shown: str, start: int) -> None:
        """Show text without the control characters that it holds."""
        position = 0
        for found in _CONTROL.finditer(shown):
            self.show(shown[position : found.start()], start + position)
            position = found.end()
        self.show(shown[position:], start + position)

    def take(self, nodes: Sequence[Inline]) -> None:
        for node in nodes:
            kind = node.kind
            if kind is InlineKind.TEXT:
                self.show(self.text[node.start : node.end], node.start)
            elif kind in _SILENT:
                continue
            elif kind in _DRAWN:
                self.show(" ", node.start)
            elif kind is InlineKind.BREAK:
                self.show("\n", node.start)
            elif kind is InlineKind.INLINE_NOTE:
                self.notes.append(node)
            elif kind is InlineKind.HTML:
                self._tag(node)
            elif kind is InlineKind.HTML_CODE:
                self._html_code(node)
            elif node.children:
                self.take(node.children)
            else:
                self._leaf(node)

    def _leaf(self, node: Inline) -> None:
        if node.kind is InlineKind.MACRO and _MEDIA_MACRO.match(node.target):
            self.show(" ", node.start)
            return
        shown = node.target if node.kind is InlineKind.CODE else _own_text(node, self.text)
        start = node.start
        if shown and node.kind is not InlineKind.LITERAL and node.kind is not InlineKind.LINE_END:
            found = self.text.find(shown, node.start, node.end)
            start = node.start if found < 0 else found
        self.show(shown, start)

    def _tag(self, node: Inline) -> None:
        name = node.title.lstrip("/")
        if name in BREAKING_TAGS:
            self.show("\n", node.start)
        elif name == "img" or (name in MEDIA_TAGS and node.title == name):
            self.show(" ", node.start)

    def _html_code(self, node: Inline) -> None:
        position = node.start
        for found in _PIECE.finditer(self.text, node.start, node.end):
            self.show(self.text[position : found.start()], position)
            if found[0][0] == "&":
                self.show(unescape(found[0]), found.start())
            position = found.end()
        self.show(self.text[position : node.end], position)
