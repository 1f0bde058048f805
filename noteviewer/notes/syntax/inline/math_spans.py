"""What is a formula, and what only looks like one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TEX_SIGN = re.compile(
    r"\\[A-Za-z]+|(?<![A-Za-z])[A-Za-z]['*]?[_^](?:[{\\*]|[A-Za-z0-9+-](?![A-Za-z]))|[)}\]|][_^]|\^\{"
)
"""A command, or a sub- or superscript on a single letter or a bracket: ``$HOME_DIR`` has none."""
_ARITHMETIC = re.compile(r"[\w)]\s*[+*/=<>]\s*[\w(]")
_PATTERN = re.compile(r"[.\])][*+?]|\[\^|\\[|+?<>]")
_LETTER = re.compile(r"[A-Za-z]$")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TEXT_COMMAND = re.compile(r"\\(?:text|mbox|textrm|textbf|mathrm|operatorname|tag)\*?\{[^{}]*\}")
_WHOLE = re.compile(
    r"\s*(?:\\\((?P<inline>.*)\\\)|\\\[(?P<display>.*)\\\]|\$\$(?P<dollars>.*)\$\$)\s*", re.DOTALL
)
_PART = re.compile(r"\\\(((?:[^\\]|\\[^()])+)\\\)")
_NOT_SHELL = re.compile(r"[^'\"\\/|]*")
_ENVIRONMENT = re.compile(r"\s*\\begin\{([A-Za-z]+\*?)\}.*\\end\{\1\}\s*", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CodeFormula:
    """A formula in a code span."""

    source: str
    is_display: bool
    start: int
    """Offset in the content of the span."""
    end: int


def read_code_formulas(content: str) -> tuple[CodeFormula, ...]:
    r"""Find the formulas in a code span: its whole content, or ``\(..\)`` parts of it.

    A part counts only where the rest of the span looks like prose or an equation: in a shell
    pattern such as ``\(a\|b\)`` backslash and bracket mean something else.
    """
    if "\\" not in content and "$" not in content:
        return ()
    if whole := _read_whole(content):
        return (whole,)
    parts = tuple(
        CodeFormula(match[1].strip(), is_display=False, start=match.start(), end=match.end())
        for match in _PART.finditer(content)
        if match[1].strip()
    )
    return parts if parts and _NOT_SHELL.fullmatch(_PART.sub("", content)) else ()


def _read_whole(content: str) -> CodeFormula | None:
    bare = _CONTROL.sub("", content).strip()
    end = len(content)
    if not bare or bare[0] not in "\\$":
        return None
    if match := _WHOLE.fullmatch(bare):
        source = next(group for group in match.groups() if group is not None).strip()
        is_one = "\\)" not in source and "\\]" not in source and "$$" not in source
        if source and is_one and (match["dollars"] is None or is_tex(source)):
            is_display = match["inline"] is None
            return CodeFormula(source, is_display=is_display, start=0, end=end)
    if bare[0] == "\\" and _ENVIRONMENT.fullmatch(bare):
        return CodeFormula(bare, is_display=True, start=0, end=end)
    if bare[0] == bare[-1] == "$" and len(bare) > 2:
        source = bare[1:-1]
        if "$" not in source and is_tex(source) and source == source.strip():
            return CodeFormula(source, is_display=False, start=0, end=end)
    return None


def is_tex(source: str) -> bool:
    """Whether a text between dollars can hardly be anything but a formula."""
    return bool(_TEX_SIGN.search(source) or _LETTER.match(source))


def is_formula(source: str) -> bool:
    """Whether what stands in LaTeX brackets is TeX or arithmetic, and no pattern of a shell."""
    if is_tex(source):
        return True
    return _ARITHMETIC.search(source) is not None and not _PATTERN.search(source)


def is_environment(content: str) -> bool:
    r"""Whether a paragraph is one bare ``\begin{..} .. \end{..}``."""
    return bool(_ENVIRONMENT.fullmatch(content))


def pair_dollars(
    leaves: Iterable[tuple[str, Sequence[int]]],
    *,
    is_math_declared: bool,
    is_escaped: bool = False,
) -> list[list[tuple[int, int]]]:
    """Pair the single dollars of a note, by Pandoc's rule and without Han in between.

    Args:
        leaves: For each leaf its text and the offsets of its dollars.
        is_math_declared: Whether the note says that it has formulas; else at least one pair must
            look like TeX, or none counts.
        is_escaped: Whether Markdown takes backslashes off before a formula is read.

    Returns:
        For each leaf the offsets of opening and closing dollars.
    """
    paired: list[list[tuple[int, int]]] = []
    is_tex_note = is_math_declared
    for text, dollars in leaves:
        pairs: list[tuple[int, int]] = []
        opening: int | None = None
        for offset in dollars:
            if opening is not None and _can_close(text, opening, offset):
                pairs.append((opening, offset))
                opening = None
            elif offset + 1 < len(text) and not text[offset + 1].isspace():
                opening = offset
        sources = (text[start + 1 : end] for start, end in pairs)
        if is_escaped:
            sources = (source.replace("\\_", "_") for source in sources)
        is_tex_note = is_tex_note or any(map(is_tex, sources))
        paired.append(pairs)
    return paired if is_tex_note else [[] for _ in paired]


def _can_close(text: str, opening: int, offset: int) -> bool:
    after = text[offset + 1 : offset + 2]
    if offset - opening < 2 or text[offset - 1].isspace() or (after.isascii() and after.isalnum()):
        return False
    return not _HAN.search(_TEXT_COMMAND.sub("", text[opening + 1 : offset]))
