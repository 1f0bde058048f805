"""What a mark is."""

from enum import StrEnum
from typing import NamedTuple


class MarkKind(StrEnum):
    """How a mark is written."""

    LINK = "link"
    """``[text](target)``, ``[text][id]``, or ``<a href>``."""
    IMAGE = "image"
    """``![alt](source)``, ``![alt][id]``, or ``<img>``."""
    WIKILINK = "wikilink"
    EMBED = "embed"
    AUTOLINK = "autolink"
    """``<https://...>``."""
    URL = "url"
    """An address without any marks."""


class Mark(NamedTuple):
    """One mark in the text; a tuple, for they are many."""

    kind: MarkKind
    start: int
    end: int
    target: str
    """As written, without title and angle brackets, character references decoded; for wikilinks
    everything inside ``[[ ]]``."""
    text: str = ""
    """Link text or alternative text as written."""
    line: int = 0
