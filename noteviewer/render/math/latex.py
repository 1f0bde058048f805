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
}
"""Commands that math-core does not know, in terms of those that it does."""

_DELIMITERS = re.compile(r"(?<!\\)\\[()]")
_PREAMBLE = re.compile(r"\\(?:require|unicode|mathchoice)\s*\{[^{}]*\}|\\(?:displaylines|strut)\b")
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
    if r"\ce" in source:
        source = replace_chemistry(source)
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
