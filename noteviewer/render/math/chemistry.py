r"""``\ce{...}`` of mhchem as LaTeX, as far as notes about physics and chemistry use it.

Formulas, charges, isotopes, amounts, states, arrows with text above and below, bonds and gas or
precipitate marks. After the manual of mhchem 4, as rules over text, not as its state machine.
"""

import re

_CE = re.compile(r"\\ce\s*\{")
_ARROWS = {
    "<=>": r"\rightleftharpoons",
    "<-->": r"\leftrightarrow",
    "<->": r"\leftrightarrow",
    "->": r"\rightarrow",
    "<-": r"\leftarrow",
    "=>": r"\Rightarrow",
}
_LONG_ARROWS = {
    "->": r"\xrightarrow",
    "<-": r"\xleftarrow",
    "<=>": r"\xrightarrow",
    "<->": r"\xrightarrow",
}
_PIECE = re.compile(
    r"(?P<arrow><=>|<-->|<->|->|<-)(?:\[(?P<above>[^\]]*)\])?(?:\[(?P<below>[^\]]*)\])?"
    r"|(?P<plus>(?<=\s)\+(?=\s))"
    r"|(?P<state>\((?:s|l|g|aq|cr)\))"
    r"|(?P<gas>(?<=\s)\^(?=\s|$)|(?<=\s)v(?=\s|$))"
    r"|(?P<script>[\^_](?:\{[^{}]*\}|[0-9]+[+-]?|[+-]|[A-Za-z]))"
    r"|(?P<charge>(?<=[A-Za-z0-9)\]}])[+-](?=[\s)\]]|$))"
    r"|(?P<command>\\[A-Za-z]+(?:\s*\{[^{}]*\})*)"
    r"|(?P<element>[A-Z][a-z]?|e(?=\^?-)|n(?=\b))"
    r"|(?P<count>\d+(?:[.,/]\d+)?)"
    r"|(?P<bond>(?<=[A-Za-z0-9)])[-=#](?=[A-Z(]))"
    r"|(?P<blank>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)


def replace_chemistry(source: str) -> str:
    r"""The formula with each ``\ce{...}`` written in ordinary LaTeX."""
    parts: list[str] = []
    position = 0
    while found := _CE.search(source, position):
        end = _closing_brace(source, found.end())
        inner = _translate(source[found.end() : end])
        # Columns of an alignment must not be hidden in a group.
        parts += [source[position : found.start()], inner if "&" in inner else f"{{{inner}}}"]
        position = end + 1
    parts.append(source[position:])
    return "".join(parts)


def _closing_brace(source: str, position: int) -> int:
    depth = 1
    for index in range(position, len(source)):
        depth += {"{": 1, "}": -1}.get(source[index], 0)
        if depth == 0:
            return index
    return len(source)


def _translate(text: str) -> str:
    written: list[str] = []
    previous = "blank"
    for found in _PIECE.finditer(text):
        kind = str(found.lastgroup)
        if found["arrow"]:
            kind = "arrow"
            written.append(_arrow(found))
        else:
            written.append(_piece(kind, found[0], previous))
        previous = kind
    return "".join(written)


def _piece(kind: str, piece: str, previous: str) -> str:
    match kind:
        case "element":
            return rf"\mathrm{{{piece}}}"
        case "count":
            is_index = previous in {"element", "state", "other"} and previous != "blank"
            return f"_{{{piece}}}" if is_index else rf"{piece}\,"
        case "script":
            content = piece[1:].removeprefix("{").removesuffix("}")
            base = "{}" if previous in {"blank", "arrow", "plus"} else ""
            return rf"{base}{piece[0]}{{\mathrm{{{content}}}}}"
        case "charge":
            return f"^{{{piece}}}"
        case "gas":
            return r"\uparrow" if piece == "^" else r"\downarrow"
        case "state":
            return rf"\,\text{{{piece}}}"
        case "bond":
            return {"-": "-", "=": "=", "#": r"\equiv"}[piece]
        case "plus":
            return "+"
        case "blank":
            return " "
        case _:
            return piece


def _arrow(found: re.Match[str]) -> str:
    arrow, above, below = found["arrow"], found["above"], found["below"]
    if above is None and below is None:
        return rf" {_ARROWS[arrow]} "
    under = f"[{_label(below)}]" if below else ""
    return rf" {_LONG_ARROWS.get(arrow, _LONG_ARROWS['->'])}{under}{{{_label(above or '')}}} "


def _label(text: str) -> str:
    return text if "\\" in text else rf"\text{{{text}}}"
