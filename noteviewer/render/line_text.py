"""The text of one line of a paragraph: names of blocks, fields, and what would begin a block."""

import re
from html import escape

from noteviewer.render.surroundings import Dialect
from noteviewer.render.tokens import Tokens

_BLOCK_ID = re.compile(r"(?:^|[ \t]|(?<=[\u3001-\u9fff\uff01-\uff60)\]\ufdd5]))(\^[A-Za-z0-9-]+)$")
_MADE_BLOCK_ID = re.compile(r"(?:^|[ \t])(\^[a-f0-9]{6})$")
_FIELD = re.compile(r"([^\W\d][\w-]{0,30})::(?=\s|$)")
_LOOKS_LIKE_BLOCK = re.compile(r"(?:[#>]|\[(?=\^[^\]\s\[]+\]:)|[*+-](?= )|\d+(?=[.)] ))")


def line_text(content: str, dialect: Dialect, tokens: Tokens) -> str:
    """The line as it goes into a paragraph.

    Args:
        content: The line without blanks around it and the marks of its containers.
        dialect: Whose block names and fields are read.
        tokens: Take what Markdown must not touch.
    """
    return _inert(_field(_block_id(content, dialect, tokens), dialect, tokens), tokens)


def _block_id(content: str, dialect: Dialect, tokens: Tokens) -> str:
    """``text ^id``: the mark is not shown, but links lead there."""
    if dialect is Dialect.KRAMDOWN or "^" not in content:
        return content
    # Elsewhere than in Obsidian only a name as Obsidian itself makes them is one.
    pattern = _BLOCK_ID if dialect.is_of_a_vault else _MADE_BLOCK_ID
    if found := pattern.search(content):
        name = tokens.raw(f'<span id="{found[1]}"></span>', found[0])
        return content[: found.start()] + name
    return content


def _field(content: str, dialect: Dialect, tokens: Tokens) -> str:
    """``key:: value``, as Dataview and Logseq read it: the key is shown as a label."""
    if "::" not in content or not dialect.is_of_a_vault:
        return content
    found = _FIELD.match(content)
    if not found:
        return content
    label = f'<span class="nv-key">{escape(found[1])}</span>'
    return tokens.final(label, found[0]) + content[found.end() :]


def _inert(content: str, tokens: Tokens) -> str:
    """The text with a first character that would start a block as a token."""
    if found := _LOOKS_LIKE_BLOCK.match(content):
        return tokens.literal(found[0]) + content[found.end() :]
    return content
