"""Inline Markdown taken off a short text, as for a heading's title."""

import html
import re

_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])"
)
_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\\?\|([^\[\]]*))?\]\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.{0,200}?-->")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]*)>")
_STARS = re.compile(r"\*{1,3}(?=\S)(.{1,200}?)(?<=\S)\*{1,3}")
_UNDERSCORES = re.compile(r"(?<![^\W_])(_{1,3})(?=\S)(.{1,200}?)(?<=\S)\1(?![^\W_])")
_STRIKE = re.compile(r"~~(.{1,200}?)~~|==(.{1,200}?)==")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,200}?)(?<!`)\1(?!`)")
_FORMULA = re.compile(
    r"\$\$.{1,200}?\$\$|`?\\\(.{1,200}?\\\)`?|(?<!\$)\$[^$\s](?:[^$]*[^$\s])?\$(?!\$)"
)
_MARKED = re.compile(r"[*_`\[\]<\\~=!&]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_EDGES = "\u200b\ufeff \t\u3000"
_LONGEST = 500
"""Characters; a longer heading keeps its marks. With this and the bounds in the patterns nothing
that a note holds can make them run away."""


def plain_text(source: str) -> str:
    """Take Markdown marks off; the source of formulas is kept as written, without backticks."""
    if not source.isprintable():
        source = _CONTROL.sub("", source)
    source = source.strip(_EDGES)
    if not _MARKED.search(source) or len(source) > _LONGEST:
        return source
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\x00{len(kept) - 1}\x00"

    text = _FORMULA.sub(lambda match: keep(match[0].strip("`")), source)
    text = _CODE.sub(lambda match: keep(match[2].strip()), text)
    text = _ESCAPE.sub(lambda match: keep(match[1]), text)
    text = _IMAGE.sub(r"\1", text)
    text = _WIKILINK.sub(lambda match: match[2] or match[1], text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "*" in text:
        text = _STARS.sub(r"\1", text)
    if "_" in text:
        text = _UNDERSCORES.sub(r"\2", text)
    if "~~" in text or "==" in text:
        text = _STRIKE.sub(lambda match: match[1] or match[2], text)
    if "&" in text:
        text = html.unescape(text)
    text = re.sub("\x00(\\d+)\x00", lambda match: kept[int(match[1])], text)
    return text.strip()
