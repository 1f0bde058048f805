"""Cells of more than a word: beside columns that cannot break they would be a character wide."""

import re

_CELL = re.compile(
    r'(<t[dh])((?:[^<>"]|"[^"]*")*>)(.*?)(?=<t[dh][ >]|</t[dhr]>|</table>)', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_LONG = 12
"""Columns of a typewriter, where a Han character takes two."""


def mark_long_cells(html: str) -> str:
    """Name the cells that need more than the least width.

    Args:
        html: Sanitised, with all tokens put back.
    """
    return _CELL.sub(_named, html) if "<td" in html else html


def _named(found: re.Match[str]) -> str:
    text = _TAG.sub("", found[3]).strip()
    if len(text) + len(_WIDE.findall(text)) <= _LONG or "class=" in found[2]:
        return found[0]
    return f'{found[1]} class="nv-long"{found[2]}{found[3]}'
