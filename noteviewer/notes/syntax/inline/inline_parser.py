"""The marks inside a leaf: links, images, emphasis, tags, addresses, line ends, in one pass.

The pass goes from sign to sign and keeps what it finds in one flat list, with open brackets on a
stack, as in the appendix of the CommonMark specification. A bracket that becomes a link takes the
nodes behind it as its children; delimiters are paired within their bracket or, at the end, within
the leaf. Text is what lies between the nodes. Every step moves forward or looks at a bounded piece
of text, so that hostile text costs linear time, and no node lies deeper than some hundred others.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.inline.addresses import mail_address, web_address, www_address
from noteviewer.notes.syntax.inline.braces import (
    read_attribute_list,
    read_braces,
    read_image_attributes,
    read_role,
    read_span_end,
    role,
)
from noteviewer.notes.syntax.inline.emoji import emoji_at
from noteviewer.notes.syntax.inline.emphasis import Delimiters, Item, nest, read_delimiters
from noteviewer.notes.syntax.inline.html import TagReader
from noteviewer.notes.syntax.inline.links import (
    Destination,
    destination_at,
    fold_label,
    label_at,
    read_definition,
)
from noteviewer.notes.syntax.inline.plain_text import plain_text, shown_text
from noteviewer.notes.syntax.inline.signs import HTML_SIGNS, signs_of
from noteviewer.notes.syntax.tree import Atom, Inline, InlineKind, LinkDefinition
from noteviewer.notes.text import unescape
from noteviewer.notes.urls import is_web_url, url_end

__all__ = [
    "InlineContext", "fold_label", "parse_inlines", "plain_text", "read_definition", "shown_text",
]  # fmt: skip

_COVER = "\x1a"
"""Stands for each character of code and formulas while the rest is read."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(
    r"<((?:[A-Za-z][A-Za-z0-9+.-]{1,30}://|mailto:|tel:)[^<>\s]+|[^\s<>@:/]+@[^\s<>@]+\.[A-Za-z]+)>"
)
_WIKILINK = re.compile(r"\[\[([^\[\]\n]{1,400}+)\]\]")
_WIKI_TARGET = re.compile(r"\((?:#|[^()\s]*[/.:#][^()\s]*\))")
_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]{1,200})\]")
_SERIES = re.compile(r"《([^《》\n（()]{1,60}[（(][〇零一二三四五六七八九十百]{1,7}[）)])》")
_BLOCK_REFERENCE = re.compile(r"\(\(([0-9a-f-]{36})\)\)")
_POINTER = re.compile(r"\*[^\s*()](?:[^*()\n]|(?<=[\s,])\*+){0,200}\)")
_SCRIPT = re.compile(r"([\^~])((?:[^\s\\^~]|\\.){1,200})\1")
_KEYS = re.compile(r"\+\+([A-Za-z0-9\"][^\s]{0,60}?)\+\+(?!\+)")
_BLOCK_NAME = re.compile(r"\^[A-Za-z0-9-]+\s*\Z")
_BEFORE_BLOCK_NAME = re.compile(r"[\s\u3001-\u9fff\uff01-\uff60)\]]")
_MADE_BLOCK_NAME = re.compile(r"\^[a-f0-9]{6}\s*\Z")
_FIELD_KEY = re.compile(r"[^\W\d][\w-]{0,30}")
_LINE_END = re.compile(r"\n[ \t]*(?:\n[ \t]*)*")
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*+\n)+[ \t]*+")
_HAN_OR_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ADDRESS_LINE = re.compile(r"(?:^|[\s:：])https?://\S", re.MULTILINE)
_BARE_URL = re.compile(r"(?:https?|ftp)://\S")
_MARKDOWN_TAG = re.compile(r"""\s*<[^<>]*\smarkdown\s*=\s*["']?(?:1|block|span)""")
_SIZE = re.compile(r"\s*(\d{1,4})(?:x(\d{1,4}))?\s*\Z")
_CARDS = frozenset({
    "card", "tweet", "youtube", "codepen", "slideshare", "speakerdeck", "jsfiddle", "codesandbox",
    "stackblitz", "figma", "gist", "github", "video", "vimeo", "bilibili",
})  # fmt: skip
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LONGEST_TEXT = 1_000
_MOST_OPEN = 24
"""Open brackets that are kept; the first of more are text."""
_MOST_NOTES = 4
"""Footnotes within footnotes."""
_UNLINKED = frozenset({InlineKind.URL, InlineKind.SERIES})
"""What is text inside a link."""


@dataclass(frozen=True, slots=True)
class InlineContext:
    """What the marks of one leaf need to know of its note."""

    rules: Rules
    definitions: Mapping[str, LinkDefinition]
    """By folded label."""
    is_html: bool = False
    """Text of HTML: tags, references of characters and addresses. Markdown's marks count only
    below a blank line, in stretches without a tag in front, or below ``markdown="1"``."""
    footnotes: frozenset[str] | None = None
    """Labels that are defined; None: all count."""
    signs: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "signs", signs_of(self.rules))


def parse_inlines(text: str, atoms: Sequence[Atom], context: InlineContext) -> tuple[Inline, ...]:
    """Read the inline nodes of a leaf.

    Args:
        text: The leaf's text, without the marks of its containers.
        atoms: Code, formulas and comments in it, in order; nothing else begins or ends inside them.
        context: Of the note.

    Returns:
        Nodes that cover the text, in order; the children of each lie within it.
    """
    if not atoms and not context.is_html:
        if not context.signs.search(text):
            return (Inline(InlineKind.TEXT, 0, len(text)),) if text else ()
        if _BARE_URL.match(text):
            separator = text.index("://")
            if text[separator + 3] < "\x7f" and "&" not in text and "\n" not in text:
                end = url_end(text, 0, separator, len(text), is_alone=" " not in text)
                if end == len(text):
                    return (Inline(InlineKind.URL, 0, end, text),)
    return _Pass(text, atoms, context).run()


class _Opener(NamedTuple):
    """An open bracket."""

    start: int
    inner: int
    """Where its text begins."""
    first: int
    """How many items stood before it."""
    kind: InlineKind
    """LINK, IMAGE or INLINE_NOTE."""


class _Pass:
    __slots__ = (
        "absent", "atom", "atoms", "context", "end", "inactive", "items", "keeps_addresses",
        "linked_until",
        "masked", "openers", "position", "rules", "tags", "text",
    )  # fmt: skip

    def __init__(self, text: str, atoms: Sequence[Atom], context: InlineContext) -> None:
        self.text = text
        self.masked = _masked(text, atoms) if atoms else text
        self.context = context
        self.rules = context.rules
        self.atoms = atoms
        self.atom = 0
        """How many atoms are dealt with."""
        self.items: list[Item] = []
        self.openers: list[_Opener] = []
        self.inactive = 0
        """How many of the first openers hold a link already, so that they cannot be one."""
        self.position = 0
        self.end = len(text)
        self.linked_until = 0
        """Where the ``<a>`` ends that is open."""
        self.keeps_addresses: bool | None = None
        self.absent: set[str] = set()
        """What closes comments, where the rest of the text lacks it."""
        self.tags: TagReader | None = None

    def run(self) -> tuple[Inline, ...]:
        if self.context.is_html:
            return self._run_html()
        self._read(len(self.text), self.context.signs)
        return nest(self.items, 0, len(self.text))

    def _run_html(self) -> tuple[Inline, ...]:
        """Stretch by stretch: no mark but a tag reaches over a blank line."""
        is_markdown = bool(_MARKDOWN_TAG.match(self.masked))
        nodes: list[Inline] = []
        for number, (first, last, stop) in enumerate(_stretches(self.masked)):
            # An element whose content is not shown may reach over the blank line.
            start = max(first, self.position)
            if start >= stop and number:
                continue
            has_marks = is_markdown or (number and self.masked[start : start + 1] != "<")
            self.position = start
            self._read(max(start, last), self.context.signs if has_marks else HTML_SIGNS)
            end = max(start, last, self.position)
            nodes += nest(self.items, start, end)
            if end < stop:
                nodes.append(Inline(InlineKind.LINE_END, end, stop, " ", "paragraph"))
            self.items = []
            self.openers = []
            self.inactive = 0
        return tuple(nodes)

    def _read(self, end: int, signs: re.Pattern[str]) -> None:
        """Read on to an offset."""
        masked, search, handlers = self.masked, signs.search, self._HANDLERS
        self.end = end
        while found := search(masked, self.position, end):
            start = found.start()
            if self.atom < len(self.atoms) and self.atoms[self.atom].start < start:
                self._flush(start)
            self.position = handlers[masked[start]](self, start, found.end())
        self._flush(end)
        self.position = max(self.position, end)

    def _flush(self, end: int) -> None:
        """Make nodes of the atoms before an offset."""
        while self.atom < len(self.atoms) and self.atoms[self.atom].start < end:
            atom = self.atoms[self.atom]
            self.atom += 1
            title = "display" if atom.is_display else ""
            self.items.append(Inline(atom.kind, atom.start, atom.end, atom.content, title))

    def _add(self, node: Inline) -> int:
        """Take a node; atoms in it are part of it."""
        self.items.append(node)
        while self.atom < len(self.atoms) and self.atoms[self.atom].start < node.end:
            self.atom += 1
        return node.end

    def _escape(self, start: int, end: int) -> int:
        char = self.masked[end : end + 1]
        if char == "\n":
            return self._break_line(start, end)
        if char not in _PUNCTUATION or end >= self.end:
            return end
        return self._add(Inline(InlineKind.LITERAL, start, end + 1, char))

    def _entity(self, start: int, end: int) -> int:
        found = _ENTITY.match(self.masked, start, self.end)
        sign = unescape(found[0]) if found else ""
        if found is None or sign == found[0]:
            return end
        return self._add(Inline(InlineKind.LITERAL, start, found.end(), sign or "\ufffd"))

    def _angle(self, start: int, end: int) -> int:
        if self.masked.startswith("<!--", start):
            return self._comment(start, "-->") or end
        if found := _AUTOLINK.match(self.masked, start, self.end):
            return self._autolink(found)
        if self.context.is_html and self.masked.startswith(("<!", "<?"), start):
            return self._comment(start, ">") or end
        tags = self.tags
        if tags is None:
            tags = TagReader(self.text, self.masked, has_components=self.rules.has_jsx)
            self.tags = tags
        tag = tags.read(start, len(self.text) if self.context.is_html else self.end)
        if tag is None:
            return end
        if tag.title == "a" and "href" in tag.attributes:
            self.linked_until = tags.anchor_end(tag.end)
        return self._add(tag)

    def _comment(self, start: int, closing: str) -> int:
        """Read to what closes a comment; 0 where nothing does."""
        close = -1
        if closing not in self.absent:
            close = self.masked.find(closing, start + 2, self.end)
        if close < 0:
            self.absent.add(closing)
            return 0
        return self._add(Inline(InlineKind.COMMENT, start, close + len(closing)))

    def _autolink(self, found: re.Match[str]) -> int:
        target = unescape(self.text[found.start(1) : found.end(1)])
        if ":" not in target.partition("@")[0]:
            target = f"mailto:{target}"
        return self._add(Inline(InlineKind.AUTOLINK, found.start(), found.end(), target))

    def _brace(self, start: int, end: int) -> int:
        nodes = read_braces(self.masked, start, self.end, self.rules)
        if not nodes and self.rules.has_directives:
            return self._role(start, end)
        if not nodes and self._is_behind_node(start):
            found = read_attribute_list(self.masked, start, self.end, self.rules)
            nodes = (found,) if found else ()
        for node in nodes:
            end = self._add(node)
        return end

    def _is_behind_node(self, start: int) -> bool:
        last = self.items[-1] if self.items else None
        return (
            last is not None
            and last.end == start
            and (isinstance(last, Delimiters) or last.kind is not InlineKind.LINE_END)
        )

    def _role(self, start: int, end: int) -> int:
        found = read_role(self.masked, start, self.end)
        atom = self.atoms[self.atom] if self.atom < len(self.atoms) else None
        if found is None or atom is None or atom.start != found[1]:
            if self._is_behind_node(start):
                attributes = read_attribute_list(self.masked, start, self.end, self.rules)
                return self._add(attributes) if attributes else end
            return end
        code = Inline(InlineKind.CODE, atom.start, atom.end, atom.content)
        return self._add(role(found[0], start, code))

    def _series(self, start: int, end: int) -> int:
        found = _SERIES.match(self.masked, start, self.end)
        if found is None or start < self.linked_until:
            return end
        return self._add(Inline(InlineKind.SERIES, start, found.end(), found[1].strip()))

    def _parenthesis(self, start: int, end: int) -> int:
        found = _BLOCK_REFERENCE.match(self.masked, start, self.end)
        if found is None:
            return end - 1
        return self._add(Inline(InlineKind.BLOCK_REFERENCE, start, found.end(), found[1]))

    def _colon(self, start: int, end: int) -> int:
        if end - start == 3:
            node = None
            if start >= self.linked_until:
                node = web_address(self.text, self.masked, start, self.end)
            if node is None or node.start < self.position:
                return end
            return self._add(node)
        if end - start == 2:
            return self._field(start, end)
        found = emoji_at(self.masked, start, self.end)
        if found is None:
            return end
        sign, stop = found
        kind = InlineKind.COMMENT if sign is None else InlineKind.LITERAL
        return self._add(Inline(kind, start, stop, sign or ""))

    def _field(self, start: int, end: int) -> int:
        line = self.masked.rfind("\n", max(0, start - 40), start) + 1
        if line == 0 and start > 40:
            return end
        key = _FIELD_KEY.fullmatch(self.masked, line, start)
        if key is None:
            return end
        return self._add(Inline(InlineKind.FIELD, line, end, key[0]))

    def _www(self, start: int, end: int) -> int:
        node = None
        if start >= self.linked_until:
            node = www_address(self.text, self.masked, start, self.end)
        return self._add(node) if node else end

    def _at(self, start: int, end: int) -> int:
        if self.masked.startswith("[", end):
            close = self.masked.find("]", end, end + 20)
            if self.masked[end + 1 : close] in _CARDS and self.masked.startswith("](", close):
                destination = self._destination(close + 1)
                if destination:
                    return self._card(start, end + 1, close, destination)
            return end
        node = None
        if start >= self.linked_until:
            node = mail_address(self.text, self.masked, start, self.position)
        if node is None:
            return end
        while self.items and self.items[-1].start >= node.start:
            self.items.pop()
        return self._add(node)

    def _card(self, start: int, low: int, high: int, destination: Destination) -> int:
        attributes = {"card": self.masked[low:high]}
        target, title, end, _, _ = destination
        return self._add(Inline(InlineKind.LINK, start, end, target, title, (), attributes))

    def _delimiters(self, start: int, end: int) -> int:
        if start and self.masked.startswith("(*", start - 1) and self._is_pointer(start):
            return end
        found = read_delimiters(self.masked, start, end)
        if found is not None:
            self.items.append(found)
        return end

    def _is_pointer(self, start: int) -> bool:
        """``int (*f)(int)``: emphasis that never closes within its brackets is none."""
        return bool(_POINTER.match(self.masked, start, self.end))

    def _tilde(self, start: int, end: int) -> int:
        if end - start == 1:
            return self._script(start, end)
        return self._delimiters(start, end)

    def _plus(self, start: int, end: int) -> int:
        found = _KEYS.match(self.masked, start, self.end) if end - start == 2 else None
        if found is None:
            return end
        return self._add(Inline(InlineKind.LABEL, start, found.end(), found[1]))

    def _script(self, start: int, end: int) -> int:
        found = _SCRIPT.match(self.masked, start, self.end) if self.rules.has_scripts else None
        if found is None:
            return end
        kind = InlineKind.SUP if found[1] == "^" else InlineKind.SUB
        children = (Inline(InlineKind.TEXT, start + 1, found.end() - 1),)
        return self._add(Inline(kind, start, found.end(), "", "", children))

    def _caret(self, start: int, end: int) -> int:
        if self.rules.has_inserted and end - start > 1:
            return self._delimiters(start, end)
        if self.rules.has_inline_notes and self.masked.startswith("[", end):
            self._open(start, end + 1, InlineKind.INLINE_NOTE)
            return end + 1
        if self.rules.hides_block_names and (found := self._block_name(start)):
            name = found[0].rstrip()
            low = start
            while low > self.position and self.masked[low - 1] in " \t":
                low -= 1
            return self._add(Inline(InlineKind.BLOCK_NAME, low, found.end(), name))
        return self._script(start, end)

    def _block_name(self, start: int) -> re.Match[str] | None:
        before = self.masked[start - 1] if start else "\n"
        if not self.rules.has_block_names:
            return _MADE_BLOCK_NAME.match(self.masked, start) if before.isspace() else None
        is_end = _BEFORE_BLOCK_NAME.match(before)
        return _BLOCK_NAME.match(self.masked, start) if is_end else None

    def _line(self, start: int, end: int) -> int:
        """A line end, with the blanks around it."""
        blanks = self.masked[max(self.position, start - 2) : start]
        if blanks == "  " or self.rules.keeps_line_ends or self._keeps_line_end(start):
            return self._break_line(start, end - 1)
        found = _LINE_END.match(self.masked, start, self.end)
        stop = found.end() if found else end
        low = self._blanks_before(start)
        if self.masked.count("\n", start, stop) > 1:
            self.openers.clear()
            self.inactive = 0
        before = self.masked[max(0, low - 8) : low].rstrip("*_~=")[-1:]
        after = self.masked[stop : stop + 8].lstrip("*_~=")[:1]
        is_joined = _HAN_OR_WIDE.match(before) and _HAN_OR_WIDE.match(after)
        return self._add(Inline(InlineKind.LINE_END, low, stop, "" if is_joined else " "))

    def _break_line(self, start: int, line_end: int) -> int:
        found = _LINE_END.match(self.masked, line_end, self.end)
        stop = found.end() if found else line_end + 1
        return self._add(Inline(InlineKind.BREAK, self._blanks_before(start), stop))

    def _blanks_before(self, start: int) -> int:
        while start > self.position and self.masked[start - 1] in " \t":
            start -= 1
        return start

    def _keeps_line_end(self, at: int) -> bool:
        """Chinese lines that hold an address keep their ends: titles, addresses, passwords."""
        if self.keeps_addresses is None:
            is_candidate = "://" in self.masked and not self.context.is_html
            self.keeps_addresses = is_candidate and bool(_HAN.search(self.masked))
        if not self.keeps_addresses:
            return False
        start = self.masked.rfind("\n", 0, at) + 1
        end = self.masked.find("\n", at + 1)
        end = len(self.masked) if end < 0 else end
        return bool(_ADDRESS_LINE.search(self.masked, start, end))

    def _bracket(self, start: int, end: int) -> int:
        if self.masked.startswith("[[", start) and (stop := self._wikilink(start, start)):
            return stop
        if self.masked.startswith("[^", start):
            found = _FOOTNOTE.match(self.masked, start, self.end)
            known = self.context.footnotes
            if found and (known is None or found[1] in known or fold_label(found[1]) in known):
                return self._add(Inline(InlineKind.FOOTNOTE, start, found.end(), found[1]))
        self._open(start, end, InlineKind.LINK)
        return end

    def _image_bracket(self, start: int, end: int) -> int:
        if self.masked.startswith("[[", start + 1) and (stop := self._wikilink(start, start + 1)):
            return stop
        self._open(start, end, InlineKind.IMAGE)
        return end

    def _wikilink(self, start: int, bracket: int) -> int:
        """Read ``[[note]]``; 0 for what is no such link."""
        found = _WIKILINK.match(self.masked, bracket, self.end)
        if found is None or _WIKI_TARGET.match(self.masked, found.end(), self.end):
            return 0
        target = self.text[found.start(1) : found.end(1)].replace("\\|", "|")
        if not target.strip():
            return 0
        kind = InlineKind.WIKILINK if start == bracket else InlineKind.EMBED
        return self._add(Inline(kind, start, found.end(), target))

    def _open(self, start: int, inner: int, kind: InlineKind) -> None:
        self.openers.append(_Opener(start, inner, len(self.items), kind))
        if len(self.openers) > _MOST_OPEN:
            del self.openers[0]
            self.inactive = max(0, self.inactive - 1)

    def _close_bracket(self, start: int, end: int) -> int:
        if not self.openers:
            return end
        opener = self.openers.pop()
        is_active = opener.kind is not InlineKind.LINK or len(self.openers) >= self.inactive
        self.inactive = min(self.inactive, len(self.openers))
        if start - opener.inner > _LONGEST_TEXT and opener.kind is not InlineKind.INLINE_NOTE:
            return end
        destination = self._destination_behind(opener, start) if is_active else None
        if destination is None:
            if opener.kind is InlineKind.INLINE_NOTE:
                return self._note(opener, start, end)
            return self._span(opener, start, end) if is_active else end
        if opener.kind is InlineKind.IMAGE:
            return self._image(opener, start, destination)
        return self._link(opener, start, destination)

    def _destination_behind(self, opener: _Opener, close: int) -> Destination | None:
        following = self.masked[close + 1 : close + 2]
        if following == "(" and (found := self._destination(close + 1)):
            return found
        definitions = self.context.definitions
        if not definitions or opener.kind is InlineKind.INLINE_NOTE:
            return None
        label = (
            label_at(self.masked, close + 1, self.end) if following in {"[", " ", "\t"} else None
        )
        if label and (known := definitions.get(fold_label(label[0]))):
            return Destination(known.target, known.title, label[1])
        written = self.text[opener.inner : close]
        known = definitions.get(fold_label(written)) if "[" not in written else None
        if known is None:
            return None
        is_collapsed = label is not None and not label[0]
        end = label[1] if label and is_collapsed else close + 1
        return Destination(known.target, known.title, end)

    def _destination(self, start: int) -> Destination | None:
        return destination_at(self.text, self.masked, start, self.end, self.rules)

    def _link(self, opener: _Opener, close: int, destination: Destination) -> int:
        items = self.items[opener.first :]
        del self.items[opener.first :]
        children = nest(_unlinked(items), opener.inner, close)
        target, title, end, _, _ = destination
        written = self.text[opener.inner : close]
        if is_web_url(written) and not is_web_url(target) and " " not in written:
            target = written
        self.inactive = len(self.openers)
        start = opener.inner - 1
        return self._add(Inline(InlineKind.LINK, start, end, target, title, children))

    def _image(self, opener: _Opener, close: int, destination: Destination) -> int:
        alt = self.text[opener.inner : close]
        if len(self.items) > opener.first:
            nodes = nest(_unlinked(self.items[opener.first :]), opener.inner, close)
            del self.items[opener.first :]
            alt = plain_text(nodes, self.text)
        target, title, end, width, height = destination
        written_width, written_height, end = read_image_attributes(self.masked, end, self.end)
        width, height = written_width or width, written_height or height
        text, bar, last = alt.rpartition("|")
        found = _SIZE.match(last) if bar or self.rules.has_sized_alt else None
        if found:
            alt, width, height = text, found[1], found[2] or ""
        attributes = {"alt": alt}
        if width:
            attributes["width"] = width
        if height:
            attributes["height"] = height
        return self._add(Inline(InlineKind.IMAGE, opener.start, end, target, title, (), attributes))

    def _note(self, opener: _Opener, close: int, end: int) -> int:
        """``^[text]``; notes in notes only so deep."""
        notes = sum(other.kind is InlineKind.INLINE_NOTE for other in self.openers)
        if notes >= _MOST_NOTES or close == opener.inner:
            return end
        children = nest(self.items[opener.first :], opener.inner, close)
        del self.items[opener.first :]
        return self._add(Inline(InlineKind.INLINE_NOTE, opener.start, end, "", "", children))

    def _span(self, opener: _Opener, close: int, end: int) -> int:
        """``[text]{.class}``: the text stays."""
        if opener.kind is not InlineKind.LINK or not self.rules.has_brace_attributes:
            return end
        stop = (
            read_span_end(self.masked, end, self.end) if self.masked[end : end + 1] == "{" else None
        )
        if stop is None:
            return end
        self.items.insert(opener.first, Inline(InlineKind.COMMENT, opener.start, opener.inner))
        return self._add(Inline(InlineKind.COMMENT, close, stop))

    _HANDLERS: ClassVar[Mapping[str, Callable[["_Pass", int, int], int]]] = {
        "\\": _escape,
        "&": _entity,
        "<": _angle,
        "{": _brace,
        "《": _series,
        "(": _parenthesis,
        ":": _colon,
        "w": _www,
        "W": _www,
        "@": _at,
        "*": _delimiters,
        "_": _delimiters,
        "=": _delimiters,
        "~": _tilde,
        "+": _plus,
        "^": _caret,
        "\n": _line,
        "[": _bracket,
        "!": _image_bracket,
        "]": _close_bracket,
    }


def _unlinked(items: Sequence[Item]) -> list[Item]:
    """Items without addresses, which are text inside a link."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Inline):
            if item.kind in _UNLINKED:
                continue
            if item.kind is InlineKind.AUTOLINK:
                item = item._replace(kind=InlineKind.LITERAL)  # noqa: PLW2901  (the same, as text)
        kept.append(item)
    return kept


def _masked(text: str, atoms: Sequence[Atom]) -> str:
    parts: list[str] = []
    position = 0
    for atom in atoms:
        parts += (text[position : atom.start], _COVER * (atom.end - atom.start))
        position = atom.end
    parts.append(text[position:])
    return "".join(parts)


def _stretches(masked: str) -> list[tuple[int, int, int]]:
    """Start and end of each stretch between blank lines, and where the next one begins."""
    stretches = []
    start = 0
    for found in _PARAGRAPHS.finditer(masked):
        stretches.append((start, found.start(), found.end()))
        start = found.end()
    stretches.append((start, len(masked), len(masked)))
    return stretches
