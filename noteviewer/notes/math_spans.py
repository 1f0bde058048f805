"""Formulas and code spans in running text (``syntax.md``, section 7).

A formula is cut out before anything else is read: ``$$`` pairs, whole code spans that hold
LaTeX, and single ``$`` pairs in notes that show by their other formulas that they use them.
"""

import re
from dataclasses import dataclass, field

from noteviewer.notes.blocks import Region
from noteviewer.notes.model import MathSpan

_TOKEN = re.compile(r"`+|\$\$|\$|<!--|%%|\\\\[\[(]")
_TEX_SIGN = re.compile(
    r"\\[A-Za-z]+|(?<![A-Za-z])[A-Za-z]['*]?[_^](?:[{\\*]|[A-Za-z0-9+-](?![A-Za-z]))|[)}\]|][_^]|\^\{"
)
_LETTER = re.compile(r"[A-Za-z]$")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TEXT_COMMAND = re.compile(r"\\(?:text|mbox|textrm|textbf|mathrm|operatorname|tag)\*?\{[^{}]*\}")
_CODE_FORMULA = re.compile(
    r"\s*(?:\\\((?P<inline>.*)\\\)|\\\[(?P<display>.*)\\\]|\$\$(?P<dollars>.*)\$\$)\s*", re.DOTALL
)
_CODE_PART = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\\begin\{([A-Za-z]+\*?)\}.*\\end\{\1\}\s*", re.DOTALL)
_QUOTE_MARKS = re.compile(r"\n(?:[ ]{0,3}>[ ]?)+")


@dataclass(slots=True)
class Spans:
    """What is found in running text."""

    math: list[MathSpan] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    dollars: list[tuple[Region, list[int]]] = field(default_factory=list)
    """Single dollars by region, not yet paired."""
    uses_inline_double: bool = False


def find_spans(text: str, regions: list[Region], *, is_math_declared: bool) -> Spans:
    """Find formulas, code spans and comments in the given stretches of text.

    Args:
        text: The whole note.
        regions: Stretches that no span crosses.
        is_math_declared: Whether the front matter says that the note has formulas.
    """
    spans = Spans()
    for region in regions:
        tokens = list(_TOKEN.finditer(text, region.start, region.end))
        if tokens:
            _read_region(text, region, tokens, spans)
        elif text.startswith("\\begin{", region.start):
            _read_bare_environment(text, region, spans)
    if spans.dollars and not spans.uses_inline_double:
        _pair_dollars(text, spans, is_math_declared=is_math_declared)
    spans.math.sort(key=lambda span: span.start)
    return spans


def _read_region(text: str, region: Region, tokens: list[re.Match[str]], spans: Spans) -> None:
    closers = _next_equals(tokens)
    singles: list[int] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        mark = token[0]
        start = token.start()
        after = index + 1
        if mark == "$":
            if not _is_escaped(text, start):
                singles.append(start)
        elif mark[0] == "<" or mark[0] == "%":
            after = _read_comment(text, region, tokens, index, spans)
        elif mark[0] == "`":
            if not _is_escaped(text, start) and (closer := closers[index]) is not None:
                _read_code_span(text, region, start, tokens[closer].end(), spans)
                after = closer + 1
        elif mark == "$$":
            closer = closers[index]
            if closer is not None and not _is_escaped(text, start):
                end = tokens[closer].end()
                if text[start + 2 : end - 2].strip():
                    _add_math(text, region, start, end, spans)
                    after = closer + 1
        else:
            after = _read_escaped_formula(text, region, tokens, index, spans)
        index = after
    if singles:
        spans.dollars.append((region, singles))


def _next_equals(tokens: list[re.Match[str]]) -> list[int | None]:
    """For each token, the next one with the same characters."""
    following: dict[str, int] = {}
    result: list[int | None] = [None] * len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        mark = tokens[index][0]
        result[index] = following.get(mark)
        following[mark] = index
    return result


def _is_escaped(text: str, offset: int) -> bool:
    count = 0
    while offset > count and text[offset - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _read_comment(
    text: str, region: Region, tokens: list[re.Match[str]], index: int, spans: Spans
) -> int:
    start = tokens[index].start()
    closing = "-->" if tokens[index][0] == "<!--" else "%%"
    end = text.find(closing, start + 2, region.end)
    if end < 0:
        return index + 1
    end += len(closing)
    spans.comments.append((start, end))
    return _first_from(tokens, index + 1, end)


def _first_from(tokens: list[re.Match[str]], index: int, offset: int) -> int:
    while index < len(tokens) and tokens[index].start() < offset:
        index += 1
    return index


def _read_escaped_formula(
    text: str, region: Region, tokens: list[re.Match[str]], index: int, spans: Spans
) -> int:
    r"""``\\[..\\]``, which kramdown turns into ``\[..\]``."""
    start = tokens[index].start()
    closing = "\\\\]" if tokens[index][0][-1] == "[" else "\\\\)"
    end = text.find(closing, start + 3, region.end)
    if end < 0 or not text[start + 3 : end].strip():
        return index + 1
    source = _clean(text[start + 3 : end], region)
    spans.math.append(MathSpan(source, closing[-1] == "]", start, end + 3))
    return _first_from(tokens, index + 1, end + 3)


def _add_math(text: str, region: Region, start: int, end: int, spans: Spans) -> None:
    is_display = not text[region.start : start].strip(" \t>") and not text[end : region.end].strip()
    if not is_display:
        spans.uses_inline_double = True
    spans.math.append(MathSpan(_clean(text[start + 2 : end - 2], region), is_display, start, end))


def _clean(source: str, region: Region) -> str:
    if region.is_quoted and "\n" in source:
        source = _QUOTE_MARKS.sub("\n", source)
    return source.strip()


def _read_code_span(text: str, region: Region, start: int, end: int, spans: Spans) -> None:
    content = text[start:end].strip("`")
    formula = _read_code_formula(_clean(content, region))
    if formula is None:
        spans.code.append((start, end))
        return
    source, is_display = formula
    spans.math.append(MathSpan(source, is_display, start, end))


def _read_code_formula(content: str) -> tuple[str, bool] | None:
    """The formula that fills a code span, and whether it stands on its own line."""
    if not content or content[0] not in "\\$":
        return None
    if match := _CODE_FORMULA.fullmatch(content):
        source = next(group for group in match.groups() if group is not None)
        is_one = "\\)" not in source and "$$" not in source
        if source.strip() and is_one and (match["dollars"] is None or _TEX_SIGN.search(source)):
            return source.strip(), match["inline"] is None
    if _ENVIRONMENT.fullmatch(content):
        return content, True
    if content[0] == "$" == content[-1] and len(content) > 2:
        source = content[1:-1]
        is_tex = _TEX_SIGN.search(source) or _LETTER.match(source)
        if "$" not in source and is_tex and source[0] != " " and source[-1] != " ":
            return source, False
    return None


def _read_bare_environment(text: str, region: Region, spans: Spans) -> None:
    content = text[region.start : region.end]
    if _ENVIRONMENT.fullmatch(content):
        spans.math.append(
            MathSpan(content.strip(), is_display=True, start=region.start, end=region.end)
        )


def _pair_dollars(text: str, spans: Spans, *, is_math_declared: bool) -> None:
    pairs: list[tuple[Region, int, int]] = []
    for region, dollars in spans.dollars:
        opening: int | None = None
        for offset in dollars:
            if opening is not None and _can_close(text, opening, offset):
                pairs.append((region, opening, offset))
                opening = None
            elif _can_open(text, offset, region.end):
                opening = offset
    sources = [text[start + 1 : end] for _, start, end in pairs]
    if not is_math_declared and not any(map(_is_tex, sources)):
        return
    for (region, start, end), source in zip(pairs, sources, strict=True):
        spans.math.append(
            MathSpan(_clean(source, region), is_display=False, start=start, end=end + 1)
        )


def _can_open(text: str, offset: int, limit: int) -> bool:
    return offset + 1 < limit and not text[offset + 1].isspace()


def _can_close(text: str, opening: int, offset: int) -> bool:
    before = text[offset - 1]
    after = text[offset + 1 : offset + 2]
    if offset - opening < 2 or before.isspace() or (after.isascii() and after.isalnum()):
        return False
    source = text[opening + 1 : offset]
    return not _HAN.search(_TEXT_COMMAND.sub("", source))


def _is_tex(source: str) -> bool:
    return bool(_TEX_SIGN.search(source) or _LETTER.match(source))
