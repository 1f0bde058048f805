"""The marks inside a paragraph that are taken out before Markdown sees it: links, images, tags.

One pass over a run of lines with a stack of open brackets, as in the appendix of the CommonMark
specification, so that hostile input costs linear time. Code and formulas are tokens already.
What is left for Markdown is emphasis, line ends, entities and footnotes.
"""

import re
from dataclasses import dataclass
from html import escape

from noteviewer.render.inline_context import Definition, InlineContext
from noteviewer.render.inner_links import (
    block_opening,
    block_reference,
    image_tag,
    macro,
    series,
    wikilink,
)
from noteviewer.render.pairs import PAIRED, Pairs
from noteviewer.render.raw_html import TagReader
from noteviewer.render.surroundings import Dialect

MARKED = re.compile(r"[\\<\[\]《{]|\*\*|==|~~|://|\(\(|\(\*")
"""What a line without does not need this pass."""
_MARKS = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<comment><!--(?:.(?!<!--))*?-->)
    |(?P<autolink><(?:(?:https?|ftp|mailto):[^<>\s]+|[^\s<>@:/]+@[^\s<>@]+\.[a-z]+)>)
    |(?P<tag></?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>)
    |(?P<stray><)
    |(?P<wikilink>!?\[\[[^\[\]\n]+\]\](?!\((?:\#|https?:)))
    |(?P<macro>\{\{[A-Za-z][^{}\n]*\}\})
    |(?P<pointer>(?<=\()\*(?=[^\s*()][^*()\n]*\)))
    |(?P<block>\(\([0-9a-f-]{36}\)\))
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
_BLOCK_TARGET = re.compile(r"\(\(\(([0-9a-f-]{36})\)\)\)")
_LOOSE_TARGET = re.compile(r"\((?P<plain>[^()\s]*\([^()\n]*\\\)[^()\s]*)\)")
"""``(a(b\\))``: a bracket escaped for one program too many."""
_LABEL = re.compile(r"\[([^\[\]\n]*)\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\^\n][^\]\n]*)\]:[ \t]*<?(?P<url>[^\s>]+)>?"
    r"(?:[ \t]+[\"'(](?P<title>[^\n]*)[\"')])?[ \t]*$"
)
_ATTRIBUTES = re.compile(r"\{(?::|(?=(?:width|height)=))[^{}\n]*\}")
"""Behind an image, as kramdown, Pandoc and Logseq write it."""
_WIDTH = re.compile(r"""\bwidth[=\s]\s*["']?(\d{1,4}(?:%|px)?)(?![\w.%])""")
_URL_TAIL = re.compile(r"[.,;:!?*_~]+$")


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
            case "stray" | "pointer":
                # ``int (*f)(int)``: emphasis that never closes within its brackets is none.
                return self._tokens.literal(mark)
            case "comment":
                return ""
            case "ial":
                return "" if self._context.dialect is Dialect.KRAMDOWN else mark
            case "autolink":
                return self._autolink(mark[1:-1])
            case "wikilink":
                return wikilink(found, self._context)
            case "macro":
                return macro(found, self._context)
            case "block":
                return block_reference(found, self._context)
            case "series":
                return mark if self._openers else series(mark, self._context)
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
        if tag.is_text or self._tags.is_left_open(found):
            self._out.append(self._tokens.literal(found[0]))
        else:
            html = self._tokens.source(tag.html) if "\ufdd5" in tag.html else tag.html
            self._out.append(self._tokens.raw(html, found[0]))
        return tag.end

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
        if found := _BLOCK_TARGET.match(self._text, end):
            return Definition(f"(({found[1]}))"), found.end()
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
        opening = block_opening(target.url, self._context) or self._context.links.opening(
            target.url, text, target.title
        )
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
        self._drop(opener)
        self._out.append(label)

    def _image(self, opener: _Opener, target: Definition, width: str) -> None:
        alt = self._tokens.source("".join(self._out[opener.index + 1 :]))
        self._drop(opener)
        tag = image_tag(self._context, target.url, alt, target.title, width)
        self._out.append(self._tokens.raw(tag, alt))

    def _drop(self, opener: _Opener) -> None:
        """Take back what was written since a bracket was opened: it stands elsewhere now."""
        del self._out[opener.index :]
        self._pairs.forget(opener.index)
