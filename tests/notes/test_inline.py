"""The inline nodes of a leaf: cases as text, and what holds of every text."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.inline.inline_parser import (
    InlineContext,
    parse_inlines,
    plain_text,
    read_definition,
    shown_text,
)
from noteviewer.notes.syntax.marks import MarkKind, marks_of
from noteviewer.notes.syntax.tree import Atom, Block, BlockKind, Inline, InlineKind, Run
from tests.notes.case_files import Case, read_cases

_ATOM = re.compile(r"(?P<code>`[^`\n]+`)|(?P<math>\$[^$\n]+\$)")
_FLAGS = re.compile(r"(.*?)(?: \[([a-z]+)(?:, (html))?\])?\Z")
_DEFINITIONS = dict(
    filter(None, map(read_definition, ('[id]: http://defined "Title"', "[`code`]: http://code")))
)


def atoms_of(text: str) -> list[Atom]:
    return [
        Atom(InlineKind(found.lastgroup or ""), found.start(), found.end(), found[0][1:-1])
        for found in _ATOM.finditer(text)
    ]


def parse(text: str, dialect: str = "gfm", *, is_html: bool = False) -> tuple[Inline, ...]:
    context = InlineContext(Dialect(dialect).rules, _DEFINITIONS, is_html)
    return parse_inlines(text, atoms_of(text), context)


def written(node: Inline, text: str) -> str:
    """Notation of a node: text in quotation marks, others as ``(kind target: children)``."""
    if node.kind is InlineKind.TEXT:
        return f'"{text[node.start : node.end]}"'.replace("\n", "⏎")
    parts = [str(node.kind)]
    if node.target or node.kind is InlineKind.LITERAL:
        parts.append(node.target)
    if node.title:
        parts.append(f"~{node.title}")
    parts += (f"{name}={value}" for name, value in node.attributes.items())
    children = " ".join(written(child, text) for child in node.children)
    return f"({' '.join(parts)}{f': {children}' if children else ''})"


def named(case: Case) -> str:
    return case.title


@pytest.mark.parametrize("case", read_cases("inline"), ids=named)
def test_nodes(case: Case) -> None:
    _, dialect, html = _FLAGS.match(case.title).groups()
    nodes = parse(case.text, dialect or "gfm", is_html=bool(html))
    assert [written(node, case.text) for node in nodes] == case.expected


def shown(text: str, dialect: str = "gfm") -> str:
    return shown_text(parse(text, dialect), text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "**注意力**机制, ==多任==务, `强化`学习, [芯片](u)设计",
            "注意力机制, 多任务, 强化学习, 芯片设计",
        ),
        ("换\n行 and a\nline", "换行 and a line"),
        ("cr&egrave;me &#20320;&#22909; AT&amp;T 2 \\* 3", "crème 你好 AT&T 2 * 3"),
        ("un**important** <b>bo</b>ld a  \nb", "unimportant bold a\nb"),
        (
            "see ![alt](a.png) and $x^2$ and [[Note#A|that]] [[Note#A]]",
            "see   and   and that Note > A",
        ),
        ("word^[a *note*] goes on", "word goes on\na note"),
        ("a\x08b <!-- no --> c[^1]", "ab  c"),
        ("http://e/?a=1&amp;b=2", "http://e/?a=1&b=2"),
    ],
)
def test_shown_text(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_each_shown_stretch_knows_its_place() -> None:
    text = "a **注意力**机制 cr&egrave;me [[Note|that]] `x y`"
    line, runs = shown_text(parse(text), text)
    for wanted in ("a ", "注意力", "机制 cr", "me ", "that", "x y"):
        start = line.index(wanted)
        run = max(run for run in runs if run.text_start <= start)
        place = run.source_start + start - run.text_start
        assert text[place : place + len(wanted)] == wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**A** `b*c` $x_1$ [d](e) ![f](g)", "A b*c $x_1$ d f"),
        ("[[Note|alias]] <b>x</b>&amp; \\*y\\*", "alias x& *y*"),
        (" \u3000snake_case_name  ", "snake_case_name"),
    ],
)
def test_plain_text(text: str, expected: str) -> None:
    assert plain_text(parse(text), text) == expected


def test_marks_stand_at_their_place_in_the_note() -> None:
    text = 'see [a *b*](c.md "t")\n![d](e.png) <a href="f">g</a> [[h|i]] http://j/k me@host.org'
    leaf = Block(BlockKind.PARAGRAPH, 7, 9, text=text, runs=(Run(0, 100), Run(22, 124)))
    found = [
        (mark.kind, mark.target, mark.text, mark.line, mark.start, mark.end)
        for mark in marks_of(parse(text), leaf)
    ]
    assert found == [
        (MarkKind.LINK, "c.md", "a *b*", 7, 104, 121),
        (MarkKind.IMAGE, "e.png", "d", 8, 124, 135),
        (MarkKind.LINK, "f", "g", 8, 136, 153),
        (MarkKind.WIKILINK, "h|i", "", 8, 154, 161),
        (MarkKind.URL, "http://j/k", "", 8, 162, 172),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[A  b]: http://e/?a=1&amp;b=2", ("a b", "http://e/?a=1&b=2", "")),
        ("[a]: <x y> 'it\\'s'", ("a", "x y", "it's")),
        ('[a]: x\n  "title"', ("a", "x", "title")),
        ("[a]: my\\_note.md (title)", ("a", "my_note.md", "title")),
    ],
)
def test_definitions(line: str, expected: tuple[str, str, str]) -> None:
    label, definition = read_definition(line)
    assert (label, definition.target, definition.title) == expected


@pytest.mark.parametrize("line", ["[^a]: note", "[ ]: x", "[a] : x", "a [b]: c"])
def test_other_lines_define_nothing(line: str) -> None:
    assert read_definition(line) is None


_PIECES = st.sampled_from([
    *"*_~=`$[]()!<>{}^:&\\|#+《》（） \n\tab甲，1", "**", "***", "****", "~~", "==", "](", "![", "[[",
    "]]", "^[", "[^1]", "http://a.b/", "www.a.org", "a@b.cc", "<b>", "</b>", "<a href=x>", "</a>",
    "<script>", "</script>", "<!--", "-->", "{{embed x}}", "{: .c}", "{.c}", "&amp;", "  \n",
    "\\\n", "\n\n", "`c`", "$m$", "《a（一）》", "key::", ":smile:", "++a++", "{++", "++}", "^ab1234",
])  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=40).map("".join)
_DIALECTS = st.sampled_from([dialect.value for dialect in Dialect])


def check_order(nodes: tuple[Inline, ...], start: int, end: int) -> None:
    for node in nodes:
        assert start <= node.start < node.end <= end
        check_order(node.children, node.start, node.end)
        start = node.end


@settings(max_examples=200, derandomize=True, deadline=None)
@given(_TEXTS, _DIALECTS, st.booleans())
def test_nodes_cover_the_text_in_order(text: str, dialect: str, is_html: bool) -> None:
    nodes = parse(text, dialect, is_html=is_html)
    check_order(nodes, 0, len(text))
    assert [node.start for node in nodes] + [len(text)] == [0] * bool(nodes) + [
        node.end for node in nodes
    ] or not text
    line, runs = shown_text(nodes, text)
    assert [run.text_start for run in runs] == sorted(run.text_start for run in runs)
    assert all(0 <= run.text_start < len(line) for run in runs)


_EMPHASIS = st.lists(
    st.sampled_from(["*", "**", "***", "_", "__", "~~", "==", " ", "a", "甲", "，", ".", "(", ")"]),
    max_size=24,
).map("".join)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(_EMPHASIS)
def test_emphasis_never_loses_a_letter(text: str) -> None:
    assert re.sub(r"[*_~=]", "", shown(text)) == re.sub(r"[*_~=]", "", text)


_HOSTILE = [
    *("[", "](", "[a](", "![", "[[", "^[", "[^", "[x]{.a ", "*", "**a ", "*a", "a*", "_a *b_ ", "***a"),
    *("~~", "==", "&", "{{", "{%", "{:", "{++", "《a（", "http://", "http://a/图", "www.a.", "a@b."),
    *("\\", "\n", " \n", "<", "<a ", "<a b='", '<a b="', "<b>", "<script>", "<svg>", "<!--", "</a>"),
    *("<a href=x>", '](a "', "[a](<", "((", "(*a", " ^a", "a::", ":a", "++a", "^a", "~a", " ", "[a] "),
    *("[a][b]", "中**中", "@[card](", "<X {", "\n\n<", "http://x\n", "![](a){", "*a **b _c ==d ~~e "),
]  # fmt: skip


def work(text: str, dialect: str, *, is_html: bool) -> int:
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        nodes = parse(text, dialect, is_html=is_html)
        shown_text(nodes, text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", _HOSTILE)
def test_work_grows_with_the_text(unit: str) -> None:
    for dialect in ("gfm", "mkdocs", "logseq"):
        small = work(unit * 60, dialect, is_html=False)
        assert work(unit * 240, dialect, is_html=False) < 4 * small + 2_000


@pytest.mark.parametrize("unit", ["*a **b ", "[![", "^[a *b **c ", "***a_b_", "**a *b [c "])
def test_nodes_lie_no_deeper_than_can_be_walked(unit: str) -> None:
    text = unit * 500 + "".join(reversed(unit)) * 500
    check_order(parse(text), 0, len(text))
    assert shown(text)
