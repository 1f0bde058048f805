"""Embedded notes and macros that have a line of a paragraph for themselves."""

from collections.abc import Iterator, Sequence

from noteviewer.notes.syntax.tree import Inline, InlineKind


def stands_alone(nodes: Sequence[Inline], index: int, text: str) -> bool:
    """Whether a node has its line for itself."""
    node = nodes[index]
    start = text.rfind("\n", 0, node.start) + 1
    end = text.find("\n", node.end)
    around = text[start : node.start] + text[node.end : end if end >= 0 else len(text)]
    return not around.strip()


def split_at_embeds(
    nodes: Sequence[Inline], text: str
) -> Iterator[tuple[Sequence[Inline], Inline | None]]:
    """Cut the nodes of a paragraph where an embed stands alone on its line.

    Yields:
        What stands before an embed, and the embed; last the rest, and None.
    """
    first = 0
    for index, node in enumerate(nodes):
        if node.kind in (InlineKind.EMBED, InlineKind.MACRO) and stands_alone(nodes, index, text):
            yield nodes[first:index], node
            first = index + 1
    yield nodes[first:], None
