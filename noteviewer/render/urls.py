"""The addresses inside the page: notes, files of the folder, our own resources, and actions.

============================================  ====================================================
``noteviewer://page/<path>#<anchor>``         a note of the opened folder
``noteviewer://asset/<path>``                 a file of the opened folder, as an image
``noteviewer://diagram/<name>``               a drawing of the page that is shown
``noteviewer://pdf/<path>?page=<number>``     a page of a PDF of the folder, as an image
``noteviewer://app/<name>``                   a resource of the program (`resources.py`)
``noteviewer://action/<name>?<key>=<value>``  something that the window asks about or does
============================================  ====================================================

Paths are POSIX paths relative to the folder, percent-encoded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

SCHEME = "noteviewer"
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
"""Most hosts; `urlsplit` reads the others."""


class Place(StrEnum):
    """The host part of our addresses."""

    PAGE = "page"
    ASSET = "asset"
    DIAGRAM = "diagram"
    PDF = "pdf"
    APP = "app"
    ACTION = "action"


class Action(StrEnum):
    """What a link in the page can ask the window to do."""

    LOAD_IMAGE = "load-image"
    """``url``: show this remote image once."""
    ALLOW_HOST = "allow-host"
    """``host``: show images of this host from now on."""
    OPEN_FILE = "open-file"
    """``path``: a file of the folder that is no note and no image; to be asked about."""
    REFUSED = "refused"
    """``target`` and ``reason`` (`noteviewer.render.links.Refusal`): nothing is opened."""
    OPEN_ADDRESS = "open-address"
    """``url``: an address of the web among properties or answers, so that the addresses of a page
    are the references of its text and no others."""
    UNRESOLVED = "unresolved"
    """``target``: a link to a note that is not there."""


@dataclass(frozen=True, slots=True)
class InnerUrl:
    """One of our addresses, taken apart."""

    place: Place
    path: str
    """Decoded path, or the name of the resource or action."""
    anchor: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)


def page_url(path: str, anchor: str = "") -> str:
    """Address of a note, or of a place in it."""
    fragment = f"#{quote(anchor, safe='')}" if anchor else ""
    return f"{SCHEME}://{Place.PAGE}/{quote(path)}{fragment}"


def asset_url(path: str) -> str:
    """Address of a file of the folder."""
    return f"{SCHEME}://{Place.ASSET}/{quote(path)}"


def diagram_url(name: str) -> str:
    """Address of a drawing of a page."""
    return f"{SCHEME}://{Place.DIAGRAM}/{quote(name)}"


def pdf_url(path: str, number: int) -> str:
    """Address of the picture of a page, the first of which is 1."""
    return f"{SCHEME}://{Place.PDF}/{quote(path)}?page={number}"


def app_url(name: str) -> str:
    """Address of a resource of the program."""
    return f"{SCHEME}://{Place.APP}/{quote(name)}"


def action_url(action: Action, **arguments: str) -> str:
    """Address that asks the window for something."""
    return f"{SCHEME}://{Place.ACTION}/{action}?{urlencode(arguments, quote_via=quote)}"


def outer_address(url: str) -> str:
    """The address of the web that one of ours stands for; any other as it is."""
    inner = parse_url(url)
    if inner is None or inner.place is not Place.ACTION or inner.path != Action.OPEN_ADDRESS:
        return url
    return inner.arguments.get("url", "")


def parse_url(url: str) -> InnerUrl | None:
    """Take one of our addresses apart; None for any other."""
    try:
        parts = urlsplit(url)
        place = Place(parts.netloc)
    except ValueError:
        return None
    if parts.scheme != SCHEME:
        return None
    return InnerUrl(
        place=place,
        path=unquote(parts.path).removeprefix("/"),
        anchor=unquote(parts.fragment),
        arguments=dict(parse_qsl(parts.query)),
    )


def urlsplit_host(url: str) -> str:
    """The host of a URL in lower case; empty where it has none that can be read."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
