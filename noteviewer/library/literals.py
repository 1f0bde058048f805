"""What text a regular expression cannot do without, so that most sections need not be tried."""

import re

from noteviewer.library.tokens import CHARACTERS

_ITEM = re.compile(
    r"(?:\\(?:[dDwWsSbB]|[^\w\s])"  # a sort of character, or a sign that means itself
    r"|\[\^?\]?(?:\\.|[^\[\]\\])*\]"
    r"|\((?:\?:|(?![?*]))[^()\[\]\\]*\)"
    r"|[^\\\[\](){}|?*+])"
    r"(?:[?*+]{1,2}|\{[\d,]+\}[?+]?)?"
    r"|\|"
)
"""One item and how often it is wanted, or what parts alternatives. What is needed of a group, and
of what is none of these, is hard to tell."""
_MOST = 8
"""Alternatives for which looking for each is still less than trying the expression."""
_SURE = re.compile(rf"[a-hjl-rt-zA-HJL-RT-Z0-9{CHARACTERS}]")
"""What only stands for itself in either case. Kelvin's sign is a k, the long s is an s, and Turkish
has more letters that are an i."""


def required_texts(source: str) -> tuple[str, ...]:
    """Texts of which every match holds one, but for ASCII case; none where none is certain.

    Args:
        source: A regular expression that ignores case.
    """
    alternatives = [[""]]
    at = 0
    while at < len(source):
        item = _ITEM.match(source, at)
        if item is None:
            return ()
        if item[0] == "|":
            alternatives.append([""])
        elif _SURE.fullmatch(item[0]):
            alternatives[-1][-1] += item[0]
        else:
            alternatives[-1].append("")
        at = item.end()
    longest = tuple(max(runs, key=len) for runs in alternatives)
    return longest if all(longest) and len(longest) <= _MOST else ()
