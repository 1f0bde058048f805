"""What is known of a note: the head card above its text, the way on in its series below it."""

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
        _links("nv-variants", wording.variants, _with_comparison(card, wording)),
    ]
    return f'<header class="nv-card">{"".join(lines)}</header>'


def _with_comparison(card: HeadCard, wording: Wording) -> tuple[CardLink, ...]:
    if not (card.variants and card.comparison):
        return card.variants
    return (*card.variants, CardLink(wording.compare, card.comparison))


def series_foot(card: HeadCard, wording: Wording) -> str:
    """The parts before and after in each series, as two cards; empty where there are none."""
    rows = "".join(_series(place, wording, has_labels=True) for place in card.series)
    return f'<div class="nv-foot">{rows}</div>' if rows else ""


def _fact(kind: str, text: str) -> str:
    return f'<span class="nv-{kind}">{escape(text, quote=False)}</span>' if text else ""


def _series(place: SeriesPlace, wording: Wording, *, has_labels: bool = False) -> str:
    previous = _neighbour("prev", wording.previous, place.previous, has_label=has_labels)
    following = _neighbour("next", wording.next, place.next, has_label=has_labels)
    if not (previous or following):
        return ""
    return f'<nav class="nv-series" aria-label="{escape(place.name)}">{previous}{following}</nav>'


def _neighbour(rel: str, label: str, link: CardLink | None, *, has_label: bool) -> str:
    if link is None:
        return ""
    said = f"<small>{escape(label, quote=False)}</small>" if has_label else ""
    text = escape(link.text, quote=False)
    return f'<a rel="{rel}" title="{escape(label)}" {_address(link)}>{said}{text}</a>'


def _links(kind: str, label: str, links: tuple[CardLink, ...]) -> str:
    if not links:
        return ""
    items = " ".join(f"<a {_address(link)}>{escape(link.text, quote=False)}</a>" for link in links)
    return f'<p class="{kind}"><span>{escape(label, quote=False)}</span> {items}</p>'


def _address(link: CardLink) -> str:
    return f'href="{escape(page_url(link.path, link.anchor))}"'
