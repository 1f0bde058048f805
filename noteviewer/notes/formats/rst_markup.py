"""Directives and roles of reStructuredText: those of docutils that are safe, and Sphinx's.

Nothing of them is run, no other file is read, and no name is unknown: a directive that nobody here
knows keeps its content, a role its text. Names: docutils' own reference, and
https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.states import Inliner
from docutils.statemachine import StringList

from noteviewer.notes.text import split_titled_target

LABEL = "nv-label"
"""Class of words that a page shows as a small label."""
_QUIET = frozenset((
    "contents", "sectnum", "section-numbering", "meta", "index", "highlight", "highlightlang",
    "tabularcolumns", "cssclass", "rst-class", "class", "role", "default-role", "currentmodule",
    "module", "py:module", "py:currentmodule", "moduleauthor", "codeauthor", "sectionauthor", "raw",
    "target-notes", "testsetup", "testcleanup", "default-domain", "header", "footer", "title",
    "restructuredtext-test-directive", "date", "acks", "js:module", "c:namespace", "program",
    "py:namespace", "cpp:namespace", "bibliography", "disqus", "update", "post-list",
))  # fmt: skip
"""What says nothing to a reader."""
_INCLUDED = frozenset((
    "include", "literalinclude", "automodule", "autoclass", "autofunction", "automethod",
    "autodata", "autoattribute", "autoexception", "autosummary", "autodoc", "click", "argparse",
    "plot", "ipython", "program-output", "command-output", "inheritance-diagram", "doxygenclass",
    "doxygenfunction", "doxygenstruct", "mdinclude", "jupyter-execute",
))  # fmt: skip
"""What stands in other files, or is made by a program."""
_CODE = frozenset((
    "code", "code-block", "sourcecode", "parsed-literal", "testcode", "testoutput", "doctest",
    "prompt", "productionlist", "ipython3", "jupyter-input", "jupyter-output", "tab-code",
))  # fmt: skip
_DIAGRAMS = frozenset((
    "graphviz", "digraph", "graph", "mermaid", "uml", "plantuml", "blockdiag", "seqdiag", "actdiag",
    "nwdiag", "tikz",
))  # fmt: skip
_NOTES = {
    "versionadded": "Added in version {}", "versionchanged": "Changed in version {}",
    "deprecated": "Deprecated since version {}", "versionremoved": "Removed in version {}",
    "deprecated-removed": "Deprecated {}", "seealso": "See also", "todo": "Todo", "details": "{}",
    "dropdown": "{}", "collapse": "{}", "toggle": "{}", "exercise": "Exercise {}",
    "solution": "Solution {}", "theorem": "Theorem {}", "proof": "Proof {}",
    "example": "Example {}",
}  # fmt: skip
_NATIVE = frozenset((
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning",
    "admonition", "image", "figure", "topic", "sidebar", "rubric", "epigraph", "highlights",
    "pull-quote", "compound", "container", "line-block", "math", "table", "list-table", "csv-table",
    "replace", "unicode",
))  # fmt: skip
"""Of docutils itself; none of these reads a file where that is forbidden."""
_OBJECT = re.compile(
    r"(?:(?:py|c|cpp|js|rst|std|http|dt|d):)?(?:(?:async|static|class|abstract)?(?:function|method)"
    r"|class|attribute|data|exception|decorator|decoratormethod|property|envvar|option|describe"
    r"|object|confval|setting|cmdoption|macro|struct|type|typedef|var|member|enum|enumerator|union"
    r"|opcode|pdbcommand|2to3fixer|directive|role|get|post|put|delete|patch|variable|constant)"
)
_CODE_ROLES = re.compile(
    r"(?:(?:py|c|cpp|js|rst|std|pep|http):)?(?:func|class|meth|mod|attr|data|exc|obj|const|type|dir"
    r"|member|macro|var|struct|enum|any|file|samp|command|program|option|envvar|kbd|keyword|token"
    r"|makevar|mimetype|regexp|manpage|code|literal|opcode|pdbcmd|cpp|directive|role|function"
    r"|method|module|setting|lookup|ttag|tfilter|djadmin|source|src|path|python)"
)
_LINKS = frozenset(("doc", "ref", "numref", "download", "std:doc", "std:ref"))
_PLAIN_ROLES = frozenset((
    "emphasis", "strong", "subscript", "sub", "superscript", "sup", "math", "title-reference",
    "title", "t", "pep-reference", "rfc-reference",
))  # fmt: skip


class _Anything(Mapping[str, Callable[[str], str]]):
    """Options of any name, whose values stay text."""

    def __getitem__(self, name: str) -> Callable[[str], str]:
        return lambda value: (value or "").strip()

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 1

    def __contains__(self, name: object) -> bool:
        return True


class _Free(Directive):
    """A directive that takes whatever it is given."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = _Anything()

    @property
    def argument(self) -> str:
        return " ".join(self.arguments[0].split()) if self.arguments else ""

    def parsed(self, parent: nodes.Element, *, has_titles: bool = False) -> nodes.Element:
        """Put the content into a node."""
        self.state.nested_parse(self.content, self.content_offset, parent, match_titles=has_titles)
        return parent

    def located(self, node: nodes.Element) -> list[nodes.Node]:
        node.line = self.lineno
        return [node]


class _Hidden(_Free):
    def run(self) -> list[nodes.Node]:
        return []


class _Kept(_Free):
    """Unknown to us: its content, without its marks."""

    def run(self) -> list[nodes.Node]:
        group = nodes.container()
        if self.arguments and not self.options and not self.content:
            self.content = StringList(self.arguments[0].split("\n"), "")
        return self.located(self.parsed(group))


class _Titled(_Kept):
    """Content that may hold headings."""

    def run(self) -> list[nodes.Node]:
        return self.located(self.parsed(nodes.container(), has_titles=True))


class _Tab(_Free):
    def run(self) -> list[nodes.Node]:
        group = nodes.container()
        if self.argument:
            group += nodes.rubric(self.argument, self.argument)
        return self.located(self.parsed(group))


class _Included(_Free):
    """Text of another file, or of a program: said, not read."""

    def run(self) -> list[nodes.Node]:
        text = f"{self.name} {self.argument}".strip()
        paragraph = nodes.paragraph(text, "", nodes.inline(text, text, classes=[LABEL]))
        return self.located(paragraph)


class _Code(_Free):
    def run(self) -> list[nodes.Node]:
        language = self.argument if self.name in ("code", "code-block", "sourcecode") else ""
        if self.name in _DIAGRAMS:
            language = self.name
        text = "\n".join(self.content)
        block = nodes.literal_block(text, text, language=language)
        caption = str(self.options.get("caption") or self.options.get("filename") or "")
        block["title"] = caption.replace("`", "")
        block["marked"] = self.options.get("emphasize-lines", "")
        return self.located(block) if text.strip() else []


class _Noted(_Free):
    def run(self) -> list[nodes.Node]:
        words = self.argument
        title = _NOTES[self.name]
        if self.name.startswith(("version", "deprecated")):
            version, _, rest = words.partition(" ")
            title, words = title.format(version), rest
        else:
            title, words = title.format(words).strip() or self.name.capitalize(), ""
        box = nodes.admonition(kind=self.name)
        box += nodes.title(title, title)
        if words:
            texts, _ = self.state.inline_text(words, self.lineno)
            box += nodes.paragraph(words, "", *texts)
        return self.located(self.parsed(box))


class _Described(_Free):
    """A function, a class, an option: its signature as a term."""

    def run(self) -> list[nodes.Node]:
        item = nodes.definition_list_item()
        for signature in (self.arguments[0] if self.arguments else "").split("\n"):
            if signature.strip():
                text = signature.strip()
                item += nodes.term(text, "", nodes.literal(text, text))
        described = nodes.definition()
        self.parsed(described)
        item += described
        return self.located(nodes.definition_list("", item))


class _Tree(_Free):
    """``toctree``: the documents that it lists, as links."""

    def run(self) -> list[nodes.Node]:
        listed = nodes.bullet_list()
        for line in self.content:
            title, target = split_titled_target(line.strip())
            if not target or "*" in target or target == "self":
                continue
            address = target if "://" in target else target.removesuffix(".rst")
            link = nodes.reference(target, title or target, refuri=address, inner="doc")
            listed += nodes.list_item("", nodes.paragraph(line, "", link))
        if "hidden" in self.options or not len(listed):
            return []
        caption = self.options.get("caption", "")
        found: list[nodes.Node] = [nodes.rubric(caption, caption)] if caption else []
        return [*found, *self.located(listed)]


_OWN: dict[str, type[Directive]] = {
    **dict.fromkeys(_QUIET, _Hidden),
    **dict.fromkeys(_INCLUDED, _Included),
    **dict.fromkeys(_CODE | _DIAGRAMS, _Code),
    **dict.fromkeys(_NOTES, _Noted),
    **dict.fromkeys(("only", "ifconfig", "glossary"), _Titled),
    **dict.fromkeys(("tab", "group-tab", "code-tab", "tab-item", "card", "grid-item-card"), _Tab),
    "toctree": _Tree,
}
_docutils_directive = directives.directive
_docutils_role = roles.role


def _find_directive(name: str, language: Any, document: nodes.document) -> Any:
    """What a directive does, in place of docutils' own look-up: every name is known."""
    bare = name.lower()
    if bare in _NATIVE:
        return _docutils_directive(bare, language, document)
    if bare in _OWN:
        return _OWN[bare], []
    return (_Described if _OBJECT.fullmatch(bare) else _Kept), []


def _find_role(name: str, language: Any, lineno: int, reporter: Any) -> Any:
    """What a role does, in place of docutils' own look-up."""
    bare = name.lower()
    if not bare or bare in _PLAIN_ROLES:
        return _docutils_role(bare, language, lineno, reporter)
    return _read_role, []


def _read_role(
    name: str,
    rawtext: str,
    text: str,
    _lineno: int,
    _inliner: Inliner,
    _options: Mapping[str, Any] | None = None,
    _content: Any = (),
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The text of any role, as code, as a link, or as it is."""
    bare = name.lower()
    text = nodes.unescape(text)
    title, target = split_titled_target(text)
    if bare in _LINKS:
        kind = bare.removeprefix("std:")
        shown = title or target.rpartition("/")[2] or target
        return [nodes.reference(rawtext, shown, refuri=target.strip(), inner=kind)], []
    if bare in ("pep", "rfc"):
        number = target.partition("#")[0].strip()
        known = number.isdecimal() and len(number) < 6
        address = f"https://peps.python.org/pep-{number.zfill(4)}/"
        if bare == "rfc":
            address = f"https://datatracker.ietf.org/doc/html/rfc{number}"
        shown = title or f"{bare.upper()} {target}"
        if known:
            return [nodes.reference(rawtext, shown, refuri=address)], []
        return [nodes.inline(rawtext, shown)], []
    if _CODE_ROLES.fullmatch(bare):
        shown = title or (target.rpartition(".")[2] if target.startswith("~") else target)
        shown = shown.lstrip("~!.") or shown
        return [nodes.literal(rawtext, shown)], []
    if bare.startswith(("cite", "footcite")):
        return [nodes.inline(rawtext, text, classes=[LABEL])], []
    if bare in ("guilabel", "menuselection", "dfn", "term"):
        shown = (title or target).replace("-->", "→").replace("&", "")
        return [nodes.emphasis(rawtext, shown)], []
    return [nodes.inline(rawtext, title or target)], []


def install() -> None:
    """Let docutils find our directives and roles; for this process, which parses notes alone."""
    vars(directives)["directive"] = _find_directive
    vars(roles)["role"] = _find_role
