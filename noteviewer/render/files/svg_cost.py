"""How much an SVG drawing asks of whoever draws it, without drawing it.

A drawing of two kilobytes can repeat itself a million times: elements that show other elements, in
turn shown by others, patterns of patterns, filters over filters, and drawings inside drawings. What
is counted here is what would be drawn after all references are followed (SVG 2, chapters 5, 11, 13
and 14; Filter Effects 1).
"""

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes
from xml.parsers import expat

MOST = 200_000
"""Elements drawn, references followed."""
_MOST_FILTERED = 2_000
"""Steps of filters, references followed."""
_DEEPEST = 200
"""Elements inside each other."""
_LARGEST_FILTER = 100.0
"""Pixels of a radius, cells of a kernel, octaves of noise."""
_LONGEST_ENTITY = 1_000
_MOST_INSIDE = 3
"""Drawings inside each other."""
_REFERENCE = re.compile(r"""url\(\s*["']?#([^"')\s]+)""")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_INNER_DRAWING = re.compile(r"data:\s*image/svg", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_REFERS = re.compile(rb"url|data:|<!ENTITY|[<:]use\b", re.IGNORECASE)
_FILTER_STEP = re.compile(r"(?:\w+:)?fe[A-Z]\w*")
_FILTER_SIZES = ("stdDeviation", "radius", "order", "numOctaves")
_FILTER_FUNCTION = re.compile(r"\b(?:blur|drop-shadow)\s*\(")


class TooCostlyError(Exception):
    """A drawing asks for more than any that is shown."""


@dataclass(slots=True)
class _Node:
    """An element, as far as it counts."""

    children: list[int] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    """Names of the elements that it shows, each as often as it does."""
    times: int = 1
    """How often a reference is shown, as the marks along a line are."""
    filtered: int = 0
    inner: int = 0
    """Elements of the drawing that it holds as data."""


def check_drawing(data: bytes, depth: int = 0) -> int:
    """Refuse a drawing that would keep its reader waiting.

    A file that is no XML is refused only where it holds what could repeat something; for engines
    draw what stands before a mistake.

    Args:
        data: The file.
        depth: In how many drawings it stands.

    Returns:
        How many elements are drawn.

    Raises:
        TooCostlyError: it repeats itself too often, is nested too deeply, or filters too much.
    """
    reader = _Reader(depth)
    try:
        reader.read(data)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if _REFERS.search(data.replace(b"\0", b"")):
            raise TooCostlyError("it cannot be read, and refers to itself") from error
        return 0
    return reader.check()


class _Reader:
    """Reads one drawing."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._nodes = [_Node()]
        self._open = [0]
        self._names: dict[str, int] = {}
        self._style: list[str] = []
        self._is_style = False

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(data, True)  # noqa: FBT003  (it takes no keywords)

    def _entity(
        self,
        _name: str,
        _is_parameter: bool,
        value: str | None,
        *_place: str | None,
    ) -> None:
        if value is None or len(value) > _LONGEST_ENTITY or "&" in value or "<" in value:
            raise TooCostlyError("it declares entities that hold others, or markup")

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet" and _INNER_DRAWING.search(data):
            raise TooCostlyError("a drawing inside a drawing")

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise TooCostlyError("it is nested too deeply")
        number = len(self._nodes)
        if number > MOST:
            raise TooCostlyError("it has too many elements")
        node = _Node(filtered=1 if _FILTER_STEP.fullmatch(tag) else 0)
        self._nodes[self._open[-1]].children.append(number)
        self._nodes.append(node)
        self._open.append(number)
        name = attributes.get("id")
        if name:
            self._names.setdefault(name, number)
        self._is_style = tag.rpartition(":")[2] == "style"
        if node.filtered:
            _check_filter(attributes)
        for key, value in attributes.items():
            self._attribute(node, tag, key, value)
        if node.references and any(key.startswith("marker") for key in attributes):
            node.times = 1 + len(attributes.get("d") or attributes.get("points") or "") // 4

    def _attribute(self, node: _Node, tag: str, key: str, value: str) -> None:
        if _INNER_DRAWING.search(value):
            node.inner += self._inner_drawing(value)
            return
        is_link = key.rpartition(":")[2] == "href"
        if is_link and value.strip().startswith("#") and tag.rpartition(":")[2] != "a":
            node.references.append(value.strip()[1:])
        elif "(" in value:
            value = without_escapes(value)
            node.references += _REFERENCE.findall(value)
            node.filtered += len(_FILTER_FUNCTION.findall(value))

    def _inner_drawing(self, address: str) -> int:
        head, _, body = address.strip().partition(",")
        if self._depth == _MOST_INSIDE or not _INNER_DRAWING.match(head):
            raise TooCostlyError("a drawing inside a drawing")
        data = unquote_to_bytes(body)
        return check_drawing(b64decode(data) if "base64" in head else data, self._depth + 1)

    def _end(self, _tag: str) -> None:
        self._open.pop()
        self._is_style = False

    def _text(self, text: str) -> None:
        if self._is_style:
            self._style.append(text)

    def check(self) -> int:
        """How many elements are drawn, once all is read."""
        style = without_escapes("".join(self._style))
        if _INNER_DRAWING.search(style):
            raise TooCostlyError("a drawing inside a drawing")
        # A rule of a style sheet may be for every element.
        everywhere = _REFERENCE.findall(style)
        functions = len(_FILTER_FUNCTION.findall(style))
        root = _Node(self._nodes[0].children, everywhere, len(self._nodes), functions)
        self._nodes[0] = root
        costs = self._costs()
        if costs[0][1] + functions * len(self._nodes) > _MOST_FILTERED:
            raise TooCostlyError("it filters too much")
        return costs[0][0]

    def _costs(self) -> list[tuple[int, int]]:
        """Elements drawn and steps of filters for each element, with all that it shows."""
        unknown = (-1, 0)
        costs = [unknown] * len(self._nodes)
        is_open = bytearray(len(self._nodes))
        stack = [0]
        while stack:
            number = stack[-1]
            node = self._nodes[number]
            shown = [self._names[name] for name in node.references if name in self._names]
            if not is_open[number]:
                is_open[number] = 1
                stack += [n for n in (*node.children, *shown) if not is_open[n]]
                continue
            stack.pop()
            if costs[number] is not unknown:
                continue
            # What shows itself is shown once: an engine stops there.
            drawn = 1 + node.inner + sum(max(costs[n][0], 0) for n in node.children)
            filtered = node.filtered + sum(costs[n][1] for n in node.children)
            drawn += node.times * sum(max(costs[n][0], 0) for n in shown)
            filtered += node.times * sum(costs[n][1] for n in shown)
            if drawn > MOST:
                raise TooCostlyError("it repeats itself too often")
            costs[number] = (drawn, filtered)
        return costs


def without_escapes(style: str) -> str:
    """Text of a style sheet with its escapes read, so that nothing hides behind them."""
    if "\\" not in style:
        return style
    return _ESCAPE.sub(
        lambda found: chr(min(int(found[1], 16), 0xFFFF)) if found[1] else found[2], style
    )


def _check_filter(attributes: Mapping[str, str]) -> None:
    for name in _FILTER_SIZES:
        for number in _NUMBER.findall(attributes.get(name, "")):
            if abs(float(number)) > _LARGEST_FILTER:
                raise TooCostlyError("a filter reaches too far")
