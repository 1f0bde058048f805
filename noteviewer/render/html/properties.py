"""The properties of a vault's note, as a table above its text."""

from collections.abc import Mapping

from noteviewer.notes.answers import Named, Shown
from noteviewer.notes.properties import Property, key_of, typed
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.elements import Element, SubElement
from noteviewer.render.html.context import PageContext
from noteviewer.render.html.values import ValueWriter
from noteviewer.render.links import set_apart

_HIDDEN: Mapping[Dialect, frozenset[str]] = {
    Dialect.OBSIDIAN: frozenset((
        "aliases", "alias", "cssclass", "cssclasses", "position", "publish", "permalink",
        "mobile", "id", "uid", "updated", "modified", "created", "stub", "nav_order", "traitids",
        "kanban-plugin", "excalidraw-plugin", "banner_x", "banner_y", "banner_icon",
    )),
    Dialect.LOGSEQ: frozenset((
        "alias", "id", "collapsed", "icon", "filters", "public", "exclude-from-graph-view",
        "template", "template-including-parent", "created-at", "updated-at",
    )),
}  # fmt: skip
"""What speaks to the program that made the note, more than to who reads it."""
_MOST = 200
"""Properties of a note that are shown."""
_TAGS = frozenset(("tags", "tag"))


def properties_table(
    context: PageContext, writer: ValueWriter, shown_above: frozenset[str]
) -> Element | None:
    """The table of a note's properties; None where there is nothing to show.

    Args:
        context: Of the page.
        writer: Of values.
        shown_above: Keys that the head card says already.
    """
    document = context.document
    hidden_keys = _HIDDEN.get(document.dialect)
    if hidden_keys is None:
        return None
    shown: list[tuple[str, Property]] = []
    hidden: list[tuple[str, Property]] = []
    for name, value in list(document.front_matter.data.items())[:_MOST]:
        key = key_of(name)
        if key not in shown_above:
            (hidden if key in hidden_keys else shown).append((name, typed(value)))
    if not shown and not hidden:
        return None
    frame = Element("div", {"class": "nv-properties"})
    frame.set("aria-label", context.wording.properties)
    frame.set("role", "group")
    if shown:
        _write_rows(frame, shown, writer)
    if hidden:
        words = context.wording.hidden_properties.format(len(hidden))
        folded = SubElement(frame, "details")
        SubElement(folded, "summary").text = words
        _write_rows(folded, hidden, writer)
    set_apart(frame)
    return frame


def _write_rows(
    parent: Element, properties: list[tuple[str, Property]], writer: ValueWriter
) -> None:
    body = SubElement(SubElement(parent, "table"), "tbody")
    for name, value in properties:
        row = SubElement(body, "tr")
        SubElement(row, "th", {"scope": "row"}).text = name
        cell = SubElement(row, "td")
        shown = shown_property(value)
        if isinstance(shown, str) and key_of(name) in _TAGS:
            shown = tuple(shown.replace(",", " ").split())
        if isinstance(value, list) or isinstance(shown, tuple):
            cell.set("class", "nv-chips")
        writer.write(cell, shown)


def shown_property(value: Property) -> Shown:
    """A property as a value to show."""
    if isinstance(value, list):
        return tuple(map(shown_property, value))
    if isinstance(value, dict):
        return Named(tuple((name, shown_property(inner)) for name, inner in value.items()))
    return value
