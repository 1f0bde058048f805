"""Work grows with the note, whatever stands in it, in every dialect: twice the note, twice the work.

Counted in calls, which are the same on every machine. What a single call may hide (a pattern that
looks again and again, a copy of the rest of a text) is looked for with far longer notes and the
processor's own clock, with room for a machine that is busy.
"""

import cProfile
from collections.abc import Callable
from time import process_time

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.note import parse_note
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.text import decode
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note

UNITS = [
    *("[", "![", "]", "](", "[a](", "[a](b ", "[a]: ", "[a][b]", "[x]: y\n", "![a](b){", "@[a](", "[:a "),
    *("**a", "**", "*a ", "_a ", "__a ", "==", "~~", "~", "++", "^", "^[", "[^a]", "[^a]: ", "[^a]: x\n\n"),
    *("<", "<a ", "</", "<!--", "-->", "<![CDATA[", "<?", "<div>\n", "</div>\n", "<table>", "<td>"),
    *("<script>", "<details>\n", "<Tabs>\n", "&", "&#", "&amp", "'", '"', "\\", "\\\\", "\0", "\r", "\t"),
    *("`", "``", "`a``b```c", "```\n", "~~~\n", "```a\n", "    x\n", "%%", "%%a\n", ":::", "::: a\n"),
    *("$", "$$", "$a ", "$$a\n", "\\(", "\\[", "\\begin{a}", "$$\\frac{", "{", "{%", "{{", "{{<", "{: ", "{.a"),
    *("[[", "![[", "[[a|", "((", "(((", "{{embed ", "#+BEGIN_NOTE\n", "- a\n  id:: b\n", "a:: b\n", "^a1\n"),
    *(">", "> ", "> - ", "> [!note] a\n", "- ", "- [ ] ", "- [ ] a\n", "+ ", "* ", "1. ", "1) ", ": ", "a\n: b\n"),
    *("#", "# a\n", "#a ", "a\n===\n", "===\n", "---\n", "|", "|a", "| a |\n", "|-|\n", "!!! note\n", '=== "a"\n'),
    *("http://", "http://a.b/(", "http://a.b 《", "- http://a.b\n", "www.", "《", "：", "参考：\n", "。", "字", "\u3000"),
    *("a\n: $b$\n\n", "[a] [a] ", "<!-->", "$\\newcommand{\\a}{b}$ ", "```{figure} a\n", "![](data:a,b) "),
    *("*[a]: b\n", ":a:", "import a\n", "a ", "a\n\n", " ", "\n"),
]  # fmt: skip
FEW = 50
LONG = 10_000
"""Characters; what is not linear takes minutes for four times as many."""


def calls(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def rendering(text: str, dialect: Dialect) -> Callable[[], object]:
    request = PageRequest("folder/note.md", text, ENGLISH)
    return lambda: render_note(request, LoneNote(dialect))


def parsing(text: str) -> Callable[[], object]:
    decoded = decode(text.encode())
    return lambda: parse_note("folder/note.md", decoded)


@pytest.mark.parametrize("dialect", Dialect)
def test_twice_the_note_is_twice_the_work(dialect: Dialect) -> None:
    rendering("a", dialect)()  # what is made once is made before
    for unit in UNITS:
        few, many = (calls(rendering(unit * count, dialect)) for count in (FEW, 2 * FEW))
        assert many <= 2.5 * few, unit


def test_reading_a_note_is_linear() -> None:
    for unit in UNITS:
        few, many = (calls(parsing(unit * count)) for count in (FEW, 2 * FEW))
        assert many <= 2.5 * few, unit


@pytest.mark.parametrize("unit", UNITS)
def test_no_call_hides_what_grows(unit: str) -> None:
    text = unit * (LONG // len(unit))
    short, long = (seconds(rendering(text * count, Dialect.OBSIDIAN)) for count in (1, 4))
    assert long <= 8 * short + 1
