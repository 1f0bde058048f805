"""The sections of a note: what tree, search, references and page anchors are made from."""

from noteviewer.notes.anchors import AnchorNames
from noteviewer.notes.model import Continuation, Section
from noteviewer.notes.syntax.document import Document

_SIGNS = {
    "+": Continuation.SURPLUS,
    "＋": Continuation.SURPLUS,
    "=": Continuation.OPEN,
    "＝": Continuation.OPEN,
}
_CONTINUED = ("（续）", "(续)", "（续)", "(续）")


def outline(document: Document) -> tuple[Section, ...]:
    """Give the sections of a note in order; the first is the text above the first heading.

    Headings without text are left out: they name nothing, and the tree would show an empty row.
    Their lines belong to the section above.
    """
    names = AnchorNames()
    first = document.front_matter.end
    headings: list[tuple[int, int, str, str]] = []
    for heading in document.headings():
        title = document.plain_text(heading)
        if title:
            own = heading.attributes.get("id")
            anchor = names.claim(own) if own else names.name(title)
            headings.append((heading.level, heading.start, title, anchor))
    ends = [line for _, line, _, _ in headings] + [_last_line(document)]
    sections = [Section("", 0, first, max(first, ends[0]), "")]
    top = min((level for level, _, _, _ in headings), default=0)
    above: list[tuple[int, int]] = []
    for index, (level, line, title, anchor) in enumerate(headings, 1):
        while above and above[-1][0] >= level:
            above.pop()
        parent = above[-1][1] if above else None
        above.append((level, index))
        continuation, topic = read_continuation(title, is_top=level == top)
        sections.append(
            Section(title, level, line, ends[index], anchor, parent, continuation, topic)
        )
    return tuple(sections)


def read_continuation(title: str, *, is_top: bool) -> tuple[Continuation, str]:
    """Tell by its form how a heading carries on a topic, and which."""
    if title.endswith(_CONTINUED) and (topic := title[:-3].rstrip()):
        return Continuation.CONTINUED, topic
    if is_top and title[-1:] in _SIGNS:
        topic = title[:-1].rstrip()
        if topic and topic[-1] not in _SIGNS:
            return _SIGNS[title[-1]], topic
    return Continuation.NONE, title


def _last_line(document: Document) -> int:
    """One past the last line with text in it."""
    end = len(document.lines)
    while end > document.front_matter.end and not document.lines[end - 1].strip():
        end -= 1
    return end
