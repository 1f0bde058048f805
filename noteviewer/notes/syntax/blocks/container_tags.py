"""Tags of templates that stand on a line of their own and open or end a container.

Shortcodes of Hugo and Quarto, blocks of Liquid as Hexo and GitBook have them, components of MDX and
Vue, macros of mdBook. What a name means is said by `container_marks.kind_of`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from noteviewer.notes.syntax.blocks.container_marks import (
    ContainerMark,
    Span,
    is_folded,
    kind_of,
    unquoted_span,
)
from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import BlockKind

_SHORTCODE = re.compile(
    r"\{\{[<%]\s*([A-Za-z][\w./-]{0,60})(?=[\s/>%])((?>[^>%]|[>%](?!\}\}))*)[>%]\}\}"
)
_LIQUID = re.compile(r"\{%-?[ \t]*([A-Za-z][\w-]{0,60})(?=[ \t%-])([^\n]*?)-?%\}")
_COMPONENT = re.compile(r"<([A-Z][A-Za-z0-9.]{0,60})(?=[\s>])([^\n<>]*)>")
_MACRO = re.compile(r"\{\{#(tabs|tab)\b([^{}\n]*)\}\}")
_ARGUMENT = re.compile(
    r"""(?:([A-Za-z][\w-]{0,40})[ \t]*[=:][ \t]*)?("[^"\n]*"|'[^'\n]*'|\{[^{}\n]*\}|[^\s"'{},]+)"""
)
_TAB_COMMENT = re.compile(r"<!--[ \t]*tab\b([^\n]*?)-->[ \t]*$")
_END = re.compile(
    r"^[ \t>]*(?:\{\{[<%][ \t]*/[ \t]*([\w./-]{1,60})[ \t]*[>%]\}\}"
    r"|\{%-?[ \t]*end([\w-]{1,60})[ \t]*-?%\}"
    r"|</([A-Z][\w.]{0,60})>|\{\{#end(tabs?)[ \t]*\}\})[ \t]*$",
    re.MULTILINE,
)
_TITLES = ("title", "summary", "header", "name", "label", "tabname", "heading")
_KINDS = ("type", "style", "kind", "color", "class", "variant", "status")
_UNTITLED = frozenset({"hint", "note", "notel"})
"""Of Hexo and GitBook: a box without a headline."""


class TagMark(NamedTuple):
    """A tag that opens a container."""

    mark: ContainerMark
    name: str
    closing: str
    """Pattern of the line that ends it."""
    text: Span | None = None
    """What stands between the tag and its end where both are on one line."""


def last_ends(text: str) -> Mapping[str, int]:
    """Where the last tag stands that ends each name."""
    ends: dict[str, int] = {}
    for found in _END.finditer(text):
        ends[found[1] or found[2] or found[3] or found[4]] = found.start()
    return ends


def read_brace_tag(line: str, position: int, rules: Rules) -> TagMark | None:
    """``{{< details "Title" >}}``, ``{% note info %}``, ``{{#tabs}}``."""
    found = None
    if rules.has_shortcodes and (found := _SHORTCODE.match(line, position)):
        closing = rf"\{{\{{[<%][ \t]*/[ \t]*{re.escape(found[1])}[ \t]*[>%]\}}\}}"
    elif rules.has_liquid_blocks and (found := _LIQUID.match(line, position)):
        closing = rf"\{{%-?[ \t]*end{re.escape(found[1])}[ \t]*-?%\}}"
    elif rules.has_template_tabs and (found := _MACRO.match(line, position)):
        closing = rf"\{{\{{#end{found[1]}[ \t]*\}}\}}"
    if found is None:
        return None
    return _read(line, found, closing, is_liquid=line[position + 1] == "%")


def read_component(line: str, position: int) -> TagMark | None:
    """``<TabItem label="x">``, as MDX and Vue have them."""
    found = _COMPONENT.match(line, position)
    if found is None or found[2].endswith("/"):
        return None
    return _read(line, found, rf"</{re.escape(found[1])}>", is_liquid=False)


def read_tab_comment(line: str, position: int) -> ContainerMark | None:
    """``<!-- tab Title -->`` within ``{% tabs %}`` of Hexo."""
    found = _TAB_COMMENT.match(line, position)
    if found is None:
        return None
    end = found.end(1)
    return ContainerMark(BlockKind.TAB, "", (end - len(found[1].lstrip()), end))


def _read(line: str, found: re.Match[str], closing: str, *, is_liquid: bool) -> TagMark | None:
    name = found[1].rpartition("/")[2]
    rest = line[found.end() :].strip()
    text: Span | None = None
    if rest:
        last = re.search(rf"{closing}[ \t]*$", line[found.end() :])
        if last is None:
            return None
        start = len(line) - len(line[found.end() :].lstrip())
        text = (start, found.end() + last.start())
    kind, info = kind_of(name)
    named, words = _arguments(line, found.start(2), found.end(2))
    attributes: dict[str, str] = {}
    if is_folded(name):
        is_open = "open" in named or any(line[slice(*word)] == "open" for word in words)
        attributes["fold"] = "+" if is_open else "-"
    titles = _TITLES[:2] if kind is BlockKind.GROUP else _TITLES
    title = next((named[key] for key in titles if key in named), None)
    if kind is BlockKind.CALLOUT and "fold" not in attributes:
        info, words = _callout_kind(line, info, named, words)
    words = [word for word in words if line[slice(*word)] not in ("open", "no-icon", "closed")]
    if title is None and words and kind in (BlockKind.CALLOUT, BlockKind.TAB):
        title = words[0] if line[words[0][0] - 1] in "\"'" else (words[0][0], words[-1][1])
    if kind is BlockKind.TAB and title is None and "value" in named:
        title = named["value"]
    if kind is BlockKind.CALLOUT and title is None and (is_liquid or name in _UNTITLED):
        attributes.setdefault("untitled", "")
    mark = ContainerMark(kind, info, title, text, attributes)
    return TagMark(mark, found[1], closing + r"[ \t]*$", text)


def _callout_kind(
    line: str, info: str, named: Mapping[str, Span], words: list[Span]
) -> tuple[str, list[Span]]:
    """The kind of callout that the arguments name, and the arguments that are left."""
    said = next((line[slice(*named[key])] for key in _KINDS if key in named), "")
    if not said and words:
        first = line[slice(*words[0])]
        kind, meant = kind_of(first)
        if kind is BlockKind.CALLOUT or first == "default":
            return (meant if kind is BlockKind.CALLOUT else info), words[1:]
    kind, meant = kind_of(said)
    return (meant if kind is BlockKind.CALLOUT else info), words


def _arguments(line: str, start: int, end: int) -> tuple[dict[str, Span], list[Span]]:
    """The arguments with names, and those without, without quotation marks."""
    named: dict[str, Span] = {}
    words: list[Span] = []
    for found in _ARGUMENT.finditer(line, start, end):
        if found[2] == "/":
            continue
        span = unquoted_span(line, found.span(2))
        if found[1]:
            named.setdefault(found[1].lower(), span)
        else:
            words.append(span)
    return named, words
