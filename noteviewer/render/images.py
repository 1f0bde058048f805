"""Images of a page: from the folder, as a box where they are elsewhere or nowhere."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.render.surroundings import Surroundings
from noteviewer.render.urls import Action, action_url, asset_url, urlsplit_host
from noteviewer.render.wording import Wording

_IMAGE = re.compile(r'<img((?:\s+[a-z-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|\\\\")


@dataclass(slots=True)
class Images:
    """Puts the images of one page in their place."""

    note: str
    around: Surroundings
    wording: Wording
    allowed_hosts: frozenset[str]
    source_of: Callable[[str], str | None]
    """What a stashed source stands for."""
    problems: list[Problem] = field(default_factory=list)

    def place(self, html: str) -> str:
        """Replace the ``<img>`` tags of sanitised HTML."""
        return _IMAGE.sub(lambda found: self._image(found[1]), html)

    def _image(self, written: str) -> str:
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}
        source = attributes.pop("src", "")
        kept = self.source_of(source)
        source = (source if kept is None else kept).strip()
        alt = attributes.get("alt", "")
        if _REMOTE.match(source):
            return self._remote(source, alt, attributes)
        if not source:
            # Left by an editor that was to fill in the address: only the words say what it was.
            return self._missing(alt or "?", "", ())
        if _FOREIGN.match(source):
            return self._missing(source, alt, ())
        found = self.around.find_image(self.note, source)
        if found.path is None:
            return self._missing(source, alt, found.offers)
        if found.size and not attributes.keys() & {"width", "height", "style"}:
            # The page keeps the room, so that nothing jumps when the image comes.
            attributes |= {"width": str(found.size[0]), "height": str(found.size[1])}
        return _tag(asset_url(found.path), attributes)

    def _remote(self, source: str, alt: str, attributes: dict[str, str]) -> str:
        url = f"https:{source}" if source.startswith("//") else source
        host = urlsplit_host(url)
        if host in self.allowed_hosts:
            return _tag(url, attributes)
        words = self.wording
        return _box(
            "remote",
            words.remote_image.format(host),
            alt,
            [
                (action_url(Action.LOAD_IMAGE, url=url), words.load_once),
                (action_url(Action.ALLOW_HOST, host=host), words.always_load),
                (url, words.open_in_browser),
            ],
            data=f' data-source="{escape(url)}"',
        )

    def _missing(self, source: str, alt: str, offers: tuple[str, ...]) -> str:
        self.problems.append(Problem(ProblemKind.MISSING_IMAGE, source))
        links = [(asset_url(path), self.wording.offer_image.format(path)) for path in offers[:3]]
        return _box("missing", self.wording.missing_image.format(source), alt, links)


def _tag(url: str, attributes: dict[str, str]) -> str:
    rest = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    if "alt" not in attributes:
        rest += ' alt=""'
    name = escape(posixpath.basename(unquote(urlsplit(url).path)))
    # It can be enlarged with the keyboard too.
    return (
        f'<img class="nv-image" src="{escape(url)}"{rest} loading="lazy" decoding="async"'
        f' data-name="{name}" tabindex="0">'
    )


def _box(kind: str, text: str, alt: str, links: list[tuple[str, str]], data: str = "") -> str:
    name = f'<span class="nv-box-alt">{escape(alt, quote=False)}</span>' if alt else ""
    actions = "".join(
        f'<a href="{escape(url)}">{escape(label, quote=False)}</a>' for url, label in links
    )
    return (
        f'<span class="nv-box nv-{kind}" role="note"{data}>{name}'
        f'<span class="nv-box-text">{escape(text, quote=False)}</span>'
        f'<span class="nv-box-actions">{actions}</span></span>'
    )
