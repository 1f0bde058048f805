"""The marks inside a leaf: links, images, emphasis, tags, addresses, line ends, in one pass.

The pass goes from sign to sign and keeps what it finds in one flat list, with open brackets on a
stack, as in the appendix of the CommonMark specification. A bracket that becomes a link takes the
nodes behind it as its children; delimiters are paired within their bracket or, at the end, within
the leaf. Text is what lies between the nodes. Every step moves forward or looks at a bounded piece
of text, so that hostile text costs linear time, and no node lies deeper than some hundred others.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from noteviewer.notes.syntax.inline.addresses import (
    mail_address,
    marked_address,
    web_address,
    www_address,
)
from noteviewer.notes.syntax.inline.braces import read_attribute_list, read_braces, read_role, role
from noteviewer.notes.syntax.inline.brackets import BracketReader
from noteviewer.notes.syntax.inline.emoji import emoji_at
from noteviewer.notes.syntax.inline.emphasis import nest, read_delimiters
from noteviewer.notes.syntax.inline.html import TagReader
from noteviewer.notes.syntax.inline.inline_items import InlineContext
from noteviewer.notes.syntax.inline.links import Destination, fold_label, read_definition
from noteviewer.notes.syntax.inline.plain_text import plain_text, shown_text
from noteviewer.notes.syntax.inline.signs import HTML_SIGNS
from noteviewer.notes.syntax.tree import Atom, CitationForm, Inline, InlineKind
from noteviewer.notes.text import unescape
from noteviewer.notes.urls import url_end

__all__ = [
    "InlineContext", "fold_label", "parse_inlines", "plain_text", "read_definition", "shown_text",
]  # fmt: skip

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CITATION = re.compile(r"(?<![\w@/.`])@((?:[A-Za-z0-9]|_(?=\w))(?>(?:\w|[:.#$%&+?<>~/-](?=\w))*))")
_YEAR_ALONE = re.compile(r"(?<![^\s\[(;])-@")
_NUMBER_OF_PART = re.compile(r"\\@ref\(([\w:.-]{1,200})\)")
"""As bookdown refers to a part."""
_TEX = re.compile(
    r"\\(?:(?:(?:new|clear(?:double)?)page|pagebreak|noindent|(?:big|med|small)skip|appendix|hfill"
    r"|(?:front|main|back)matter|printbibliography|printindex|listof(?:figures|tables))(?![A-Za-z])"
    r"|[A-Za-z]{2,40}\*?(?:\[[^\[\]\n]{0,200}\])?"
    r"(?:\{(?>[^{}\n]|\{(?>[^{}\n]|\{[^{}\n]{0,200}\}){0,200}\}){0,400}\})+)"
)
"""A command with arguments, or one of print."""
_TEMPLATER = re.compile(r"<%(?>[^%]|%(?!>)){0,2000}%>")
_AUTOLINK = re.compile(
    r"<((?:[A-Za-z][A-Za-z0-9+.-]{1,30}://|mailto:|tel:)[^<>\s]+|[^\s<>@:/]+@[^\s<>@]+\.[A-Za-z]+)>"
)
_SERIES = re.compile(r"《([^《》\n（()]{1,60}[（(][〇零一二三四五六七八九十百]{1,7}[）)])》")
_BLOCK_REFERENCE = re.compile(r"\(\(([0-9a-f-]{36})\)\)")
_POINTER = re.compile(r"\*[^\s*()](?:[^*()\n]|(?<=[\s,])\*+){0,200}\)")
_SCRIPT = re.compile(r"([\^~])((?:[^\s\\^~]|\\.){1,200})\1")
_KEYS = re.compile(r"\+\+([A-Za-z0-9\"][^\s]{0,60}?)\+\+(?!\+)")
_BLOCK_NAME = re.compile(r"\^[A-Za-z0-9-]+\s*\Z")
_BEFORE_BLOCK_NAME = re.compile(r"[\s\u3001-\u9fff\uff01-\uff60)\]]")
_MADE_BLOCK_NAME = re.compile(r"\^[a-f0-9]{6}\s*\Z")
_FIELD_KEY = re.compile(r"[^\W\d][\w-]{0,30}")
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*+\n)+[ \t]*+")
_BARE_URL = re.compile(r"(?:https?|ftp)://\S")
_MARKDOWN_TAG = re.compile(r"""\s*<[^<>]*\smarkdown\s*=\s*["']?(?:1|block|span)""")
_CARDS = frozenset({
    "card", "tweet", "youtube", "codepen", "slideshare", "speakerdeck", "jsfiddle", "codesandbox",
    "stackblitz", "figma", "gist", "github", "video", "vimeo", "bilibili",
})  # fmt: skip
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


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


class _Pass(BracketReader):
    __slots__ = ("absent", "linked_until", "tags")

    def __init__(self, text: str, atoms: Sequence[Atom], context: InlineContext) -> None:
        super().__init__(text, atoms, context)
        self.linked_until = 0
        """Where the ``<a>`` ends that is open."""
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
            self.forget_brackets()
        return tuple(nodes)

    def _read(self, end: int, signs: re.Pattern[str]) -> None:
        """Read on to an offset."""
        masked, search, handlers = self.masked, signs.search, self._HANDLERS
        self.end = end
        while found := search(masked, self.position, end):
            start = found.start()
            if self.atom < len(self.atoms) and self.atoms[self.atom].start < start:
                self.flush(start)
            self.position = handlers[masked[start]](self, start, found.end())
        self.flush(end)
        self.position = max(self.position, end)

    def _escape(self, start: int, end: int) -> int:
        char = self.masked[end : end + 1]
        if (
            char == "@"
            and self.rules.has_citations
            and (found := _NUMBER_OF_PART.match(self.masked, start, self.end))
        ):
            form = CitationForm.NUMBER
            return self.add(Inline(InlineKind.CITATION, start, found.end(), found[1], form))
        if self.rules.has_tex and (found := _TEX.match(self.masked, start, self.end)):
            return self.add(Inline(InlineKind.COMMENT, start, found.end()))
        if char == "\n":
            return self.break_line(start, end)
        if char not in _PUNCTUATION or end >= self.end:
            return end
        return self.add(Inline(InlineKind.LITERAL, start, end + 1, char))

    def _entity(self, start: int, end: int) -> int:
        found = _ENTITY.match(self.masked, start, self.end)
        sign = unescape(found[0]) if found else ""
        if found is None or sign == found[0]:
            return end
        return self.add(Inline(InlineKind.LITERAL, start, found.end(), sign or "\ufffd"))

    def _angle(self, start: int, end: int) -> int:
        if self.masked.startswith("<!--", start):
            return self._comment(start, "-->") or end
        if self.rules.has_templater and (found := _TEMPLATER.match(self.masked, start, self.end)):
            return self.add(Inline(InlineKind.MACRO, start, found.end(), found[0]))
        if found := _AUTOLINK.match(self.masked, start, self.end):
            return self.add(marked_address(self.text, start, found.end()))
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
        return self.add(tag)

    def _comment(self, start: int, closing: str) -> int:
        """Read to what closes a comment; 0 where nothing does."""
        close = -1
        if closing not in self.absent:
            close = self.masked.find(closing, start + 2, self.end)
        if close < 0:
            self.absent.add(closing)
            return 0
        return self.add(Inline(InlineKind.COMMENT, start, close + len(closing)))

    def _brace(self, start: int, end: int) -> int:
        nodes = read_braces(self.masked, start, self.end, self.rules)
        if not nodes and self.rules.has_directives:
            return self._role(start, end)
        if not nodes and (
            self.is_behind_node(start) or self._is_behind_formula(start) or self._is_last(start)
        ):
            found = read_attribute_list(self.masked, start, self.end, self.rules)
            nodes = (found,) if found else ()
        for node in nodes:
            end = self.add(node)
        return end

    def _is_last(self, start: int) -> bool:
        """Whether a brace behind a blank closes at the end of its block: ``text {.class}``."""
        if not self.rules.has_brace_attributes or self.masked[start - 1 : start] not in (" ", "\n"):
            return False
        return self.masked.find("}", start, self.end) == len(self.masked.rstrip()) - 1

    def _is_behind_formula(self, start: int) -> bool:
        """Whether a formula on lines of its own stands before a blank: ``$$ {#eq-x}``."""
        self.flush(start)
        last = self.items[-1] if self.items else None
        return (
            isinstance(last, Inline)
            and last.kind is InlineKind.MATH
            and not self.masked[last.end : start].strip(" ")
        )

    def _role(self, start: int, end: int) -> int:
        found = read_role(self.masked, start, self.end)
        atom = self.atoms[self.atom] if self.atom < len(self.atoms) else None
        if found is None or atom is None or atom.start != found[1]:
            if self.is_behind_node(start):
                attributes = read_attribute_list(self.masked, start, self.end, self.rules)
                return self.add(attributes) if attributes else end
            return end
        code = Inline(InlineKind.CODE, atom.start, atom.end, atom.content)
        return self.add(role(found[0], start, code))

    def _series(self, start: int, end: int) -> int:
        found = _SERIES.match(self.masked, start, self.end)
        if found is None or start < self.linked_until:
            return end
        return self.add(Inline(InlineKind.SERIES, start, found.end(), found[1].strip()))

    def _parenthesis(self, start: int, end: int) -> int:
        found = _BLOCK_REFERENCE.match(self.masked, start, self.end)
        if found is None:
            return end - 1
        return self.add(Inline(InlineKind.BLOCK_REFERENCE, start, found.end(), found[1]))

    def _colon(self, start: int, end: int) -> int:
        if end - start == 3:
            node = None
            if start >= self.linked_until:
                node = web_address(self.text, self.masked, start, self.end)
            if node is None or node.start < self.position:
                return end
            return self.add(node)
        if end - start == 2:
            return self._field(start, end)
        found = emoji_at(self.masked, start, self.end)
        if found is None:
            return end
        sign, stop = found
        kind = InlineKind.COMMENT if sign is None else InlineKind.LITERAL
        return self.add(Inline(kind, start, stop, sign or ""))

    def _field(self, start: int, end: int) -> int:
        line = self.masked.rfind("\n", max(0, start - 40), start) + 1
        if line == 0 and start > 40:
            return end
        key = _FIELD_KEY.fullmatch(self.masked, line, start)
        if key is None:
            return end
        return self.add(Inline(InlineKind.FIELD, line, end, key[0]))

    def _www(self, start: int, end: int) -> int:
        node = None
        if start >= self.linked_until:
            node = www_address(self.text, self.masked, start, self.end)
        return self.add(node) if node else end

    def _at(self, start: int, end: int) -> int:
        if self.masked.startswith("[", end):
            close = self.masked.find("]", end, end + 20)
            if self.masked[end + 1 : close] in _CARDS and self.masked.startswith("](", close):
                destination = self.destination(close + 1)
                if destination:
                    return self._card(start, end + 1, close, destination)
            return end
        node = self._citation(start) if self.rules.has_citations else None
        if node is not None:
            self.cites = True
            return self.add(node)
        if start >= self.linked_until:
            node = mail_address(self.text, self.masked, start, self.position)
        if node is None:
            return end
        while self.items and self.items[-1].start >= node.start:
            self.items.pop()
        return self.add(node)

    def _citation(self, start: int) -> Inline | None:
        """``@key``, and ``-@key`` for the year alone."""
        found = _CITATION.match(self.masked, start, self.end)
        if found is None:
            return None
        form = CitationForm.NAMED
        if start > self.position and _YEAR_ALONE.match(self.masked, start - 1):
            start, form = start - 1, CitationForm.YEAR
        return Inline(InlineKind.CITATION, start, found.end(), found[1], form)

    def _card(self, start: int, low: int, high: int, destination: Destination) -> int:
        attributes = {"card": self.masked[low:high]}
        target, title, end, _, _ = destination
        return self.add(Inline(InlineKind.LINK, start, end, target, title, (), attributes))

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
        return self.add(Inline(InlineKind.LABEL, start, found.end(), found[1]))

    def _script(self, start: int, end: int) -> int:
        found = _SCRIPT.match(self.masked, start, self.end) if self.rules.has_scripts else None
        if found is None:
            return end
        kind = InlineKind.SUP if found[1] == "^" else InlineKind.SUB
        children = (Inline(InlineKind.TEXT, start + 1, found.end() - 1),)
        return self.add(Inline(kind, start, found.end(), "", "", children))

    def _caret(self, start: int, end: int) -> int:
        if self.rules.has_inserted and end - start > 1:
            return self._delimiters(start, end)
        if self.rules.has_inline_notes and self.masked.startswith("[", end):
            self.open(start, end + 1, InlineKind.INLINE_NOTE)
            return end + 1
        if self.rules.hides_block_names and (found := self._block_name(start)):
            name = found[0].rstrip()
            low = start
            while low > self.position and self.masked[low - 1] in " \t":
                low -= 1
            return self.add(Inline(InlineKind.BLOCK_NAME, low, found.end(), name))
        return self._script(start, end)

    def _block_name(self, start: int) -> re.Match[str] | None:
        before = self.masked[start - 1] if start else "\n"
        if not self.rules.has_block_names:
            return _MADE_BLOCK_NAME.match(self.masked, start) if before.isspace() else None
        is_end = _BEFORE_BLOCK_NAME.match(before)
        return _BLOCK_NAME.match(self.masked, start) if is_end else None

    def _line(self, start: int, end: int) -> int:
        stop = self.read_line_end(start, end)
        if self.masked.count("\n", start, stop) > 1:
            self.forget_brackets()
        return stop

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
        "[": BracketReader.open_bracket,
        "!": BracketReader.open_image,
        "]": BracketReader.close_bracket,
    }


def _stretches(masked: str) -> list[tuple[int, int, int]]:
    """Start and end of each stretch between blank lines, and where the next one begins."""
    stretches = []
    start = 0
    for found in _PARAGRAPHS.finditer(masked):
        stretches.append((start, found.start(), found.end()))
        start = found.end()
    stretches.append((start, len(masked), len(masked)))
    return stretches
