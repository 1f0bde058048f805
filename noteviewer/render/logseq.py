"""What only Logseq writes: macros in braces, and boxes between ``#+`` lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from noteviewer.render.cut import Line

_BOX = re.compile(r"([ \t]*(?:[-*+][ \t]+)?)#\+BEGIN_([A-Z]+)[ \t]*(.*)", re.IGNORECASE)
_BOX_END = re.compile(r"[ \t]*#\+END_([A-Z]+)[ \t]*$", re.IGNORECASE)
_CALLOUTS = frozenset({"NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING", "PINNED"})
_QUOTES = frozenset({"QUOTE", "CENTER", "VERSE"})
_MACRO = re.compile(r"\{\{\s*([\w-]+)\s*(.*?)\s*\}\}")
_QUIET = frozenset({
    "query", "namespace", "cards", "renderer", "function", "youtube-timestamp", "query-table",
    "zotero-imported-file", "zotero-linked-file",
})  # fmt: skip
_MEDIA = frozenset({"video", "youtube", "bilibili", "vimeo", "tweet", "twitter"})


@dataclass(frozen=True, slots=True)
class Macro:
    """``{{name argument}}``, of a kind that is known."""

    kind: str
    """``embed``, ``cloze``, ``media`` or ``quiet``: what only Logseq itself can work out."""
    argument: str


def read_macro(mark: str) -> Macro | None:
    """Read a macro; None for one that the writer has made, or another program's braces."""
    found = _MACRO.fullmatch(mark)
    name = found[1].lower() if found else ""
    if found is None or name in _QUIET:
        return Macro("quiet", mark) if found else None
    if name in _MEDIA:
        return Macro("media", found[2])
    if name == "cloze":
        return Macro(name, re.split(r"\\\\?", found[2], maxsplit=1)[0].strip())
    return Macro(name, found[2]) if name == "embed" else None


def with_boxes(lines: Sequence[Line]) -> list[Line]:
    """Boxes as callouts, or as quotations; one that is never closed stays as it is."""
    ends = {found[1].upper(): i for i, line in enumerate(lines) if (found := _end_of_box(line))}
    written: list[Line] = []
    name, column = "", 0
    for index, line in enumerate(lines):
        closing = _end_of_box(line) if name else None
        if closing and closing[1].upper() == name:
            name = ""
            written.append(replace(line, text=""))
        elif name:
            written.append(_quoted(line, column))
        elif ends and (found := _BOX.match(line.text)) and index < ends.get(_kind(found), 0):
            name, lead = _kind(found), found[1].expandtabs(4)
            column = len(lead)
            title = f"[!{name.lower()}] {found[3]}" if name in _CALLOUTS else found[3]
            written.append(replace(line, text=f"{lead}> {title}".rstrip()))
        else:
            written.append(line)
    return written


def _kind(found: re.Match[str]) -> str:
    name = found[2].upper()
    return name if name in _CALLOUTS | _QUOTES else ""


def _end_of_box(line: Line) -> re.Match[str] | None:
    return _BOX_END.match(line.text) if "#+" in line.text else None


def _quoted(line: Line, column: int) -> Line:
    text = line.text.expandtabs(4)
    return replace(line, text=f"{' ' * column}> {text[min(_indent(text), column) :]}")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
