"""The markup of pages that are generated from several notes. No Qt here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from noteviewer.library.catalog.topic_contents import part_anchor, part_title
from noteviewer.notes.relations.variants import SectionVariants
from noteviewer.render.document.page import Page
from noteviewer.render.document.rewriting import Change, Tag, opening_tag, rewrite_tags
from noteviewer.render.urls import InnerUrl, Place, page_url, parse_url


@dataclass(frozen=True, slots=True)
class TopicPageStrings:
    """The words of these pages, in the user's language."""

    parts: str
    """{} parts from {} notes."""
    no_parts: str
    too_long: str
    """More parts follow, not shown."""
    variants: str
    """{} variants; {} per cent of the lines are the same."""
    no_variants: str
    common: str
    """This section is the same in all."""
    absent: str
    top: str
    """The text above the first heading."""


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """One part of a topic, laid out."""

    note_title: str
    heading: str
    """Empty for a whole note."""
    path: str
    anchor: str
    date: str
    html: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant of a post."""

    path: str
    lines: Sequence[str]
    html: Sequence[str]
    """Each section laid out."""
    starts: Sequence[int]
    """First line of each section below its heading."""
    ends: Sequence[int]


def topic_body(
    name: str, parts: Sequence[RenderedPart], left_out: int, words: TopicPageStrings
) -> str:
    """A topic as one page: every part under a line that says where it stands."""
    if not parts:
        return _card(name, words.no_parts) + "<article></article>"
    notes = len({part.path for part in parts})
    facts = words.parts.format(len(parts) + left_out, notes)
    contents = "".join(
        f'<li><a href="#{part_anchor(number)}">{_text(_origin(part))}</a></li>'
        for number, part in enumerate(parts, 1)
    )
    texts = "".join(_part(number, part) for number, part in enumerate(parts, 1))
    more = f'<p class="nv-notice">{_text(words.too_long)}</p>' if left_out else ""
    return (
        f"{_card(name, facts)}<article><ol class='nv-parts'>{contents}</ol>{texts}{more}</article>"
    )


def variants_body(
    title: str,
    variants: Sequence[Variant],
    sections: Sequence[SectionVariants],
    share: float,
    words: TopicPageStrings,
) -> str:
    """Variants side by side: what is the same is folded, what differs stands in columns."""
    if len(variants) < 2:
        return _card(title, words.no_variants) + "<article></article>"
    facts = words.variants.format(len(variants), _percent(share, variants))
    heads = "".join(
        f'<th><a href="{escape(page_url(variant.path))}">{_text(variant.path)}</a></th>'
        for variant in variants
    )
    body = "".join(_section(section, variants, words) for section in sections)
    return (
        f'{_card(title, facts)}<article class="nv-wide"><table class="nv-columns nv-heads">'
        f"<tr>{heads}</tr></table>{body}</article>"
    )


def _card(title: str, facts: str) -> str:
    return (
        f'<header class="nv-card"><h1>{_text(title)}</h1>'
        f'<p class="nv-facts"><span>{_text(facts)}</span></p></header>'
    )


def _part(number: int, part: RenderedPart) -> str:
    where = escape(page_url(part.path, part.anchor))
    date = f" <time>{_text(part.date)}</time>" if part.date else ""
    # Ids of the parts must not meet; their own links lead into the notes, not into this page.
    html = rewrite_tags(part.html, lambda tag: _renamed(tag, f"{part_anchor(number)}-"))
    return (
        f'<section class="nv-part" id="{part_anchor(number)}"><p class="nv-origin">'
        f'<a href="{where}">{_text(_origin(part))}</a>{date}</p>{html}</section>'
    )


def _renamed(tag: Tag, prefix: str) -> str | Change:
    if "id" not in tag.attributes:
        return Change.KEEP
    return opening_tag(tag.name, {**tag.attributes, "id": prefix + tag.attributes["id"]})


def _origin(part: RenderedPart) -> str:
    return part_title(part.note_title, part.heading)


def _section(section: SectionVariants, variants: Sequence[Variant], words: TopicPageStrings) -> str:
    title = _text(section.title or words.top)
    if section.is_common:
        index = section.indices[0] or 0
        return (
            f"<details><summary>{title} <small>{_text(words.common)}</small></summary>"
            f"{variants[0].html[index]}</details>"
        )
    # Where only one variant has a section, all of it is its own: nothing stands out.
    has_others = sum(index is not None for index in section.indices) > 1
    cells = "".join(
        f"<td>{_cell(number, variant, index, set(own) if has_others else set(), words)}</td>"
        for number, (variant, index, own) in enumerate(
            zip(variants, section.indices, section.own_lines, strict=True), 1
        )
    )
    return f'<h2>{title}</h2><table class="nv-columns"><tr>{cells}</tr></table>'


def _percent(share: float, variants: Sequence[Variant]) -> int:
    """A hundred only where no line differs, be it a bracket alone."""
    first, *others = (
        [line.strip() for line in variant.lines if line.strip()] for variant in variants
    )
    return 100 if all(other == first for other in others) else min(int(share * 100), 99)


def _cell(
    number: int, variant: Variant, index: int | None, own: set[int], words: TopicPageStrings
) -> str:
    """A section of one variant laid out, with a mark at each block that holds a line of its own.

    Where such a line stands in what has no line of its own on the page, such as a table, the cell
    shows the lines as they are written.
    """
    if index is None:
        return f'<p class="nv-absent">{_text(words.absent)}</p>'
    start, html = variant.starts[index], variant.html[index]
    marked = {
        _block_of(line - start, variant.lines[start : variant.ends[index]], html) for line in own
    }
    if None in marked:
        return _lines(variant, index, own)
    prefix = f"variant-{number}-{index}-"

    def rewrite(tag: Tag) -> str | Change:
        attributes = dict(tag.attributes)
        if "id" in attributes:
            attributes["id"] = prefix + attributes["id"]
        if attributes.get("data-line", "") in marked:
            attributes["class"] = f"{attributes.get('class', '')} nv-own".strip()
        return opening_tag(tag.name, attributes) if attributes != tag.attributes else Change.KEEP

    return rewrite_tags(html, rewrite)


def _block_of(line: int, lines: Sequence[str], html: str) -> str | None:
    """The line at which the block begins that holds a line, as the page names it."""
    for start in range(line, -1, -1):
        if not lines[start].strip():
            return None
        if f'data-line="{start}"' in html:
            return str(start)
    return None


def _lines(variant: Variant, index: int, own: set[int]) -> str:
    lines = []
    for number in range(variant.starts[index], variant.ends[index]):
        line = variant.lines[number].strip()
        if line:
            text = _text(line)
            lines.append(f"<p>{f'<mark>{text}</mark>' if number in own else text}</p>")
    return "".join(lines)


def _text(text: str) -> str:
    return escape(text, quote=False)


_PART_ID = re.compile(r"part-\d+")
"""Ids that `topic_body` gives to its parts; those within a part have more behind it."""


def topic_page(page: Page) -> Page:
    """The page of a topic, for `noteviewer.render.document.self_contained`.

    Args:
        page: Its body is what `topic_body` made.
    """
    parts, ids = _read_parts(page.html)

    def rewrite(tag: Tag) -> str | Change:
        inner = _inner(tag)
        here = parts.get(inner.path, []) if inner and inner.place is Place.PAGE else []
        if inner is None or not here:
            return Change.KEEP
        sections = (f"{part}-{inner.anchor}" for part in here)
        target = next((section for section in sections if section in ids), here[0])
        return opening_tag(tag.name, {**tag.attributes, "href": f"#{quote(target)}"})

    return replace(page, path="", html=rewrite_tags(page.html, rewrite))


def _read_parts(body: str) -> tuple[dict[str, list[str]], set[str]]:
    """Parts by the note whose they are, which the first link in each leads to; and all ids."""
    parts: dict[str, list[str]] = {}
    ids: set[str] = set()
    unnamed: list[str] = []

    def read(tag: Tag) -> Change:
        name = tag.attributes.get("id", "")
        ids.add(name)
        if tag.attributes.get("class") == "nv-part" and _PART_ID.fullmatch(name):
            unnamed.append(name)
        elif unnamed and (inner := _inner(tag)) is not None:
            parts.setdefault(inner.path, []).append(unnamed.pop())
        return Change.KEEP

    rewrite_tags(body, read)
    return parts, ids


def _inner(tag: Tag) -> InnerUrl | None:
    address = tag.attributes.get("href", "") if tag.name == "a" else ""
    return parse_url(address) if address else None
