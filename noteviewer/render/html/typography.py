"""What typography needs named: emphasis in Han, long cells, punctuation beside a formula.

No Chinese typeface has italics, and what engines make of them by shearing is no emphasis in Chinese
print: it has dots below the characters for words, and another typeface for whole passages (W3C,
"Requirements for Chinese Text Layout"). Latin words in the same emphasis stay italic.
"""

import re

from noteviewer.render.elements import Element, SubElement, new

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_RUN = re.compile(
    r"(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|(?P<upright>[\u3000-\u33ff\uff01-\uff5e“”‘’…—·]+)"
)
"""Characters, each as wide as high, and what stands between them."""
_LONGEST_WORD = 24
"""Characters; what is longer is a passage."""
_LONGEST_ALONE = 6
"""A paragraph that is all emphasis is a caption or a remark, unless it is very short."""
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_LONG_CELL = 12
"""Columns of a typewriter, where a Han character takes two."""

_FORMULA = '<span class="nv-math nv-inline'
_CLOSING = ",.;:!?)]}%，。、；：！？）］｝」』】〉》”’…"
_OPENING = "([{（［｛「『【〈《“‘"
_MOST_MARKS = 3


def keep_marks(parent: Element) -> None:
    """Let formulas stay on one line with the marks of punctuation that hold on to them.

    A web engine takes a formula for a picture, on both sides of which a line may end.

    Args:
        parent: The element that holds the formulas.
    """
    for index, child in enumerate(list(parent)):
        if not (child.text or "").startswith(_FORMULA):
            continue
        before = parent[index - 1].tail if index else parent.text
        before, after = before or "", child.tail or ""
        opening = before[len(before.rstrip(_OPENING)) :][-_MOST_MARKS:]
        closing = after[: len(after) - len(after.lstrip(_CLOSING))][:_MOST_MARKS]
        if not (opening or closing):
            continue
        kept = new("span", opening, class_="nv-keep")
        parent[index] = kept
        kept.append(child)
        kept.tail, child.tail = after[len(closing) :], closing
        rest = before[: len(before) - len(opening)]
        if index:
            parent[index - 1].tail = rest
        else:
            parent.text = rest


def mark_han(emphasis: Element, *, is_alone: bool) -> None:
    """Name the runs of Han characters within emphasis, and emphasis that is a whole passage.

    Args:
        emphasis: The element, with all that it holds.
        is_alone: Whether it is all of a paragraph.
    """
    count = len(_HAN.findall("".join(emphasis.itertext())))
    if not count:
        return
    _name_runs(emphasis)
    if count > (_LONGEST_ALONE if is_alone else _LONGEST_WORD):
        emphasis.set("class", "nv-passage")


def _name_runs(element: Element) -> None:
    children = list(element)
    for child in children:
        element.remove(child)
    text, element.text = element.text or "", None
    _add_named(element, text)
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag not in ("code", "em"):
            _name_runs(child)
        element.append(child)
        _add_named(element, tail)


def _add_named(parent: Element, text: str) -> None:
    position = 0
    for found in _RUN.finditer(text):
        _add_plain(parent, text[position : found.start()])
        SubElement(parent, "span", {"class": f"nv-{found.lastgroup}"}).text = found[0]
        position = found.end()
    _add_plain(parent, text[position:])


def _add_plain(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def is_long(text: str) -> bool:
    """Whether a cell needs more than the least width, lest it be a character wide."""
    text = text.strip()
    return len(text) + len(_WIDE.findall(text)) > _LONG_CELL
