"""What stands around an address that is alone in its paragraph: label, title, comment."""

from dataclasses import dataclass

from noteviewer.notes.references import wording
from noteviewer.notes.references.units import Units, Words
from noteviewer.notes.syntax.marks import Mark, MarkKind
from noteviewer.notes.syntax.tree import BlockKind

_FEWEST_PAIRS = 3
_LONGEST_COMMENT = 500


@dataclass(frozen=True, slots=True)
class Label:
    """What introduces an address."""

    text: str
    line: int
    is_item: bool = True
    """It announces one thing (官网：), not a list of pairs (参考：)."""
    is_whole: bool = True
    """It is all of its line, not the end of a sentence."""

    @property
    def name(self) -> Words | None:
        """The label, where it says what the address is."""
        is_name = self.is_whole and wording.is_specific(self.text)
        return Words(self.text, self.line) if is_name else None


def read_label(words: str, line: int) -> Label | None:
    """Read a line that introduces what comes next; None for any other line."""
    if not wording.is_label(words):
        return None
    whole = words.rstrip("：: ")
    label = wording.last_clause(whole)
    if not label:
        return None
    return Label(label, line, not wording.is_list_label(label), label == whole)


def title_after(
    units: Units, index: int, *, after_item_label: bool = False, in_run: bool = False
) -> Words | None:
    """The next block, where it can be the title of the address that is block ``index``."""
    if index + 1 >= len(units.blocks):
        return None
    line = units.only_line(units.blocks[index + 1])
    if line is None or line.marks or not units.has_prose(line.number):
        return None
    if after_item_label and "`" in line.text:
        return None
    words = line.words
    if not wording.is_title(words, after_item_label=after_item_label, in_run=in_run):
        return None
    return Words(words, line.number)


def name_before(units: Units, index: int) -> Words | None:
    """The short line directly before block ``index``, where it can name an address."""
    before = units.only_line(units.blocks[index - 1]) if index else None
    if before is None or before.marks or not units.has_prose(before.number):
        return None
    if units.line_above(units.blocks[index].start) != before.number:
        return None
    words = before.words
    return Words(words, before.number) if wording.is_short_name(words) else None


def comment_at(units: Units, index: int) -> str | None:
    """The quotation that is block ``index``: a comment on the address before it."""
    if index >= len(units.blocks) or units.blocks[index].kind is not BlockKind.QUOTE:
        return None
    words = " ".join(line.words for line in units.lines(units.blocks[index]))
    return words.strip()[:_LONGEST_COMMENT] or None


def is_pairable(mark: Mark | None) -> bool:
    """Whether an address alone in its paragraph can be the first half of a pair.

    Writers who put an address into ``[address](address)`` do not write pairs.
    """
    return mark is not None and mark.kind is not MarkKind.LINK


def has_pair_habit(units: Units) -> bool:
    """Whether the note writes pairs: three of them one after the other.

    Several addresses before one title (mirrors, older sources) do not interrupt the run, nor does
    a quotation below a title, which comments on it.
    """
    run = index = 0
    while index < len(units.blocks):
        step = 1
        if not is_pairable(units.lone(index)):
            run = 0
        elif title_after(units, index) is not None:
            run += 1
            step = 2 if comment_at(units, index + 2) is None else 3
        elif not is_pairable(units.lone(index + 1)):
            run = 0
        index += step
        if run >= _FEWEST_PAIRS:
            return True
    return False
