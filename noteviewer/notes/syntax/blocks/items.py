"""What a mark at the start of a line opens: list items, footnotes, descriptions of terms."""

import re

from noteviewer.notes.syntax.blocks.builder import Builder, Container
from noteviewer.notes.syntax.blocks.columns import advance, skip
from noteviewer.notes.syntax.blocks.leaves import RULE
from noteviewer.notes.syntax.tree import Block, BlockKind, Run

MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]{1,100})\]:[ \t]*")
_DESCRIPTION = re.compile(r":[ \t]+(?=\S)")
_TASK = re.compile(r"\[([^\]\n])\](?=[ \t]+\S|[ \t]*$)")


class ItemReader:
    """Opens the containers that begin with a mark, for the pass over the lines."""

    def __init__(self, builder: Builder) -> None:
        self._build = builder

    def open(self, number: int, position: int, column: int, columns: int) -> tuple[int, int] | None:
        """Open an item, a footnote or a description; give where its text begins, None if none."""
        line = self._build.lines[number]
        if marker := self._match_marker(line, position):
            return self._open_item(number, (position, column), columns, marker)
        if found := _FOOTNOTE.match(line, position):
            return self._open_footnote(number, found, column)
        found = _DESCRIPTION.match(line, position)
        if found and self._open_description(number):
            return found.end(), column + found.end() - position
        return None

    def _match_marker(self, line: str, position: int) -> re.Match[str] | None:
        """The marker of a list item, unless it is a rule, or a number within a paragraph."""
        found = MARKER.match(line, position)
        if found is None or RULE.match(line, position):
            return None
        marker, build = found[1], self._build
        if not self._build.rules.has_bracketed_numbers and (marker[-1] == ")" or not found[2]):
            return None
        is_in_text = build.leaf is not None and build.depth == len(build.stack)
        # A list may follow a paragraph at once; a year at the start of a line is no list.
        if is_in_text and (not found[2] or (marker[0].isdigit() and len(marker) > 3)):
            return None
        return found

    def _open_item(
        self, number: int, place: tuple[int, int], columns: int, found: re.Match[str]
    ) -> tuple[int, int]:
        """Open a list item, and its list where none is open, and give where its text begins."""
        build, line, rules = self._build, self._build.lines[number], self._build.rules
        position, column = place
        build.begin()
        marker = found[1]
        start = position + len(marker)
        blanks, after, at = skip(line, start, column + len(marker))
        if after == len(line) or blanks > 4:
            after, at = advance(line, start, column + len(marker), 1)
            blanks = 1
        siblings = build.siblings
        parent = siblings[-1] if siblings else None
        is_number = marker[0].isdigit()
        if (
            parent is None
            or parent.kind is not BlockKind.LIST
            or parent.info[-1:].isspace()
            or (parent.info[0].isdigit() != is_number)
            or (parent.info[-1] != marker[-1] and (is_number or not rules.joins_bullets))
        ):
            attributes = {"start": marker[:-1]} if is_number and marker[:-1] != "1" else {}
            parent = Block(BlockKind.LIST, number, number + 1, info=marker, attributes=attributes)
            build.add(parent)
        elif build.last_blank == number - 1:
            parent.is_loose = True
        item = Block(BlockKind.ITEM, number, number + 1, info=marker)
        build.nested += 1
        parent.children.append(item)
        parent.end = number + 1
        width = len(marker) + blanks
        build.open(Container(item, indent=columns + width, column=columns, siblings=parent))
        task = _TASK.match(line, after)
        if task and (task[1] in " xX" or (rules.has_task_letters and task[1] != "^")):
            item.attributes = {"task": task[1]}
            _, after, at = skip(line, task.end(), at + 3)
        return after, at

    def _open_footnote(self, number: int, found: re.Match[str], column: int) -> tuple[int, int]:
        build = self._build
        build.begin()
        block = build.add(Block(BlockKind.FOOTNOTE, number, number + 1, info=found[1]))
        build.open(Container(block, indent=4))
        return found.end(), column + found.end() - found.start()

    def _open_description(self, number: int) -> bool:
        """Open the description of the terms above, if there are any."""
        build = self._build
        if build.depth < len(build.stack):
            innermost = build.stack[-1].block
            if innermost.kind is not BlockKind.DESCRIPTION or build.depth < len(build.stack) - 1:
                return False
        is_right_below = build.leaf is not None
        build.begin()
        siblings = build.siblings
        before = siblings[-1] if siblings else None
        if before is None or (
            not is_right_below and build.last_blank != number - 1 and before.end != number
        ):
            return False
        if before.kind is BlockKind.PARAGRAPH and before.text:
            terms = _terms_of(before)
            siblings.pop()
            group = Block(BlockKind.DEFINITIONS, before.start, number + 1, children=terms)
            if siblings and siblings[-1].kind is BlockKind.DEFINITIONS:
                siblings[-1].children += terms
                group = siblings[-1]
            else:
                build.add(group)
            if build.spanned and build.spanned[-1] is before:
                build.spanned[-1:] = terms
        elif before.kind is BlockKind.DEFINITIONS:
            group = before
        else:
            return False
        group.end = number + 1
        block = Block(BlockKind.DESCRIPTION, number, number + 1)
        group.children.append(block)
        build.open(Container(block, indent=2, siblings=group))
        return True


def _terms_of(paragraph: Block) -> list[Block]:
    """The lines of a paragraph as terms that are described below."""
    terms = []
    offset = 0
    for index, line in enumerate(paragraph.text.split("\n")):
        start = paragraph.source_offset(offset)
        number = paragraph.start + index
        terms.append(Block(BlockKind.TERM, number, number + 1, text=line, runs=(Run(0, start),)))
        offset += len(line) + 1
    return terms
