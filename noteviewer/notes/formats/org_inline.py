"""The marks inside a leaf of Org: emphasis, links, formulas, footnotes, dates, in one pass.

After https://orgmode.org/worg/org-syntax.html: what may stand before and after a mark of emphasis
decides whether it is one. Where the next closing mark stands is remembered for each mark, so that
hostile text costs linear time, and nodes lie only so deep.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.entities import html5

from noteviewer.notes.formats.org_links import Lead, read_target
from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.places import is_name
from noteviewer.notes.syntax.tree import Atom, Inline, InlineKind
from noteviewer.notes.urls import is_web_url, url_end

_SIGN = re.compile(r"[*/_+=~\[<\\$@{\n]|\bsrc_(?=[\w-]+[\[{])|\^(?=\{)|(?:https?|ftp)://")
_EMPHASIS = {
    "*": InlineKind.STRONG,
    "/": InlineKind.EM,
    "_": InlineKind.INSERTED,
    "+": InlineKind.STRIKE,
    "=": InlineKind.CODE,
    "~": InlineKind.CODE,
}
_PRE = frozenset(" \t\n-–—([{'\"\u200b（「《：，。、")
_CLOSERS = {
    mark: re.compile(
        rf"(?<=\S){re.escape(mark)}(?=[\s\-–—.,;:!?'\")}}\]\[\\\u200b）」》：，。、；！？]|\Z)"
    )
    for mark in _EMPHASIS
}
_FOOTNOTE = re.compile(r"\[fn:([\w-]{0,60})(\]|:)")
_CITATION = re.compile(r"\[cite(?:/[^:\]\n]{0,30})?:([^\]\n]{1,400})\]")
_KEY = re.compile(r"@([\w:.#$%&+?<>~/-]{1,100})")
_COOKIE = re.compile(r"\[(?:\d{0,6}/\d{0,6}|\d{0,3}%)\]")
_STAMP = r"\d{4}-\d\d-\d\d(?:[ \t][^\]>\n\[<]{0,60})?"
_TIME = re.compile(rf"<({_STAMP})>(?:--<({_STAMP})>)?|\[({_STAMP})\](?:--\[({_STAMP})\])?")
_ANGLE = re.compile(r"<((?:https?|ftp|mailto|file|doi|id):[^<>\n]{1,2000})>")
_TARGET = re.compile(r"<<<?([^<>\n]{1,200})>>>?")
_ENTITY = re.compile(r"\\([A-Za-z]{1,20}\d{0,2})(\{\}|(?![A-Za-z{]))[ ]?")
_MACRO_COMMAND = re.compile(r"\\([A-Za-z]{1,20})\*?\{([^{}\n]{1,200})\}")
_SNIPPET = re.compile(r"@@([a-z]{1,20}):([^@]{0,2000})@@")
_MACRO = re.compile(r"\{\{\{([A-Za-z][\w-]{0,40})(\([^}\n]{0,400}\))?\}\}\}")
_INLINE_CODE = re.compile(r"src_[\w-]{1,20}(?:\[[^\]\n]{0,200}\])?\{([^{}\n]{0,500})\}")
_SCRIPT = re.compile(r"([_^])\{([^{}\n]{1,200})\}")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_ENTITIES = {
    "to": "→", "gets": "←", "leadsto": "⇝", "dots": "…", "ldots": "…", "cdots": "⋯", "le": "≤",
    "ge": "≥", "ne": "≠", "infin": "∞", "pm": "±", "slash": "/", "vert": "|", "under": "_",
    "star": "*", "plus": "+", "dollar": "$", "EUR": "€", "deg": "°", "check": "✓", "checkmark": "✓",
    "implies": "⇒", "iff": "⇔", "in": "∈", "LaTeX": "LaTeX", "TeX": "TeX", "quot": '"',
}  # fmt: skip
BESIDE = {"beside": ""}
"""Attribute of labels that are no part of the title of a heading."""
_LETTERS_AROUND = re.compile(r"[\s\-.,;:!?'\")\]}\\（）。，、；：！？]|\Z")
_DEEPEST = 8
_LONGEST = 100_000
"""Characters between ``$`` or brackets of LaTeX."""


@dataclass(frozen=True, slots=True)
class OrgContext:
    """What the marks of a leaf need to know of its note."""

    footnotes: frozenset[str] = frozenset()
    """Labels that are defined on lines of their own."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    attachments: str = ""
    """Folder of what is attached to the entry."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Size of the picture that the leaf is, and its text."""


@dataclass(slots=True)
class OrgInlines:
    """What is read of a leaf."""

    nodes: tuple[Inline, ...]
    formulas: tuple[Atom, ...]
    inline_notes: frozenset[str]
    """Labels of footnotes that are written in their place."""
    used: frozenset[str]
    """Labels that are referred to."""


def read_inlines(text: str, context: OrgContext, start: int = 0, end: int = -1) -> OrgInlines:
    """Read the inline nodes of a stretch of a leaf; offsets count from the leaf's start."""
    reader = _Reader(text, context)
    nodes = reader.read(start, len(text) if end < 0 else end, 0)
    formulas = tuple(sorted(reader.formulas, key=lambda atom: atom.start))
    return OrgInlines(tuple(nodes), formulas, frozenset(reader.named), frozenset(reader.used))


class _Reader:
    def __init__(self, text: str, context: OrgContext) -> None:
        self.text = text
        self.context = context
        self.formulas: list[Atom] = []
        self.named: set[str] = set()
        self.used: set[str] = set()
        self._closers: dict[str, int] = {}
        """Of each mark, the next place that it can close at."""
        self._found: dict[str, int] = {}
        """Of each text that was looked for, where it stands next."""

    def read(self, start: int, end: int, depth: int) -> list[Inline]:
        """Read a stretch."""
        nodes: list[Inline] = []
        position = at = start
        text = self.text
        while found := _SIGN.search(text, at, end):
            node = self._node(found[0], found.start(), end, depth)
            if node is None:
                at = found.start() + 1
                continue
            if node.start > position:
                nodes.append(Inline(InlineKind.TEXT, position, node.start))
            nodes.append(node)
            position = at = node.end
        if end > position:
            nodes.append(Inline(InlineKind.TEXT, position, end))
        return nodes

    def _node(self, sign: str, start: int, end: int, depth: int) -> Inline | None:
        """The node that begins at a sign."""
        match sign:
            case "\n":
                return self._line_end(start, end)
            case "[":
                return self._bracket(start, end, depth)
            case "<":
                return self._angle(start, end)
            case "\\":
                return self._backslash(start, end)
            case "$":
                return self._dollars(start, end)
            case "@":
                return self._snippet(start, end)
            case "{":
                found = _MACRO.match(self.text, start, end)
                return found and Inline(InlineKind.LABEL, start, found.end(), _macro_text(found))
            case "^":
                return self._script(start, end)
            case "src_":
                found = _INLINE_CODE.match(self.text, start, end)
                return found and Inline(InlineKind.CODE, start, found.end(), found[1])
            case _ if sign in _EMPHASIS:
                return self._emphasis(sign, start, end, depth) or (
                    self._script(start, end) if sign == "_" else None
                )
            case _:
                return self._address(start, start + len(sign) - 3, end)

    def _find(self, wanted: str, start: int, end: int) -> int:
        """Where a text stands next, before ``end``; -1 where it does not."""
        known = self._found.get(wanted, -2)
        if known == -1 or known >= start:
            at = known
        else:
            at = self._found[wanted] = self.text.find(wanted, start)
        return at if 0 <= at <= end - len(wanted) else -1

    def _line_end(self, start: int, end: int) -> Inline:
        found = _LINE_END.match(self.text, start, end)
        stop = found.end() if found else start + 1
        before, after = self.text[start - 1 : start], self.text[stop : stop + 1]
        is_joined = _HAN.match(before) and _HAN.match(after)
        return Inline(InlineKind.LINE_END, start, stop, "" if is_joined else " ")

    def _emphasis(self, mark: str, start: int, end: int, depth: int) -> Inline | None:
        text = self.text
        if start and text[start - 1] not in _PRE:
            return None
        if start + 2 >= end or text[start + 1].isspace() or depth > _DEEPEST:
            return None
        close = self._closers.get(mark, -1)
        if close < start + 2:
            found = _CLOSERS[mark].search(text, start + 2)
            close = self._closers[mark] = found.start() if found else len(text) + 1
        if close >= end or text.count("\n", start, close) > 1:
            return None
        kind = _EMPHASIS[mark]
        if kind is InlineKind.CODE:
            shown = " ".join(text[start + 1 : close].split("\n"))
            return Inline(kind, start, close + 1, shown)
        is_doubled = text.startswith("**", start) and text.startswith("**", close - 1)
        inner = 1 + (is_doubled and close - start > 4)  # as Markdown writes it
        children = tuple(self.read(start + inner, close + 1 - inner, depth + 1))
        return Inline(kind, start, close + 1, children=children)

    def _script(self, start: int, end: int) -> Inline | None:
        found = _SCRIPT.match(self.text, start, end)
        if found is None or not start or self.text[start - 1].isspace():
            return None
        kind = InlineKind.SUB if found[1] == "_" else InlineKind.SUP
        children = (Inline(InlineKind.TEXT, found.start(2), found.end(2)),)
        return Inline(kind, start, found.end(), children=children)

    def _address(self, start: int, separator: int, end: int) -> Inline | None:
        stop = url_end(self.text, start, separator, end)
        if stop <= start:
            return None
        return Inline(InlineKind.URL, start, stop, self.text[start:stop])

    def _angle(self, start: int, end: int) -> Inline | None:
        if found := _TARGET.match(self.text, start, end):
            if found[0].startswith("<<<"):
                children = (Inline(InlineKind.TEXT, found.start(1), found.end(1)),)
                return Inline(InlineKind.STRONG, start, found.end(), children=children)
            if is_name(found[1].strip()):
                return Inline(InlineKind.BLOCK_NAME, start, found.end(), found[1].strip())
            return Inline(InlineKind.COMMENT, start, found.end())
        if found := _ANGLE.match(self.text, start, end):
            return Inline(InlineKind.AUTOLINK, start, found.end(), found[1])
        return self._time(start, end)

    def _time(self, start: int, end: int) -> Inline | None:
        found = _TIME.match(self.text, start, end)
        if found is None:
            return None
        shown = " – ".join(part for part in found.groups() if part)
        return Inline(InlineKind.LABEL, start, found.end(), shown)

    def _bracket(self, start: int, end: int, depth: int) -> Inline | None:
        text = self.text
        if text.startswith("[[", start):
            return self._link(start, end, depth)
        if text.startswith("[fn:", start) and (found := _FOOTNOTE.match(text, start, end)):
            return self._footnote(found, end, depth)
        if found := _CITATION.match(text, start, end):
            keys = ", ".join(_KEY.findall(found[1])) or found[1]
            return Inline(InlineKind.LABEL, start, found.end(), keys)
        if found := _COOKIE.match(text, start, end):
            return Inline(InlineKind.LABEL, start, found.end(), found[0][1:-1], attributes=BESIDE)
        return self._time(start, end)

    def _footnote(self, found: re.Match[str], end: int, depth: int) -> Inline | None:
        label = found[1]
        if found[2] == "]":
            if label in self.context.footnotes or label in self.named:
                self.used.add(label)
                return Inline(InlineKind.FOOTNOTE, found.start(), found.end(), label)
            return None
        close = self._closing_bracket(found.end(), end)
        if close < 0 or depth > _DEEPEST:
            return None
        if label:
            self.named.add(label)
        children = tuple(self.read(found.end(), close, depth + 1))
        return Inline(InlineKind.INLINE_NOTE, found.start(), close + 1, label, children=children)

    def _closing_bracket(self, start: int, end: int) -> int:
        """The bracket that closes one, over brackets within; not far away."""
        open_brackets = 1
        for found in re.compile(r"[\[\]]").finditer(self.text, start, min(end, start + 4_000)):
            open_brackets += 1 if found[0] == "[" else -1
            if not open_brackets:
                return found.start()
        return -1

    def _link(self, start: int, end: int, depth: int) -> Inline | None:
        text = self.text
        close = self._find("]", start + 2, end)
        if close < 0 or close == start + 2:
            return None
        if text.startswith("][", close):
            inner = close + 2
            stop = self._find("]]", inner, end)
            # A picture may be the text: [[u][[[file:a.png]]]] is written with one pair less.
            if stop < 0 or depth > _DEEPEST:
                return None
            description: tuple[int, int] | None = (inner, stop)
        elif text.startswith("]]", close):
            stop, description = close, None
        else:
            return None
        if "\n\n" in text[start:stop]:
            return None
        path = " ".join(text[start + 2 : close].split("\n"))
        lead = read_target(path, self.context.abbreviations, self.context.attachments)
        if description is None:
            return self._bare_link(lead, start, close)
        return self._described(lead, start, description, depth)

    def _bare_link(self, lead: Lead, start: int, close: int) -> Inline:
        end = close + 2
        if lead.kind is InlineKind.LABEL:
            return Inline(InlineKind.LABEL, start, end, lead.target)
        if lead.kind is InlineKind.WIKILINK:
            return Inline(InlineKind.WIKILINK, start, end, lead.target)
        if lead.kind is InlineKind.IMAGE:
            attributes = {"alt": "", **self.context.attributes}
            return Inline(InlineKind.IMAGE, start, end, lead.target, attributes=attributes)
        shown = start + 2
        for ahead in ("file:", "*", "#", "id:"):
            if self.text.startswith(ahead, shown) and shown + len(ahead) < close:
                shown += len(ahead)
                break
        children = (Inline(InlineKind.TEXT, shown, close),)
        return Inline(InlineKind.LINK, start, end, lead.target, children=children)

    def _described(
        self, lead: Lead, start: int, description: tuple[int, int], depth: int
    ) -> Inline:
        inner, stop = description
        end = stop + 2
        shown = self.text[inner:stop].strip()
        path = shown.removeprefix("file:")
        if (
            is_image_name(path)
            and " " not in path
            and (is_web_url(path) or path != shown or "/" in path)
        ):
            image = read_target(shown, {}, self.context.attachments)
            attributes = {"alt": "", **self.context.attributes}
            picture = Inline(InlineKind.IMAGE, inner, stop, image.target, attributes=attributes)
            children: tuple[Inline, ...] = (picture,)
        else:
            children = _without_links(self.read(inner, stop, depth + 1))
        if lead.kind is InlineKind.LABEL:
            return Inline(InlineKind.LABEL, start, end, shown)
        if lead.kind is InlineKind.WIKILINK:
            return Inline(InlineKind.WIKILINK, start, end, f"{lead.target}|{shown}")
        return Inline(InlineKind.LINK, start, end, lead.target, children=children)

    def _backslash(self, start: int, end: int) -> Inline | None:
        text = self.text
        for opening, closing, is_display in (("\\(", "\\)", False), ("\\[", "\\]", True)):
            if text.startswith(opening, start):
                close = self._find(closing, start + 2, min(end, start + _LONGEST))
                if close < 0:
                    return None
                return self._formula(
                    start, close + 2, text[start + 2 : close], is_display=is_display
                )
        if text.startswith("\\\\", start):
            after = text[start + 2 : start + 3]
            if after in ("\n", ""):
                return Inline(InlineKind.BREAK, start, min(end, start + 3))
            return None
        if found := _MACRO_COMMAND.match(text, start, end):
            if found[1] in ("ref", "eqref"):
                return self._formula(start, found.end(), found[0], is_display=False)
            return Inline(InlineKind.LABEL, start, found.end(), found[2])
        if found := _ENTITY.match(text, start, end):
            sign = _ENTITIES.get(found[1]) or html5.get(f"{found[1]};")
            if sign:
                stop = (
                    found.end() if found[2] == "{}" and not found[0].endswith(" ") else found.end(2)
                )
                return Inline(InlineKind.LITERAL, start, stop, sign)
        return None

    def _formula(self, start: int, end: int, source: str, *, is_display: bool) -> Inline:
        source = source.strip()
        self.formulas.append(Atom(InlineKind.MATH, start, end, source, is_display))
        return Inline(InlineKind.MATH, start, end, source, "display" if is_display else "")

    def _dollars(self, start: int, end: int) -> Inline | None:
        text = self.text
        if text.startswith("$$", start):
            close = self._find("$$", start + 2, min(end, start + _LONGEST))
            if close <= start + 2:
                return None
            return self._formula(start, close + 2, text[start + 2 : close], is_display=True)
        if (start and text[start - 1] == "$") or text[start + 1 : start + 2] in " \t\n.,;$":
            return None
        close = self._find("$", start + 1, end)
        if close < 0 or text[close - 1] in " \t\n.,;" or text.count("\n", start, close) > 2:
            return None
        if not _LETTERS_AROUND.match(text, close + 1):
            return None
        return self._formula(start, close + 1, text[start + 1 : close], is_display=False)

    def _snippet(self, start: int, end: int) -> Inline | None:
        """``@@html:...@@``: text for one of the formats that Org writes."""
        found = _SNIPPET.match(self.text, start, end)
        return found and Inline(InlineKind.COMMENT, start, found.end())


def _macro_text(found: re.Match[str]) -> str:
    return found[1] + (f" {found[2][1:-1]}" if found[2] else "")


def _without_links(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Nodes as the text of a link, which holds no other."""
    kept: list[Inline] = []
    for node in nodes:
        if node.kind in (InlineKind.LINK, InlineKind.FOOTNOTE):
            kept += node.children
        elif node.kind in (InlineKind.URL, InlineKind.AUTOLINK, InlineKind.WIKILINK):
            kept.append(Inline(InlineKind.TEXT, node.start, node.end))
        elif node.children:
            kept.append(node._replace(children=_without_links(list(node.children))))
        else:
            kept.append(node)
    return tuple(kept)
