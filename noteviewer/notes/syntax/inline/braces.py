"""What stands in braces: Liquid, macros, shortcodes, attribute lists, roles, critic marks."""

import re

from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import CitationForm, Inline, InlineKind
from noteviewer.notes.text import split_titled_target

_LONGEST = 2_000
_SITE = re.compile(r"\{\{\s*site\.(?:url|baseurl)\s*\}\}")
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_INCLUDE = re.compile(r"\{%-?\s*include\s+[^%\n]+%\}")
_MACRO = re.compile(r"\{\{\s*([A-Za-z][\w-]*)[^{}\n]*\}\}")
_SHORTCODE = re.compile(r"\{\{([<%])(?>[^>%\n]|\n(?!\s*\n)|[>%](?!\}\}))*[>%]\}\}")
_TEMPLATE = re.compile(r"\{\{#[a-z_]{1,30}\b[^{}\n]*\}\}")
_LIQUID = re.compile(r"\{%-?[ \t]*([A-Za-z][\w-]{0,60})(?=[ \t%-])([^\n]*?)-?%\}")
_LIQUID_COMMENT_END = re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}")
_OUTPUT = re.compile(r"\{\{-?[ \t]*[a-z_]{1,40}(?:\.[\w-]{1,40})+[^{}\n]*\}\}")
"""A value of the site, of the page or of a loop."""
_SAID = re.compile(r"""([A-Za-z][\w-]{0,40})=("[^"\n]*"|'[^'\n]*'|[^\s"']+)""")
_WORD = re.compile(r""""[^"\n]*"|'[^'\n]*'|[^\s"']+""")
_ADDRESS = re.compile(r"""(?:url|src)=["']([^"'\s]{1,1000})["']|(https?://[^\s"']{1,1000})""")
_PICTURES = frozenset({"figure", "img", "image"})
_SILENT_LIQUID = frozenset({
    "note", "hint", "tabs", "tab", "raw", "code", "content-ref", "stepper", "step", "columns",
    "column", "comment", "else", "elsif", "when",
})  # fmt: skip
_JSX_COMMENT = re.compile(r"\{/\*(?>(?:[^*]|\*(?!/))*)\*/\s*\}")
_KRAMDOWN_COMMENT = re.compile(
    r"\{::comment\}(?>(?:[^{]|\{(?!:/))*)\{:/(?:comment)?\}|\{:[:/][^{}\n]*\}"
)
_KRAMDOWN_LIST = re.compile(r"\{:[^{}\n]*\}")
_ATTRIBUTES = re.compile(
    r"\{:?\s*"
    r"(?>(?>(?:[.#][\w:-]++|[A-Za-z_][\w:-]*+=(?:\"[^\"]*+\"|'[^']*+'|[^\s{}\"']++)|-)"
    r"\s*+)+)\}"
)
_OWN_NAME = re.compile(r"[{\s:]#([\w:.-]{1,100})")
_IMAGE_ATTRIBUTES = re.compile(
    r"[ \t]?\{(?::|(?=[ \t]*(?:[.#][\w-]+[ \t]+)*(?:width|height)[=\s]))[^{}\n]*\}"
)
"""Behind an image, as kramdown, Pandoc and Logseq write it."""
_SIDE = r"""\b{}(?:\s*[=:]\s*|\s+)["']?(\d{{1,5}}(?:%|px)?)(?![\w.%])"""
_WIDTH, _HEIGHT = (re.compile(_SIDE.format(side)) for side in ("width", "height"))
_ROLE = re.compile(r"\{([A-Za-z][\w:.+-]{0,40})\}")
_CRITIC = re.compile(r"\{(\+\+|--|==|>>|~~)((?:[^{}\n]|\n(?!\n)){0,1000}?)(\+\+|--|==|<<|~~)\}")
_KNOWN_MACROS = frozenset({
    "query", "namespace", "cards", "renderer", "function", "youtube-timestamp", "query-table",
    "zotero-imported-file", "zotero-linked-file", "video", "youtube", "bilibili", "vimeo", "tweet",
    "twitter", "cloze", "embed",
})  # fmt: skip
_CRITIC_KINDS = {"++": InlineKind.INSERTED, "--": InlineKind.STRIKE, "==": InlineKind.MARK}
_REFERRING = frozenset({"ref", "doc", "numref", "any", "eq", "download", "term", "cite"})


def read_braces(masked: str, start: int, end: int, rules: Rules) -> tuple[Inline, ...]:
    """Read what a brace begins, wherever it stands; nothing for a brace that is text."""
    following = masked[start + 1 : start + 2]
    if following == "{":
        return _double(masked, start, end, rules)
    if following == "%":
        if found := _RAW.match(masked, start, end):
            return (Inline(InlineKind.COMMENT, start, found.end()),)
        end = min(end, start + _LONGEST)
        return _macro(_INCLUDE.match(masked, start, end)) or (
            _liquid(masked, start, end) if rules.has_liquid_blocks or rules.has_liquid_tags else ()
        )
    comment = None
    if following == "/" and rules.has_jsx:
        comment = _JSX_COMMENT.match(masked, start, end)
    elif following == ":" and rules.has_kramdown_comments:
        comment = _KRAMDOWN_COMMENT.match(masked, start, end)
    if comment:
        return (Inline(InlineKind.COMMENT, start, comment.end()),)
    return _critic(masked, start, end) if rules.has_inserted else ()


def _double(masked: str, start: int, end: int, rules: Rules) -> tuple[Inline, ...]:
    if found := _SITE.match(masked, start, end):
        return (Inline(InlineKind.COMMENT, start, found.end()),)
    end = min(end, start + _LONGEST)
    if rules.has_shortcodes and (found := _SHORTCODE.match(masked, start, end)):
        return _shortcode(found)
    if rules.has_template_tabs and (found := _TEMPLATE.match(masked, start, end)):
        return _macro(found)
    if rules.has_liquid_tags and (found := _OUTPUT.match(masked, start, end)):
        return _macro(found)
    found = _MACRO.match(masked, start, end) if rules.has_macros else None
    return _macro(found) if found and found[1].lower() in _KNOWN_MACROS else ()


def _macro(found: re.Match[str] | None) -> tuple[Inline, ...]:
    return (Inline(InlineKind.MACRO, found.start(), found.end(), found[0]),) if found else ()


def _shortcode(found: re.Match[str]) -> tuple[Inline, ...]:
    """A shortcode in running text: a picture, or what only its site can work out."""
    inner = found[0][3:-3].strip()
    if inner.startswith("/"):
        return (Inline(InlineKind.COMMENT, found.start(), found.end()),)
    name, _, rest = inner.partition(" ")
    said = {key: value.strip("\"'") for key, value in _SAID.findall(rest)}
    if name in _PICTURES and (source := said.get("src") or said.get("link")):
        title = said.get("caption") or said.get("title") or ""
        shown = {key: said[key] for key in ("width", "height") if key in said}
        attributes = {"alt": said.get("alt") or title, **shown}
        node = Inline(InlineKind.IMAGE, found.start(), found.end(), source, title, (), attributes)
        return (node,)
    return _macro(found)


def _liquid(masked: str, start: int, end: int) -> tuple[Inline, ...]:
    """A tag of Liquid as Hexo and GitBook have it."""
    found = _LIQUID.match(masked, start, end)
    if found is None:
        return ()
    name, said = found[1], found[2]
    if name == "comment" and (close := _LIQUID_COMMENT_END.search(masked, found.end(), end)):
        return (Inline(InlineKind.COMMENT, start, close.end()),)
    if name.startswith("end") or name in _SILENT_LIQUID:
        return (Inline(InlineKind.COMMENT, start, found.end()),)
    if name in ("asset_img", "img", "image"):
        words = [word.strip("\"'") for word in _WORD.findall(said)]
        source = next((word for word in words if "." in word or "/" in word), "")
        if source:
            behind = words[words.index(source) + 1 :]
            text = " ".join(word for word in behind if not word.isdigit())
            return (Inline(InlineKind.IMAGE, start, found.end(), source, "", (), {"alt": text}),)
    address = _ADDRESS.search(said) if name in ("embed", "file", "link", "linkcard") else None
    if address:
        group = 1 if address[1] else 2
        low = found.start(2) + address.start(group)
        child = Inline(InlineKind.TEXT, low, low + len(address[group]))
        return (Inline(InlineKind.LINK, start, found.end(), address[group], "", (child,)),)
    return _macro(found)


def _critic(masked: str, start: int, end: int) -> tuple[Inline, ...]:
    found = _CRITIC.match(masked, start, min(end, start + _LONGEST))
    if found is None or found[3] != found[1].replace(">", "<"):
        return ()
    mark = found[1]
    if mark == ">>":
        return (Inline(InlineKind.COMMENT, start, found.end()),)
    low, high = found.span(2)
    if mark != "~~":
        return (_changed(_CRITIC_KINDS[mark], start, found.end(), low, high),)
    old, arrow, _ = found[2].partition("~>")
    if not arrow:
        return ()
    middle = low + len(old)
    return (
        _changed(InlineKind.STRIKE, start, middle, low, middle),
        _changed(InlineKind.INSERTED, middle, found.end(), middle + 2, high),
    )


def _changed(kind: InlineKind, start: int, end: int, low: int, high: int) -> Inline:
    children = (Inline(InlineKind.TEXT, low, high),) if low < high else ()
    return Inline(kind, start, end, "", "", children)


def read_attribute_list(masked: str, start: int, end: int, rules: Rules) -> Inline | None:
    """Read ``{: .class}`` or ``{.class}`` behind an inline node; it is not shown."""
    found = None
    end = min(end, start + _LONGEST)
    if rules.has_attribute_lists:
        found = _KRAMDOWN_LIST.match(masked, start, end)
    if found is None and (rules.has_attribute_lists or rules.has_brace_attributes):
        found = _ATTRIBUTES.match(masked, start, end)
    return _attributes(found) if found else None


def read_span_attributes(masked: str, start: int, end: int) -> Inline | None:
    """The attributes in ``[text]{.class}``."""
    found = _ATTRIBUTES.match(masked, start, min(end, start + _LONGEST))
    return _attributes(found) if found else None


def _attributes(found: re.Match[str]) -> Inline:
    own = _OWN_NAME.search(found[0])
    return Inline(InlineKind.COMMENT, found.start(), found.end(), own[1] if own else "")


def read_image_attributes(masked: str, start: int, end: int) -> tuple[str, str, int]:
    """Width, height and end of the attributes behind an image; the end is the start without any."""
    found = _IMAGE_ATTRIBUTES.match(masked, start, end)
    if found is None:
        return "", "", start
    width, height = _WIDTH.search(found[0]), _HEIGHT.search(found[0])
    return (width[1] if width else ""), (height[1] if height else ""), found.end()


def read_own_name(masked: str, start: int, end: int) -> str:
    """The name that attributes between two offsets give; empty for none."""
    found = _OWN_NAME.search(masked, start, end) if end > start else None
    return found[1] if found else ""


def read_role(masked: str, start: int, end: int) -> tuple[str, int] | None:
    """Read ``{name}``; gives the name and the offset behind it."""
    found = _ROLE.match(masked, start, end)
    return (found[1], found.end()) if found else None


def role(name: str, start: int, code: Inline) -> Inline:
    """The node of ``{name}`content```: a link, a formula, a name, or code."""
    name = name.rpartition(":")[2]
    if name in ("p", "t") or name.startswith("cite"):
        form = CitationForm.NAMED if name.endswith("t") else CitationForm.GROUP
        return Inline(InlineKind.CITATION, start, code.end, code.target, form)
    if name == "math":
        return Inline(InlineKind.MATH, start, code.end, code.target)
    if name not in _REFERRING:
        return Inline(InlineKind.CODE, start, code.end, code.target)
    title, target = split_titled_target(code.target)
    shown = title or target
    if name == "term":
        return Inline(InlineKind.LITERAL, start, code.end, shown)
    if name not in {"doc", "download"}:
        said = {"text": title} if title and "%s" not in title else {}
        form = CitationForm.PART
        return Inline(InlineKind.CITATION, start, code.end, target, form, attributes=said)
    child = Inline(InlineKind.LITERAL, code.start, code.end, shown)
    return Inline(InlineKind.LINK, start, code.end, target, "", (child,))
