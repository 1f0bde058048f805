r"""Formulas: ``tests/cases/formulas.txt`` holds LaTeX and what its MathML must contain.

A last line ``inline`` makes the formula part of a sentence; all others stand by themselves.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteviewer.notes.model import MathSpan, ProblemKind
from noteviewer.render.math.formula_faults import FormulaWording
from noteviewer.render.math.formulas import draw_formulas

WORDS = FormulaWording(
    cannot_draw="cannot: {}",
    unknown="no {}",
    missing="lacks {}",
    closes_nothing="left over: {}",
    misplaced="not here: {}",
    not_understood="hm",
)
CASES = Path(__file__).parent.parent / "cases" / "formulas.txt"


def read_cases() -> Iterator[tuple[str, str, list[str]]]:
    text = CASES.read_text(encoding="utf-8")
    for case in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = case.partition("\n")
        source, _, expected = rest.partition("\n--\n")
        yield title, source, [line for line in expected.split("\n") if line]


def span(source: str, *, is_display: bool = True) -> MathSpan:
    return MathSpan(source, is_display, 0, len(source))


@pytest.mark.parametrize(
    ("source", "expected"), [pytest.param(s, e, id=title) for title, s, e in read_cases()]
)
def test_a_formula_is_drawn(source: str, expected: list[str]) -> None:
    is_display = not source.endswith("\ninline")
    (formula,) = draw_formulas([span(source.removesuffix("\ninline"), is_display=is_display)], [0])
    assert formula.problem is None
    mathml = re.sub(r'(?:alttext|data-tex)="[^"]*"', "", formula.html)
    for line in expected:
        assert (line[1:] not in mathml) if line.startswith("!") else (line in mathml), mathml


def test_what_cannot_be_drawn_is_told_and_shown() -> None:
    good, bad = draw_formulas([span("x"), span(r"\unknown<b>")], [3, 7])
    assert good.problem is None
    assert bad.problem
    assert (bad.problem.kind, bad.problem.line) == (ProblemKind.BAD_FORMULA, 7)
    assert r"<code>\unknown&lt;b&gt;</code>" in bad.html


def test_only_a_formula_on_its_own_line_has_room_to_say_why_it_is_not_drawn() -> None:
    display, inline = draw_formulas(
        [span(r"\unknown"), span(r"\unknown", is_display=False)], [0, 1], WORDS
    )
    assert ">cannot: no \\unknown" in display.html
    assert ">cannot" not in inline.html
    assert 'title="cannot: no \\unknown' in inline.html


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (r"\begin{foo}x\end{foo}", "no foo"),
        (r"\left( x", r"lacks \right"),
        ("a & b", "not here: &"),
        ("x}", "left over: }"),
        (r"\color{nocolour}x", "no nocolour"),
        (r"\hspace{a}", "hm"),
    ],
)
def test_the_reason_is_in_the_words_of_the_reader(source: str, reason: str) -> None:
    (formula,) = draw_formulas([span(source)], [0], WORDS)
    assert formula.problem
    assert formula.problem.detail == reason


def test_formulas_refer_to_numbers_further_down() -> None:
    reference, _equation = draw_formulas(
        [
            span(r"\eqref{a}", is_display=False),
            span(r"\begin{equation}x\label{a}\tag{7}\end{equation}"),
        ],
        [0, 1],
    )
    assert '<a href="#eq-a">(7)</a>' in reference.html


@pytest.mark.parametrize(
    ("definition", "use", "drawn"),
    [
        (r"\def\z{y}\z", r"\z", "<mi>y</mi>"),
        (r"\newcommand{\RR}{\mathbb{R}} x", r"\RR^n", "<mi>ℝ</mi>"),
        (r"\newcommand*\p[2][z]{#1+#2}", r"\p{a}", "<mi>z</mi><mo>+</mo><mi>a</mi>"),
        (r"\newcommand{\p}[2][z]{#1+#2}", r"\p[b]{a}", "<mi>b</mi><mo>+</mo><mi>a</mi>"),
        (r"\renewcommand\vec[1]{[#1]}", r"\vec x", "[</mo><mi>x</mi>"),
        (r"\DeclareMathOperator*{\foo}{foo}", r"\foo_x", "<mi>foo</mi>"),
        (r"\let\q=\alpha", r"\q", "<mi>α</mi>"),
        (r"\long\gdef\q#1#2{#2#1}", r"\q{a}{b}", "<mi>b</mi><mi>a</mi>"),
    ],
)
def test_what_a_formula_defines_holds_behind_it(definition: str, use: str, drawn: str) -> None:
    before, defining, after, last = draw_formulas(
        [span(use), span(definition), span(use), span(rf"\frac{{1}}{{{use}}}")], [0, 1, 2, 3]
    )
    assert drawn not in before.html
    assert not defining.problem
    assert drawn in after.html
    assert drawn in last.html


def test_a_definition_may_change_and_be_given_twice() -> None:
    one, two = r"\newcommand{\a}{x}", r"\newcommand{\a}{y}\a"
    *_, third, fourth = draw_formulas([span(one), span(one), span(two), span(r"\a")], [0] * 4)
    assert "<mi>y</mi>" in third.html
    assert "<mi>y</mi>" in fourth.html


@pytest.mark.parametrize(
    "definition",
    [
        r"\def\a{\a}",
        r"\def\a{\b\b}\def\b{\a\a}",
        r"\def\a{",
        r"\def\a#1.{x}",
        r"\newcommand{\1}{x}",
        r"\def\a{#0}",
        r"\newcommand\a{# x #}",
        r"\def\a{#2}\def\b{#1#9}",
    ],
)
def test_a_bad_definition_costs_other_formulas_nothing(definition: str) -> None:
    *_, good = draw_formulas([span(definition), span(r"\a"), span("good")], [0, 1, 2])
    assert not good.problem


def test_a_reference_is_a_number_with_or_without_brackets() -> None:
    _, equation = draw_formulas(
        [span(r"\begin{equation}a\label{q}\end{equation}"), span(r"\eqref{q} \ref{q}")], [0, 1]
    )
    assert ">(1)</a>" in equation.html
    assert ">1</a>" in equation.html


def test_copying_gives_the_source_as_written() -> None:
    (formula,) = draw_formulas([span("a<b \\tag{1}")], [0])
    assert 'data-tex="a&lt;b \\tag{1}"' in formula.html
    assert 'alttext="a&lt;b \\tag{1}"' in formula.html
