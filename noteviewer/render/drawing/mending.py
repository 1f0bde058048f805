"""Diagrams as `mmdr` wants them: what mermaid.js reads too is brought to a form that it knows."""

import re

SETTINGS = '%%{init: {"theme": "default", "look": "classic"}}%%\n'
"""What mermaid.js draws with where a diagram says nothing; what it says itself comes later."""
_FRONT = re.compile(r"\s*---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
_KIND = re.compile(r"^[ \t]*([A-Za-z][\w-]*)", re.MULTILINE)
_HAS_CLICKS = frozenset({
    "graph", "flowchart", "classDiagram", "classDiagram-v2", "stateDiagram", "stateDiagram-v2",
    "gantt",
})  # fmt: skip
_CLICK = re.compile(r"^[ \t]*click[ \t][^\n]*$", re.MULTILINE)
_BLANK_BEHIND_QUOTE = re.compile(r'"[ \t]{1,9}(?=[)\]}])')
_QUESTION = re.compile(
    r"(?<![^\s>|&])([^\s\[\](){}|;&<>\"?-]{1,80})\?(?=[ \t]?(?:-|=|;|&|$))", re.MULTILINE
)
_OPENING = re.compile(r"[(\[{]")
_CLOSING = re.compile(r"[)\]}]")
_MOST_JOINED = 20


def prepared(source: str) -> str:
    """The source with the settings of mermaid.js, without what only a click would do.

    Names of the text of a node that links somewhere are drawn in the wrong place.
    """
    front = _FRONT.match(source)
    head, body = (front[0].lstrip(), source[front.end() :]) if front else ("", source)
    if _kind_of(body) in _HAS_CLICKS:
        body = _CLICK.sub("", body)
    if front and "config:" in front[1]:
        return head + body
    return f"{head}{SETTINGS}{body}"


def mended(source: str) -> str:
    """Another way to write a diagram that was not understood; the same where there is none."""
    match _kind_of(source):
        case "graph" | "flowchart":
            source = _BLANK_BEHIND_QUOTE.sub('"', source)
            return _QUESTION.sub(r'\1_["\1?"]', source)
        case "mindmap":
            return "\n".join(_joined(source.split("\n")))
    return source


def _kind_of(source: str) -> str:
    found = _KIND.search(re.sub(r"^[ \t]*%%[^\n]*$", "", source, flags=re.MULTILINE))
    return found[1] if found else ""


def _joined(lines: list[str]) -> list[str]:
    """Labels that go over several lines on one."""
    joined: list[str] = []
    is_open, count = 0, 0
    for line in lines:
        if is_open > 0 and count < _MOST_JOINED:
            joined[-1] += f"<br/>{line.strip()}"
            count += 1
        else:
            joined.append(line)
            is_open, count = 0, 0
        is_open += len(_OPENING.findall(line)) - len(_CLOSING.findall(line))
    return joined
