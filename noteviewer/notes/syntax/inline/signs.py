"""Where the inline pass stops: the characters that can begin a mark, with what must follow them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from noteviewer.notes.syntax.dialect import Rules


@lru_cache(maxsize=64)
def signs_of(rules: Rules) -> re.Pattern[str]:
    """What may begin a mark in a dialect; a text without holds none."""
    signs = {
        "*": r"\**",
        "_": "_*",
        "~": "~*" if rules.has_scripts else "~+",
        ":": "//",
        "@": r"(?=\[|[A-Za-z0-9])",
        "w": r"ww\.",
        "W": r"WW\.",
        "!": r"\[",
        "(": r"\(",
    }
    if rules.has_highlights:
        signs["="] = "=+"
    if rules.has_emoji_names:
        signs[":"] += r"|(?=[A-Za-z0-9_+\\-]{1,60}:)"
    if rules.has_fields:
        signs[":"] += r"|:(?=\s|\Z)"
    if rules.has_inserted:
        signs["+"] = r"\++"
        signs["^"] = r"\^*"
    return _pattern("\\<[]《{&\n^", signs)


def _pattern(simple: str, signs: Mapping[str, str]) -> re.Pattern[str]:
    """Pattern of signs: single ones, and those with what must follow.

    One set of characters in front lets the search pass over all others several times as fast.
    """
    first = "".join(map(re.escape, {**dict.fromkeys(simple), **signs}))
    alone = "".join(map(re.escape, (char for char in simple if char not in signs)))
    longer = (f"(?<={re.escape(char)})(?:{rest})" for char, rest in signs.items())
    return re.compile("|".join([f"[{first}](?:(?<=[{alone}])", *longer]) + ")")


HTML_SIGNS = _pattern("<&\n{", {":": "//", "@": "(?=[A-Za-z0-9])", "w": r"ww\.", "W": r"WW\."})
"""In blocks of HTML."""
