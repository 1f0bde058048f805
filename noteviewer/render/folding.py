"""What a page folds away: the furniture of a saved web page around its article."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from noteviewer.notes.page_dump import PageDump
from noteviewer.render.cut import Line
from noteviewer.render.tokens import Tokens
from noteviewer.render.wording import Wording

_LONGEST_HINT = 24


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that are shown on demand."""

    start: int
    end: int
    """One past the last line."""
    opening: str
    """Token that opens it."""
    closing: str


def folds(dump: PageDump, lines: Sequence[Line], tokens: Tokens, wording: Wording) -> list[Fold]:
    """The folds of a saved page, each named after its first words."""
    made = []
    for start, end in dump.furniture:
        hint = next(
            (
                line.text.strip()
                for line in lines
                if start <= line.number < end and line.text.strip()
            ),
            "",
        )
        hint = tokens.source(hint)
        if len(hint) > _LONGEST_HINT:
            hint = f"{hint[:_LONGEST_HINT]}…"
        summary = escape(wording.folded.format(hint), quote=False)
        opening = tokens.raw_block(
            f'<details data-callout="folded" data-fold="true"><summary>{summary}</summary><div>'
        )
        made.append(Fold(start, end, opening, tokens.raw_block("</div></details>")))
    return made


def rejoin(dump: PageDump, lines: Sequence[Line]) -> list[Line]:
    """Put the halves of paragraphs that furniture broke in two together again, before it."""
    ordered = list(lines)
    for last, first in dump.joins:
        numbers = [line.number for line in ordered]
        if last not in numbers or first not in numbers:
            continue
        gap, half = numbers.index(last) + 1, numbers.index(first)
        end = half
        while end < len(ordered) and ordered[end].text.strip():
            end += 1
        ordered[gap:end] = ordered[half:end] + ordered[gap:half]
    return ordered
