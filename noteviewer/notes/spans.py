"""Code spans, formulas and comments in running text: one pass over the marks of each stretch."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from noteviewer.notes.gathered import Region
from noteviewer.notes.lines import QUOTE
from noteviewer.notes.math_spans import (
    display,
    inline,
    is_environment,
    is_formula,
    pair_dollars,
    read_code_formulas,
)
from noteviewer.notes.model import MathSpan

_TOKEN = re.compile(
    r"[`$%<\\](?:(?<=`)`*|(?<=\$)\$?|(?<=%)%|(?<=\\)\\[\[(]"
    r"|(?<=<)(?:!--|(?:pre|code)\b(?=[^<>]{0,200}>)))"
)
"""One set of characters in front lets the search pass over all others three times as fast."""
_QUOTE_MARKS = re.compile(r"\n" + QUOTE.pattern)
_CLOSING_MARKS = {
    "<!--": "-->",
    "%%": "%%",
    "\\\\[": "\\\\]",
    "\\\\(": "\\\\)",
    "<pre": "</pre>",
    "<code": "</code>",
}


@dataclass(slots=True)
class Spans:
    """What is found in running text, by offset."""

    math: list[MathSpan] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    html_code: list[tuple[int, int]] = field(default_factory=list)
    """``<code>`` and ``<pre>`` elements, tags included."""
    ticks: list[tuple[int, int]] = field(default_factory=list)
    """Backticks of code spans that hold formulas beside other text."""


def find_spans(text: str, regions: list[Region], *, is_math_declared: bool) -> Spans:
    """Find formulas, code spans and comments in the given stretches of text.

    Args:
        text: The whole note.
        regions: Stretches that no span crosses, in order.
        is_math_declared: Whether the front matter says that the note has formulas.
    """
    reader = _Reader(text)
    tokens = list(_TOKEN.finditer(text))
    starts = [token.start() for token in tokens]
    has_environments = "\\begin{" in text
    last = 0
    for region in regions if tokens or has_environments else ():
        first = bisect_left(starts, region.start, last)
        last = bisect_left(starts, region.end, first)
        is_bare = (
            has_environments
            and text.startswith("\\begin{", region.start)
            and reader.read_environment(region)
        )
        if first < last and not is_bare:
            reader.read(region, tokens[first:last])
    return reader.finish(is_math_declared=is_math_declared)


@dataclass(frozen=True, slots=True)
class _CodeMath:
    """A code span that holds formulas, if the note means them so."""

    start: int
    end: int
    math: list[MathSpan]
    ticks: list[tuple[int, int]]


class _Reader:
    """Walks the marks of one stretch of text after the other."""

    __slots__ = (
        "absent",
        "dollars",
        "found",
        "region",
        "sure",
        "text",
        "tokens",
        "unsure",
        "uses_inline_double",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Spans()
        self.region = Region(0, 0)
        self.tokens: list[re.Match[str]] = []
        self.dollars: list[tuple[int, list[int]]] = []
        self.uses_inline_double = False
        self.sure: list[_CodeMath] = []
        self.unsure: list[_CodeMath] = []
        self.absent: set[str] = set()
        """Closing marks that the rest of the stretch lacks."""

    def read(self, region: Region, tokens: list[re.Match[str]]) -> None:
        self.region = region
        self.tokens = tokens
        self.absent.clear()
        closers = _next_equals(tokens)
        singles: list[int] = []
        index = 0
        while index < len(tokens):
            mark = tokens[index][0]
            closer = closers[index]
            if mark == "$":
                if not self._is_escaped(tokens[index].start()):
                    singles.append(tokens[index].start())
                index += 1
            elif mark in _CLOSING_MARKS:
                index = self._read_marked(index, _CLOSING_MARKS[mark])
            elif closer is None or self._is_escaped(tokens[index].start()):
                index += 1
            elif mark == "$$":
                index = self._read_formula(index, closer)
            else:
                self._read_code(tokens[index].start(), tokens[closer].end(), len(mark))
                index = closer + 1
        if singles:
            self.dollars.append((region.end, singles))

    def _is_escaped(self, offset: int) -> bool:
        count = 0
        while offset > count and self.text[offset - count - 1] == "\\":
            count += 1
        return count % 2 == 1

    def read_environment(self, region: Region) -> bool:
        content = self.text[region.start : region.end]
        if not is_environment(content):
            return False
        self.found.math.append(display(content.strip(), region.start, region.end))
        return True

    def _read_marked(self, index: int, closing: str) -> int:
        r"""A comment, code as HTML, or ``\\[..\\]``, which kramdown turns into ``\[..\]``."""
        start = self.tokens[index].start()
        first = start + len(self.tokens[index][0])
        last = -1 if closing in self.absent else self.text.find(closing, first, self.region.end)
        if last < 0:
            self.absent.add(closing)
            return index + 1
        if not self.text[first:last].strip():
            return index + 1
        end = last + len(closing)
        if closing[0] == "\\":
            make = display if closing[-1] == "]" else inline
            self.found.math.append(make(self._clean(first, last), start, end))
        elif closing[0] == "<":
            self.found.html_code.append((start, end))
        else:
            self.found.comments.append((start, end))
        while index < len(self.tokens) and self.tokens[index].start() < end:
            index += 1
        return index

    def _read_formula(self, index: int, closer: int) -> int:
        start, end = self.tokens[index].start(), self.tokens[closer].end()
        if not self.text[start + 2 : end - 2].strip():
            return index + 1
        before = self.text[self.region.start : start].strip(" \t>")
        is_display = not before and not self.text[end : self.region.end].strip()
        if not is_display and self._has_own_lines(start, end):
            # In kramdown one line of it is still a part of its paragraph.
            is_display = self.text.find("\n", start, end) > 0
        elif not is_display:
            self.uses_inline_double = True
        make = display if is_display else inline
        self.found.math.append(make(self._clean(start + 2, end - 2), start, end))
        return closer + 1

    def _has_own_lines(self, start: int, end: int) -> bool:
        """Whether a formula shares none of its lines, as below text without a blank line."""
        line = max(self.text.rfind("\n", 0, start) + 1, self.region.start)
        after = self.text[end : self.region.end].partition("\n")[0]
        return not self.text[line:start].strip(" \t>") and not after.strip()

    def _clean(self, start: int, end: int) -> str:
        source = self.text[start:end]
        if self.region.is_quoted and "\n" in source:
            source = _QUOTE_MARKS.sub("\n", source)
        return source.strip()

    def _read_code(self, start: int, end: int, width: int) -> None:
        content = self.text[start + width : end - width]
        if self.region.is_quoted and "\n" in content:
            content = _QUOTE_MARKS.sub("\n", content)
        formulas = read_code_formulas(content)
        is_whole = len(formulas) == 1 and formulas[0].end - formulas[0].start == len(content)
        if not formulas or (not is_whole and len(content) != end - start - 2 * width):
            self.found.code.append((start, end))
            return
        base = start + width
        if is_whole:
            make = display if formulas[0].is_display else inline
            spans = [make(formulas[0].source, start, end)]
        else:
            spans = [inline(f.source, base + f.start, base + f.end) for f in formulas]
        code = _CodeMath(start, end, spans, [] if is_whole else [(start, base), (end - width, end)])
        if any(is_formula(formula.source) for formula in formulas):
            self.sure.append(code)
        else:
            self.unsure.append(code)

    def finish(self, *, is_math_declared: bool) -> Spans:
        r"""Decide what only the whole note shows.

        ``\(a\)`` in a code span is as well a shell pattern; it is a formula where another code span
        of the note is TeX beyond doubt. Single dollars are judged likewise.
        """
        found = self.found
        is_code_math = bool(self.sure) or is_math_declared
        for code in (*self.sure, *(self.unsure if is_code_math else ())):
            found.math += code.math
            found.ticks += code.ticks
        if not is_code_math:
            found.code += ((code.start, code.end) for code in self.unsure)
        if self.dollars and not self.uses_inline_double:
            pairs = pair_dollars(self.text, self.dollars, is_math_declared=is_math_declared)
            found.math += (
                inline(self.text[start + 1 : end].strip(), start, end + 1) for start, end in pairs
            )
        found.math.sort(key=lambda span: span.start)
        found.code.sort()
        found.ticks.sort()
        return found


def _next_equals(tokens: list[re.Match[str]]) -> list[int | None]:
    """For each token, the next one with the same characters."""
    following: dict[str, int] = {}
    result: list[int | None] = [None] * len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        mark = tokens[index][0]
        result[index] = following.get(mark)
        following[mark] = index
    return result
