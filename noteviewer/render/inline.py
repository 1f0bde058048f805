"""The marks inside a paragraph that are taken out before Markdown sees it: links, images, tags.

One pass over a run of lines with a stack of open brackets, as in the appendix of the CommonMark
specification, so that hostile input costs linear time. Code and formulas are tokens already.
What is left for Markdown is emphasis, line ends, entities and footnotes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import LinkKind
from noteviewer.render.embeds import Embeds
from noteviewer.render.links import Links
from noteviewer.render.pairs import PAIRED, Pairs
from noteviewer.render.raw_html import TagReader
from noteviewer.render.surroundings import Dialect
from noteviewer.render.tokens import Tokens
from noteviewer.render.wording import Wording

MARKED = re.compile(r"[\\<\[\]《{]|\*\*|==|~~|://")
"""What a line without does not need this pass."""
_MARKS = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<comment><!--(?:.(?!<!--))*?-->)
    |(?P<autolink><(?:(?:https?|ftp|mailto):[^<>\s]+|[^\s<>@:/]+@[^\s<>@]+\.[a-z]+)>)
    |(?P<tag></?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>)
    |(?P<stray><)
    |(?P<wikilink>!?\[\[[^\[\]\n]+\]\](?!\((?:\#|https?:)))
    |(?P<series>《[^《》\n（()]{1,60}[（(][〇零一二三四五六七八九十百]{1,7}[）)]》)
    """
    rf"|(?P<pair>{PAIRED})"
    r"""
    |(?P<ial>(?<=[)*_\ufdd5])\{:[^{}\n]*\})
    |(?P<start>(?<=\n)[ \t]*(?:[*+>|-]|\d{1,9}[.)])|\|)
    |(?P<inline_note>\^\[)
    |(?P<footnote>\[\^[^\]\s\[]+\])
    |(?P<image>!\[)
    |(?P<open>\[)
    |(?P<close>\])
    |(?P<url>(?<![A-Za-z0-9_"'=/@.])(?:https?|ftp)://[^\s<>"'`\\\]\[（）。，、；：“”‘’《》！？【】\ufdd0-\ufdef]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_TARGET = re.compile(
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^()\n\\]|\\.|\((?:[^()\n\\]|\\.)*\))*?))"
    r"(?:\s+(?:\"(?P<title>[^\"\n]*)\"|'(?P<single>[^'\n]*)'))?\s*\)"
)
_LOOSE_TARGET = re.compile(r"\((?P<plain>[^()\s]*\([^()\n]*\\\)[^()\s]*)\)")
"""``(a(b\\))``: a bracket escaped for one program too many."""
_LABEL = re.compile(r"\[([^\[\]\n]*)\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\^\n][^\]\n]*)\]:[ \t]*<?(?P<url>[^\s>]+)>?"
    r"(?:[ \t]+[\"'(](?P<title>[^\n]*)[\"')])?[ \t]*$"
)
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?$")
_ATTRIBUTES = re.compile(r"\{(?::|(?=(?:width|height)=))[^{}\n]*\}")
"""Behind an image, as kramdown, Pandoc and Logseq write it."""
_WIDTH = re.compile(r"""\bwidth[=\s]\s*["']?(\d{1,4}(?:%|px)?)(?![\w.%])""")
_DENDRON_VAULT = re.compile(r"^dendron://[^/]+/")
_HREF = re.compile(r'.*href="([^"]*)".*')
_URL_TAIL = re.compile(r"[.,;:!?*_~]+$")


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


def definition(line: str) -> tuple[str, Definition] | None:
    """Read ``[label]: url "title"``; gives the folded label and the definition."""
    found = _DEFINITION.match(line)
    if not found:
        return None
    return fold_label(found["label"]), Definition(found["url"], found["title"] or "")


def fold_label(label: str) -> str:
    """Labels agree whatever their case and blanks."""
    return " ".join(label.split()).casefold()


def take_out(text: str, context: InlineContext) -> str:
    """Replace the marks of a run of lines by tokens."""
    return _Pass(text, context).run()


@dataclass(slots=True)
class _Opener:
    index: int
    is_image: bool
    is_note: bool = False


class _Pass:
    def __init__(self, text: str, context: InlineContext) -> None:
        self._text = text
        self._context = context
        self._tokens = context.tokens
        self._tags = TagReader(text, context.wording.embedded_media)
        self._out: list[str] = []
        self._openers: list[_Opener] = []
        self._inactive = 0
        """How many of the first openers hold a link already, so that they cannot be one."""
        self._pairs = Pairs(
            context.tokens,
            self._out,
            has_highlight_marks=context.dialect is not Dialect.KRAMDOWN,
        )

    def run(self) -> str:
        position = 0
        while found := _MARKS.search(self._text, position):
            self._out.append(self._text[position : found.start()])
            position = self._mark(found)
        self._out.append(self._text[position:])
        return "".join(self._out)

    def _mark(self, found: re.Match[str]) -> int:
        """Handle one mark; gives the offset at which to go on."""
        match found.lastgroup:
            case "tag":
                return self._tag(found)
            case "close":
                return self._close(found)
            case "url":
                return self._bare_url(found)
            case "image" | "open" | "inline_note":
                self._open(found)
            case "pair":
                self._pairs.take(found)
            case _:
                self._out.append(self._simple(found))
        return found.end()

    def _simple(self, found: re.Match[str]) -> str:
        mark = found[0]
        match found.lastgroup:
            case "escape":
                return self._tokens.literal(mark[1])
            case "comment":
                return ""
            case "ial":
                return "" if self._context.dialect is Dialect.KRAMDOWN else mark
            case "autolink":
                return self._autolink(mark[1:-1])
            case "stray":
                return self._tokens.literal(mark)
            case "wikilink":
                return self._wikilink(found)
            case "series":
                return self._series(mark)
            case "start":
                self._pairs.reset()
        return mark

    def _open(self, found: re.Match[str]) -> None:
        kind = found.lastgroup
        self._openers.append(_Opener(len(self._out), kind == "image", kind == "inline_note"))
        self._out.append(found[0])

    def _autolink(self, target: str) -> str:
        href = target if ":" in target.split("@", maxsplit=1)[0] else f"mailto:{target}"
        return self._tokens.raw(f'<a href="{escape(href)}">{escape(target)}</a>', target)

    def _bare_url(self, found: re.Match[str]) -> int:
        url = _URL_TAIL.sub("", found[0])
        while url.endswith(")") and url.count(")") > url.count("("):
            url = _URL_TAIL.sub("", url[:-1])
        is_in_link = len(self._openers) > self._inactive
        if is_in_link and self._text.startswith("]", found.start() + len(url)):
            # [url](url): the link is made by its brackets.
            self._out.append(self._tokens.literal(url))
        else:
            link = f'<a href="{escape(url)}">{escape(url, quote=False)}</a>'
            self._out.append(self._tokens.raw(link, url))
        return found.start() + len(url)

    def _tag(self, found: re.Match[str]) -> int:
        tag = self._tags.read(found)
        if tag.is_text:
            self._out.append(self._tokens.literal(found[0]))
        else:
            html = self._tokens.source(tag.html) if "\ufdd5" in tag.html else tag.html
            self._out.append(self._tokens.raw(html, found[0]))
        return tag.end

    def _wikilink(self, found: re.Match[str]) -> str:
        mark = found[0]
        is_embed = mark.startswith("!")
        inner = self._tokens.source(mark.removeprefix("!")[2:-2])
        inner = _DENDRON_VAULT.sub("", inner.replace("\\|", "|"))
        target, _, alias = (part.strip() for part in inner.partition("|"))
        if is_embed and is_image_name(target.partition("#")[0]):
            image = self._image_tag(target, f"{target}|{alias}" if alias else target)
            return self._tokens.raw(image, alias)
        kind = LinkKind.EMBED if is_embed else LinkKind.WIKILINK
        place = self._context.links.find(kind, target, alias or _shown(target))
        link = self._context.links.inner(place, target, alias or _shown(target))
        if link is None:
            return self._tokens.literal(mark)
        opening, text = link
        if is_embed and self._stands_alone(found):
            href = self._context.links.rewrite(_HREF.sub(r"\1", opening)) or ""
            shown = self._context.embeds.show(
                place, f'<a href="{escape(href)}">', escape(text, quote=False)
            )
            if shown is not None:
                return self._tokens.final_block(shown, text)
        return self._tokens.raw(f"{opening}{escape(text, quote=False)}</a>", text)

    def _stands_alone(self, found: re.Match[str]) -> bool:
        """Whether nothing else but marks of quotes and lists stands in the line."""
        start = self._text.rfind("\n", 0, found.start()) + 1
        end = self._text.find("\n", found.end())
        around = (
            self._text[start : found.start()] + self._text[found.end() : end if end >= 0 else None]
        )
        return not around.strip(" \t>*+-")

    def _series(self, mark: str) -> str:
        name = self._tokens.source(mark)
        target = name[1:-1].strip()
        place = self._context.links.find(LinkKind.SERIES, target, name)
        link = self._context.links.inner(place, target, name)
        if link is None or self._openers:
            return mark
        return self._tokens.raw(f"{link[0]}{escape(name, quote=False)}</a>", name)

    def _close(self, found: re.Match[str]) -> int:
        end = found.end()
        if not self._openers:
            self._out.append("]")
            return end
        opener = self._openers.pop()
        is_active = opener.is_image or len(self._openers) >= self._inactive
        self._inactive = min(self._inactive, len(self._openers))
        if opener.is_note:
            self._note(opener)
            return end
        target = self._target(opener, end) if is_active else None
        if target is None:
            self._out.append("]")
            return end
        definition_, end = target
        if not opener.is_image:
            self._link(opener, definition_)
            return end
        attributes = _ATTRIBUTES.match(self._text, end)
        width = _WIDTH.search(attributes[0]) if attributes else None
        self._image(opener, definition_, width[1] if width else "")
        return attributes.end() if attributes else end

    def _target(self, opener: _Opener, end: int) -> tuple[Definition, int] | None:
        if found := _TARGET.match(self._text, end):
            url = found["angled"] if found["angled"] is not None else found["plain"].strip()
            title = found["title"] or found["single"] or ""
            return Definition(self._tokens.source(url), self._tokens.source(title)), found.end()
        if found := _LOOSE_TARGET.match(self._text, end):
            url = self._tokens.source(found["plain"]).replace("\\)", ")")
            return Definition(url), found.end()
        if not self._context.definitions:
            return None
        label = _LABEL.match(self._text, end)
        name = label[1] if label and label[1] else "".join(self._out[opener.index + 1 :])
        known = self._context.definitions.get(fold_label(self._tokens.source(name)))
        return (known, label.end() if label else end) if known else None

    def _link(self, opener: _Opener, target: Definition) -> None:
        text = "".join(self._out[opener.index + 1 :])
        opening = self._context.links.opening(target.url, text, target.title)
        self._out[opener.index] = self._tokens.raw(opening)
        self._out.append(self._tokens.raw("</a>"))
        self._inactive = len(self._openers)

    def _note(self, opener: _Opener) -> None:
        """``^[text]`` becomes a reference and, at the end of the note, its footnote."""
        if self._context.dialect is Dialect.KRAMDOWN:
            self._out.append("]")
            return
        text = "".join(self._out[opener.index + 1 :]).replace("\n", " ")
        label = f"[^nv-{len(self._context.notes) + 1}]"
        self._context.notes.append(f"{label}: {text}")
        del self._out[opener.index :]
        self._out.append(label)

    def _image(self, opener: _Opener, target: Definition, width: str) -> None:
        alt = self._tokens.source("".join(self._out[opener.index + 1 :]))
        del self._out[opener.index :]
        tag = self._image_tag(target.url, alt, target.title, width)
        self._out.append(self._tokens.raw(tag, alt))

    def _image_tag(self, source: str, alt: str, title: str = "", width: str = "") -> str:
        """An image; ``alt|300`` and ``alt|300x200`` give it a size, in Obsidian also ``300``."""
        size = f' width="{width}"' if width else ""
        text, bar, last = alt.rpartition("|")
        is_sized = bar or self._context.dialect is Dialect.OBSIDIAN
        if found := _SIZE.match(last.strip() if is_sized else ""):
            alt = text
            height = f' height="{found[2]}"' if found[2] else ""
            size = f' width="{found[1]}"{height}'
        hint = f' title="{escape(title)}"' if title else ""
        name = self._context.links.stash(source, alt)
        return f'<img src="{name}" alt="{escape(alt)}"{hint}{size}>'


def _shown(target: str) -> str:
    """What a wikilink without alias reads like."""
    name, mark, fragment = target.strip().partition("#")
    if fragment.startswith("^"):
        return name or fragment
    return f"{name} > {fragment}".replace("#", " > ") if name and mark else name or fragment
