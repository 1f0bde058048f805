"""A canvas as a page: cards where they lie, one picture of all edges, and no script.

Lengths are parts of the width of the board, so that it fits the page, and grows as a whole where
the user wants it larger; a box around it scrolls.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from noteviewer.notes.formats.canvas import Canvas, Card, Edge
from noteviewer.render.document.page import PageDrawing
from noteviewer.render.urls import diagram_url

EDGES = "canvas-edges.svg"
"""Name of the picture of the edges."""
_MARGIN = 40.0
_NEAR = 0.5
"""How far the curve of an edge reaches out, of the distance that it goes."""
_LEAST_REACH, _MOST_REACH = 40.0, 400.0
_FONT = 16.0
_COLOURS = {
    "1": "#d9534f", "2": "#d98a2f", "3": "#c2a21c", "4": "#3f9b55", "5": "#2c9caa", "6": "#8a63c4",
}  # fmt: skip
_GREY = "#8a8f96"
_OUT = {"top": (0.0, -1.0), "right": (1.0, 0.0), "bottom": (0.0, 1.0), "left": (-1.0, 0.0)}


@dataclass(frozen=True, slots=True)
class CanvasPageStrings:
    """The words of these pages, in the user's language."""

    cards: str
    """{} cards."""
    fit: str
    actual: str
    twice: str
    empty: str
    not_read: str
    """The file cannot be read: {}."""


@dataclass(frozen=True, slots=True)
class _Board:
    """Where the plane begins, and how large it is."""

    left: float
    top: float
    width: float
    height: float

    def part(self, length: float) -> str:
        """A length as a part of the board's width."""
        return f"{length / self.width * 100:.4f}cqw"


def canvas_body(
    title: str, canvas: Canvas, fill: Callable[[Card], str], words: CanvasPageStrings
) -> tuple[str, PageDrawing | None]:
    """The markup of a canvas, and the picture of its edges.

    Args:
        title: Of the page.
        canvas: What lies where.
        fill: Gives the markup of what a card holds, which is safe.
        words: Words of the page.
    """
    count = sum(card.kind != "group" for card in canvas.cards)
    facts = words.cards.format(count) if canvas.cards else ""
    head = (
        f'<header class="nv-card"><h1>{_text(title)}</h1><p class="nv-facts">'
        f"<span>{_text(facts)}</span></p></header>"
    )
    if not canvas.cards:
        notice = words.not_read.format(canvas.fault) if canvas.fault else words.empty
        return f'{head}<article><p class="nv-notice">{_text(notice)}</p></article>', None
    board = _board(canvas.cards)
    cards = "".join(_card(board, card, fill) for card in canvas.cards)
    sizes = "".join(
        f'<label><input type="radio" name="nv-canvas-size" value="{name}"{checked}> '
        f"{_text(text)}</label>"
        for name, text, checked in (
            ("fit", words.fit, " checked"),
            ("actual", words.actual, ""),
            ("twice", words.twice, ""),
        )
    )
    style = f"--board:{board.width:.0f}px;aspect-ratio:{board.width:.1f}/{board.height:.1f}"
    edges, drawing = "", None
    if canvas.edges:
        drawing = PageDrawing("", _edges(board, canvas).encode("utf-8", "replace"))
        edges = f'<img class="nv-drawn nv-edges" src="{diagram_url(EDGES)}" alt="">'
    return (
        f'{head}<article class="nv-wide"><div class="nv-canvas"><p class="nv-canvas-sizes">{sizes}'
        f'</p><div class="nv-canvas-frame" tabindex="0"><div class="nv-board" style="{style}">'
        f"{edges}{cards}</div></div></div></article>"
    ), drawing


def _board(cards: Sequence[Card]) -> _Board:
    left = min(card.x for card in cards) - _MARGIN
    top = min(card.y for card in cards) - _MARGIN
    right = max(card.x + card.width for card in cards) + _MARGIN
    bottom = max(card.y + card.height for card in cards) + _MARGIN
    return _Board(left, top, right - left, bottom - top)


def _card(board: _Board, card: Card, fill: Callable[[Card], str]) -> str:
    place = (
        f"left:{board.part(card.x - board.left)};top:{board.part(card.y - board.top)};"
        f"width:{board.part(card.width)};height:{board.part(card.height)};"
        f"font-size:{board.part(_FONT)}"
    )
    if tone := _tone(card.colour):
        place += f";--tone:{tone}"
    if card.kind == "group":
        label = f'<p class="nv-group-label">{_text(card.content)}</p>' if card.content else ""
        return f'<section class="nv-group" style="{place}">{label}</section>'
    return (
        f'<section class="nv-board-card" data-kind="{card.kind}" style="{place}">{fill(card)}'
        "</section>"
    )


def _tone(colour: str) -> str:
    return _COLOURS.get(colour, colour)


def _edges(board: _Board, canvas: Canvas) -> str:
    """One drawing of all edges, with their arrows and labels."""
    drawn = "".join(_edge(board, edge, canvas.cards) for edge in canvas.edges)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {board.width:.1f} {board.height:.1f}" font-family="sans-serif" '
        f'font-size="14" text-anchor="middle">{drawn}</svg>'
    )


def _edge(board: _Board, edge: Edge, cards: Sequence[Card]) -> str:
    start, end = cards[edge.start], cards[edge.end]
    start_side = edge.start_side or _facing(start, end)
    end_side = edge.end_side or _facing(end, start)
    x1, y1 = _at_side(board, start, start_side)
    x2, y2 = _at_side(board, end, end_side)
    distance = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    reach = min(max(distance * _NEAR, _LEAST_REACH), _MOST_REACH)
    (dx1, dy1), (dx2, dy2) = _OUT[start_side], _OUT[end_side]
    a, b = (x1 + dx1 * reach, y1 + dy1 * reach), (x2 + dx2 * reach, y2 + dy2 * reach)
    colour = _tone(edge.colour) or _GREY
    path = (
        f'<path d="M{x1:.1f} {y1:.1f}C{a[0]:.1f} {a[1]:.1f} {b[0]:.1f} {b[1]:.1f} '
        f'{x2:.1f} {y2:.1f}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
    )
    arrows = (_arrow(x1, y1, start_side, colour) if edge.has_start_arrow else "") + (
        _arrow(x2, y2, end_side, colour) if edge.has_end_arrow else ""
    )
    label = ""
    if edge.label:
        middle = (x1 + 3 * a[0] + 3 * b[0] + x2) / 8, (y1 + 3 * a[1] + 3 * b[1] + y2) / 8
        label = (
            f'<text x="{middle[0]:.1f}" y="{middle[1]:.1f}" fill="#333" stroke="#fff" '
            f'stroke-width="5" paint-order="stroke">{_text(edge.label)}</text>'
        )
    return path + arrows + label


def _facing(card: Card, other: Card) -> str:
    """The side of a card that looks at another one."""
    dx = (other.x + other.width / 2) - (card.x + card.width / 2)
    dy = (other.y + other.height / 2) - (card.y + card.height / 2)
    if abs(dx) > abs(dy):
        return "right" if dx > 0 else "left"
    return "bottom" if dy > 0 else "top"


def _at_side(board: _Board, card: Card, side: str) -> tuple[float, float]:
    dx, dy = _OUT[side]
    x = card.x - board.left + card.width * (1 + dx) / 2
    y = card.y - board.top + card.height * (1 + dy) / 2
    return x, y


def _arrow(x: float, y: float, side: str, colour: str) -> str:
    dx, dy = _OUT[side]
    bx, by = x + dx * 12, y + dy * 12
    return (
        f'<path d="M{x:.1f} {y:.1f}L{bx - dy * 6:.1f} {by + dx * 6:.1f}'
        f'L{bx + dy * 6:.1f} {by - dx * 6:.1f}Z" fill="{colour}"/>'
    )


def _text(text: str) -> str:
    return escape(text, quote=False)
