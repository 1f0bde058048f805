"""Emphasis and other paired marks: runs of delimiters become nodes around what they enclose.

The algorithm is that of the CommonMark specification's appendix, with its rule of what may open
and close made fit for text without blanks: beside Chinese, Japanese or Korean characters and
punctuation any run may do both (``**重点：**后``, ``x**（甲）**``). What is left of the stars
after that is paired as kramdown and Obsidian pair it, by blanks alone (``**Note:**text``).
"""

import unicodedata
from collections.abc import Iterable, Sequence

from noteviewer.notes.syntax.tree import Inline, InlineKind

_MOST_OPEN = 12
"""Runs that wait for their end; the first of more are text. Bounds time and depth."""
_LONGEST_RUN = 6
_KINDS = {
    "~": InlineKind.STRIKE,
    "=": InlineKind.MARK,
    "+": InlineKind.INSERTED,
    "^": InlineKind.INSERTED,
}
"""Of marks that are always two characters."""
_CLOSING = frozenset(")]}\"'")
_WIDE_QUOTES = frozenset("“”‘’—…·")


class Delimiters:
    """A run of delimiters that is not paired yet."""

    __slots__ = ("can_close", "can_open", "char", "end", "is_loose", "length", "loosely", "start")

    def __init__(
        self,
        char: str,
        start: int,
        end: int,
        *,
        can_open: bool,
        can_close: bool,
        loosely: tuple[bool, bool],
    ) -> None:
        self.char = char
        self.start = start
        self.end = end
        self.length = end - start
        self.can_open = can_open
        self.can_close = can_close
        self.loosely = loosely
        """Whether it can open, and close, where only blanks count."""
        self.is_loose = False


Item = Inline | Delimiters


def read_delimiters(text: str, start: int, end: int) -> Delimiters | None:
    """Read the run of one character at an offset; None where it can be nothing but text."""
    char = text[start]
    length = end - start
    before, after = text[start - 1] if start else " ", text[end] if end < len(text) else " "
    if char == "_" and before.isalnum() and after.isalnum():
        return None
    is_blank_before = before.isspace()
    is_open, is_close = loosely = not after.isspace(), not is_blank_before
    if length > _LONGEST_RUN or not (is_open or is_close):
        return None
    if char in "*_":
        is_open, is_close = _flanking(char, before, after)
    elif length != 2:
        return None
    elif char == "=":
        # ``a==b`` and ``f(x)==1`` are comparisons.
        is_open = is_open and not (_is_latin(before) or before in _CLOSING)
    if length == 1:
        # Single stars have other uses, such as names of files.
        loosely = is_blank_before and (after.isalnum() or _is_wide(after)), not is_blank_before
    return Delimiters(char, start, end, can_open=is_open, can_close=is_close, loosely=loosely)


def _flanking(char: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of stars or underscores can open, and whether it can close."""
    if before.isalnum() and after.isalnum():
        return True, True
    is_blank_before, is_blank_after = before.isspace(), after.isspace()
    is_mark_before, is_mark_after = _is_punctuation(before), _is_punctuation(after)
    is_wide_before, is_wide_after = _is_wide(before), _is_wide(after)
    is_left = not is_blank_after and (
        not is_mark_after or is_wide_after or is_blank_before or is_mark_before or is_wide_before
    )
    is_right = not is_blank_before and (
        not is_mark_before or is_wide_before or is_blank_after or is_mark_after or is_wide_after
    )
    if char == "*":
        return is_left, is_right
    return is_left and (not is_right or is_mark_before), is_right and (not is_left or is_mark_after)


def _is_punctuation(char: str) -> bool:
    if char.isalnum() or char.isspace():
        return False
    return unicodedata.category(char)[0] in "PS"


def _is_wide(char: str) -> bool:
    return (char >= "\u1100" and unicodedata.east_asian_width(char) in "WF") or char in _WIDE_QUOTES


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def nest(items: Sequence[Item], start: int, end: int) -> tuple[Inline, ...]:
    """Pair the delimiters among items, and put text between all nodes.

    Args:
        items: In order; delimiters without a partner become text.
        start: Where the text begins that the items stand in.
        end: Where it ends.
    """
    if all(type(item) is Inline for item in items):
        return fill(items, start, end)
    paired = _pair(items)
    rest = [item for item in paired if _is_left_over(item)]
    if len(rest) > 1:
        for item in rest:
            _loosen(item)
        paired = _pair(paired)
    return fill(paired, start, end)


def fill(items: Iterable[Item], start: int, end: int) -> tuple[Inline, ...]:
    """The nodes among items, with text between them."""
    nodes: list[Inline] = []
    position = start
    for item in items:
        if isinstance(item, Delimiters):
            continue
        if item.start > position:
            nodes.append(Inline(InlineKind.TEXT, position, item.start))
        nodes.append(item)
        position = item.end
    if position < end:
        nodes.append(Inline(InlineKind.TEXT, position, end))
    return tuple(nodes)


def _is_left_over(item: Item) -> bool:
    return isinstance(item, Delimiters) and item.char == "*" and item.end - item.start <= 2


def _loosen(item: Item) -> None:
    if isinstance(item, Delimiters):
        item.is_loose = True
        item.can_open, item.can_close = item.loosely


def _pair(items: Sequence[Item]) -> list[Item]:
    out: list[Item] = []
    opened: list[tuple[Delimiters, int]] = []
    for item in items:
        if isinstance(item, Delimiters):
            if item.can_close:
                _close(item, out, opened)
            if item.start == item.end:
                continue
            if item.can_open:
                opened.append((item, len(out)))
                if len(opened) > _MOST_OPEN:
                    del opened[0]
        out.append(item)
    return out


def _close(closer: Delimiters, out: list[Item], opened: list[tuple[Delimiters, int]]) -> None:
    """Pair a run with those before it, as far as it goes."""
    while closer.start < closer.end:
        place = len(opened) - 1
        while place >= 0 and not _fit(opened[place][0], closer):
            place -= 1
        if place < 0:
            return
        opener, index = opened[place]
        count = min(2, opener.end - opener.start, closer.end - closer.start)
        children = fill(out[index + 1 :], opener.end, closer.start)
        opener.end -= count
        closer.start += count
        kind = _KINDS.get(opener.char)
        if kind is None:
            kind = InlineKind.STRONG if count == 2 else InlineKind.EM
        is_used_up = opener.start == opener.end
        del out[index + (not is_used_up) :], opened[place + (not is_used_up) :]
        out.append(Inline(kind, opener.end, closer.start, "", "", children))


def _fit(opener: Delimiters, closer: Delimiters) -> bool:
    if opener.char != closer.char:
        return False
    if opener.is_loose or closer.is_loose:
        is_equal = opener.end - opener.start == closer.end - closer.start
        return is_equal and opener.is_loose and closer.is_loose
    if opener.char not in "*_" or not (opener.can_close or closer.can_open):
        return True
    if not (opener.length % 2 or closer.length % 2):
        # ``**a****b**`` are two.
        return True
    return (opener.length + closer.length) % 3 != 0 or not (opener.length % 3 or closer.length % 3)
