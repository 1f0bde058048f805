"""What text a regular expression cannot do without, so that most sections need not be tried."""

import re

from noteviewer.library.tokens import CHARACTERS

_ITEM = re.compile(
    r"(?:\\(?:[dDwWsSbB]|[^\w\s])"  # a sort of character, or a sign that means itself
    r"|\[\^?\]?(?:\\.|[^\[\]\\])*\]"
    r"|[^\\\[\](){}|?*+])"
    r"(?:[?*+]{1,2}|\{[\d,]+\}[?+]?)?"
)
"""One item and how often it is wanted. Groups and alternatives are none: what they need is hard to
tell."""
_SURE = re.compile(rf"[a-hjl-rt-zA-HJL-RT-Z0-9{CHARACTERS}]")
"""What only stands for itself in either case. Kelvin's sign is a k, the long s is an s, and Turkish
has more letters that are an i."""


def required_text(source: str) -> str:
    """The longest text that every match holds, but for ASCII case; empty where none is certain.

    Args:
        source: A regular expression that ignores case.
    """
    runs = [""]
    at = 0
    while at < len(source):
        item = _ITEM.match(source, at)
        if item is None:
            return ""
        if _SURE.fullmatch(item[0]):
            runs[-1] += item[0]
        else:
            runs.append("")
        at = item.end()
    return max(runs, key=len)
