"""What is found in a leaf so far, and how far it is read; the ends of its lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.inline.emphasis import Delimiters, Item
from noteviewer.notes.syntax.inline.signs import signs_of
from noteviewer.notes.syntax.tree import Atom, Inline, InlineKind, LinkDefinition

_COVER = "\x1a"
"""Stands for each character of code and formulas while the rest is read."""
_LINE_END = re.compile(r"\n[ \t]*(?:\n[ \t]*)*")
_HAN_OR_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ADDRESS_LINE = re.compile(r"(?:^|[\s:：])https?://\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class InlineContext:
    """What the marks of one leaf need to know of its note."""

    rules: Rules
    definitions: Mapping[str, LinkDefinition]
    """By folded label."""
    is_html: bool = False
    """Text of HTML: tags, references of characters and addresses. Markdown's marks count only
    below a blank line, in stretches without a tag in front, or below ``markdown="1"``."""
    footnotes: frozenset[str] | None = None
    """Labels that are defined; None: all count."""
    signs: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "signs", signs_of(self.rules))


class InlineItems:
    """The nodes of one leaf, in order, and the place up to which it is read."""

    __slots__ = (
        "atom", "atoms", "context", "end", "items", "keeps_addresses", "masked", "position",
        "rules", "text",
    )  # fmt: skip

    def __init__(self, text: str, atoms: Sequence[Atom], context: InlineContext) -> None:
        self.text = text
        self.masked = _masked(text, atoms) if atoms else text
        self.context = context
        self.rules = context.rules
        self.atoms = atoms
        self.atom = 0
        """How many atoms are dealt with."""
        self.items: list[Item] = []
        self.position = 0
        self.end = len(text)
        self.keeps_addresses: bool | None = None

    def flush(self, end: int) -> None:
        """Make nodes of the atoms before an offset."""
        while self.atom < len(self.atoms) and self.atoms[self.atom].start < end:
            atom = self.atoms[self.atom]
            self.atom += 1
            title = "display" if atom.is_display else ""
            self.items.append(
                Inline(
                    atom.kind, atom.start, atom.end, atom.content, title, attributes=atom.attributes
                )
            )  # fmt: skip

    def add(self, node: Inline) -> int:
        """Take a node; atoms in it are part of it."""
        self.items.append(node)
        while self.atom < len(self.atoms) and self.atoms[self.atom].start < node.end:
            self.atom += 1
        return node.end

    def blanks_before(self, start: int) -> int:
        """Where the blanks before an offset begin."""
        while start > self.position and self.masked[start - 1] in " \t":
            start -= 1
        return start

    def is_behind_node(self, start: int) -> bool:
        """Whether a node other than a line end stands right before an offset."""
        last = self.items[-1] if self.items else None
        return (
            last is not None
            and last.end == start
            and (isinstance(last, Delimiters) or last.kind is not InlineKind.LINE_END)
        )

    def read_line_end(self, start: int, end: int) -> int:
        """A line end, with the blanks around it."""
        blanks = self.masked[max(self.position, start - 2) : start]
        if blanks == "  " or self.rules.keeps_line_ends or self._keeps_line_end(start):
            return self.break_line(start, end - 1)
        found = _LINE_END.match(self.masked, start, self.end)
        stop = found.end() if found else end
        low = self.blanks_before(start)
        before = self.masked[max(0, low - 8) : low].rstrip("*_~=")[-1:]
        after = self.masked[stop : stop + 8].lstrip("*_~=")[:1]
        is_joined = _HAN_OR_WIDE.match(before) and _HAN_OR_WIDE.match(after)
        return self.add(Inline(InlineKind.LINE_END, low, stop, "" if is_joined else " "))

    def break_line(self, start: int, line_end: int) -> int:
        """A line end that the page keeps, with the blanks around it."""
        found = _LINE_END.match(self.masked, line_end, self.end)
        stop = found.end() if found else line_end + 1
        return self.add(Inline(InlineKind.BREAK, self.blanks_before(start), stop))

    def _keeps_line_end(self, at: int) -> bool:
        """Chinese lines that hold an address keep their ends: titles, addresses, passwords."""
        if self.keeps_addresses is None:
            is_candidate = "://" in self.masked and not self.context.is_html
            self.keeps_addresses = is_candidate and bool(_HAN.search(self.masked))
        if not self.keeps_addresses:
            return False
        start = self.masked.rfind("\n", 0, at) + 1
        end = self.masked.find("\n", at + 1)
        end = len(self.masked) if end < 0 else end
        return bool(_ADDRESS_LINE.search(self.masked, start, end))


def _masked(text: str, atoms: Sequence[Atom]) -> str:
    parts: list[str] = []
    position = 0
    for atom in atoms:
        parts += (text[position : atom.start], _COVER * (atom.end - atom.start))
        position = atom.end
    parts.append(text[position:])
    return "".join(parts)
