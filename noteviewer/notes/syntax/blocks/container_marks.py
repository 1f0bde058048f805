"""What the line says that opens a container: its name, its title, its fold.

One function a syntax; each gives a `ContainerMark`, or None where something else stands there. What
a name means is the same in all of them: see `kind_of`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from noteviewer.notes.syntax.blocks.fences import CODE_DIRECTIVES
from noteviewer.notes.syntax.tree import NO_ATTRIBUTES, BlockKind

Span = tuple[int, int]

_COLONS = re.compile(r":{3,}")
_COLON_NAME = re.compile(r"\{?[ \t]*([^\W\d_][\w+.:#-]{0,60})")
_ONE_LINE = re.compile(r"[^:]:{3,}$")
_VARIANT = re.compile(r"(?:info|warn|alert)(?=[ \t]|$)")
_PANDOC = re.compile(r"\{[^{}]*\}")
_DIV_SIGN = re.compile(r"[.#=]|\A\{[ \t]*\}")
"""What tells the attributes of a div from a name in braces."""
_DIV_ID = re.compile(r"(?<![^\s{])#([\w:.-]{1,100})")
_CLASS = re.compile(r"(?<![^\s{])\.([\w-]{1,60})")
_VALUE = re.compile(r"""([A-Za-z][\w-]{0,40})[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^\s"'{}]+)""")
_TYPE = re.compile(r"[A-Za-z][\w-]{0,60}$")
_FENCED = re.compile(r"(`{3,}|~{3,})[ \t]*\{([A-Za-z][\w:.+-]{0,40})\}")
_ADMONITION = re.compile(r"(!!!|\?\?\?\+?)[ \t]*")
_TAB = re.compile(r"===([!+]{0,2})[ \t]+(?=[\"'“])")
_HOPE_TAB = re.compile(r"@tab(?::active)?(?:[ \t]+|$)")
_QUOTES = {'"': '"', "'": "'", "“": "”"}

_FOLDED = frozenset({
    "details", "detail", "dropdown", "collapse", "collapsible", "expand", "expandable", "spoiler",
    "fold", "folding", "hidetoggle", "toggle", "accordion",
})  # fmt: skip
_TABS = frozenset({
    "tabs", "code-group", "code-tabs", "codetabs", "tab-set", "tabset", "panel-tabset", "codegroup",
    "tabpane",
})  # fmt: skip
_TAB_NAMES = frozenset({
    "tab", "tab-item", "code-group-item", "codegroupitem", "tabitem", "code-block-tab",
})  # fmt: skip
_QUOTED = frozenset({"blockquote", "quote", "cq", "centerquote", "epigraph", "pull-quote"})
_CALLOUTS = frozenset({
    "note", "info", "tip", "hint", "warning", "caution", "danger", "error", "important", "seealso",
    "attention", "success", "question", "failure", "fail", "bug", "example", "abstract", "summary",
    "todo", "message", "admonition", "notice", "callout", "alert", "check", "theorem",
    "tldr", "primary", "secondary", "warn", "versionadded", "versionchanged", "deprecated",
    "exercise", "solution", "proof", "definition", "remark", "lemma", "corollary",
})  # fmt: skip
_MEANT = {
    "warn": "warning", "alert": "danger", "message": "info", "notice": "note", "primary": "note",
    "secondary": "note", "default": "note", "admonition": "note", "callout": "note", "hint": "tip",
    "check": "success", "working": "warning",
}  # fmt: skip
"""What some programs call what others know under another name."""
_NO_CONTAINERS = frozenset({
    "math", "mermaid", "eval-rst", "toctree", "raw", "include", "literalinclude", "bibliography",
    "tableofcontents", "embed", "iframe", "youtube", "csv-table", "automodule", "autoclass",
    "doctest", "myst", "prompt", "parsed-literal", "tikz", "graphviz", "plot",
})  # fmt: skip
"""Directives of MyST that hold no Markdown."""
PICTURES = frozenset({"figure", "image"})
_MODIFIERS = frozenset({"inline", "end", "annotate", "no-icon", "left", "right"})


class ContainerMark(NamedTuple):
    """What a line that opens a container says."""

    kind: BlockKind
    info: str = ""
    """Of a callout: its kind."""
    title: Span | None = None
    """Where in the line its title stands."""
    text: Span | None = None
    """Where in the line its text stands, which ends with the line."""
    attributes: Mapping[str, str] = NO_ATTRIBUTES
    mark: str = ""
    """The characters that the line which ends it repeats."""


def kind_of(name: str) -> tuple[BlockKind, str]:
    """What a container of this name is, and of which kind where it is a callout."""
    name = name.lower()
    if name in _TABS:
        return BlockKind.TABS, name
    if name in _TAB_NAMES:
        return BlockKind.TAB, ""
    if name in _QUOTED:
        return BlockKind.QUOTE, ""
    if name in _FOLDED:
        return BlockKind.CALLOUT, "details"
    if name in _CALLOUTS:
        return BlockKind.CALLOUT, _MEANT.get(name, name)
    return BlockKind.GROUP, name


def is_folded(name: str) -> bool:
    """Whether a container of this name is shut until the reader opens it."""
    return name.lower() in _FOLDED


def meaning_of(kind: str) -> str:
    """The common name of a kind of callout."""
    return _MEANT.get(kind.lower(), kind.lower())


def read_admonition(line: str, position: int) -> ContainerMark | None:
    """``!!! note "Title"``, ``??? note``, ``???+ "Title"``, as Python-Markdown has them."""
    found = _ADMONITION.match(line, position)
    if found is None:
        return None
    start, end = found.end(), len(line.rstrip())
    quote = next((at for at in range(start, end) if line[at] in '"“'), end)
    title: Span | None = None
    if quote < end:
        if end - quote < 2 or line[end - 1] != _QUOTES[line[quote]]:
            return None
        title = (quote + 1, end - 1)
    words = line[start:quote].split()
    if (words and not _TYPE.match(words[0])) or (not words and title is None):
        return None
    info = words[0].lower() if words else "note"
    attributes = {}
    if found[1][0] == "?":
        attributes["fold"] = "+" if found[1][-1] == "+" else "-"
    if title is None and len(words) > 1 and words[1] not in _MODIFIERS:
        title = (line.index(words[1], start + len(words[0])), end)
    elif title is not None and not line[slice(*title)].strip():
        title = None
        attributes["untitled"] = ""
    return ContainerMark(BlockKind.CALLOUT, info, title, attributes=attributes)


def read_content_tab(line: str, position: int) -> ContainerMark | None:
    """``=== "Tab"``; ``===!`` begins another set."""
    found = _TAB.match(line, position)
    if found is None:
        return None
    start, end = found.end(), len(line.rstrip())
    if end - start < 3 or line[end - 1] != _QUOTES[line[start]]:
        return None
    return ContainerMark(BlockKind.TAB, found[1], (start + 1, end - 1))


def read_tab_line(line: str, position: int) -> ContainerMark | None:
    """``@tab Title`` within ``::: tabs``."""
    found = _HOPE_TAB.match(line, position)
    return ContainerMark(BlockKind.TAB, "", (found.end(), len(line))) if found else None


def read_colons(line: str, position: int) -> ContainerMark | None:
    """``::: name Title``, ``:::name[Title]``, ``:::{name} Title``, ``::: {.class title="x"}``."""
    found = _COLONS.match(line, position)
    if found is None:
        return None
    end = len(line.rstrip())
    start = _skip(line, found.end(), end)
    if start == end:
        return None
    divided = _PANDOC.match(line, start, end)
    if divided and _DIV_SIGN.search(divided[0]):
        return _pandoc_div(line, divided)._replace(mark=found[0])
    is_closed = _ONE_LINE.search(line[start:end]) is not None
    if is_closed:
        end = len(line[:end].rstrip(":").rstrip())
    mark = _named(line, start + (line[start] == "."), end)
    if mark is None:
        return None
    if is_closed and mark.title is not None:
        attributes = {**mark.attributes, "untitled": ""}
        return mark._replace(title=None, text=mark.title, attributes=attributes)
    if mark.title is not None and mark.kind is BlockKind.GROUP and mark.info not in PICTURES:
        mark = mark._replace(kind=BlockKind.CALLOUT)
    return mark._replace(mark=found[0])


def read_directive(line: str, position: int) -> ContainerMark | None:
    """```` ```{note} Title ````; what holds code or formulas is none."""
    found = _FENCED.match(line, position)
    if found is None or found[2] in _NO_CONTAINERS or found[2] in CODE_DIRECTIVES:
        return None
    mark = _named(line, found.start(2) - 1, len(line.rstrip()))
    if mark is None:
        return None
    if mark.title is not None and mark.kind is BlockKind.GROUP and mark.info not in PICTURES:
        mark = mark._replace(kind=BlockKind.CALLOUT)
    return mark._replace(mark=found[1])


def _named(line: str, start: int, end: int) -> ContainerMark | None:
    """What stands behind the colons: a name, perhaps in braces, and a title."""
    named = _COLON_NAME.match(line, start, end)
    if named is None or (line[start] == "{" and line[named.end() : named.end() + 1] != "}"):
        return None
    name = named[1].partition("#")[0].partition(":")[0]
    title, attributes, after = _bracketed(line, named.end() + (line[start] == "{"), end)
    kind, info = kind_of(name.removeprefix("callout-"))
    after = _skip(line, after, end)
    if name in ("message", "note") and (variant := _VARIANT.match(line, after, end)):
        attributes["untitled"] = ""
        info = meaning_of(variant[0])
        after = _skip(line, variant.end(), end)
    if title is None and after < end and line[after] not in "[{":
        title = (after, end)
    if is_folded(name):
        attributes["fold"] = "-"
    if name == "message":
        attributes["untitled"] = ""
    return ContainerMark(kind, info, title, None, attributes)


def _bracketed(line: str, position: int, end: int) -> tuple[Span | None, dict[str, str], int]:
    """``[Title]`` and ``{title="Title"}`` right behind a name."""
    title: Span | None = None
    attributes: dict[str, str] = {}
    if line[position : position + 1] == "[" and (last := line.rfind("]", position, end)) > 0:
        title = (position + 1, last)
        position = last + 1
    if line[position : position + 1] == "{" and (last := line.find("}", position, end)) > 0:
        for found in _VALUE.finditer(line, position, last):
            if found[1].lower() in ("title", "label"):
                title = unquoted_span(line, found.span(2))
        position = last + 1
    return title, attributes, position


def _pandoc_div(line: str, divided: re.Match[str]) -> ContainerMark:
    """A div of Pandoc; those of Quarto that are called ``callout-...`` are callouts."""
    names = _CLASS.findall(divided[0])
    attributes: dict[str, str] = {}
    if own := _DIV_ID.search(divided[0]):
        attributes["name"] = own[1]
    title: Span | None = None
    for found in _VALUE.finditer(line, divided.start(), divided.end()):
        if found[1] == "title":
            title = unquoted_span(line, found.span(2))
        elif found[1] == "collapse":
            attributes["fold"] = "-" if found[2].strip("\"'").lower() == "true" else "+"
    for name in names:
        kind, info = kind_of(name.removeprefix("callout-"))
        if kind is not BlockKind.GROUP:
            if is_folded(name):
                attributes["fold"] = "-"
            attributes["heading"] = ""
            return ContainerMark(kind, info, title, None, attributes)
    return ContainerMark(BlockKind.GROUP, names[0] if names else "", attributes=attributes)


def unquoted_span(line: str, span: Span) -> Span:
    """A span without the quotation marks around it."""
    start, end = span
    if end - start >= 2 and line[start] in "\"'" and line[end - 1] == line[start]:
        return start + 1, end - 1
    return span


def _skip(line: str, position: int, end: int) -> int:
    while position < end and line[position] in " \t":
        position += 1
    return position
