"""Titles that stand on the line of an address, above or below it, or in its parent list item."""

import re
from dataclasses import dataclass

from noteviewer.notes.references import wording
from noteviewer.notes.references.units import Line, Units, Words
from noteviewer.notes.syntax.document import Passage
from noteviewer.notes.syntax.marks import Mark
from noteviewer.notes.syntax.tree import BlockKind

_EDGES = " \t^-–—→*_~={}()（）[]【】「」<>|·•,，、。：:"
_REVERSED = re.compile(r"[(（]([^()（）]{1,100})[)）]\[\Z")
"""``(text)[address]``, which Markdown does not know."""
_SEPARATORS = " \t-–—→>|·•*_~"
_COMMAS = ",，、"
_DASHES = ("-", "–", "—", "|", "→", ">")
_BRACKETS = (("（", "）"), ("(", ")"), ("【", "】"))
_LONGEST_NAME = 80
_LONGEST_LABEL = 40
_WIDEST_ROW = 500
_FARTHEST_LINE = 6
_FARTHEST_PARENT = 40


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found around an address."""

    title: str | None = None
    title_line: int | None = None
    label: str | None = None
    note: str | None = None


def title_beside(units: Units, index: int, line: Line, position: int) -> Beside:
    """Find the title of an address that is not alone in its paragraph.

    Args:
        units: The text.
        index: Index of the block in which the address stands.
        line: Its line.
        position: Which of the marks of the line it is.
    """
    block = units.blocks[index]
    prefix, suffix = _around(units, line, position)
    if block.kind is BlockKind.TABLE:
        return _in_table(units, prefix, suffix, line, line.marks[position])
    if suffix.startswith("]") and (slip := _REVERSED.search(prefix)):
        return Beside(title=wording.clean(slip[1]))
    before, after = wording.clean(prefix), wording.clean(suffix)
    note = wording.password_note(after)
    if wording.is_label(before):
        return _after_label(units, block, line, before, note)
    if before.strip(_EDGES) or position > 0:
        is_item = units.is_item(block, line.number)
        return _after_words(line, before, after, is_item=is_item)
    rest = after.strip(_EDGES)
    if rest and note is None:
        is_item = units.is_item(block, line.number)
        is_continued = position + 1 < len(line.marks)
        return _before_words(after, rest, is_item=is_item, is_continued=is_continued)
    follows = units.title_follows(block, line.number)
    above = _from_above(units, block, line, note, names=not follows)
    if follows and (below := _line_below(units, block, line)):
        return Beside(*below, above.label, note)
    if block.kind is BlockKind.LIST and line.number == block.start:
        return _from_parent(units, index)
    return above


def _around(units: Units, line: Line, position: int) -> tuple[str, str]:
    """What stands on the line before and after an address, up to its neighbours."""
    mark = line.marks[position]
    end = line.start + len(line.text)
    before = line.marks[position - 1].end if position else line.start
    after = line.marks[position + 1].start if position + 1 < len(line.marks) else end
    text = units.document.text
    return text[before : mark.start], text[mark.end : min(after, end)]


def _after_label(units: Units, block: Passage, line: Line, before: str, note: str | None) -> Beside:
    """``label：address``."""
    whole = before.rstrip("：: ")
    label = wording.last_clause(whole)
    if label == whole and wording.is_specific(label):
        return Beside(title=label, label=label, note=note)
    kept = label if len(label) <= _LONGEST_LABEL else None
    if not wording.is_generic(label) or line.url_count > 1:
        return Beside(label=kept, note=note)
    above = _from_above(units, block, line, note, is_marked=True)
    return Beside(above.title, above.title_line, kept, note)


def _after_words(line: Line, before: str, after: str, *, is_item: bool) -> Beside:
    """``words address``: a name where a dash or the end of a list item says so."""
    words = before.strip(_EDGES)
    if wording.is_generic(words):
        return Beside(label=words if wording.is_word(words) else None)
    if line.url_count > 1 or after.strip(_EDGES + ".。"):
        return Beside()
    name = before.strip(_SEPARATORS).rstrip(_COMMAS)
    if name.startswith("【") and name.endswith("】"):
        name = name[1:-1]
    if is_item:
        is_named = wording.is_item_name(name)
    else:
        is_named = before.rstrip().endswith(_DASHES) and wording.is_specific(name)
    return Beside(title=name if is_named else None)


def _before_words(after: str, words: str, *, is_item: bool, is_continued: bool) -> Beside:
    """``address words``: a description where a list item, a dash or brackets say so.

    Where another link goes on with the words, half a sentence is none.
    """
    is_description = (
        is_item
        or after.startswith((*_DASHES, "：", ":"))
        or any(after.startswith(first) and after.endswith(last) for first, last in _BRACKETS)
    )
    if len(words) > _LONGEST_NAME or (is_continued and wording.is_open_ended(words)):
        return Beside()
    return Beside(title=words if is_description and any(map(str.isalpha, words)) else None)


def _in_table(units: Units, prefix: str, suffix: str, line: Line, mark: Mark) -> Beside:
    """The cell's own words, else the nearest cell with words, those on the left first."""
    own = prefix.rpartition("|")[2] + " " + suffix.partition("|")[0]
    words = wording.clean(own).strip(_EDGES)
    if words:
        return Beside(title=words if wording.is_specific(words) else None)
    text = units.document.text
    left = text[max(line.start, mark.start - _WIDEST_ROW) : mark.start].split("|")[-2::-1]
    end = min(line.start + len(line.text), mark.end + _WIDEST_ROW)
    right = text[mark.end : end].split("|")[1:]
    for cell in (*left, *right):
        words = wording.clean(cell).strip(_EDGES)
        if words and "://" not in words and not words.isdigit():
            return Beside(title=words)
    return Beside()


def _line_below(units: Units, block: Passage, line: Line) -> Words | None:
    number = line.number + 1
    if number >= block.end:
        return None
    below = units.line(number)
    words = below.words
    if below.marks or not units.has_prose(number) or len(words) > _LONGEST_NAME:
        return None
    is_title = wording.is_title(words, after_item_label=True)
    return Words(words, number) if is_title else None


def _from_above(
    units: Units,
    block: Passage,
    line: Line,
    note: str | None,
    *,
    is_marked: bool = False,
    names: bool = True,
) -> Beside:
    """The nearest line above in the same block that has words and no address.

    Where the address is marked as a link (链接：, or a password beside it) any words will do;
    elsewhere they must be a short name. Without ``names`` only a label will do.
    """
    first = max(block.start, line.number - _FARTHEST_LINE)
    for number in range(line.number - 1, first - 1, -1):
        candidate = units.line(number)
        words = candidate.words
        if candidate.url_count or wording.is_property(words):
            continue
        if wording.is_label(words):
            label = wording.last_clause(words.rstrip("：: "))
            title = label if wording.is_specific(label) else None
            return Beside(title, number if title else None, label or None, note)
        is_name = words and len(words) <= _LONGEST_NAME and words[-1] not in "。；，"
        if wording.is_credit(words):
            break
        if names and is_name and (is_marked or note or wording.is_short_name(words)):
            return Beside(words, number, None, note)
        break
    return Beside(note=note)


def _from_parent(units: Units, index: int) -> Beside:
    """A list item that is only an address is named by its parent item."""
    block = units.blocks[index]
    for candidate in reversed(units.blocks[max(0, index - _FARTHEST_PARENT) : index]):
        if candidate.kind is not BlockKind.LIST:
            return Beside()
        if candidate.level < block.level:
            line = units.line(candidate.start)
            name = line.words.rstrip("：: ")
            if line.url_count or not name or len(name) > _LONGEST_NAME or "。" in name:
                return Beside()
            if wording.is_generic(name):
                return Beside(label=name)
            return Beside(title=name, title_line=candidate.start)
    return Beside()
