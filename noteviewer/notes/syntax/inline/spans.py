"""Code, formulas and comments in running text: one pass over the signs of each leaf.

What is a formula the whole note decides: single dollars count where one pair is TeX
beyond doubt. Nothing of a span crosses the ends of its leaf.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.inline.math_spans import (
    is_environment,
    is_formula,
    pair_dollars,
    read_code_formulas,
)
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, InlineKind

_TOKEN = re.compile(
    r"[`$%<\\](?:(?<=`)`*|(?<=\$)\$?|(?<=%)%|(?<=\\)\\[\[(]"
    r"|(?<=<)(?:!--|(?:pre|code)\b(?=[^<>]{0,200}>)))"
)
"""One set of characters in front lets the search pass over all others three times as fast."""
_BRACKET_TOKEN = re.compile(_TOKEN.pattern.replace(r"(?<=\\)\\[\[(]", r"(?<=\\)\\?[\[(]"))
_CLOSING_MARKS = {
    "<!--": "-->",
    "%%": "%%",
    "\\\\[": "\\\\]",
    "\\\\(": "\\\\)",
    "\\[": "\\]",
    "\\(": "\\)",
    "<pre": "</pre>",
    "<code": "</code>",
}
_LABEL = re.compile(r"\\label\s{0,9}\{([^{}]{0,200})\}")
_EQUATION_REFERENCE = re.compile(r"\\(?:eq)?ref\{([^{}\n]{1,200})\}")
_HTML_FORMULA = re.compile(r"\\\(([^\n<>]{1,500}?)\\\)")
_DOLLAR_ESCAPE = re.compile(r"\\(\\(?=[{}])|[*|_])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_OWN_NAME = re.compile(r"\A\{#[\w:-]{1,100}\}\Z")
_BLANKS = frozenset(" \t\u3000\u00a0")
_LONGEST_NAME = 300
_SPAN_BLANKS = re.compile(r"(?<![ \t])[ \t]*\n\s*")


@dataclass(slots=True)
class _Leaf:
    """What is found in one leaf."""

    block: Block
    atoms: list[Atom] = field(default_factory=list)
    dollars: list[int] = field(default_factory=list)
    sure: list[tuple[Atom, ...]] = field(default_factory=list)
    """Code spans that hold formulas beyond doubt, each as its atoms."""
    unsure: list[tuple[tuple[Atom, ...], Atom]] = field(default_factory=list)
    """Code spans that hold formulas if the note has others; as formulas, and as code."""


def find_atoms(leaves: Sequence[Block], rules: Rules, *, is_math_declared: bool) -> None:
    """Find the code, formulas and comments of leaves, and set their atoms.

    Args:
        leaves: Those in which they may stand, in order.
        rules: Of the dialect.
        is_math_declared: Whether the front matter says that the note has formulas.
    """
    reader = _Reader(rules)
    read = [reader.read(leaf) for leaf in leaves]
    is_code_math = is_math_declared or any(leaf.sure for leaf in read)
    for leaf in read:
        for formulas in leaf.sure:
            leaf.atoms += formulas
        for formulas, code in leaf.unsure:
            leaf.atoms += formulas if is_code_math else (code,)
    if not (rules.forbids_mixed_dollars and reader.uses_inline_double):
        _pair(read, rules, is_math_declared=is_math_declared)
    _add_what_others_show(read)
    for leaf in read:
        if leaf.atoms:
            if len(leaf.atoms) > 1:
                leaf.atoms.sort(key=lambda atom: atom.start)
            leaf.block.atoms = tuple(leaf.atoms)


def _add_what_others_show(read: Sequence[_Leaf]) -> None:
    r"""Add what is a formula because another one is: ``\eqref{x}``, and ``\(x\)`` in HTML."""
    formulas = [a.content for leaf in read for a in leaf.atoms if a.kind is InlineKind.MATH]
    if not formulas:
        return
    labels = {label for content in formulas for label in _LABEL.findall(content)}
    for leaf in read:
        if labels and "ref{" in leaf.block.text:
            _add(leaf, _EQUATION_REFERENCE, labels)
        if leaf.block.kind is BlockKind.HTML:
            _add(leaf, _HTML_FORMULA, None)


def _pair(read: Sequence[_Leaf], rules: Rules, *, is_math_declared: bool) -> None:
    """Pair the single dollars, if any pair of the note says that dollars mean formulas."""
    with_dollars = [leaf for leaf in read if leaf.dollars]
    pairs = pair_dollars(
        [(leaf.block.text, leaf.dollars) for leaf in with_dollars],
        is_math_declared=is_math_declared,
        is_escaped=rules.unescapes_formulas,
    )
    for leaf, found in zip(with_dollars, pairs, strict=True):
        for start, end in found:
            source = leaf.block.text[start + 1 : end].strip()
            if rules.unescapes_dollar_formulas:
                source = _DOLLAR_ESCAPE.sub(r"\1", source)
            elif rules.unescapes_formulas:
                source = _ESCAPE.sub(r"\1", source)
            leaf.atoms.append(Atom(InlineKind.MATH, start, end + 1, source))


def _add(leaf: _Leaf, pattern: re.Pattern[str], labels: set[str] | None) -> None:
    """Add formulas that only a pattern shows, outside of what was found already."""
    taken = sorted((atom.start, atom.end) for atom in leaf.atoms)
    index = 0
    for found in pattern.finditer(leaf.block.text):
        if labels is not None and found[1] not in labels:
            continue
        while index < len(taken) and taken[index][1] <= found.start():
            index += 1
        if index < len(taken) and taken[index][0] < found.end():
            continue
        source = found[0] if labels is not None else found[1]
        leaf.atoms.append(Atom(InlineKind.MATH, found.start(), found.end(), source))


class _Reader:
    """Walks the signs of one leaf after the other."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._token = _BRACKET_TOKEN if rules.has_bracket_formulas else _TOKEN
        self._text = ""
        self._first = self._last = 0
        """Where the text without the blanks around it begins and ends."""
        self._leaf = _Leaf(Block(BlockKind.PARAGRAPH, 0, 0))
        self._tokens: list[re.Match[str]] = []
        self._absent: set[str] = set()
        """Closing marks that the rest of the leaf lacks."""
        self.uses_inline_double = False
        """Whether ``$$`` stands within a sentence."""

    def read(self, block: Block) -> _Leaf:
        """Find what one leaf holds."""
        self._text = text = block.text
        self._last = len(text.rstrip())
        self._first = len(text) - len(text.lstrip())
        self._leaf = leaf = _Leaf(block, list(block.atoms))
        if text.startswith("\\begin{") and is_environment(text.replace("\\*}", "*}")):
            leaf.atoms.append(self._formula(text.strip(), 0, len(text), is_display=True))
            return leaf
        self._tokens = tokens = list(self._token.finditer(text))
        self._absent.clear()
        closers = _next_equals(tokens)
        index = 0
        while index < len(tokens):
            mark = tokens[index][0]
            closer = closers[index]
            if mark == "$":
                if not self._is_escaped(tokens[index].start()):
                    leaf.dollars.append(tokens[index].start())
                index += 1
            elif mark in _CLOSING_MARKS:
                index = self._read_marked(index, _CLOSING_MARKS[mark])
            elif closer is None or self._is_escaped(tokens[index].start()):
                index += 1
            elif mark == "$$":
                index = self._read_formula(index, closer)
            elif mark[0] == "`":
                index = self._read_code(index, closer)
            else:
                index += 1
        return leaf

    def _formula(self, source: str, start: int, end: int, *, is_display: bool) -> Atom:
        if self._rules.unescapes_formulas:
            source = _ESCAPE.sub(r"\1", source)
        return Atom(InlineKind.MATH, start, end, source, is_display)

    def _is_escaped(self, offset: int) -> bool:
        count = 0
        while offset > count and self._text[offset - count - 1] == "\\":
            count += 1
        return count % 2 == 1

    def _read_marked(self, index: int, closing: str) -> int:
        r"""A comment, code as HTML, or ``\\[..\\]``, which kramdown turns into ``\[..\]``."""
        text = self._text
        start = self._tokens[index].start()
        first = start + len(self._tokens[index][0])
        if closing == "-->":
            first = start + 2  # ``<!-->`` and ``<!--->`` are whole
        last = -1 if closing in self._absent else text.find(closing, first)
        if last < 0:
            self._absent.add(closing)
            return index + 1
        is_comment = closing in {"-->", "%%"}
        if not is_comment and not text[first:last].strip():
            return index + 1
        end = last + len(closing)
        if closing[0] == "\\":
            is_display = closing[-1] == "]"
            source = text[first:last].strip()
            self._leaf.atoms.append(self._formula(source, start, end, is_display=is_display))
        else:
            kind = InlineKind.HTML_CODE if closing[0] == "<" else InlineKind.COMMENT
            self._leaf.atoms.append(Atom(kind, start, end))
        return self._after(index, end)

    def _after(self, index: int, end: int) -> int:
        while index < len(self._tokens) and self._tokens[index].start() < end:
            index += 1
        return index

    def _read_formula(self, index: int, closer: int) -> int:
        text = self._text
        start, end = self._tokens[index].start(), self._tokens[closer].end()
        if not text[start + 2 : end - 2].strip():
            return index + 1
        is_display = start <= self._first and self._ends_leaf(end)
        if not is_display and self._has_own_lines(start, end):
            # In kramdown one line of it is still a part of its paragraph.
            is_display = text.find("\n", start, end) > 0
        elif not is_display:
            self.uses_inline_double = True
        source = text[start + 2 : end - 2].strip()
        self._leaf.atoms.append(self._formula(source, start, end, is_display=is_display))
        return closer + 1

    def _ends_leaf(self, end: int) -> bool:
        """Whether nothing stands behind an offset, but for the name of what does before it."""
        if end >= self._last:
            return True
        if not self._rules.has_brace_attributes or self._last - end > _LONGEST_NAME:
            return False
        return not _OWN_NAME.sub("", self._text[end : self._last].strip())

    def _has_own_lines(self, start: int, end: int) -> bool:
        """Whether a formula shares none of its lines, as below text without a blank line."""
        text = self._text
        while start and text[start - 1] in _BLANKS:
            start -= 1
        while end < len(text) and text[end] in _BLANKS:
            end += 1
        return (not start or text[start - 1] == "\n") and text[end : end + 1] in {"", "\n"}

    def _read_code(self, index: int, closer: int) -> int:
        text = self._text
        start, end = self._tokens[index].start(), self._tokens[closer].end()
        width = len(self._tokens[index][0])
        content = text[start + width : end - width]
        dollars = self._leaf.dollars
        if dollars and dollars[-1] == start - 1 and text.startswith("$", end):
            # $`x`$, as GitLab and GitHub write a formula.
            del dollars[-1]
            source = content.strip()
            self._leaf.atoms.append(Atom(InlineKind.MATH, start - 1, end + 1, source))
            return self._after(closer, end + 1)
        code = Atom(InlineKind.CODE, start, end, self._code_content(content, width))
        formulas = read_code_formulas(content)
        is_whole = len(formulas) == 1 and formulas[0].end - formulas[0].start == len(content)
        if not formulas:
            self._leaf.atoms.append(code)
            return closer + 1
        base = start + width
        if is_whole:
            (formula,) = formulas
            atoms = [Atom(InlineKind.MATH, start, end, formula.source, formula.is_display)]
        else:
            atoms = [
                Atom(InlineKind.COMMENT, start, base),
                *(
                    Atom(InlineKind.MATH, base + f.start, base + f.end, f.source)
                    for f in formulas
                ),
                Atom(InlineKind.COMMENT, end - width, end),
            ]  # fmt: skip
        if any(is_formula(formula.source) for formula in formulas):
            self._leaf.sure.append(tuple(atoms))
        else:
            self._leaf.unsure.append((tuple(atoms), code))
        return closer + 1

    def _code_content(self, content: str, width: int) -> str:
        """The code of a span as a page shows it."""
        if "\n" in content:
            content = _SPAN_BLANKS.sub(" ", content)
        if self._rules.ends_code_at_first_tick and width == 1:
            content = content.replace("``", "")
        if content.startswith(" ") and content.endswith(" ") and content.strip():
            content = content[1:-1]
        return content


def _next_equals(tokens: list[re.Match[str]]) -> list[int | None]:
    """For each token, the next one with the same characters."""
    following: dict[str, int] = {}
    result: list[int | None] = [None] * len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        mark = tokens[index][0]
        result[index] = following.get(mark)
        following[mark] = index
    return result
