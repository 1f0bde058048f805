"""The text of a paragraph of docutils as a leaf, with the places that it has in the source.

docutils keeps no offsets: where each stretch of text stands is found again, from the line that it
gives on, and always forward.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from noteviewer.notes.formats.rst_markup import LABEL
from noteviewer.notes.places import is_name
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, Inline, InlineKind, Run

_WRAPPED: dict[type[nodes.Node], InlineKind] = {
    nodes.emphasis: InlineKind.EM,
    nodes.title_reference: InlineKind.EM,
    nodes.strong: InlineKind.STRONG,
    nodes.subscript: InlineKind.SUB,
    nodes.superscript: InlineKind.SUP,
}
_UNSEEN = (nodes.raw, nodes.system_message, nodes.generated)
_NEAR = 3_000
"""Characters within which a text is sought that should come next."""
_DEEPEST = 20


@dataclass(slots=True)
class Source:
    """The source, and how far it has been read."""

    text: str
    lines: Sequence[str]
    starts: Sequence[int]
    position: int = 0

    def line_at(self, number: int | None) -> None:
        """Go on from a line that docutils names, unless that lies behind already."""
        if number is not None and 0 < number <= len(self.lines):
            self.position = max(self.position, self.starts[number - 1])

    def find(self, text: str) -> int:
        """Where a text stands next; where the last one ended, if it is not near."""
        if not text:
            return self.position
        at = self.text.find(text, self.position, self.position + len(text) + _NEAR)
        if at < 0:
            return self.position
        self.position = at + len(text)
        return at


@dataclass(slots=True)
class LeafWriter:
    """Builds the text and the nodes of one leaf."""

    source: Source
    target_of: Callable[[nodes.Element], str]
    label_of: Callable[[nodes.Element], str]
    """Label of the footnote that a reference means; empty where there is none."""
    substitute: Callable[[nodes.Element], Sequence[nodes.Node]]
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    length: int = 0

    def leaf(self, kind: BlockKind, children: Sequence[nodes.Node]) -> Block:
        """Make a leaf of inline nodes of docutils."""
        found = tuple(self._children(children, 0))
        text = "".join(self.pieces)
        runs = tuple(self.runs) or (Run(0, self.source.position),)
        block = Block(kind, 0, 0, text=text, runs=runs, atoms=tuple(self.atoms))
        block.nodes = found
        return block

    def _write(self, text: str) -> tuple[int, int]:
        """Add text; give where it begins and ends."""
        start = self.length
        at = self.source.find(text)
        if not self.runs or self.runs[-1].source_start + start - self.runs[-1].text_start != at:
            self.runs.append(Run(start, at))
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def _children(self, children: Sequence[nodes.Node], depth: int) -> list[Inline]:
        found: list[Inline] = []
        for child in children:
            found += self._node(child, depth)
        return found

    def _node(self, node: nodes.Node, depth: int) -> list[Inline]:
        if isinstance(node, nodes.Text):
            return self._text(node.astext())
        if depth > _DEEPEST or not isinstance(node, nodes.Element):
            return []
        if isinstance(node, _UNSEEN):
            return []
        write = self._writers().get(type(node))
        if write is not None:
            return write(node, depth)
        if LABEL in node["classes"]:
            return [self._written(InlineKind.LABEL, node.astext(), node.astext())]
        kind = _WRAPPED.get(type(node))
        start = self.length
        children = self._children(node.children, depth + 1)
        if kind is None or not children:
            return children
        return [Inline(kind, start, self.length, children=tuple(children))]

    def _writers(self) -> Mapping[type, Callable[..., list[Inline]]]:
        return {
            nodes.literal: self._code,
            nodes.math: self._formula,
            nodes.image: self._image,
            nodes.reference: self._reference,
            nodes.footnote_reference: self._footnote,
            nodes.citation_reference: self._footnote,
            nodes.substitution_reference: self._substituted,
            nodes.target: self._target,
            nodes.problematic: self._problematic,
        }

    def _code(self, node: nodes.Element, _depth: int) -> list[Inline]:
        return [self._written(InlineKind.CODE, node.astext(), node.astext())]

    def _formula(self, node: nodes.Element, _depth: int) -> list[Inline]:
        source = node.astext().strip()
        inline = self._written(InlineKind.MATH, node.astext(), source)
        self.atoms.append(Atom(InlineKind.MATH, inline.start, inline.end, source))
        return [inline]

    def _footnote(self, node: nodes.Element, _depth: int) -> list[Inline]:
        label = self.label_of(node)
        text = node.astext() or label
        return [self._written(InlineKind.FOOTNOTE, text, label)] if label else self._text(text)

    def _substituted(self, node: nodes.Element, depth: int) -> list[Inline]:
        return self._children(self.substitute(node), depth + 1)

    def _problematic(self, node: nodes.Element, _depth: int) -> list[Inline]:
        return self._text(node.astext().strip("`|_*"))

    def _text(self, text: str) -> list[Inline]:
        found: list[Inline] = []
        for number, line in enumerate(text.split("\n")):
            if number:
                start, end = self._write("\n")
                found.append(Inline(InlineKind.LINE_END, start, end, " "))
            if line:
                start, end = self._write(line)
                found.append(Inline(InlineKind.TEXT, start, end))
        return found

    def _written(self, kind: InlineKind, text: str, target: str) -> Inline:
        text = " ".join(text.split("\n"))
        start, end = self._write(text)
        return Inline(kind, start, end, " ".join(target.split("\n")))

    def _image(self, node: nodes.Element, _depth: int) -> list[Inline]:
        start, end = self._write(node.get("uri", "") or " ")
        attributes = {"alt": str(node.get("alt", ""))}
        for side in ("width", "height"):
            size = str(node.get(side, "")).replace(" ", "").removesuffix("px")
            if size.removesuffix("%").isdecimal():
                attributes[side] = size
        uri = node.get("uri", "")
        return [Inline(InlineKind.IMAGE, start, end, uri, attributes=attributes)]

    def _reference(self, node: nodes.Element, depth: int) -> list[Inline]:
        start = self.length
        children = tuple(self._children(node.children, depth + 1))
        target = self.target_of(node)
        if not target:
            return list(children)
        if not children:
            children = tuple(self._text(target))
        return [Inline(InlineKind.LINK, start, self.length, target, children=children)]

    def _target(self, node: nodes.Element, depth: int) -> list[Inline]:
        """A place within the text; of an address that is given in its place, nothing."""
        if node.get("refuri") or not node.children:
            return []
        start = self.length
        children = self._children(node.children, depth + 1)
        name = next(iter(node["names"]), "")
        if not is_name(name):
            return children
        return [Inline(InlineKind.BLOCK_NAME, start, start, name), *children]
