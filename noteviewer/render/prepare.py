"""The marks of all lines taken out, a run of lines that belong together at a time."""

import re
from collections.abc import Sequence

from noteviewer.notes.document import BlockKind, Document
from noteviewer.render.cut import Line
from noteviewer.render.inline import MARKED, definition, take_out
from noteviewer.render.inline_context import Definition, InlineContext
from noteviewer.render.liquid import without_liquid

_ADDRESS_LINE = re.compile(r"(?:^|[\s:：])https?://\S+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def definitions(document: Document, lines: Sequence[Line]) -> dict[str, Definition]:
    """What the reference-style links of a note point at."""
    numbers = _definition_lines(document)
    defined: dict[str, Definition] = {}
    for line in lines:
        if line.number in numbers and (found := definition(line.text)):
            defined.setdefault(*found)
    return defined


def prepare(document: Document, lines: Sequence[Line], context: InlineContext) -> list[Line]:
    """Take inline marks out, run of lines by run of lines."""
    skipped = _definition_lines(document)
    edges = {line for heading in document.headings for line in (heading.line, heading.end)}
    prepared: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if line.number in edges:
            prepared += _take_out(run, context)
            run = []
        if line.text.strip() and line.number not in skipped:
            run.append(line)
            continue
        prepared += _take_out(run, context)
        run = []
        if line.number not in skipped:
            prepared.append(line)
    return prepared + _take_out(run, context)


def _definition_lines(document: Document) -> set[int]:
    return {
        line
        for block in document.blocks
        if block.kind is BlockKind.DEFINITION
        for line in range(block.start, block.end)
    }


def _take_out(run: list[Line], context: InlineContext) -> list[Line]:
    if not run:
        return []
    if not any(map(MARKED.search, (line.text for line in run))):
        return run
    text = without_liquid(
        "\n".join(_with_line_ends([line.text for line in run])), context.wording.include
    )
    texts = take_out(text, context).split("\n")
    if len(texts) != len(run):
        # A mark that reached over a line end took it away: the run keeps its first numbers.
        return [Line(run[min(i, len(run) - 1)].number, text) for i, text in enumerate(texts)]
    return [Line(line.number, text) for line, text in zip(run, texts, strict=True)]


def _with_line_ends(lines: list[str]) -> list[str]:
    """Chinese lines that hold an address keep their ends: titles, addresses, passwords in turn."""
    if len(lines) < 2 or not any("://" in line for line in lines):
        return lines
    has_address = [bool(_ADDRESS_LINE.search(line)) for line in lines]
    is_chinese = any(_HAN.search(line) for line in lines)
    return [
        f"{line}  " if is_chinese and any(has_address[i : i + 2]) and i + 1 < len(lines) else line
        for i, line in enumerate(lines)
    ]
