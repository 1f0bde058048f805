"""Where a match stands that the page does not show as running text.

Read from the source by its signs, without a parser: a hit tells it as a help, and what looks like
running text is taken for it.
"""

import re

from noteviewer.library.rows import HiddenPlace
from noteviewer.library.search.snippets import MarkFinder

_PLACES = re.compile(
    r"""
      ^[ \t>]{0,20}(?P<fence>`{3,}|~{3,})(?P<code>(?s:.*?))(?:^[ \t>]{0,20}(?P=fence)|\Z)
    | \$\$(?P<display>[^$]{1,2000})\$\$
    | \$(?P<formula>[^$\n]{1,300})\$
    | (?P<comment><!--(?s:.{0,1000}?)-->)
    | !\[(?P<alt>[^\[\]\n]{0,500})\](?=\()
    | \]\((?P<target>[^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?)\)
    | (?P<url>(?:https?|ftp)://[^\s<>"']{1,2000}|mailto:[^\s<>"']{1,200})
    | (?P<tag></?[a-zA-Z][^<>\n]{0,1000}>)
    """,
    re.MULTILINE | re.VERBOSE,
)
"""Bounded, so that no beginning without its end is looked for through the whole text."""
_KINDS = {
    "code": HiddenPlace.CODE,
    "display": HiddenPlace.FORMULA,
    "formula": HiddenPlace.FORMULA,
    "comment": HiddenPlace.MARKUP,
    "alt": HiddenPlace.ALT,
    "target": HiddenPlace.ADDRESS,
    "url": HiddenPlace.ADDRESS,
    "tag": HiddenPlace.MARKUP,
}


def hidden_place(text: str, shown: str, finder: MarkFinder) -> HiddenPlace | None:
    """Where matches stand that none of the running text holds; None where some does.

    Args:
        text: Source of a section.
        shown: What the page shows of it, where that is known.
        finder: Finds the matches.
    """
    if any(finder.first(_PLACES.sub("|", running)) >= 0 for running in (text, shown)):
        return None
    for found in _PLACES.finditer(text):
        name = found.lastgroup or ""
        if name in _KINDS and finder.first(found[0]) >= 0:
            return _KINDS[name]
    return None
