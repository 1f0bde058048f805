"""Emphasis in Chinese: dots below the characters, never slanted ones.

No Chinese typeface has italics, and what engines make of them by shearing is no emphasis in Chinese
print: it has dots below the characters for words, and another typeface for whole passages (W3C,
"Requirements for Chinese Text Layout"). Latin words in the same emphasis stay italic.
"""

import re

_PART = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
_OPENING = re.compile(r"<(em|i)[ >]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_RUN = re.compile(
    r"(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|(?P<upright>[\u3000-\u33ff\uff01-\uff5e“”‘’…—·]+)"
)
"""Characters, each as wide as high, and what stands between them."""
_LONGEST_WORD = 24
"""Characters; what is longer is a passage."""
_LONGEST_ALONE = 6
"""A paragraph that is all emphasis is a caption or a remark, unless it is very short."""


def mark_han_emphasis(html: str) -> str:
    """Name the runs of Han characters within emphasis, and emphasis that is a whole passage.

    Args:
        html: Sanitised, with all tokens put back.
    """
    if not _OPENING.search(html):
        return html
    parts = _PART.split(html)
    # Text at even places, tags at odd ones.
    opened: list[int] = []
    for index in range(1, len(parts), 2):
        tag = parts[index]
        if _OPENING.match(tag):
            opened.append(index)
        elif tag in ("</em>", "</i>") and opened:
            start = opened.pop()
            if not opened:
                _mark(parts, start, index)
    return "".join(parts)


def _mark(parts: list[str], start: int, end: int) -> None:
    text = "".join(parts[start + 1 : end : 2])
    count = len(_HAN.findall(text))
    if not count or '<span class="nv-han">' in parts[start + 1 : end]:
        # The second is of an embedded note, which has been through this.
        return
    for index in range(start + 1, end, 2):
        parts[index] = _RUN.sub(_named, parts[index])
    is_paragraph = parts[start - 2].startswith("<p") and parts[end + 2 : end + 3] == ["</p>"]
    is_alone = is_paragraph and not (parts[start - 1] + parts[end + 1]).strip()
    if count > (_LONGEST_ALONE if is_alone else _LONGEST_WORD):
        parts[start] = f'{parts[start][:-1]} class="nv-passage">'


def _named(found: re.Match[str]) -> str:
    return f'<span class="nv-{found.lastgroup}">{found[0]}</span>'
