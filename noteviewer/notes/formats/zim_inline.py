"""The marks inside a line of Zim: https://zim-wiki.org/manual/Help/Wiki_Syntax.html.

All marks but line ends begin and end on one line. A closing mark that is absent is looked for once.
"""

import re
from dataclasses import dataclass, field

from noteviewer.notes.places import is_name
from noteviewer.notes.syntax.tree import Inline, InlineKind
from noteviewer.notes.urls import url_end

_SIGN = re.compile(
    r"''|\*\*|//|__|~~|\[\[|\{\{|[_^](?=\{)|(?<![^\s(])@(?=[^\W\d])|\n|(?:https?|ftp)://"
)
_EMPHASIS = {
    "''": InlineKind.CODE,
    "**": InlineKind.STRONG,
    "//": InlineKind.EM,
    "__": InlineKind.MARK,
    "~~": InlineKind.STRIKE,
}
_SCRIPT = re.compile(r"([_^])\{([^{}\n]{1,200})\}")
_TAG = re.compile(r"@([^\W\d][\w-]{0,60})")
_ANCHOR = re.compile(r"id:[ ]?([\w.:-]{1,100})")
_SIZE = re.compile(r"(width|height)=(\d{1,4})")
_WEB = re.compile(r"(?:https?|ftp|mailto):", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@:/]{1,80}@[^\s@:/]{1,80}\.[A-Za-z]{2,20}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:(?://|\\\\)|\\\\")
_INTERWIKI = re.compile(r"[\w+-]{1,30}\?.+")
_DEEPEST = 6


@dataclass(slots=True)
class ZimReader:
    """Reads the leaves of one page."""

    folder: str
    """Folder of what is attached to the page, seen from the page's own folder."""
    tags: dict[str, None] = field(default_factory=dict)
    """Tags so far, in order."""
    _text: str = ""
    _found: dict[str, int] = field(default_factory=dict)

    def read(self, text: str) -> tuple[Inline, ...]:
        """Read the inline nodes of a leaf."""
        self._text, self._found = text, {}
        return tuple(self._read(0, len(text), 0))

    def _read(self, start: int, end: int, depth: int) -> list[Inline]:
        nodes: list[Inline] = []
        position = at = start
        while found := _SIGN.search(self._text, at, end):
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
        match sign:
            case "\n":
                return Inline(InlineKind.BREAK, start, start + 1)
            case "[[":
                return self._link(start, end)
            case "{{":
                return self._object(start, end)
            case "@":
                return self._tag(start, end)
            case "_" | "^":
                return self._script(start, end)
            case _ if sign in _EMPHASIS:
                return self._emphasis(sign, start, end, depth)
            case _:
                stop = url_end(self._text, start, start + len(sign) - 3, end)
                if stop <= start:
                    return None
                return Inline(InlineKind.URL, start, stop, self._text[start:stop])

    def _find(self, wanted: str, start: int, end: int) -> int:
        """Where a text stands next on the line; -1 where it does not."""
        known = self._found.get(wanted, -2)
        if known == -1 or known >= start:
            at = known
        else:
            at = self._found[wanted] = self._text.find(wanted, start)
        if at < 0 or at > end - len(wanted):
            return -1
        line_end = self._found.get("\n", -2)
        if line_end != -1 and line_end < start:
            line_end = self._found["\n"] = self._text.find("\n", start)
        return at if line_end < 0 or at < line_end else -1

    def _emphasis(self, mark: str, start: int, end: int, depth: int) -> Inline | None:
        text = self._text
        if depth > _DEEPEST or text.startswith(mark[0], start + 2):
            return None
        close = self._find(mark, start + 3, end)
        if close < 0 or (mark == "//" and text[close - 1] == ":"):
            return None
        kind = _EMPHASIS[mark]
        if kind is InlineKind.CODE:
            return Inline(kind, start, close + 2, text[start + 2 : close])
        children = tuple(self._read(start + 2, close, depth + 1))
        return Inline(kind, start, close + 2, children=children)

    def _script(self, start: int, end: int) -> Inline | None:
        found = _SCRIPT.match(self._text, start, end)
        if found is None:
            return None
        kind = InlineKind.SUB if found[1] == "_" else InlineKind.SUP
        children = (Inline(InlineKind.TEXT, found.start(2), found.end(2)),)
        return Inline(kind, start, found.end(), children=children)

    def _tag(self, start: int, end: int) -> Inline | None:
        found = _TAG.match(self._text, start, end)
        if found is None:
            return None
        self.tags.setdefault(found[1])
        return Inline(InlineKind.LABEL, start, found.end(), found[0])

    def _link(self, start: int, end: int) -> Inline | None:
        close = self._find("]]", start + 2, end)
        if close <= start + 2:
            return None
        inner = self._text[start + 2 : close]
        target, bar, shown = inner.partition("|")
        target, shown = target.strip(), shown.strip()
        stop = close + 2
        if not target:
            return None
        first = start + 2 + (len(inner.partition("|")[0]) + 1 if bar and shown else 0)
        address = self._address(target)
        if address is not None:
            children = (Inline(InlineKind.TEXT, first, close),)
            return Inline(InlineKind.LINK, start, stop, address, children=children)
        if _INTERWIKI.fullmatch(target):
            return Inline(InlineKind.LABEL, start, stop, shown or target.partition("?")[2])
        return Inline(InlineKind.WIKILINK, start, stop, f"{target}|{shown or target.lstrip(':+')}")

    def _address(self, target: str) -> str | None:
        """Where a link leads that is none to a page."""
        if _WEB.match(target):
            return target
        if _MAIL.fullmatch(target):
            return f"mailto:{target}"
        if target.startswith(("/", "~")):
            return f"file:///{target.lstrip('/')}"
        if _SCHEME.match(target):
            return target
        return self._attached(target) if "/" in target else None

    def _attached(self, path: str) -> str:
        """A file seen from the page, which lies among what is attached to it."""
        return f"{self.folder}/{path}".replace("/./", "/").replace("#", "%23")

    def _object(self, start: int, end: int) -> Inline | None:
        close = self._find("}}", start + 2, end)
        if close <= start + 2:
            return None
        inner = self._text[start + 2 : close].strip()
        if anchor := _ANCHOR.fullmatch(inner):
            if not is_name(anchor[1]):
                return Inline(InlineKind.COMMENT, start, close + 2)
            return Inline(InlineKind.BLOCK_NAME, start, close + 2, anchor[1])
        path, _, rest = inner.partition("|")
        path, _, options = path.partition("?")
        attributes = {"alt": rest.strip(), **dict(_SIZE.findall(options))}
        is_elsewhere = _WEB.match(path) or path.startswith(("/", "~", "file:"))
        source = path if is_elsewhere else self._attached(path)
        return Inline(InlineKind.IMAGE, start, close + 2, source, attributes=attributes)
