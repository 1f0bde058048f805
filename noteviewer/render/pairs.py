"""``**bold**``, ``==marked==`` and ``~~struck out~~``, whatever letters stand beside the marks.

CommonMark's rule for what may open and close asks for blanks that Chinese does not write:
``**重点：**后`` stays as it is written there. kramdown and Obsidian pair them, and so does this.
"""

import re

from noteviewer.render.tokens import Tokens

PAIRED = r"(?<!\*)(?:\*\*|\*{4})(?!\*)|(?<!=)==(?!=)|(?<!~)~~(?!~)"
"""Pattern of what `Pairs.take` takes."""
_TAGS = {"**": "strong", "==": "mark", "~~": "del"}


class Pairs:
    """The open marks of one run of text."""

    __slots__ = ("_has_highlight_marks", "_out", "_starts", "_tokens")

    def __init__(self, tokens: Tokens, out: list[str], *, has_highlight_marks: bool) -> None:
        """Write marks to ``out``, and turn them into tags there once they are closed."""
        self._tokens = tokens
        self._out = out
        self._has_highlight_marks = has_highlight_marks
        self._starts: dict[str, int] = {}
        """Where in the output the open mark of a kind stands."""

    def reset(self) -> None:
        """A new item, quote or cell begins: nothing reaches over it."""
        self._starts.clear()

    def forget(self, length: int) -> None:
        """The output was cut to this length: nothing is open behind it."""
        self._starts = {mark: at for mark, at in self._starts.items() if at < length}

    def take(self, found: re.Match[str]) -> None:
        """Handle one mark, which opens, closes or is text."""
        mark = found[0][:2]
        before = found.string[found.start() - 1 : found.start()]
        after = found.string[found.end() : found.end() + 1]
        if mark == "==" and not (self._has_highlight_marks and _is_mark(before, after)):
            self._out.append(mark)
            return
        count = len(found[0]) // 2
        start = self._starts.get(mark)
        if start is not None and before.strip():
            tag = _TAGS[mark]
            self._out[start] = self._tokens.raw(f"<{tag}>")
            self._out.append(self._tokens.raw(f"</{tag}>"))
            del self._starts[mark]
            count -= 1
        if count and after.strip():
            self._starts[mark] = len(self._out) + count - 1
        self._out += [mark] * count


def _is_mark(before: str, after: str) -> bool:
    """``a==b`` is a comparison."""
    return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())
