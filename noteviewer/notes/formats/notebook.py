"""The tree of a notebook, from the text that stands for it (`cells`)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from noteviewer.notes.formats.cells import Part, PartKind, split_parts
from noteviewer.notes.front_matter import read_front_matter
from noteviewer.notes.model import CodeBlock, Problem, ProblemKind
from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, Inline, InlineKind, Run

_CODE = re.compile(r"([\w+#.-]*)(?: \[(\d{1,7})\])?")
_PICTURE = re.compile(r"(attachment:\S+)(?: (\d{1,4})x(\d{0,4}))?")
_MOST_LINES = 30
_MOST_CHARACTERS = 4_000
"""An output of more is folded."""
_BRACKETS = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"))


def parse_notebook(text: str, parse_part: Callable[[str], Document]) -> Document:
    """Parse the text of a notebook, or of some of its sections; never fails.

    Args:
        text: As `noteviewer.notes.formats.notebook_file.notebook_text` makes it.
        parse_part: Parses the Markdown of a cell.
    """
    lines = tuple(text.split("\n"))
    builder = _Builder(text, lines, parse_part)
    for part in split_parts(lines):
        builder.add(part)
    return builder.document()


class _Builder:
    def __init__(
        self, text: str, lines: tuple[str, ...], parse_part: Callable[[str], Document]
    ) -> None:
        self._text = text
        self._lines = lines
        self._starts = (*accumulate((len(each) + 1 for each in lines[:-1]), initial=0), len(text))
        self._parse_part = parse_part
        self._front_matter = read_front_matter(lines)
        self._blocks: list[Block] = []
        self._code: list[CodeBlock] = []
        self._problems: list[Problem] = list(self._front_matter.problems)
        self._footnotes: set[str] = set()
        self._hidden: list[tuple[int, int]] = []
        self._writers: Mapping[PartKind, Callable[[Part], None]] = {
            PartKind.MARKDOWN: self._markdown,
            PartKind.CODE: self._source,
            PartKind.FOLDED_CODE: self._source,
            PartKind.OUTPUT: self._output,
            PartKind.ERROR: self._output,
            PartKind.HTML: self._html,
            PartKind.FORMULA: self._formula,
            PartKind.RAW: self._raw,
            PartKind.PICTURE: self._picture,
            PartKind.UNREADABLE: self._unreadable,
        }

    def add(self, part: Part) -> None:
        """Add the blocks of a part."""
        self._writers[part.kind](part)

    def document(self) -> Document:
        return Document(
            text=self._text,
            lines=self._lines,
            line_starts=self._starts,
            front_matter=self._front_matter,
            blocks=tuple(self._blocks),
            footnotes=frozenset(self._footnotes),
            code=tuple(self._code),
            problems=tuple(self._problems),
            hidden=tuple(self._hidden),
        )

    def _markdown(self, part: Part) -> None:
        """Cells are Markdown each by itself: nothing that is left open reaches into the next."""
        first = max(part.body, self._front_matter.end)
        if first >= part.end:
            return
        inner = self._parse_part("\n".join(self._lines[first : part.end]))
        offset = self._starts[first]
        for block in inner.walk():
            if block.kind in RUNNING:
                block.nodes = inner.inlines(block)
        for block in inner.walk():
            block.start += first
            block.end += first
            block.runs = tuple(Run(run.text_start, run.source_start + offset) for run in block.runs)
        self._blocks += inner.blocks
        self._footnotes |= inner.footnotes
        self._code += (
            replace(code, line=code.line + first, end=code.end + first) for code in inner.code
        )
        self._hidden += ((start + offset, end + offset) for start, end in inner.hidden)
        self._problems += (
            replace(each, line=None if each.line is None else each.line + first)
            for each in inner.problems
        )

    def _leaf(self, kind: BlockKind, part: Part, text: str | None = None) -> Block:
        if text is None:
            text = "\n".join(self._lines[part.body : part.end])
        start = self._starts[min(part.body, len(self._lines) - 1)]
        return Block(kind, part.start, part.end, text=text, runs=(Run(0, start),))

    def _source(self, part: Part) -> None:
        block = self._leaf(BlockKind.FENCE, part)
        found = _CODE.match(part.argument)
        if found:
            block.info = found[1]
            if found[2]:
                block.attributes = {"count": found[2]}
        self._code.append(CodeBlock(block.info, part.start, part.end))
        self._put(block, is_folded=part.kind is PartKind.FOLDED_CODE)

    def _output(self, part: Part) -> None:
        block = self._leaf(BlockKind.FENCE, part)
        block.attributes = {"output": "error" if part.kind is PartKind.ERROR else "text"}
        self._put(block, is_folded=_is_long(self._lines[part.body : part.end]))

    def _raw(self, part: Part) -> None:
        self._put(self._leaf(BlockKind.FENCE, part))

    def _html(self, part: Part) -> None:
        block = self._leaf(BlockKind.HTML, part)
        self._put(block, is_folded=block.text.count("<tr") > 2 * _MOST_LINES)

    def _formula(self, part: Part) -> None:
        block = self._leaf(BlockKind.MATH, part)
        source = block.text.strip()
        for opening, closing in _BRACKETS:
            if source.startswith(opening) and source.endswith(closing):
                source = source.removeprefix(opening).removesuffix(closing)
                break
        source = source.replace("\\displaystyle", "").strip()
        length = len(block.text)
        block.atoms = (Atom(InlineKind.MATH, 0, length, source, is_display=True),)
        block.nodes = (Inline(InlineKind.MATH, 0, length, source, "display"),)
        self._put(block)

    def _picture(self, part: Part) -> None:
        found = _PICTURE.match(part.argument)
        if found is None:
            return
        text = self._lines[part.start][1:]
        block = self._leaf(BlockKind.PARAGRAPH, part._replace(body=part.start), text)
        sizes = {name: size for name, size in (("width", found[2]), ("height", found[3])) if size}
        block.nodes = (
            Inline(InlineKind.IMAGE, 0, len(text), found[1], attributes={"alt": "", **sizes}),
        )
        self._put(block)

    def _unreadable(self, part: Part) -> None:
        self._problems.append(Problem(ProblemKind.BAD_FORMAT, part.argument))
        self._put(self._leaf(BlockKind.FENCE, part))

    def _put(self, block: Block, *, is_folded: bool = False) -> None:
        if is_folded:
            block = Block(BlockKind.GROUP, block.start, block.end, [block], info="furniture")
        self._blocks.append(block)


def _is_long(lines: Sequence[str]) -> bool:
    return len(lines) > _MOST_LINES or sum(map(len, lines)) > _MOST_CHARACTERS
