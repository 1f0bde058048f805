"""Notes of all constructs at random: a page always comes, and holds nothing that a page may not."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.note import parse_note
from noteviewer.notes.site.config import CONFIG_FILES, read_config
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.text import decode
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.self_contained import self_contained
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from tests.conftest import FUZZ
from tests.render.harmless import check_harmless

TEXTS = st.sampled_from([
    *("a", "字", "b c", " ", "", "x.png", "https://a.example/b?c=d&e", "//a.example", "#a", "../a.md", "a\\"),
    *("javascript:alert(1)", "java\tscript:alert(1)", "&#106;avascript:alert(1)", "&colon;", "data:text/html,a"),
    *("<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "' onmouseover='alert(1)", '" style="x:y'),
    *("k0123456789abcdef:javascript:alert(1)", "noteviewer://action/open-file?path=a", "file:///a", "&quot;&lt;b"),
    *("\0", "\ufdd0", "\u202e", "\r", "&#0;", "&#xFDD0;", "`", "]", ")", "}", "|", "$", "*", "-->", "]]>", "\\"),
])  # fmt: skip
INLINES = [
    *("{0}", "**{0}**", "*{0}*", "_{0}_", "~~{0}~~", "=={0}==", "`{0}`", "``{0}``", "~{0}~", "^{0}^", "++{0}++"),
    *("[{0}]({1})", "[{0}](<{1}>)", '[{0}]({1} "{2}")', "![{0}]({1})", '![{0}]({1} "{2}"){{width="{1}"}}'),
    *("[[{0}|{1}]]", "![[{0}|{1}]]", "[{0}][{1}]", "<{0}>", "https://a.example/{0}", "(({0}))", "^[{0}]", "[^{0}]"),
    *("$\\newcommand{{\\a}}[1]{{{0}}}$", "$\\def\\a{{#{0}}}\\a$", "*[{0}]: {1}"),
    *("${0}$", "$$\\text{{{0}}}$$", "$$\\href{{{0}}}{{{1}}}$$", "\\({0}\\)", "$`{0}`$", "$$\\frac{{{0}}}{{{1}$$"),
    *("{{{{{0} {1}}}}}", "{{% {0} %}}", "{{{{< {0} >}}}}", ":{0}:", "#{0}", "{0}:: {1}", "({0}:: {1})", "《{0}》"),
    *('<a href="{0}" title={1}>{2}</a>', "<img src='{0}' alt=\"{1}\">", "<p style='{0}' id={1}>{2}", "</{0}>"),
    *("<!-- {0} -->", "%%{0}%%", "<script>{0}</script>", "<svg><style>{0}</style></svg>", "<details open>{0}"),
    *("<math><mtext>{0}</mtext></math>", "<noscript>{0}</noscript>", "<table><td title='{0}'>{1}", "<b><i>{0}</b>"),
    *('[:a {{:href "{0}"}} "{1}"]', '[:img {{:src "{0}" :onerror "{1}"}}]', "@[card]({0})", "{{: .{0}}}"),
]  # fmt: skip
BLOCKS = [
    *("{0}", "# {0}", "{0}\n===", "- {0}", "- [{0}] {1}", "1. {0}", "> {0}", "> [!{0}]- {1}\n> {2}", "    {0}"),
    *("```{0}\n{1}\n```", "~~~{{.{0}}}\n{1}\n~~~", "```python\n{0}\n```", "$$\n{0}\n$$", "---", "|{0}|\n|---|\n|{1}|"),
    *("[{0}]: {1} '{2}'", "[^{0}]: {1}", "*[{0}]: {1}", "{0}\n: {1}", "::: {0}\n{1}\n:::", ":::{{{0}}}\n{1}\n:::"),
    *('!!! {0} "{1}"\n    {2}', '=== "{0}"\n\n    {1}', "#+BEGIN_{0}\n{1}\n#+END_{0}", "- TODO {0}\n  id:: {1}"),
    *("<div class='{0}'>\n\n{1}\n\n</div>", "<table>\n<tr><td>\n{0}", '<Tabs>\n<TabItem label="{0}">{1}</TabItem>'),
    *("```{{figure}} {0}\n:alt: {1}\n{2}\n```", ":::{{{0}}} {1}\n:{0}: {2}\n:::", '{{% hint style="{0}" %}}\n{1}\n{{% endhint %}}'),
    *("{0}\n{{#{1} .{2}}}", "- {0}\n  - {1}\n\n    {2}", "> - {0}\n>   > {1}", "参考：\n\n{0}\n\nhttps://a.example/{1}"),
]  # fmt: skip
HEADS = [
    "",
    "---\ntitle: {0}\ntags: [{1}]\n---\n",
    "+++\ntitle = '{0}'\n+++\n",
    "title:: {0}\n\n",
    "---\n{0}: &a [{1}]\n",
]


def filled(patterns: list[str], parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(str.format, st.sampled_from(patterns), parts, parts, parts)


INLINE = st.recursive(TEXTS, lambda parts: filled(INLINES, parts), max_leaves=4)
BLOCK = filled(BLOCKS, INLINE)
NOTES = st.builds(
    lambda head, blocks: head + "\n\n".join(blocks),
    filled(HEADS, TEXTS),
    st.lists(BLOCK, min_size=1, max_size=5),
)


@settings(
    max_examples=500 * max(FUZZ, 1), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(text=NOTES, dialect=st.sampled_from(list(Dialect)))
def test_a_page_always_comes_and_is_harmless(text: str, dialect: Dialect) -> None:
    parse_note("folder/x.md", decode(text.encode("utf-8", "replace")))
    page = render_note(PageRequest("folder/x.md", text, ENGLISH), LoneNote(dialect))
    check_harmless(page.html)
    self_contained(Page(page.path, page.title, page.html, ()), lambda _path: None)


SETTINGS = st.lists(
    st.sampled_from([
        *("a: ", "collections:\n", "  b:\n", "- c\n", "[", "]", "{", "}", "&a ", "*a", "!!python/x ", "|\n", ">\n"),
        *("url: http://a.example\n", "title = ", '"', "'", "[[x]]\n", "[x]\n", "\n", "\t", "\0", "1e999", "0x", "#"),
        *("2020-13-99", "<<: ", "? ", ": ", ",", "{" * 300, "[" * 300, "9" * 5000, "permalink: /:title/\n", "字"),
    ]),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=200 * max(FUZZ, 1), deadline=None)
@given(name=st.sampled_from(CONFIG_FILES), text=SETTINGS)
def test_any_configuration_is_read_or_told(name: str, text: str) -> None:
    read_config({name: text}, "notes")
    parse_note("x.md", decode(f"---\n{text}\n---\n\na\n".encode()))
