"""What an Org file says of itself: ``#+key: value`` lines and the properties at its head."""

import re
from collections.abc import Mapping, Sequence

from noteviewer.notes.front_matter import Values

KEYWORD = re.compile(r"[ \t]*#\+([A-Za-z][\w-]{0,40})(?:\[[^\]\n]{0,100}\])?:[ \t]*(.*)")
PROPERTY = re.compile(r"[ \t]*:([^\s:][^\s]{0,80}?)\+?:(?:[ \t]+(.*))?$")
_TAGS = ("filetags", "hugo_tags", "roam_tags", "tags[]", "keywords")
_ALIASES = ("roam_alias", "roam_aliases", "aliases")
_KEPT = {
    "title": "title", "subtitle": "subtitle", "author": "author", "date": "date",
    "description": "description", "category": "category", "hugo_categories": "categories",
    "hugo_slug": "slug", "export_file_name": "slug", "hugo_lastmod": "lastmod",
    "identifier": "identifier", "language": "lang", "id": "id", "export_date": "date",
}  # fmt: skip
"""Keywords and properties that say something of the note, and the fields that they are."""
_QUOTED = re.compile(r'"([^"\n]{1,200})"|(\S+)')
_STATES = ("todo", "seq_todo", "typ_todo")
_STATE = re.compile(r"([^\s(|]{1,40})(?:\([^)\s]{0,20}\))?")
_KNOWN_STATES = """
TODO DONE NEXT DOING STARTED WAITING WAIT HOLD CANCELLED CANCELED SOMEDAY INPROGRESS IN-PROGRESS
PROJ STRT IDEA KILL DELEGATED DEFERRED REVIEW FIXME MAYBE
"""
TODO_STATES = frozenset(_KNOWN_STATES.split())
"""Org's own states, and those that configurations of Emacs name most."""


def header_values(keywords: Sequence[tuple[str, str]]) -> Values:
    """Make fields of keywords and properties: tags are lists, titles on several lines one title."""
    values: Values = {}
    tags: dict[str, None] = {}
    aliases: dict[str, None] = {}
    for key, value in keywords:
        name, value = key.lower(), value.strip()  # noqa: PLW2901
        if not value:
            continue
        if name in _TAGS:
            tags |= dict.fromkeys(_tags(name, value))
        elif name in _ALIASES:
            aliases |= dict.fromkeys(a or b for a, b in _QUOTED.findall(value))
        elif (field := _KEPT.get(name)) is not None:
            before = values.get(field)
            if field == "title" and isinstance(before, str):
                value = f"{before} {value}"  # noqa: PLW2901
            elif before is not None:
                continue
            values[field] = value
    if tags:
        values["tags"] = tuple(tags)
    if aliases:
        values["aliases"] = tuple(aliases)
    return values


def _tags(name: str, value: str) -> list[str]:
    if name == "keywords":
        return [tag for tag in (part.strip() for part in value.split(",")) if tag]
    if ":" in value:
        return [tag for tag in value.split(":") if tag.strip()]
    return [a or b for a, b in _QUOTED.findall(value)]


def read_states(keywords: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Words that are the states of tasks in this file."""
    own = {
        state
        for key, value in keywords
        if key.lower() in _STATES
        for state in _STATE.findall(value)
    }
    return TODO_STATES | own


def read_abbreviations(keywords: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """What ``#+link: name address`` lines stand for."""
    found = {}
    for key, value in keywords:
        name, _, address = value.strip().partition(" ")
        if key.lower() == "link" and address.strip():
            found[name] = address.strip()
    return found
