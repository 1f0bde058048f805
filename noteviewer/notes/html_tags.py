"""HTML tags in the text of a note, read without building a tree."""

import re
from html import unescape

TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])"""
    r"""((?>(?:[^<>"'\n]|\n(?![ \t]*\n)|"[^"\n]*+"|'[^'\n]*+')*))>"""
)
"""Groups: ``/`` of a closing tag, name, attributes. A tag ends before a blank line, so that
``v<c`` in one paragraph and ``v>c`` in another are none."""

_ATTRIBUTE = re.compile(
    r"""([A-Za-z_:][-\w:.]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=`]++))"""
)


def read_attributes(written: str) -> dict[str, str]:
    """Read the attributes of a tag; names in lower case, entities undone, the first one wins."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        found.setdefault(match[1].lower(), unescape(match[2] or match[3] or match[4] or ""))
    return found
