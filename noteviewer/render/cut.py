"""First step of a page: what a scan found by offset becomes tokens, and lines keep their number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from noteviewer.notes.document import Block, BlockKind, Document
from noteviewer.notes.lines import skip_blanks
from noteviewer.notes.model import CodeBlock, MathSpan, Problem
from noteviewer.render.code import code_block
from noteviewer.render.formulas import draw_formulas
from noteviewer.render.named_blocks import names_of
from noteviewer.render.raw_html import raw_block
from noteviewer.render.surroundings import Dialect
from noteviewer.render.tokens import SWALLOWED, Tokens
from noteviewer.render.wording import Wording

_CONTAINERS = re.compile(r"(?:[ \t]*>)*[ \t]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]+)*")
_FENCE = re.compile(r"(`{3,}|~{3,}|#\+BEGIN_|\{%)", re.IGNORECASE)
_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_EQUATION_REFERENCE = re.compile(r"\\(?:eq)?ref\{([^{}\n]+)\}")
_ESCAPED = re.compile(r"\\(\\(?=[{}])|[*|_])")
_SINGLE_DOLLAR = re.compile(r"\$(?!\$)")
_HTML_FORMULA = re.compile(r"\\\(([^\n<>]{1,500}?)\\\)")
_SPAN_BLANKS = re.compile(r"\s*\n[\s>]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the note after cutting."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class CutText:
    """The note with code, formulas and HTML blocks as tokens."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    token: str
    """What takes its place."""
    is_html: bool = False
    """A block of HTML, which is judged with what is cut out of it."""


def cut(document: Document, tokens: Tokens, wording: Wording, dialect: Dialect) -> CutText:
    """Take out of a note what Markdown must not see."""
    text = document.text
    spans = [_Span(0, document.line_starts[document.front_matter.end], "")]
    spans += _blocks(document, tokens, wording)
    math = [*_read(document, dialect), *_equation_references(document), *_html_formulas(document)]
    numbers = [document.line_at(formula.start) for formula in math]
    formulas = draw_formulas(math, numbers, wording.formulas)
    for span, formula in zip(math, formulas, strict=True):
        source = text[span.start : span.end]
        spans.append(_Span(span.start, span.end, tokens.final(formula.html, source)))
    for start, end in document.code_spans:
        spans.append(_Span(start, end, _code_span(text[start:end], tokens, dialect)))
    for start, end in document.comments:
        spans.append(_Span(start, end, _block_name(text[start:end], tokens)))
    spans += (_Span(start, end, "") for start, end in document.ticks)
    spans.sort(key=lambda span: (span.start, -span.end))
    problems = tuple(formula.problem for formula in formulas if formula.problem)
    return CutText(
        tuple(_numbered(_substitute(text, spans, tokens, wording.embedded_media))), problems
    )


def _blocks(document: Document, tokens: Tokens, wording: Wording) -> list[_Span]:
    spans = []
    code = {block.line: block for block in document.code}
    starts = document.line_starts
    for block in document.blocks:
        start, end = starts[block.start], starts[min(block.end, len(document.lines))]
        match block.kind:
            case BlockKind.FENCE | BlockKind.INDENTED:
                prefix = _prefix(document.lines[block.start], block)
                known = code.get(block.start, CodeBlock("", block.start, block.end))
                token = _code(document, known, prefix, tokens, wording)
                spans.append(_Span(start + len(prefix), end, token))
            case BlockKind.HTML:
                prefix = _prefix(document.lines[block.start], block)
                spans.append(_Span(start + len(prefix), end, "", is_html=True))
            case BlockKind.TOC | BlockKind.COMMENT:
                spans.append(_Span(start, end, ""))
            case _:
                pass
    return spans


def _block_name(comment: str, tokens: Tokens) -> str:
    """A place for links to lead to, where the hidden line names a block of Logseq's."""
    return "".join(tokens.raw(f'<span id="{name}"></span>') for name in names_of(comment))


def _read(document: Document, dialect: Dialect) -> Sequence[MathSpan]:
    """The formulas, without the backslashes that kramdown takes off between single dollars."""
    if dialect is not Dialect.KRAMDOWN:
        return document.math
    return [
        replace(span, source=_ESCAPED.sub(r"\1", span.source))
        if _SINGLE_DOLLAR.match(document.text, span.start)
        else span
        for span in document.math
    ]


def _html_formulas(document: Document) -> list[MathSpan]:
    r"""``\(x\)`` in blocks of HTML, which MathJax draws, in notes that have other formulas."""
    if not document.math:
        return []
    starts = document.line_starts
    return [
        MathSpan(found[1], is_display=False, start=found.start(), end=found.end())
        for block in document.blocks
        if block.kind is BlockKind.HTML
        for found in _HTML_FORMULA.finditer(
            document.masked, starts[block.start], starts[min(block.end, len(document.lines))]
        )
    ]


def _equation_references(document: Document) -> list[MathSpan]:
    r"""``\eqref{x}`` in running text, as MathJax reads it, where a formula has that label."""
    labels = {label for span in document.math for label in _LABEL.findall(span.source)}
    return [
        MathSpan(found[0], is_display=False, start=found.start(), end=found.end())
        for found in _EQUATION_REFERENCE.finditer(document.masked)
        if found[1] in labels
    ]


def _prefix(line: str, block: Block) -> str:
    if block.kind is BlockKind.INDENTED:
        return _before_code(line) if block.level else ""
    found = _CONTAINERS.match(line)
    return found[0] if found else ""


def _before_code(line: str) -> str:
    """The blanks that say which item of a list indented code belongs to."""
    columns, position = skip_blanks(line)
    return next(
        line[:end] for end in range(position, -1, -1) if skip_blanks(line[:end])[0] <= columns - 4
    )


def _code(
    document: Document, block: CodeBlock, prefix: str, tokens: Tokens, wording: Wording
) -> str:
    lines = list(document.lines[block.line : block.end])
    quotes = prefix.count(">")
    if quotes:
        strip = re.compile(rf"(?: {{0,3}}>){{1,{quotes}}} ?")
        lines = [strip.sub("", line, count=1) for line in lines]
    fence = _FENCE.match(document.lines[block.line], len(prefix))
    if fence:
        closing = lines[-1].strip()
        is_closed = len(lines) > 1 and (
            # Org's and Jekyll's blocks are none unless they are closed.
            fence[1][0] in "#{" or (closing.startswith(fence[1]) and not closing.strip(fence[1][0]))
        )
        lines = lines[1 : -1 if is_closed else None]
        column = 0 if quotes else min(len(prefix.expandtabs(4)), _indent(lines))
    else:
        column = _indent(lines) if prefix else 4
    source = "\n".join(_dedent(line, column) for line in lines)
    written = code_block(
        source, block.language, line=block.line, wording=wording, is_fenced=bool(fence)
    )
    return tokens.final_block(written, source)


def _indent(lines: Sequence[str]) -> int:
    return min((skip_blanks(line)[0] for line in lines if line.strip()), default=0)


def _dedent(line: str, columns: int) -> str:
    """The line without its first columns; what a tab has beyond them stays as blanks."""
    reached = position = 0
    while reached < columns and line[position : position + 1] in (" ", "\t"):
        reached += 4 - reached % 4 if line[position] == "\t" else 1
        position += 1
    return " " * (reached - columns) + line[position:]


def _code_span(source: str, tokens: Tokens, dialect: Dialect) -> str:
    content = _SPAN_BLANKS.sub(" ", source.strip("`"))
    if dialect is Dialect.KRAMDOWN and not source.startswith("``"):
        # There a span ends at the next backtick, even one of two.
        content = content.replace("``", "")
    if content.strip() and content.startswith(" ") and content.endswith(" "):
        content = content[1:-1]
    return tokens.final(f"<code>{escape(content, quote=False)}</code>", content)


def _substitute(text: str, spans: Sequence[_Span], tokens: Tokens, media_label: str) -> str:
    """The text with spans replaced; a span inside an HTML block is replaced within it."""
    out: list[str] = []
    position = index = 0
    while index < len(spans):
        span = spans[index]
        index += 1
        if span.start < position:
            continue
        out.append(text[position : span.start])
        token = span.token
        if span.is_html:
            inner = []
            while index < len(spans) and spans[index].start < span.end:
                inner.append(spans[index])
                index += 1
            token = _html_block(text, span, inner, tokens, media_label)
        lost = text.count("\n", span.start, span.end)
        ends_line = text[span.end - 1 : span.end] == "\n" and lost
        out.append(token + SWALLOWED * (lost - bool(ends_line)) + ("\n" if ends_line else ""))
        position = span.end
    out.append(text[position:])
    return "".join(out)


def _html_block(
    text: str, span: _Span, inner: Sequence[_Span], tokens: Tokens, media_label: str
) -> str:
    out: list[str] = []
    position = span.start
    for part in inner:
        if part.start < position or part.end > span.end:
            continue
        out += [text[position : part.start], part.token]
        position = part.end
    out.append(text[position : span.end])
    source = "".join(out)
    return tokens.raw_block(raw_block(source, media_label), tokens.source(source))


def _numbered(text: str) -> list[Line]:
    lines = []
    number = 0
    for line in text.split("\n"):
        lines.append(Line(number, line.replace(SWALLOWED, "")))
        number += 1 + line.count(SWALLOWED)
    return lines
