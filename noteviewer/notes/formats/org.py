"""Org files as the tree that all notes are: one pass over the lines, containers within lines.

An own reduction of https://orgmode.org/worg/org-syntax.html: there is no reader of Org in Python
that does more than headings. What only Emacs does something with (drawers of properties, babel
results, settings) is quiet; nothing is run, and no file is included.
"""

import re
from dataclasses import replace

from noteviewer.notes.formats.org_blocks import COMMENT, OrgBlocks
from noteviewer.notes.formats.org_fields import KEYWORD, PROPERTY, header_values, read_states
from noteviewer.notes.formats.org_inline import BESIDE, read_inlines
from noteviewer.notes.formats.org_source import OrgSource, is_affiliated
from noteviewer.notes.model import FrontMatter
from noteviewer.notes.places import is_name
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Block, BlockKind, Inline, InlineKind, Run

_HEADLINE = re.compile(r"(\*+)[ \t]+(\S.*)?$")
_TAGS = re.compile(r":[\w@#%:]{1,400}:")
_PRIORITY = re.compile(r"\[#([A-Za-z0-9]{1,2})\][ \t]*")
_PLANNING = re.compile(
    r"[ \t]*(?:(?:DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[][^>\]\n]{1,80}[>\]]\s*)+$"
)
_PLANNED = re.compile(r"(DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[]([^>\]\n]{1,80})[>\]]")


def parse_org(text: str) -> Document:
    """Parse the text of an Org file; never fails."""
    return _Parser(OrgSource(text, tuple(text.split("\n")))).run()


class _Parser:
    """Reads the head of a file and its entries."""

    def __init__(self, source: OrgSource) -> None:
        self._source = source
        self._reader = OrgBlocks(source)
        self._states = read_states(source.keywords)
        self._has_entry = False

    def run(self) -> Document:
        """Read everything."""
        source = self._source
        head = self._read_header()
        heads = [n for n, line in enumerate(source.lines) if line[:1] == "*" and _is_headline(line)]
        blocks = self._reader.read(head, heads[0] if heads else len(source.lines), 0)
        for number, following in zip(heads, [*heads[1:], len(source.lines)], strict=False):
            blocks += self._entry(number, following)
        for block in blocks:
            self._show_unused(block)
        return Document(
            text=source.text,
            lines=source.lines,
            line_starts=source.starts,
            front_matter=FrontMatter(header_values(source.fields), head),
            blocks=tuple(blocks),
            footnotes=frozenset(source.footnotes),
            code=tuple(sorted(self._reader.code, key=lambda block: block.line)),
            is_markdown=False,
        )

    def _show_unused(self, block: Block) -> None:
        """Footnotes that nothing refers to stay where they stand."""
        if block.kind is BlockKind.FOOTNOTE and block.info not in self._source.used:
            block.kind = BlockKind.GROUP
        for child in block.children:
            self._show_unused(child)

    def _read_header(self) -> int:
        """Read the properties and keywords above all else; give the first line behind them."""
        number = end = 0
        while number < len(self._source.lines):
            line = self._source.lines[number]
            if not line.strip() or COMMENT.match(line):
                number += 1
                continue
            found = KEYWORD.match(line)
            if found and not is_affiliated(found[1]):
                self._source.fields.append((found[1], found[2]))
                number = end = number + 1
            elif close := self._properties_close(number, len(self._source.lines)):
                self._properties(number, close)
                number = end = close + 1
            else:
                break
        return end

    def _properties_close(self, number: int, end: int) -> int:
        """The end of the properties that begin in a line; 0 where none do."""
        is_such = self._source.drawer(number) == "PROPERTIES"
        return self._source.drawer_close(number, end) if is_such else 0

    def _properties(self, number: int, close: int) -> dict[str, str]:
        """Read a drawer of properties; those above all entries are the note's."""
        found = (PROPERTY.match(line) for line in self._source.lines[number + 1 : close])
        properties = {match[1].upper(): (match[2] or "").strip() for match in found if match}
        if not self._has_entry:
            self._source.fields += properties.items()
        if identifier := properties.get("ID"):
            folder = properties.get("DIR") or f"data/{identifier[:2]}/{identifier[2:]}"
            attachments = folder.rstrip("/") + "/"
            self._source.context = replace(self._source.context, attachments=attachments)
        return properties

    def _entry(self, number: int, end: int) -> list[Block]:
        """A headline with what stands below it."""
        heading = self._headline(number)
        self._has_entry = True
        blocks = [heading]
        at = number + 1
        if at < end and _PLANNING.match(self._source.lines[at]):
            blocks.append(self._planning(at))
            at += 1
        while at < end and not self._source.lines[at].strip():
            at += 1
        close = self._properties_close(at, end) if at < end else 0
        if close:
            properties = self._properties(at, close)
            attributes = dict(heading.attributes)
            for attribute, key in (("id", "CUSTOM_ID"), ("name", "ID")):
                if is_name(properties.get(key, "")):
                    attributes[attribute] = properties[key]
            heading.attributes = attributes
            at = close + 1
        else:
            at = min(at, end)
        return blocks + self._reader.read(at, end, 0)

    def _headline(self, number: int) -> Block:
        line = self._source.lines[number]
        found = _HEADLINE.match(line)
        level, start = (
            (len(found[1]), found.start(2)) if found and found[2] else (len(line), len(line))
        )
        text = line[start:].rstrip()
        nodes: list[Inline] = []
        at = 0
        word = text.partition(" ")[0]
        if word in self._states or word == "COMMENT":
            nodes.append(Inline(InlineKind.LABEL, 0, len(word), word, attributes=BESIDE))
            at = len(word) + 1
        if priority := _PRIORITY.match(text, at):
            nodes.append(
                Inline(InlineKind.LABEL, at, priority.end(), priority[1], attributes=BESIDE)
            )
            at = priority.end()
        end, behind = len(text), []
        position = 1 + max(text.rfind(" "), text.rfind("\t"))
        if tags := _TAGS.fullmatch(text, max(position, at)):
            end = len(text[:position].rstrip())
            for tag in tags[0][:-1].split(":"):
                stop = position + len(tag) + 1
                if tag:
                    behind.append(
                        Inline(
                            InlineKind.LABEL, position - 1, stop - 1, f"#{tag}", attributes=BESIDE
                        )
                    )
                position = stop
        read = read_inlines(text, self._source.context, min(at, end), end)
        self._source.take(read)
        nodes += [*read.nodes, *behind]
        block = Block(
            BlockKind.HEADING, number, number + 1, text=text,
            runs=(Run(0, self._source.starts[number] + start),), level=min(level, 6),
        )  # fmt: skip
        block.atoms = read.formulas
        block.nodes = tuple(nodes)
        return block

    def _planning(self, number: int) -> Block:
        line = self._source.lines[number]
        nodes = tuple(
            Inline(InlineKind.LABEL, f.start(), f.end(), f"{f[1].capitalize()} {f[2]}")
            for f in _PLANNED.finditer(line)
        )
        pieces = [self._source.piece(number)]
        return self._source.leaf(BlockKind.PARAGRAPH, number, number + 1, pieces, nodes)


def _is_headline(line: str) -> bool:
    return _HEADLINE.match(line) is not None
