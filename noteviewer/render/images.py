"""Images of a page: from the folder, as a box where they are elsewhere or nowhere."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from noteviewer.notes.formats.cells import held_picture
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.site.paths import TEMPLATE
from noteviewer.render.document.wording import Wording
from noteviewer.render.elements import Element, new
from noteviewer.render.files.data_image import (
    DataTooLargeError,
    data_name,
    is_data,
    read_data_image,
)
from noteviewer.render.folder_context import FolderContext
from noteviewer.render.sanitizer import safe_style
from noteviewer.render.urls import Action, action_url, asset_url, urlsplit_host

_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SIZE = re.compile(r"\d{1,4}(?:%|px)?")
_MOST_HELD = 24_000_000
"""Bytes of all pictures that a note holds itself."""
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|\\\\")


@dataclass(slots=True)
class Images:
    """Puts the images of one page in their place."""

    note: str
    around: FolderContext
    wording: Wording
    allowed_hosts: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    _room: int = _MOST_HELD

    def element(self, source: str, alt: str, title: str, attributes: Mapping[str, str]) -> Element:
        """The image, or the box that stands in its place.

        Args:
            source: As the note has it, decoded.
            alt: What it says without the image.
            title: Hint over it.
            attributes: Others that the note gives it; size and style count.
        """
        source = source.strip()
        kept = {
            name: value
            for name in ("width", "height")
            if (value := attributes.get(name, "").strip()) and _SIZE.fullmatch(value)
        }
        if style := safe_style(attributes.get("style", "")):
            kept["style"] = style
        if title:
            kept["title"] = title
        if _REMOTE.match(source):
            return self._remote(source, alt, kept)
        if not source:
            # Left by an editor that was to fill in the address: only the words say what it was.
            return self._missing(alt or "?", "", ())
        if is_data(source):
            return self._held(source, alt, kept)
        if _FOREIGN.match(source) and held_picture(self.note, source) is None:
            return self._missing(source, alt, ())
        found = self.around.find_image(self.note, source)
        if TEMPLATE.search(found.path or source):
            name = posixpath.basename(TEMPLATE.sub("…", source))
            return _box("unknown", self.wording.missing_image.format(name), alt, [])
        if found.path is None:
            return self._missing(source, alt, found.offers)
        if found.is_too_large:
            return _box("missing", self.wording.too_large_image.format(source), alt, [])
        if found.size and not kept.keys() & {"width", "height", "style"}:
            # The page keeps the room, so that nothing jumps when the image comes.
            kept |= {"width": str(found.size[0]), "height": str(found.size[1])}
        return _tag(asset_url(found.path), alt, kept)

    def _held(self, source: str, alt: str, attributes: dict[str, str]) -> Element:
        """A picture in the note itself; never its letters."""
        name = data_name(source)
        try:
            image = read_data_image(source)
        except DataTooLargeError:
            return _box("missing", self.wording.too_large_image.format(name), alt, [])
        if image is None:
            return self._missing(name, alt, ())
        self._room -= image.length
        if self._room < 0:
            return _box("missing", self.wording.too_large_image.format(name), alt, [])
        if image.size and not attributes.keys() & {"width", "height", "style"}:
            attributes |= {"width": str(image.size[0]), "height": str(image.size[1])}
        return _tag(image.url, alt, attributes, name)

    def _remote(self, source: str, alt: str, attributes: dict[str, str]) -> Element:
        url = f"https:{source}" if source.startswith("//") else source
        host = urlsplit_host(url)
        if host in self.allowed_hosts:
            return _tag(url, alt, attributes)
        words = self.wording
        box = _box(
            "remote",
            words.remote_image.format(host),
            alt,
            [
                (action_url(Action.LOAD_IMAGE, url=url), words.load_once),
                (action_url(Action.ALLOW_HOST, host=host), words.always_load),
                (url, words.open_in_browser),
            ],
        )
        box.set("data-source", url)
        return box

    def _missing(self, source: str, alt: str, offers: tuple[str, ...]) -> Element:
        self.problems.append(Problem(ProblemKind.MISSING_IMAGE, source))
        links = [(asset_url(path), self.wording.offer_image.format(path)) for path in offers[:3]]
        return _box("missing", self.wording.missing_image.format(source), alt, links)


def _tag(url: str, alt: str, attributes: dict[str, str], shown_name: str = "") -> Element:
    # It can be enlarged with the keyboard too.
    element = new("img", class_="nv-image", src=url, alt=alt)
    for name, value in attributes.items():
        element.set(name, value)
    element.set("loading", "lazy")
    element.set("decoding", "async")
    element.set("data-name", shown_name or posixpath.basename(unquote(urlsplit(url).path)))
    element.set("tabindex", "0")
    return element


def _box(kind: str, text: str, alt: str, links: list[tuple[str, str]]) -> Element:
    box = new("span", class_=f"nv-box nv-{kind}", role="note")
    if alt:
        box.append(new("span", alt, class_="nv-box-alt"))
    box.append(new("span", text, class_="nv-box-text"))
    actions = new("span", class_="nv-box-actions")
    actions.extend(new("a", label, href=url) for url, label in links)
    box.append(actions)
    return box
