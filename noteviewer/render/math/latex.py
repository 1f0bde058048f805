r"""Brings the LaTeX that people write for MathJax to the LaTeX that math-core reads.

Each rewrite is there because real notes need it. Equations are numbered
as MathJax does by default: only where the note says ``\tag`` or ``\label``.
"""

import re

from noteviewer.render.math.chemistry import replace_chemistry

MACROS = {
    "mbox": r"\text{#1}",
    "hbox": r"\text{#1}",
    "textnormal": r"\text{#1}",
    "hfill": r"\quad",
    "dotsc": r"\ldots",
    "dotso": r"\ldots",
    "mathds": r"\mathbb{#1}",
    "bigstrut": "",
    "href": "#2",
    "class": "#2",
    "cssId": "#2",
    "style": "#2",
    "enclose": r"\boxed{#2}",
    "lt": "<",
    "gt": ">",
    "ang": r"#1^\circ",
    "smash": "#1",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "mathclap": "#1",
    "mathrlap": "#1",
    "mathllap": "#1",
    "eqalign": r"\begin{aligned}#1\end{aligned}",
    "cases": r"\begin{cases}#1\end{cases}",
    "matrix": r"\begin{matrix}#1\end{matrix}",
    "pmatrix": r"\begin{pmatrix}#1\end{pmatrix}",
    "pmb": r"\boldsymbol{#1}",
    "dotsb": r"\cdots",
    "dotsm": r"\cdots",
    "dotsi": r"\cdots",
    "centerdot": r"\cdot",
    "TeX": r"\text{TeX}",
    "LaTeX": r"\text{LaTeX}",
    "KaTeX": r"\text{KaTeX}",
    "ref": r"\eqref{#1}",
}
"""Commands that math-core does not know, in terms of those that it does."""

_DELIMITERS = re.compile(r"(?<!\\)\\[()]")
_PREAMBLE = re.compile(
    r"\\(?:require|unicode|mathchoice|vspace\*?)\s*\{[^{}]*\}"
    r"|\\(?:displaylines|strut|bigskip|medskip|smallskip|par|nobreak|allowbreak|tiny|scriptsize"
    r"|small|normalsize|large|Large|LARGE|huge|Huge)(?![A-Za-z])"
)
_ROW_END = re.compile(r"\\cr(?![A-Za-z])")
_ANGLE = re.compile(r"(\\(?:left|right|middle|[bB]igg?[lrm]?)\s*)(?:([<>])|\\([lg])t(?![A-Za-z]))")
"""A fence that is written with a sign of comparison."""
_UNIT = re.compile(r"\\pu\s*\{([^{}]{1,200})\}")
_ALIGNED_AT = re.compile(r"\\(begin|end)\{alignat(\*?)\}(?:\{\d+\})?")
_COLOURED_BOX = re.compile(r"\\f?colorbox\s*(?:\{[^{}]{0,60}\}\s*){1,2}\{([^{}]*)\}")
_VERBATIM = re.compile(r"\\verb([^A-Za-z\s*{}])([^\n{}]{0,200}?)\1")
_CONTROL_LINE_END = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")
_ARRAY_WITHOUT_COLUMNS = re.compile(r"\\begin\{array\}\s*(?:\\\\)?(?!\s*[\[{])")
_SPLIT = re.compile(r"\\(begin|end)\{(?:split|align\*?|gather\*?)\}")
_EQNARRAY = re.compile(r"\\begin\{eqnarray\*?\}(.*?)\\end\{eqnarray\*?\}", re.DOTALL)
_NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|multline|alignat)\}")
_OUTER = re.compile(r"\\begin\{(equation|align|gather|multline|alignat|eqnarray)\*?\}")
_TAG = re.compile(r"\\tag\*?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_PRIMES_AND_INDEX = re.compile(r"(\w)('+)(?=_)")
_GROUP_MATH = re.compile(r"\\text\{([^{}$]*)\$([^$]*)\$([^{}$]*)\}")
_TEXT = re.compile(r"\\(?:text|mbox|textbf|textit|textrm)\s*\{[^{}]*\}")
_STRAY_BREAK = re.compile(r"\\\\(?:\[[^\]]*\])?")
_LAST_BREAK = re.compile(r"(?<!\\)(?>(?:\\\\(?:\[[^\]]{0,40}\])?\s*)+)(\\end\s*\{)?")
"""Before an end it ends the last row and begins none."""
_OPERATOR = re.compile(r"\\mathop\s*\{((?:[^{}]|\{[^{}]*\})*)\}(?:\\limits)?(?=\s*[_^])")
_UPRIGHT = re.compile(r"\\(?:arg|max|min|sup|inf|lim|text|mathrm|rm|operatorname)\b")
_HEX_COLOUR = re.compile(r"\\(?:text)?color\s*\{#[0-9A-Fa-f]{3,8}\}")


def normalise(source: str, *, is_display: bool) -> str:
    """Rewrite a formula for math-core. Never fails; what is unknown stays as it is."""
    source = _DELIMITERS.sub("", source.strip())
    source = _PREAMBLE.sub("", source)
    source = _CONTROL_LINE_END.sub(r"\1 ", source)
    source = _HEX_COLOUR.sub("", source)
    source = _ROW_END.sub(r"\\\\", source)
    source = _ANGLE.sub(_with_angle, source)
    if "small" in source or "alignat" in source:
        source = _ALIGNED_AT.sub(r"\\\1{align\2}", source.replace("{smallmatrix}", "{matrix}"))
    if r"\pu" in source:
        source = _UNIT.sub(_unit, source)
    if r"\verb" in source:
        source = _VERBATIM.sub(r"\\text{\2}", source)
    if r"\ce" in source:
        source = replace_chemistry(source)
    if "colorbox" in source:
        source = _COLOURED_BOX.sub(r"\\boxed{\\text{\1}}", source)
    if r"\text" in source:
        source = _GROUP_MATH.sub(r"\\text{\1}\2\\text{\3}", source)
        source = _TEXT.sub(_escape_underscores, source)
    if r"\mathop" in source:
        source = _OPERATOR.sub(_with_limits, source)
    if r"\begin" in source:
        source = _environments(_LAST_BREAK.sub(lambda found: found[1] or found[0], source))
    elif is_display and _STRAY_BREAK.search(source) and not _TAG.search(source):
        source = rf"\begin{{gathered}}{source}\end{{gathered}}"
    return _tags(source, is_display=is_display)


def _with_angle(found: re.Match[str]) -> str:
    return found[1] + (r"\langle " if found[2] == "<" or found[3] == "l" else r"\rangle ")


def _unit(found: re.Match[str]) -> str:
    r"""A quantity as mhchem writes it: blanks, ``//`` for per, ``e`` for a power of ten."""
    written = re.sub(r"(?<=\d)[eE]([+-]?\d+)", r"\\times 10^{\1}", found[1].strip())
    written = re.sub(r"\^([+-]?\d+)", r"^{\1}", written.replace("//", "/"))
    return rf"\mathrm{{{re.sub(' +', lambda _: chr(92) + ',', written)}}}"


def repairs(source: str) -> list[str]:
    """Rewrites that change the meaning a little, to try where a formula cannot be drawn."""
    primes = _PRIMES_AND_INDEX.sub(r"{\1\2}", source)
    without_tags = _LABEL.sub("", _TAG.sub(r"\\qquad\\text{(\1)}", source))
    without_breaks = _STRAY_BREAK.sub(r"\\;", source)
    candidates = (primes, without_tags, _breaks_outside_brackets(source), without_breaks)
    return [candidate for candidate in candidates if candidate != source]


def _escape_underscores(found: re.Match[str]) -> str:
    return re.sub(r"(?<!\\)_", r"\_", found[0])


def _with_limits(found: re.Match[str]) -> str:
    """A named operator takes its limits below; another letter stays as it is drawn."""
    if not _UPRIGHT.search(found[1]):
        return found[0]
    name = found[1].replace(r"\arg", r"\arg\,")
    return rf"\operatorname*{{{name}}}"


def _environments(source: str) -> str:
    source = _ARRAY_WITHOUT_COLUMNS.sub(lambda found: _with_columns(found, source), source)
    if "eqnarray" in source:
        source = _EQNARRAY.sub(_as_array, source)
    outer = _OUTER.match(source)
    if outer:
        # An environment with numbers inside another one is only an alignment there.
        source = source[: outer.end()] + _inner_environments(source[outer.end() :], outer[1])
    else:
        source = _inner_environments(source, "")
    if r"\label" not in source:
        source = _NUMBERED.sub(r"\\\1{\2*}", source)
    return source


def _inner_environments(source: str, outer: str) -> str:
    """``split`` and nested ``align`` as ``aligned``; the end of the outer one stays."""
    depth = 0

    def rename(found: re.Match[str]) -> str:
        nonlocal depth
        depth += 1 if found[1] == "begin" else -1
        return found[0] if depth < 0 else rf"\{found[1]}{{aligned}}"

    is_alone = not outer and not source.startswith(r"\begin{split}")
    return source if is_alone and "split" not in source else _SPLIT.sub(rename, source)


def _with_columns(found: re.Match[str], source: str) -> str:
    body = source[found.end() : source.find(r"\end{array}", found.end())]
    columns = max((row.count("&") + 1 for row in body.split(r"\\")), default=1)
    return rf"\begin{{array}}{{{'c' * min(columns, 40)}}}"


def _as_array(found: re.Match[str]) -> str:
    body = _LABEL.sub("", found[1])
    return rf"\begin{{array}}{{rcl}}{body}\end{{array}}"


def _tags(source: str, *, is_display: bool) -> str:
    tags = _TAG.findall(source)
    if not tags or _OUTER.match(source):
        return source
    bare = _TAG.sub("", source)
    label = "".join(_LABEL.findall(bare))
    bare = _LABEL.sub("", bare)
    if not is_display:
        return rf"{bare}\qquad\text{{({tags[-1]})}}"
    if _STRAY_BREAK.search(bare) and r"\begin" not in bare:
        bare = rf"\begin{{gathered}}{bare}\end{{gathered}}"
    return rf"\begin{{equation}}{bare}\tag{{{tags[-1]}}}{label}\end{{equation}}"


def _breaks_outside_brackets(source: str) -> str:
    r"""The formula without line breaks between ``\left`` and ``\right``."""
    depth = 0
    parts = re.split(r"(\\left\b|\\right\b|\\begin\b|\\end\b|\\\\)", source)
    kept: list[str] = []
    stack: list[str] = []
    for part in parts:
        if part in {r"\left", r"\begin"}:
            stack.append(part)
        elif part in {r"\right", r"\end"} and stack:
            stack.pop()
        elif part == r"\\" and stack and stack[-1] == r"\left":
            depth += 1
            continue
        kept.append(part)
    return "".join(kept) if depth else source
