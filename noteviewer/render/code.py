"""Code blocks: colours by the language that the note names, never guessed."""

from collections.abc import Collection
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from noteviewer.render.document.wording import Wording

DIAGRAMS = frozenset({"mermaid", "sequence", "flow", "plantuml", "dot", "graphviz"})
"""Languages whose source is a picture elsewhere; here it is shown under its name."""
_ALIASES = {"ipython3": "python", "ipython": "python", "jsx": "js", "tsx": "ts"}
"""Names that the library does not know, and what is nearest to them."""
_TOO_LONG_FOR_COLOURS = 100_000
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "no-highlight", "nohighlight"})


def code_block(
    source: str,
    language: str,
    *,
    line: int | None,
    wording: Wording,
    title: str = "",
    marked: Collection[int] = (),
    first_number: int = 0,
    count: str = "",
    is_output: bool = False,
    is_fenced: bool = True,
) -> str:
    """A block of code as markup of our own.

    Args:
        source: The code.
        language: As the note names it.
        line: Where the block begins in the file; None where that is not this file.
        wording: The page's words.
        title: What stands above the code, such as the name of its file.
        marked: Lines that stand out; the first is 1.
        first_number: What the first line is numbered; 0 for no numbers.
        count: Number of the cell of a notebook that it is, in the order in which they were run.
        is_output: Whether it is what such a cell wrote.
        is_fenced: Whether the code begins on the line after that.
    """
    language = language.strip().lower()
    body = _colour(source, language)
    if marked:
        body = "\n".join(
            f'<span class="nv-marked">{text}</span>' if number in marked else text
            for number, text in enumerate(body.split("\n"), 1)
        )
    if first_number:
        body = "\n".join(
            f'<span class="nv-line" data-n="{number}">{text}</span>'
            for number, text in enumerate(body.removesuffix("\n").split("\n"), first_number)
        )
    caption = f'<div class="nv-code-title">{escape(title)}</div>' if title else ""
    name = f' data-language="{escape(language)}"' if language not in _PLAIN else ""
    label = wording.diagram.format(language) if language in DIAGRAMS else language
    name = f'{name} data-label="{escape(label)}"' if name else ""
    button = f'<button type="button" class="nv-copy">{escape(wording.copy_code)}</button>'
    name += f' data-count="{escape(count)}"' if count else ""
    kind = "nv-code nv-output" if is_output else "nv-code"
    place = "" if line is None else f' data-line="{line}" data-first="{line + is_fenced}"'
    return f'<div class="{kind}"{place}{name}>{caption}{button}<pre><code>{body}</code></pre></div>'


def _colour(source: str, language: str) -> str:
    lexer = None if language in _PLAIN else _lexer(language)
    if lexer is None or len(source) > _TOO_LONG_FOR_COLOURS:
        return escape(source)
    coloured: str = highlight(source, lexer, _FORMATTER)
    return coloured.removesuffix("\n") if not source.endswith("\n") else coloured


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(_ALIASES.get(language, language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
