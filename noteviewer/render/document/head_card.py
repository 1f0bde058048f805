"""The head card: what is known of a note, above its text."""

from html import escape

from noteviewer.render.document.page import CardLink, HeadCard, SeriesPlace
from noteviewer.render.document.wording import Wording
from noteviewer.render.urls import page_url

PLAIN_ENCODINGS = frozenset({"", "utf-8", "utf-8-sig", "ascii"})
"""Nothing that a reader need be told."""


def head_card(card: HeadCard, wording: Wording) -> str:
    """The card as markup."""
    facts = [_fact("date", card.date), _fact("category", card.category)]
    facts += [_fact("tag", tag) for tag in card.tags]
    if card.references:
        words = wording.one_reference if card.references == 1 else wording.references
        facts.append(_fact("count", words.format(card.references)))
    if card.minutes:
        facts.append(_fact("count", wording.minutes.format(card.minutes)))
    if card.encoding not in PLAIN_ENCODINGS:
        facts.append(_fact("encoding", wording.encoding.format(card.encoding)))
    if card.changed_since:
        facts.append(_fact("changed", wording.changed_since.format(card.changed_since)))
    lines = [
        f"<h1>{escape(card.title, quote=False)}</h1>" if card.title else "",
        f'<p class="nv-facts">{"".join(facts)}</p>' if any(facts) else "",
        *(_series(place, wording) for place in card.series),
        _links("nv-continued", wording.continued, card.continued),
        _links("nv-variants", wording.variants, card.variants),
    ]
    return f'<header class="nv-card">{"".join(lines)}</header>'


def _fact(kind: str, text: str) -> str:
    return f'<span class="nv-{kind}">{escape(text, quote=False)}</span>' if text else ""


def _series(place: SeriesPlace, wording: Wording) -> str:
    if not (place.previous or place.next):
        return ""
    previous = _neighbour("prev", wording.previous, place.previous)
    following = _neighbour("next", wording.next, place.next)
    return f'<nav class="nv-series" aria-label="{escape(place.name)}">{previous}{following}</nav>'


def _neighbour(rel: str, label: str, link: CardLink | None) -> str:
    if link is None:
        return "<span></span>"
    text = escape(link.text, quote=False)
    return f'<a rel="{rel}" title="{escape(label)}" {_address(link)}>{text}</a>'


def _links(kind: str, label: str, links: tuple[CardLink, ...]) -> str:
    if not links:
        return ""
    items = " ".join(f"<a {_address(link)}>{escape(link.text, quote=False)}</a>" for link in links)
    return f'<p class="{kind}"><span>{escape(label, quote=False)}</span> {items}</p>'


def _address(link: CardLink) -> str:
    return f'href="{escape(page_url(link.path, link.anchor))}"'
