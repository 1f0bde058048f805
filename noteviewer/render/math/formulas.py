"""Formulas as MathML, and as their own source where they cannot be drawn."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from math_core import LatexError, LatexToMathML

from noteviewer.notes.model import MathSpan, Problem, ProblemKind
from noteviewer.render.math.definitions import Definitions
from noteviewer.render.math.formula_faults import FormulaWording, say_fault
from noteviewer.render.math.latex import MACROS, normalise, repairs

_REFERENCE = re.compile(r"\\(eq)?ref\b")
_DRAWN_REFERENCE = re.compile(r"(<a href=\"#[^\"]*\">)\(([^()<>]*)\)(</a>)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MAX_LENGTH = 20_000
_LONG_INLINE = 80
"""Characters of a formula in a line that may be wider than the page, and is then scrolled."""
_PLAIN_WORDING = FormulaWording()


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula, ready for the page."""

    html: str
    problem: Problem | None = None


def draw_formulas(
    spans: Sequence[MathSpan], lines: Sequence[int], wording: FormulaWording = _PLAIN_WORDING
) -> list[Formula]:
    """Draw the formulas of one note together, so that they can refer to each other's numbers.

    Args:
        spans: The formulas in the order of the note.
        lines: The line of each, for problems.
        wording: What is said over a formula that cannot be drawn.
    """
    definitions = Definitions()
    converter = _CONVERTER
    drawn: list[_Attempt] = []
    for span in spans:
        written = definitions.take(_CONTROLS.sub("", span.source))
        source = normalise(written, is_display=span.is_display)
        drawn.append(_draw(source, span, wording, converter))
        if r"\def" in written:
            # They hold for the formulas behind this one.
            converter = _converter_with(definitions.macros)
    if any(_REFERENCE.search(span.source) for span in spans):
        drawn = _draw_with_numbers(drawn, spans, converter)
    return [
        Formula(_frame(attempt, span, wording.cannot_draw), attempt.problem(line))
        for attempt, span, line in zip(drawn, spans, lines, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Attempt:
    latex: str
    mathml: str
    reason: str = ""

    def problem(self, line: int) -> Problem | None:
        return Problem(ProblemKind.BAD_FORMULA, self.reason, line) if self.reason else None


def _converter(defined: Mapping[str, str]) -> LatexToMathML:
    return LatexToMathML(
        macros={**MACROS, **defined},
        allow_unreliable_rendering=True,
        fancy_error=False,
        id_prefix="eq-",
    )


def _converter_with(defined: dict[str, str]) -> LatexToMathML:
    """A converter that knows what formulas defined; what cannot be a command is forgotten."""
    try:
        return _converter(defined)
    except LatexError:
        for name in [name for name, body in defined.items() if not _is_command(name, body)]:
            del defined[name]
        return _converter(defined)


def _is_command(name: str, body: str) -> bool:
    try:
        _converter({name: body})
    except LatexError:
        return False
    return True


def _draw(
    latex: str, span: MathSpan, wording: FormulaWording, converter: LatexToMathML
) -> _Attempt:
    if len(latex) > _MAX_LENGTH:
        return _Attempt(latex, "", wording.too_long)
    reason = ""
    for candidate in _candidates(latex):
        try:
            mathml = converter.convert_with_local_state(candidate, displaystyle=span.is_display)
        except LatexError as error:
            reason = reason or say_fault(str(error), wording)
        else:
            return _Attempt(candidate, mathml)
    return _Attempt(latex, "", reason)


def _candidates(latex: str) -> Iterator[str]:
    """The formula, and then its repairs, worked out only when the formula fails."""
    yield latex
    yield from repairs(latex)


def _draw_with_numbers(
    drawn: list[_Attempt], spans: Sequence[MathSpan], converter: LatexToMathML
) -> list[_Attempt]:
    good = [index for index, attempt in enumerate(drawn) if not attempt.reason]
    snippets = [(drawn[index].latex, spans[index].is_display) for index in good]
    try:
        results = converter.convert_all(snippets)
    except LatexError:
        # A label given twice, for example: each formula then stands for itself.
        return drawn
    for index, mathml in zip(good, results, strict=True):
        latex = drawn[index].latex
        shown = _without_brackets(mathml, spans[index].source) if "ref{" in latex else mathml
        drawn[index] = _Attempt(latex, shown)
    return drawn


def _without_brackets(mathml: str, source: str) -> str:
    r"""What ``\ref`` refers to as a number alone; ``\eqref`` has brackets around it."""
    bare = iter([not found[1] for found in _REFERENCE.finditer(source)])
    return _DRAWN_REFERENCE.sub(
        lambda found: found[1] + found[2] + found[3] if next(bare, False) else found[0], mathml
    )


def _frame(attempt: _Attempt, span: MathSpan, cannot_draw: str) -> str:
    source = escape(span.source.strip())
    kind = "nv-display" if span.is_display else "nv-inline"
    if attempt.reason:
        hint = escape(cannot_draw.format(attempt.reason))
        # Within a line there is room for the hint only.
        shown = f'<span class="nv-reason">{hint}</span>' if span.is_display else ""
        return (
            f'<span class="nv-bad-formula {kind}" title="{hint}"'
            f' data-tex="{source}">{shown}<code>{source}</code></span>'
        )
    if not span.is_display and len(span.source) > _LONG_INLINE:
        kind += " nv-long"
    mathml = attempt.mathml.replace("<math", f'<math alttext="{source}"', 1)
    return f'<span class="nv-math {kind}" data-tex="{source}">{mathml}</span>'


_CONVERTER = _converter({})
