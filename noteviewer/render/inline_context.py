"""What the marks of one note need to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from noteviewer.render.embeds import Embeds
from noteviewer.render.links import Links
from noteviewer.render.surroundings import Dialect
from noteviewer.render.tokens import Tokens
from noteviewer.render.wording import Wording


@dataclass(frozen=True, slots=True)
class Definition:
    """What a reference-style link points at."""

    url: str
    title: str = ""


@dataclass(slots=True)
class InlineContext:
    """What the marks of one note need to know."""

    tokens: Tokens
    links: Links
    embeds: Embeds
    wording: Wording
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    dialect: Dialect = Dialect.GFM
    notes: list[str] = field(default_factory=list)
    """Footnotes that were written inside the text, as definitions."""
