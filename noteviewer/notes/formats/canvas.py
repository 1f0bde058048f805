"""JSON Canvas 1.0 (https://jsoncanvas.org/spec/1.0/): cards on a plane, groups, and edges.

A canvas is read twice: as Markdown, for search and links (`canvas_text`), and as what lies where,
for its page (`read_canvas`). What is wrong with a card leaves that card out, or its place.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from noteviewer.notes.data_files import Bounds, DataError, DataFormat, Value, read_fields
from noteviewer.notes.image_names import is_image_name

BOUNDS = Bounds(characters=4_000_000, values=200_000, depth=50)
MOST_CARDS = 2_000
MOST_EDGES = 4_000
_FARTHEST = 1_000_000.0
"""Pixels: nobody scrolls that far."""
_LARGEST = 20_000.0
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}|[1-6]")
_SIDES = frozenset(("top", "right", "bottom", "left"))
_KINDS = frozenset(("text", "file", "link", "group"))
_LONGEST_LABEL = 400
_WEB = re.compile(r"https?://[^\s<>\"]{1,2000}")


@dataclass(frozen=True, slots=True)
class Card:
    """A card, or a group around cards."""

    kind: str
    """``text``, ``file``, ``link`` or ``group``."""
    x: float
    y: float
    width: float
    height: float
    content: str
    """Markdown, path in the folder, address, or label."""
    part: str = ""
    """Of a file: the fragment to show, such as ``#heading``."""
    colour: str = ""
    """``1`` to ``6``, or ``#rrggbb``."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two cards."""

    start: int
    """Number of a card."""
    end: int
    start_side: str
    """``top``, ``right``, ``bottom``, ``left``, or empty where it is not said."""
    end_side: str
    has_start_arrow: bool
    has_end_arrow: bool
    label: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Canvas:
    """All that lies on the plane."""

    cards: tuple[Card, ...] = ()
    """Groups first, then from top to bottom."""
    edges: tuple[Edge, ...] = ()
    fault: str = ""
    """Why there is nothing, in English."""


def read_canvas(text: str) -> Canvas:
    """Read a canvas; never fails."""
    try:
        fields = read_fields(text, DataFormat.JSON, BOUNDS)
    except DataError as error:
        return Canvas(fault=error.reason)
    found: list[tuple[str, Card]] = []
    for entry in _entries(fields, "nodes", MOST_CARDS):
        card = _card(entry)
        if card is not None:
            found.append((_text(entry, "id"), card))
    found.sort(key=lambda each: (each[1].kind != "group", each[1].y, each[1].x))
    numbers: dict[str, int] = {}
    for number, (name, _) in enumerate(found):
        numbers.setdefault(name, number)
    edges = tuple(
        edge
        for entry in _entries(fields, "edges", MOST_EDGES)
        if (edge := _edge(entry, numbers)) is not None
    )
    return Canvas(tuple(card for _, card in found), edges)


def canvas_text(text: str) -> str:
    """What a canvas says, as Markdown of Obsidian: cards below the label of their group."""
    canvas = read_canvas(text)
    groups = [card for card in canvas.cards if card.kind == "group"]
    loose: list[str] = []
    inside: dict[int, list[str]] = {n: [] for n in range(len(groups))}
    for card in canvas.cards:
        if card.kind == "group":
            continue
        around = next((n for n, group in enumerate(groups) if _holds(group, card)), None)
        (loose if around is None else inside[around]).append(_written(card))
    labels = [edge.label for edge in canvas.edges if edge.label]
    parts = [*loose, *labels]
    for number, group in enumerate(groups):
        if group.content:
            parts.append(f"# {group.content}")
        parts += inside[number]
    return "\n\n".join(part for part in parts if part.strip())


def _written(card: Card) -> str:
    match card.kind:
        case "file":
            mark = "!" if is_image_name(card.content) else ""
            return f"{mark}[[{card.content}{card.part}]]"
        case "link":
            return f"<{card.content}>"
    return card.content


def _holds(group: Card, card: Card) -> bool:
    x, y = card.x + card.width / 2, card.y + card.height / 2
    return group.x <= x <= group.x + group.width and group.y <= y <= group.y + group.height


def _entries(fields: Mapping[str, Value], name: str, most: int) -> Iterator[Mapping[str, Value]]:
    listed = fields.get(name)
    if isinstance(listed, list):
        yield from (entry for entry in listed[:most] if isinstance(entry, dict))


def _card(entry: Mapping[str, Value]) -> Card | None:
    kind = _text(entry, "type")
    if kind not in _KINDS:
        return None
    x, y = _number(entry, "x", _FARTHEST), _number(entry, "y", _FARTHEST)
    width, height = _number(entry, "width", _LARGEST), _number(entry, "height", _LARGEST)
    if x is None or y is None or width is None or height is None or min(width, height) <= 0:
        return None
    part = ""
    match kind:
        case "file":
            content = " ".join(_text(entry, "file").split())
            subpath = " ".join(_text(entry, "subpath").split())
            part = subpath[:_LONGEST_LABEL] if subpath.startswith("#") else ""
        case "link":
            found = _WEB.fullmatch(_text(entry, "url").strip())
            content = found[0] if found else ""
        case "group":
            content = " ".join(_text(entry, "label").split())[:_LONGEST_LABEL]
        case _:
            content = _text(entry, "text")
    if not content and kind != "group":
        return None
    return Card(kind, x, y, width, height, content, part, _colour(entry))


def _edge(entry: Mapping[str, Value], numbers: Mapping[str, int]) -> Edge | None:
    start, end = numbers.get(_text(entry, "fromNode")), numbers.get(_text(entry, "toNode"))
    if start is None or end is None:
        return None
    sides = [_text(entry, name) for name in ("fromSide", "toSide")]
    start_side, end_side = (side if side in _SIDES else "" for side in sides)
    return Edge(
        start,
        end,
        start_side,
        end_side,
        has_start_arrow=_text(entry, "fromEnd") == "arrow",
        has_end_arrow=_text(entry, "toEnd") != "none",
        label=" ".join(_text(entry, "label").split())[:_LONGEST_LABEL],
        colour=_colour(entry),
    )


def _text(entry: Mapping[str, Value], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _colour(entry: Mapping[str, Value]) -> str:
    colour = _text(entry, "color")
    return colour if _COLOUR.fullmatch(colour) else ""


def _number(entry: Mapping[str, Value], name: str, most: float) -> float | None:
    """A number within bounds; the reader of data files gives numbers as text."""
    value = entry.get(name)
    try:
        number = float(str(value)) if not isinstance(value, list | dict) else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= most else None
