"""Second step of a page: lines as people write them become Markdown as Python-Markdown reads it.

Lists may be indented by two blanks, follow a paragraph without a blank line, and mix their marks;
quotes may be callouts; tables may lack their separator row. Python-Markdown wants four
blanks, blank lines and separators. This pass keeps the open quotes and list items on a stack, line
by line, as CommonMark does, and writes each line with the prefix that Python-Markdown expects.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from noteviewer.render.containers import DEEP_ITEM, ITEM, QUOTE, Container, is_same_list
from noteviewer.render.cut import Line
from noteviewer.render.line_text import line_text
from noteviewer.render.structure import Structure
from noteviewer.render.surroundings import Dialect
from noteviewer.render.tables import table_rows
from noteviewer.render.tokens import Tokens, is_block

if TYPE_CHECKING:
    from noteviewer.render.folding import Fold

_MAX_DEPTH = 12
_RULE = re.compile(r" {0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_CALLOUT = re.compile(r"\[!([A-Za-z][\w|-]*)\]([+-]?)[ \t]*(.*)")
_HEADING_MARKS = re.compile(r"\s*#{1,6}[\s\u3000]*")
_HEADING_END = re.compile(r"(?:[ \t\u3000]+#+)?[ \t]*(?:\{:?[^{}]*\}|\s\^[A-Za-z0-9-]+)?[ \t]*$")
_IAL = re.compile(r"\s*\{::?[^{}]*\}\s*$")
_HAN_END = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]$")
_HAN_START = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")


def canonical(lines: Sequence[Line], structure: Structure, tokens: Tokens) -> str:
    """Write the lines of a note as Python-Markdown reads them."""
    writer = _Writer(structure, tokens)
    index = 0
    while index < len(lines):
        index += writer.take(lines, index)
    writer.finish()
    return "\n".join(writer.out)


class _Writer:
    """The text written so far, and the containers that are open."""

    def __init__(self, structure: Structure, tokens: Tokens) -> None:
        self.out: list[str] = []
        self._structure = structure
        self._tokens = tokens
        self._stack: list[Container] = []
        self._in_text = False
        self._is_below_item_heading = False
        """Whether text goes on with the item whose heading was written last, as in kramdown."""
        self._fold: Fold | None = None
        self._quote_ended_at: int | None = None
        """Depth at which a quote ended, while nothing was written since."""
        self._lead: str | None = None
        """Marks of the containers that the current line opens, until they are written."""

    def take(self, lines: Sequence[Line], index: int) -> int:
        """Write one line, or the table that starts there; give the number of lines used."""
        line = lines[index]
        if line.number in self._structure.skipped:
            return 1
        if self._structure.folds:
            self._enter_fold(line.number)
        matched, rest = self._match(line.text.expandtabs(4))
        if not rest.strip():
            self._blank(matched)
            return 1
        depth, rest = self._open(matched, rest, line.number)
        if depth < len(self._stack):
            goes_on = self._in_text or self._is_below_item_heading
            if goes_on and not self._starts_block(rest, line.number):
                self._text(rest, line.number)
                return 1
            self.close(depth)
        return self._leaf(lines, index, rest)

    def finish(self) -> None:
        """Close everything that is open."""
        self.close(0)
        if self._fold:
            self._block(self._fold.closing)

    def close(self, depth: int) -> None:
        """Close the containers deeper than this."""
        while len(self._stack) > depth:
            container = self._stack.pop()
            self._in_text = self._is_below_item_heading = False
            if container.kind == "callout":
                self._block(self._tokens.raw_block("</div></details>"))
            elif container.kind == "quote":
                self._blank_line()
                self._quote_ended_at = len(self._stack)

    def _enter_fold(self, number: int) -> None:
        fold = next((f for f in self._structure.folds if f.start <= number < f.end), None)
        if fold is self._fold:
            return
        self.close(0)
        if self._fold:
            self._block(self._fold.closing)
        if fold:
            self._block(fold.opening)
        self._fold = fold

    def _match(self, text: str) -> tuple[int, str]:
        """How many open containers the line belongs to, and what is left of it."""
        rest = text
        for depth, container in enumerate(self._stack):
            if container.kind != "item":
                found = QUOTE.match(rest)
                if not found:
                    return depth, rest
                rest = rest[found.end() :]
            elif rest.strip():
                indent = len(rest) - len(rest.lstrip())
                if indent >= container.indent:
                    rest = rest[container.indent :]
                elif indent >= container.column + 2 and ITEM.match(rest.lstrip()):
                    rest = rest.lstrip()
                else:
                    return depth, rest
        return len(self._stack), rest

    def _blank(self, matched: int) -> None:
        if any(container.kind != "item" for container in self._stack[matched:]):
            self.close(matched)
        self._in_text = self._is_below_item_heading = False
        self._blank_line()

    def _open(self, depth: int, rest: str, number: int) -> tuple[int, str]:
        """Open the quotes and items that start in this line."""
        while len(self._stack) < _MAX_DEPTH and number not in self._structure.rows:
            if found := QUOTE.match(rest):
                rest = rest[found.end() :]
                if callout := _CALLOUT.match(rest):
                    self._open_callout(callout, depth)
                    return len(self._stack), ""
                if self._stack and self._stack[-1].kind == "item":
                    self._leave_marker()
                self._push(Container("quote"), "> ", depth)
            elif (found := self._marker(rest, number)) and self._is_item(found, rest, depth):
                rest = rest[found.end() :]
                self._open_item(found, depth)
            else:
                break
            depth = len(self._stack)
        return depth, rest

    def _marker(self, rest: str, number: int) -> re.Match[str] | None:
        """The marker of an item, which may stand deep where no code can be meant."""
        is_deep = self._in_text or number in self._structure.items
        return ITEM.match(rest) or (DEEP_ITEM.match(rest) if is_deep else None)

    def _open_item(self, found: re.Match[str], depth: int) -> None:
        marker, blanks = found[2], len(found[3] or " ")
        width = len(found[1]) + len(marker) + (blanks if blanks <= 4 else 1)
        if marker.startswith("["):
            self._push(Container("item", 4, 0, marker), f"{marker} ", depth)
            return
        written = f"{marker[:-1]}." if marker[0].isdigit() else "-"
        self._push(Container("item", width, len(found[1]), marker), f"{written} ".ljust(4), depth)

    def _open_callout(self, found: re.Match[str], depth: int) -> None:
        kind = found[1].split("|")[0]
        state = "" if found[2] == "-" else " open"
        fold = ' data-fold="true"' if found[2] else ""
        opening = self._tokens.raw_block(
            f'<details data-callout="{escape(kind.lower())}"{fold}{state}><summary>', found[0]
        )
        title = found[3].strip() or kind.capitalize()
        middle = self._tokens.raw_block("</summary><div>")
        self._push(Container("callout"), "", depth)
        self._block(f"{opening}{title}{middle}")

    def _leave_marker(self) -> None:
        """Begin below the marker: Python-Markdown sees no quotation and no table beside it."""
        if self._lead is not None:
            self.out.append(self._prefix() + self._tokens.final(""))
            self._blank_line()

    def _push(self, container: Container, mark: str, depth: int) -> None:
        """Open a container under the first ``depth`` ones, with a blank line where one is due."""
        was_in_text = self._in_text
        before = self._stack[depth] if depth < len(self._stack) else None
        neighbour = before.marker if before else ""
        self.close(depth)
        if self._lead is None:
            is_sibling = is_same_list(container.marker, neighbour) and not (
                before and before.has_blank
            )
            parent = self._stack[-1] if self._stack else None
            # Right below the text of an item its own list needs no blank line, unless what stands
            # there is a paragraph of its own already.
            is_child = bool(container.marker and parent and parent.kind == "item") and not (
                neighbour or (parent and parent.has_blank)
            )
            if (was_in_text or neighbour) and not is_sibling and not is_child:
                self._blank_line()
        if container.kind == "quote" and self._quote_ended_at == depth and self._lead is None:
            # Two quotes with nothing but a blank line between them are not one.
            self._block(self._tokens.final_block(""))
        self._lead = self._prefix() + mark
        self._stack.append(container)
        self._in_text = False

    def _is_item(self, found: re.Match[str], rest: str, depth: int) -> bool:
        if _RULE.match(rest):
            return False
        marker = found[2]
        if marker[0] == "[":
            # A footnote is defined at the top level only.
            return depth == 0
        is_kramdown = self._structure.dialect is Dialect.KRAMDOWN
        if is_kramdown and (marker[-1] == ")" or not found[3]):
            return False
        if self._in_text and depth == len(self._stack):
            # A list may follow a paragraph at once; a year at the start of a line is no list.
            return bool(found[3]) and (not marker[0].isdigit() or len(marker) <= 3)
        return True

    def _starts_block(self, rest: str, number: int) -> bool:
        structure = self._structure
        return (
            number in structure.headings
            or number in structure.rows
            or number in structure.tables
            or bool(_RULE.match(rest))
            or is_block(rest)
        )

    def _leaf(self, lines: Sequence[Line], index: int, rest: str) -> int:
        number = lines[index].number
        structure = self._structure
        if number in structure.headings:
            return self._heading(lines, index, rest)
        if row := structure.rows.get(number):
            self._block(f"{row.opening}{structure.row_titles.get(row.title_line, '')}{row.closing}")
        elif number in structure.tables:
            self._leave_marker()
            return self._table(lines, index, rest)
        elif _RULE.match(rest):
            self._block(self._tokens.final_block("<hr>", rest))
        elif is_block(rest):
            self._block(rest.strip())
        elif not rest.strip():
            if self._lead is not None:
                self.out.append(self._prefix() + self._tokens.final(""))
        elif not _IAL.match(rest):
            self._text(rest, number)
        return 1

    def _heading(self, lines: Sequence[Line], index: int, rest: str) -> int:
        heading = self._structure.headings[lines[index].number]
        used = 1
        while index + used < len(lines) and lines[index + used].number < heading.end:
            used += 1
        text = _HEADING_END.sub("", _HEADING_MARKS.sub("", rest, count=1))
        self._block(f"{'#' * heading.level} {heading.mark}{text}{self._tokens.final('')}")
        is_in_item = bool(self._stack) and self._stack[-1].kind == "item"
        self._is_below_item_heading = is_in_item and self._structure.dialect is Dialect.KRAMDOWN
        return used

    def _table(self, lines: Sequence[Line], index: int, rest: str) -> int:
        end = self._structure.tables[lines[index].number]
        rows = [rest.strip()]
        while index + len(rows) < len(lines) and lines[index + len(rows)].number < end:
            rows.append(self._match(lines[index + len(rows)].text.expandtabs(4))[1].strip())
        self._blank_line()
        prefix = self._prefix()
        self.out += [prefix + row for row in table_rows(rows)]
        self._blank_line()
        self._in_text = False
        return len(rows)

    def _text(self, rest: str, number: int) -> None:
        content = line_text(rest.strip(), self._structure.dialect, self._tokens)
        ending = "  " if rest.endswith("  ") else ""
        self._is_below_item_heading = False
        if not self._in_text:
            # What Markdown knows by its first character must keep it.
            is_marked = not content.startswith(("[", ":"))
            mark = self._tokens.final(f"<nv-line {number}>") if is_marked else ""
            self.out.append(f"{self._prefix()}{mark}{content}{ending}")
            self._in_text = True
            return
        if self._structure.keeps_line_ends and not self.out[-1].endswith("  "):
            self.out[-1] += "  "
        if _HAN_END.search(self.out[-1]) and _HAN_START.match(content):
            self.out[-1] += content + ending
        else:
            self.out.append(self._prefix() + content + ending)

    def _block(self, content: str) -> None:
        self._blank_line()
        self.out.append(self._prefix() + content)
        self._blank_line()
        self._in_text = False

    def _blank_line(self) -> None:
        prefix = "".join(container.prefix for container in self._stack).rstrip()
        if self._lead is not None or not self.out or self.out[-1] == prefix:
            return
        if len(prefix) < len(self.out[-1]) and not self.out[-1].strip("> "):
            # The quote that this blank line was in has ended with it.
            self.out[-1] = prefix
        else:
            self.out.append(prefix)
        for container in self._stack:
            container.has_blank = True

    def _prefix(self) -> str:
        """What the next line starts with: the marks of new containers, or indentation."""
        lead, self._lead = self._lead, None
        self._quote_ended_at = None
        return "".join(container.prefix for container in self._stack) if lead is None else lead
