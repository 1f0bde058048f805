"""Values as a page shows them, whatever they were worked out from."""

from typing import NamedTuple, TypeAlias


class Moment(NamedTuple):
    """A day, or a day and a time."""

    text: str
    """ISO 8601, with a blank before the time."""


class LinkTo(NamedTuple):
    """A link as a note could write it."""

    target: str
    """Path or name of a note, with ``#fragment``, or an address of the web."""
    text: str = ""
    is_embed: bool = False
    """Whether a picture is to be shown in its place."""


class Named(NamedTuple):
    """Values with names."""

    values: "tuple[tuple[str, Shown], ...]"


Shown: TypeAlias = "str | int | float | bool | Moment | LinkTo | Named | tuple[Shown, ...] | None"
"""A value as it is shown; a text is Markdown, of which marks inside a line count."""
