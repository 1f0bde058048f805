"""Formulas as text, without Qt."""

import pytest

from noteviewer.render.worker.preview import formula_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"l_{hinge}(z)=\max(0,1-z)", "l_hinge(z)=max(0,1−z)"),
        (r"\frac{1}{2} \le \alpha_i^2", "1/2 ≤ αᵢ²"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\mathbb{E}_{x\sim p_{data}(x)}[\log D(x)]", "E_(x∼ p_data(x))[log D(x)]"),
        (r"\begin{align} a &= b \\ c &= d \end{align}", "a = b\nc = d"),
        (r"\sqrt[3]{x+1}", "√(x+1)"),
        (r"\hat{y} = \left(W^T x\right)", "y\u0302 = (Wᵀ x)"),
        (r"\sum_{i=1}^{n} x_i \%", "∑ᵢ₌₁ⁿ xᵢ %"),
        (r"\{a\}", "{a}"),
        (r"a = b \label{eq:one} \tag{3} \notag", "a = b (3)"),
        (r"\whatever x", r"\whatever x"),
    ],
)
def test_a_formula_reads_like_itself(source: str, text: str) -> None:
    assert formula_text(source) == text


@pytest.mark.parametrize(
    "source", ["", "}", "{" * 5000 + "a", "x^", "\\", r"\frac", r"\sqrt[", "_" * 5000]
)
def test_what_is_broken_is_still_text(source: str) -> None:
    assert len(formula_text(source)) <= len(source) + 2
