"""What links point at: ``(destination "title")``, ``[label]: destination``."""

import re
from typing import NamedTuple

from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import LinkDefinition
from noteviewer.notes.text import unescape

_GAP = r"[ \t]*+\n?[ \t]*+"
_TITLE = r""""(?>(?:[^"\\]|\\.)*)"|'(?>(?:[^'\\]|\\.)*)'|“[^”]*+”"""
_ANGLED = r"<(?P<angled>(?>(?:[^<>\n\\]|\\[^\n])*))>"
_TEMPLATE = r"\{\{[^{}\n]*+\}\}"
_SIZE = r"=(?=[\dx])(?P<{}>\d{{0,5}}%?)(?:[x*](?P<{}>\d{{0,5}}%?))?"
_TAIL = (
    rf"(?:{_GAP}{_SIZE.format('width', 'height')}(?=[\s)]))?"
    rf"(?:{_GAP}(?P<title>{_TITLE}))?"
    rf"(?:{_GAP}{_SIZE.format('width2', 'height2')}(?=[\s)]))?{_GAP}\)"
)
_PAIRED = r"\((?>[^()\n\\]|\\.|\((?>[^()\n\\]|\\.)*\))*\)"
_SIMPLE = re.compile(r"\(([^()\s\\<>\"'&“{]++)\)")
_FULL = re.compile(
    rf"\({_GAP}(?:{_ANGLED}"
    rf"|(?P<plain>(?>(?>[^()\s\\]|\\.|{_PAIRED}|\\(?=\))|[ \t]++(?![\"'“]|=[\dx]))*))){_TAIL}",
    re.DOTALL,
)
_WITH_BLANKS = re.compile(rf"\({_GAP}(?P<plain>(?>(?>[^()\n\\]|\\.|{_PAIRED})*))\)")
"""Blanks and quotation marks belong to the destination, as writers who name files so expect."""
_TITLED = re.compile(
    rf"\({_GAP}(?P<plain>(?>(?:[^()\s\\\"<>]|\\.)+))[ \t]++"
    rf"(?:\"(?P<title>[^\n()]*+)(?<=\")|\((?P<paren>(?>(?:[^()\n\\]|\\.)+))\)){_GAP}\)"
)
"""A title with quotation marks in it, or between brackets."""
_LOOSE = re.compile(r"\((?P<plain>[^()\s]*\([^()\n]*\\\)[^()\s]*)\)")
"""``(a(b\\))``: a bracket escaped for one program too many."""
_LABEL_END = re.compile(r"[ \t]?\[([^\[\]\n]{0,200}+)\]")
_DEFINITION = re.compile(
    rf" {{0,3}}\[(?P<label>[^\[\]\n^][^\[\]\n]{{0,200}}+)\]:{_GAP}"
    rf"(?:{_ANGLED}|({_TEMPLATE}\S*+|[^\s<]\S*+))"
    rf"(?:{_GAP}(?P<title>{_TITLE}|\((?>(?:[^()\n\\]|\\.)*)\)))?"
)
_SIGN = re.compile(
    r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_BRACKET_ESCAPE = re.compile(r"\\([()\[\]<>\"' \\])|(&(?:#\w{1,8}|[A-Za-z][A-Za-z0-9]{1,31});)")
"""Where the backslash stays before others."""
_SITE = re.compile(r"\{\{\s*site\.(?:url|baseurl)\s*\}\}")
_UUID = re.compile(r"\(\([0-9a-f-]{36}\)\)")


_ESCAPED_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])")


class Destination(NamedTuple):
    """Where a link leads, and where it ends."""

    target: str
    title: str
    end: int
    """Offset after the closing bracket."""
    width: str = ""
    height: str = ""


def fold_label(label: str) -> str:
    """Labels agree whatever their case, their blanks, and backslashes before their signs."""
    if "\\" in label:
        label = _ESCAPED_SIGN.sub(r"\1", label)
    return " ".join(label.split()).casefold()


def decode_target(written: str, rules: Rules) -> str:
    """Take off backslashes and decode character references, once; ``&copy=1`` stays."""
    if "\\" not in written and "&" not in written and "{" not in written:
        return written
    if "{" in written:
        written = _SITE.sub("", written)
    signs = _BRACKET_ESCAPE if rules.keeps_letter_escapes else _SIGN
    return signs.sub(lambda found: found[1] or unescape(found[2]), written)


def decode_title(written: str) -> str:
    """A title without its quotation marks."""
    return _SIGN.sub(lambda found: found[1] or unescape(found[2]), written[1:-1])


def destination_at(
    text: str, masked: str, start: int, end: int, rules: Rules
) -> Destination | None:
    """Read ``(destination "title" =100x50)``.

    Args:
        text: The leaf's text.
        masked: The same, with code and formulas covered.
        start: Offset of the opening bracket.
        end: Where the text ends for this purpose.
        rules: Of the dialect.
    """
    if found := _SIMPLE.match(masked, start, end):
        return Destination(text[found.start(1) : found.end(1)], "", found.end())
    titled = _TITLED.match(masked, start, end)
    if titled and (titled["paren"] is None or not rules.keeps_letter_escapes):
        name = "title" if titled["paren"] is None else "paren"
        title = text[titled.start(name) - 1 : titled.end(name) + (name == "paren")]
        target = _target(text[titled.start("plain") : titled.end("plain")], rules)
        return Destination(target, decode_title(title), titled.end())
    if found := _FULL.match(masked, start, end):
        name = "plain" if found["angled"] is None else "angled"
        title = decode_title(text[found.start("title") : found.end("title")])
        width = found["width"] or found["width2"] or ""
        height = found["height"] or found["height2"] or ""
        target = _target(text[found.start(name) : found.end(name)], rules)
        return Destination(target, title if found["title"] else "", found.end(), width, height)
    if found := _WITH_BLANKS.match(masked, start, end) or _LOOSE.match(masked, start, end):
        target = _target(text[found.start("plain") : found.end("plain")], rules)
        return Destination(target, "", found.end())
    return None


def _target(written: str, rules: Rules) -> str:
    written = written.strip()
    if written.startswith("(") and written.endswith(")") and not _UUID.fullmatch(written):
        written = written[1:-1].strip()
    return decode_target(written, rules)


def label_at(masked: str, start: int, end: int) -> tuple[str, int] | None:
    """Read ``[label]``; gives what is in it, and the offset behind it."""
    found = _LABEL_END.match(masked, start, end)
    return (found[1], found.end()) if found else None


def read_definition(line: str, rules: Rules | None = None) -> tuple[str, LinkDefinition] | None:
    """Read ``[label]: url "title"``, the title also on a second line.

    Returns:
        The folded label and the definition; None for other lines.
    """
    found = _DEFINITION.match(line)
    if found is None or not found["label"].strip():
        return None
    written = found["angled"] if found["angled"] is not None else found[3]
    title = decode_title(found["title"]) if found["title"] else ""
    target = decode_target(written.strip(), rules or Rules())
    return fold_label(found["label"]), LinkDefinition(target, title)
