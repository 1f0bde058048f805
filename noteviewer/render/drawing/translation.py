"""Other languages of diagrams, as far as Mermaid says the same.

``sequence`` is js-sequence-diagrams, ``flow`` is flowchart.js; Typora and many Chinese blogs draw
both. What has no equal in Mermaid is not translated at all, so that no picture says less.
"""

import itertools
import re
from collections.abc import Mapping

_ARROW = re.compile(r"--?>>?")
_ARROWS = {"->": "->>", "-->": "-->>", "->>": "-)", "-->>": "--)"}
_SIDES_OF_NOTES = ("left of ", "right of ", "over ")
_SHAPES = {
    "start": ("([", "])"),
    "end": ("([", "])"),
    "operation": ("[", "]"),
    "subroutine": ("[[", "]]"),
    "condition": ("{", "}"),
    "inputoutput": ("[/", "/]"),
    "input": ("[/", "/]"),
    "output": ("[/", "/]"),
    "parallel": ("[", "]"),
}
_NAME = re.compile(r"[A-Za-z_]\w{0,60}")
_SIDES = frozenset(("left", "right", "top", "bottom"))
_LONGEST_NAME = 80
_MOST_LINES = 1_000


def to_mermaid(source: str, language: str) -> str | None:
    """A diagram in the language of Mermaid; None where it is of another, or not translated."""
    if language == "mermaid":
        return source
    if language not in ("sequence", "flow") or source.count("\n") > _MOST_LINES:
        return None
    lines = [" ".join(line.split()) for line in source.split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    return _sequence(lines) if language == "sequence" else _flow(lines)


class _Participants:
    """Who takes part, each under a name that Mermaid reads."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._shown: dict[str, str] = {}

    def name(self, title: str) -> str:
        return self._names.setdefault(title.strip(), f"p{len(self._names)}")

    def declare(self, text: str) -> None:
        title, _, alias = text.partition(" as ")
        self._shown[self.name(alias or title)] = title

    def lines(self) -> list[str]:
        return [
            f"participant {name} as {_plain(self._shown.get(name, title))}"
            for title, name in self._names.items()
        ]


def _sequence(lines: list[str]) -> str | None:
    title: list[str] = []
    body: list[str] = []
    people = _Participants()
    for line in lines:
        lower = line.lower()
        if lower.startswith("title:"):
            title = [f"title {_plain(line[6:])}"]
        elif lower.startswith("participant "):
            people.declare(line[12:])
        elif (written := _note(line, people) or _signal(line, people)) is not None:
            body.append(written)
        else:
            return None
    return "\n".join(["sequenceDiagram", *title, *people.lines(), *body]) if body else None


def _note(line: str, people: _Participants) -> str | None:
    head, colon, text = line.partition(":")
    if not colon or not head.lower().startswith("note "):
        return None
    side = next((s for s in _SIDES_OF_NOTES if head[5:].lower().startswith(s)), "")
    named = head[5 + len(side) :]
    if not side or not named or len(named) > 2 * _LONGEST_NAME:
        return None
    over = ",".join(people.name(part) for part in named.split(","))
    return f"Note {side}{over}: {_plain(text)}"


def _signal(line: str, people: _Participants) -> str | None:
    arrow = _ARROW.search(line)
    if arrow is None:
        return None
    start = line[: arrow.start()].strip()
    end, colon, text = line[arrow.end() :].partition(":")
    end = end.strip()
    if not (start and end and colon) or ":" in start or max(len(start), len(end)) > _LONGEST_NAME:
        return None
    return f"{people.name(start)}{_ARROWS[arrow[0]]}{people.name(end)}: {_plain(text)}"


def _flow(lines: list[str]) -> str | None:
    shapes: dict[str, tuple[str, str]] = {}
    """Kind and label of each node."""
    edges: list[str] = []
    last = ""
    for line in lines:
        name, arrow, rest = line.partition("=>")
        if arrow and _NAME.fullmatch(name.strip()):
            last = name.strip()
            said, colon, label = rest.partition(":")
            kind = said.partition("|")[0].strip()
            if kind not in _SHAPES:
                return None
            shapes[last] = kind, (label if colon else last).partition(":>")[0].strip()
        elif "->" in line:
            made = _path(line, shapes)
            if made is None:
                return None
            edges += made
            last = ""
        elif last:
            # A label goes on in the next line.
            kind, label = shapes[last]
            shapes[last] = kind, f"{label}\\n{line}"
        else:
            return None
    nodes = [_node(name, *shape) for name, shape in shapes.items()]
    return "\n".join(["flowchart TD", *nodes, *edges]) if edges else None


def _node(name: str, kind: str, label: str) -> str:
    opening, closing = _SHAPES[kind]
    return f'n_{name}{opening}"{_plain(label)}"{closing}'


def _path(line: str, shapes: Mapping[str, object]) -> list[str] | None:
    steps = [part.strip().rstrip(")").partition("(") for part in line.split("->")]
    edges: list[str] = []
    for (before, _, said), (after, _, _) in itertools.pairwise(steps):
        if not {before, after} <= shapes.keys():
            return None
        words = [word.strip() for word in said.split(",")]
        label = next((word for word in words if word and word not in _SIDES), "")
        middle = f'-->|"{_plain(label)}"|' if label else "-->"
        edges.append(f"n_{before} {middle} n_{after}")
    return edges


def _plain(text: str) -> str:
    """Text that means nothing to Mermaid; a written line end is one in both languages."""
    text = text.strip().replace("#", "\0").replace(";", "#59;").replace("\0", "#35;")
    text = text.replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    return text.replace("\\n", "<br/>").strip() or " "
