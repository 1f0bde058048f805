"""Lines that stand for a file of the folder, or a part of it: one function for all who have them.

mdBook, the snippets of Python-Markdown, Quarto, VitePress and VuePress, MyST, GitBook, Docsy.
"""

import re
from typing import NamedTuple

from noteviewer.notes.syntax.dialect import Rules
from noteviewer.notes.syntax.tree import Block, BlockKind

_MDBOOK = re.compile(
    r"\{\{[ \t]*#(include|rustdoc_include|playground|playpen)[ \t]+([^{}\s]{1,500})[^{}\n]*\}\}"
    r"[ \t]*$"
)
_SNIPPET = re.compile(r"-{1,2}8<-{1,2}[ \t]+[\"']([^\"'\n]{1,500})[\"'][ \t]*$")
_SHORTCODE = re.compile(
    r"\{\{[<%][ \t]*(?:include|readfile)[ \t]+(?:file[ \t]*=[ \t]*)?[\"']?([^\s\"'<>]{1,500})[\"']?"
    r"([^\n<>]*)[>%]\}\}[ \t]*$"
)
_LIQUID = re.compile(
    r"\{%-?\s*include(?:-markdown)?\s+[\"']([^\"'\n]{1,500})[\"'][^%]{0,2000}%\}[ \t]*$"
)
_VUE_CODE = re.compile(
    r"<<<[ \t]*([^\s{}\[\]#<>]{1,500})(#[\w-]+)?(?:[ \t]*\{([^{}\n]*)\})?[^\n]*$"
)
_VUE_FILE = re.compile(
    r"<!--[ \t]*@include:[ \t]*([^\s{}#<>]{1,500})(#[\w\u3400-\u9fff-]+)?(?:\{([\d,-]*)\})?"
    r"[ \t]*-->[ \t]*$"
)
_HOPE_CODE = re.compile(r"@\[code[^\]\n]*\]\(([^()\s#]{1,500})(#[\w-]+)?\)[ \t]*$")
_DIRECTIVE = re.compile(r"\{(include|literalinclude)\}[ \t]+([^\s{}]{1,500})[ \t]*$")
_CODE_SAID = re.compile(r"code[ \t]*=[ \t]*[\"']?true|lang[ \t]*=")
_LINES_OPTION = re.compile(r":lines:[ \t]*([\d,\s-]{1,200})")
_LANGUAGE_OPTION = re.compile(r":language:[ \t]*([\w+#-]{1,40})")
_WORDS = re.compile(r"[A-Za-z][\w+#-]*")


class Include(NamedTuple):
    """What a line includes."""

    target: str
    """Path as written; ``@/`` and ``/`` are the folder of the site."""
    part: str = ""
    """Lines or the name of a region: ``3:9``, ``3-9``, ``name``."""
    is_code: bool = False
    """Shown as code, whatever the file is."""
    language: str = ""
    marked: str = ""
    """Lines that stand out."""


def read_include(line: str, position: int, rules: Rules) -> Include | None:
    """Read the line that includes a file; None where it is another.

    A tag of Liquid may go on over several lines.
    """
    start = line[position : position + 3]
    found: re.Match[str] | None = None
    if start[:2] == "{{" and rules.has_template_tabs and (found := _MDBOOK.match(line, position)):
        target, _, part = found[2].partition(":")
        is_code = found[1] in ("playground", "playpen", "rustdoc_include")
        return Include(target, part, is_code)
    if start in ("{{<", "{{%") and rules.has_shortcodes:
        found = _SHORTCODE.match(line, position)
        return Include(found[1], is_code=bool(_CODE_SAID.search(found[2]))) if found else None
    has_liquid = rules.has_liquid_blocks or rules.has_snippets
    if start[:2] == "{%" and has_liquid and (found := _LIQUID.match(line, position)):
        return Include(found[1])
    if rules.has_snippets and (found := _SNIPPET.match(line, position)):
        return _snippet(found[1])
    return _read_of_vue(line, position) if rules.has_vue_includes else None


def _snippet(written: str) -> Include:
    target, _, part = written.partition(":")
    return Include(target.strip(), part) if "//" not in written else Include("", "")


def _read_of_vue(line: str, position: int) -> Include | None:
    found = _VUE_CODE.match(line, position)
    if found is not None:
        words = _WORDS.findall(found[3] or "")
        language = words[-1] if words else ""
        region, marked = (found[2] or "")[1:], _WORDS.sub("", found[3] or "")
        return Include(found[1], region, is_code=True, language=language, marked=marked)
    if found := _VUE_FILE.match(line, position):
        lines = (found[3] or "").replace(",", "-")
        return Include(found[1], (found[2] or "")[1:] or lines)
    if found := _HOPE_CODE.match(line, position):
        return Include(found[1], (found[2] or "")[1:], is_code=True)
    return None


def directive_include(info: str, options: str) -> Include | None:
    """Read the directive of MyST by the info string of its fence and the lines of its options."""
    found = _DIRECTIVE.match(info)
    if found is None:
        return None
    lines, language = _LINES_OPTION.search(options), _LANGUAGE_OPTION.search(options)
    return Include(
        found[2],
        "".join(lines[1].split()) if lines else "",
        found[1] == "literalinclude",
        language[1] if language else "",
    )


def include_block(include: Include, start: int, end: int) -> Block:
    """The block of lines that include a file."""
    attributes = {
        "part": include.part, "language": include.language, "marked": include.marked
    }  # fmt: skip
    if include.is_code:
        attributes["code"] = ""
    return Block(BlockKind.INCLUDE, start, end, info=include.target, attributes=attributes)


def include_of(block: Block) -> Include:
    """What `include_block` was made of."""
    said = block.attributes
    return Include(block.info, said["part"], "code" in said, said["language"], said["marked"])
