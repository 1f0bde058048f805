"""Links and embeds as wikis write them: ``[[note]]``, ``![[image]]``, 《series》, ``((block))``."""

import re
from html import escape

from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import LinkKind
from noteviewer.render.inline_context import InlineContext
from noteviewer.render.logseq import read_macro
from noteviewer.render.named_blocks import UUID
from noteviewer.render.surroundings import Dialect, FoundLink
from noteviewer.render.urls import urlsplit_host

_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?$")
_DENDRON_VAULT = re.compile(r"^dendron://[^/]+/")
_HREF = re.compile(r'.*href="([^"]*)".*')


def wikilink(found: re.Match[str], context: InlineContext) -> str:
    """``[[note|text]]`` and ``![[note]]``."""
    mark = found[0]
    inner = context.tokens.source(mark.removeprefix("!")[2:-2])
    inner = _DENDRON_VAULT.sub("", inner.replace("\\|", "|"))
    target, _, alias = (part.strip() for part in inner.partition("|"))
    is_embed = mark.startswith("!")
    if is_embed and is_image_name(target.partition("#")[0]):
        image = image_tag(context, target, f"{target}|{alias}" if alias else target)
        return context.tokens.raw(image, alias)
    return _to_note(found, context, target, alias, is_embed=is_embed)


def macro(found: re.Match[str], context: InlineContext) -> str:
    """Logseq's ``{{embed [[note]]}}`` and the like; elsewhere braces are text."""
    known = read_macro(found[0]) if context.dialect is not Dialect.KRAMDOWN else None
    if known is None:
        return found[0]
    argument = context.tokens.source(known.argument)
    match known.kind:
        case "embed" if argument.startswith("[["):
            return _to_note(found, context, argument.strip("[] "), "", is_embed=True)
        case "embed":
            return block_reference(found, context, argument)
        case "media" if argument.startswith("http"):
            text = context.wording.embedded_media.format(urlsplit_host(argument))
            link = f'<a href="{escape(argument)}">{escape(text, quote=False)}</a>'
            return context.tokens.raw(link, found[0])
        case "cloze":
            return known.argument
        case _:
            return _quiet(found[0], context)


def block_reference(found: re.Match[str], context: InlineContext, argument: str = "") -> str:
    """``((UUID))`` as the text of the block that it names, and a link to it."""
    name = UUID.search(argument or found[0])
    place = context.links.block(name[0]) if name else None
    if place is None:
        return _quiet(found[0], context)
    return _linked(found, context, place, found[0], place.text, is_embed=bool(argument))


def block_opening(target: str, context: InlineContext) -> str:
    """Opening tag of ``[text](((UUID)))``; empty for any other target."""
    name = UUID.search(target) if target.startswith("((") else None
    place = context.links.block(name[0]) if name else None
    link = context.links.inner(place, target, "") if place else None
    return link[0] if link else ""


def series(mark: str, context: InlineContext) -> str:
    """《series（n）》 as a link to the note."""
    name = context.tokens.source(mark)
    target = name[1:-1].strip()
    place = context.links.find(LinkKind.SERIES, target, name)
    link = context.links.inner(place, target, name)
    if link is None:
        return mark
    return context.tokens.raw(f"{link[0]}{escape(name, quote=False)}</a>", name)


def image_tag(
    context: InlineContext, source: str, alt: str, title: str = "", width: str = ""
) -> str:
    """An image; ``alt|300`` and ``alt|300x200`` give it a size, in Obsidian also ``300``."""
    size = f' width="{width}"' if width else ""
    text, bar, last = alt.rpartition("|")
    is_sized = bar or context.dialect.is_of_a_vault
    if found := _SIZE.match(last.strip() if is_sized else ""):
        alt = text
        height = f' height="{found[2]}"' if found[2] else ""
        size = f' width="{found[1]}"{height}'
    hint = f' title="{escape(title)}"' if title else ""
    name = context.links.stash(source, alt)
    return f'<img src="{name}" alt="{escape(alt)}"{hint}{size}>'


def _to_note(
    found: re.Match[str], context: InlineContext, target: str, alias: str, *, is_embed: bool
) -> str:
    kind = LinkKind.EMBED if is_embed else LinkKind.WIKILINK
    text = alias or _shown(target)
    place = context.links.find(kind, target, text)
    return _linked(found, context, place, target, text, is_embed=is_embed)


def _linked(
    found: re.Match[str],
    context: InlineContext,
    place: FoundLink,
    target: str,
    text: str,
    *,
    is_embed: bool,
) -> str:
    """A link to a place in the folder, or what stands there."""
    link = context.links.inner(place, target, text)
    if link is None:
        return context.tokens.literal(found[0])
    opening, text = link
    if is_embed and _stands_alone(found):
        href = context.links.rewrite(_HREF.sub(r"\1", opening)) or ""
        title = escape(text, quote=False)
        shown = context.embeds.show(place, f'<a href="{escape(href)}">', title)
        if shown is not None:
            return context.tokens.final_block(shown, text)
    return context.tokens.raw(f"{opening}{escape(text, quote=False)}</a>", text)


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether nothing else but marks of quotes and lists stands in the line."""
    text = found.string
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    around = text[start : found.start()] + text[found.end() : end if end >= 0 else None]
    return not around.strip(" \t>*+-")


def _quiet(mark: str, context: InlineContext) -> str:
    """What only the program that it is meant for can work out."""
    source = context.tokens.source(mark)
    return context.tokens.final(
        f'<code class="nv-macro">{escape(source, quote=False)}</code>', source
    )


def _shown(target: str) -> str:
    """What a wikilink without alias reads like."""
    name, mark, fragment = target.strip().partition("#")
    if fragment.startswith("^"):
        return name or fragment
    return f"{name} > {fragment}".replace("#", " > ") if name and mark else name or fragment
