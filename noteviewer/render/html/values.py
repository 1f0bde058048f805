"""Values of properties and of answers to queries as elements."""

import re

from noteviewer.notes.answers import LinkTo, Moment, Named, Shown
from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import LinkKind
from noteviewer.render.elements import Element, SubElement, add_text, new
from noteviewer.render.folder_context import Reach
from noteviewer.render.html.context import PageContext

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MARKS = re.compile(r"[\[\]*_`<>$~=&#:\\!|^{}/@.]")
"""What a text without marks and addresses has none of."""
_DEEPEST = 6


class ValueWriter:
    """Writes values into the page of one note."""

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def write(self, parent: Element, value: Shown, depth: int = 0) -> None:
        """Write one value; a list is a list of its own, nothing is nothing."""
        match value:
            case None:
                return
            case bool():
                box = SubElement(parent, "input", {"type": "checkbox", "disabled": ""})
                if value:
                    box.set("checked", "")
            case int() | float():
                add_text(parent, number_text(value))
            case str():
                self.text(parent, value)
            case Moment(text):
                add_text(parent, self.moment(text))
            case LinkTo():
                self._link(parent, value)
            case Named(pairs):
                self._named(parent, pairs, depth)
            case _ if depth < _DEEPEST:
                listed = SubElement(parent, "ul", {"class": "nv-values"})
                for inner in value:
                    self.write(SubElement(listed, "li"), inner, depth + 1)

    def text(self, parent: Element, text: str) -> None:
        """Write a line of Markdown; a day reads as the user's language has it."""
        if _MOMENT.match(text):
            add_text(parent, self.moment(text))
        elif _MARKS.search(text):
            self._context.write_text(parent, text, self._context)
        else:
            add_text(parent, text)

    def moment(self, text: str) -> str:
        """A day, with its time where it has one, in the user's language."""
        match = _MOMENT.match(text)
        if match is None:
            return text
        year, month, day, time = match.groups()
        shown = self._context.wording.day.format(year=int(year), month=int(month), day=int(day))
        return f"{shown} {time}" if time else shown

    def _named(self, parent: Element, pairs: tuple[tuple[str, Shown], ...], depth: int) -> None:
        if depth >= _DEEPEST:
            return
        listed = SubElement(parent, "ul", {"class": "nv-values"})
        for name, inner in pairs:
            item = SubElement(listed, "li")
            item.append(new("span", name, class_="nv-key"))
            add_text(item, " ")
            self.write(item, inner, depth + 1)

    def _link(self, parent: Element, link: LinkTo) -> None:
        target, text = link.target, link.text
        if link.is_embed and is_image_name(target.partition("#")[0]):
            parent.append(self._context.images.element(target, text or target, "", {}))
            return
        links = self._context.links
        if _SCHEME.match(target):
            shown = text or target
            address = links.address(target, shown)
        else:
            shown = text or _name_of(target)
            found = links.find(LinkKind.WIKILINK, target, shown)
            address = None if found.reach is Reach.NO_LINK else links.inner_address(found, target)
        if address is None:
            add_text(parent, shown)
        else:
            parent.append(new("a", shown, href=address))


def number_text(value: float) -> str:
    """A number as it is read: no more digits than it has, 15 at the most."""
    text = f"{value:.15g}"
    return text if "e" in text or "n" in text else text.rstrip(".")


def _name_of(target: str) -> str:
    path, mark, fragment = target.partition("#")
    name = path.rpartition("/")[2].removesuffix(".md")
    if not fragment or fragment.startswith("^"):
        return name
    return f"{name} > {fragment}" if mark and name else fragment
