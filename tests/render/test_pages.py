"""Text fixtures: what a note's text looks like as a page.

``tests/cases/pages/*.txt``: a title after ``==``, the note, ``--``, and what must stand in the page,
a line each. ``~`` matches blanks between tags; a line that starts with ``!`` must not occur. In
brackets behind a title stands the dialect where it is not GitHub's.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import HeadCard, Page, PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from tests.render.conftest import Element, read_html

CASES = Path(__file__).parent.parent / "cases" / "pages"
_DIALECT = re.compile(rf" \[({'|'.join(Dialect)})\]$")


def read_cases() -> Iterator[tuple[str, Dialect, str, list[str]]]:
    for file in sorted(CASES.glob("*.txt")):
        for case in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = case.partition("\n")
            note, _, expected = rest.partition("\n--\n")
            found = _DIALECT.search(title)
            dialect = Dialect(found[1]) if found else Dialect.GFM
            lines = [line for line in expected.split("\n") if line]
            yield f"{file.stem}: {title}", dialect, note, lines


def without_lines(html: str) -> str:
    return re.sub(r'<(p|li) data-line="\d+">', r"<\1>", html)


@pytest.mark.parametrize(
    ("dialect", "note", "expected"),
    [pytest.param(d, n, e, id=title) for title, d, n, e in read_cases()],
)
def test_a_note_as_a_page(
    render: Callable[..., Page], dialect: Dialect, note: str, expected: list[str]
) -> None:
    html = without_lines(render(note, around=LoneNote(dialect)).html)
    read_html(html)
    for line in expected:
        if line.startswith("!"):
            assert line[1:] not in html, html
        else:
            pattern = r"\s*".join(re.escape(part) for part in line.split("~"))
            assert re.search(pattern, html), f"{line} not in {html}"


@pytest.mark.parametrize(
    ("dialect", "note", "expected", "unexpected"),
    [
        (Dialect.KRAMDOWN, "1) a", "<p>1) a</p>", "<ol"),
        (Dialect.GFM, "1) a", "<li>a</li>", ")"),
        (Dialect.KRAMDOWN, "2.\n\ntext", "<p>2.</p>", "<li"),
        (Dialect.KRAMDOWN, "a==b, c==d", "a==b, c==d", "<mark"),
        (Dialect.KRAMDOWN, "`a``b`", "<code>ab</code>", "``"),
        (Dialect.KRAMDOWN, r"$\Sigma^{\*}$ $\\{a_1\\}$", r'data-tex="\{a_1\}"', r"\*"),
        (Dialect.GFM, r"$a_1$ $\\{b\\}$", r'data-tex="\\{b\\}"', "<code"),
        (Dialect.KRAMDOWN, "*a*{:.x} `b`{: #y}", "<em>a</em> <code>b</code>", "{:"),
        (Dialect.OBSIDIAN, "![250](a.png)", 'width="250"', 'alt="250"'),
        (Dialect.GFM, "![250](a.png)", 'alt="250"', "width"),
        (Dialect.OBSIDIAN, "a\nb", "a<br>", "a\nb"),
        (Dialect.GFM, "a\nb", "a\nb", "<br"),
        (Dialect.OBSIDIAN, "句子。^3-21-26", '<span id="^3-21-26"></span>', "。^"),
        (Dialect.OBSIDIAN, "![](a.png)^image", '<span id="^image"></span>', ">^image"),
        (Dialect.OBSIDIAN, "2^10", "2^10", "<span"),
        (Dialect.OBSIDIAN, "text\n\nup:: there", '<span class="nv-key">up</span> there', "::"),
        (Dialect.OBSIDIAN, "see std::move", "std::move", "nv-key"),
        (Dialect.GFM, "text\n\nup:: there", "up:: there", "nv-key"),
        (Dialect.OBSIDIAN, "text ^id", '<span id="^id"></span>', "text ^id"),
        (Dialect.GFM, "text ^0a1b2c", '<span id="^0a1b2c"></span>', "text ^"),
        (Dialect.GFM, "10 ^9", "10 ^9", "<span"),
        (Dialect.KRAMDOWN, "- # a\nb\n- c", "</h1>b</li><li", "</ul><p"),
        (Dialect.GFM, "- # a\nb", "</ul><p", "b</p></li>"),
        (Dialect.KRAMDOWN, "- # a\n\nb", "</ul><p", "b</p></li>"),
        (Dialect.GFM, "- DONE a", "DONE a", "nv-key"),
        (Dialect.OBSIDIAN, "> - [/] a", ' checked=""> <span class="nv-key">/</span> a', "[/]"),
        (Dialect.OBSIDIAN, "- [[/]] [a] b", "[a] b", "checkbox"),
        (Dialect.GFM, "- [/] a", "[/] a", "checkbox"),
    ],
)
def test_dialects_differ(
    render: Callable[..., Page], dialect: Dialect, note: str, expected: str, unexpected: str
) -> None:
    html = without_lines(render(note, around=LoneNote(dialect)).html)
    assert expected in html
    assert unexpected not in html


def test_what_stands_in_the_page_knows_its_line(look: Callable[..., Element]) -> None:
    root = look("para\n\n- item\n\n# head\n\n```\ncode\n```\n\nhttps://a.example\n")
    lines = [(e.tag, e.attributes["data-line"]) for e in root.all() if "data-line" in e.attributes]
    assert lines == [("p", "0"), ("li", "2"), ("h1", "4"), ("div", "6"), ("li", "10")]


@pytest.mark.parametrize("note", ["x*)**甲*y", "2*甲**b*cd", "a*b**c*d", "_a__*b_**c*d_"])
def test_emphasis_swallows_no_letter(look: Callable[..., Element], note: str) -> None:
    shown = look(note).text
    assert re.sub("[*_]", "", shown) == re.sub("[*_]", "", note)


@pytest.mark.parametrize("note", ["![==](x.png)==", "**a ^[b ==c] d==**"])
def test_marks_may_be_open_where_a_bracket_closes(render: Callable[..., Page], note: str) -> None:
    read_html(render(note, around=LoneNote(Dialect.OBSIDIAN)).html)


def test_a_tag_that_is_never_closed_is_text(look: Callable[..., Element]) -> None:
    root = look("Array<s> and <s>old</s>, List<i>\n\nhttps://x.example\n\nvector<b>\n\nrest")
    assert [e.text for e in root.all() if e.tag in ("s", "i", "b")] == ["old"]
    assert "Array<s> and" in root.text
    assert "vector<b>" in root.text


def test_a_heading_ends_what_is_open_above_it(render: Callable[..., Page]) -> None:
    page = render("text <!-- open\n# Head -->")
    assert page.anchors == ("head---",)
    assert 'id="head---"' in page.html


def test_an_empty_footnote_among_others_keeps_the_page(render: Callable[..., Page]) -> None:
    html = render("text[^1]\n\n[^1]: one ^[]", around=LoneNote(Dialect.GFM)).html
    assert "one" in html.partition('class="footnote"')[2]
    assert "[^2]:" not in render("x[^1]\n\n[^1]: a\n    [^2]: b").html


def test_control_characters_do_not_reach_the_page(render: Callable[..., Page]) -> None:
    assert "abc" in render("a\x08b\x01c").html


def test_a_note_cannot_forge_a_token(render: Callable[..., Page]) -> None:
    forged = "".join(
        f"{chr(start)}0{chr(end)}" for start in range(0xFDD0, 0xFDD5) for end in (0xFDD5, 0xFDD6)
    )
    html = render(f"`<b>` {forged}").html
    assert html.count("<code>") == 1
    assert not re.search("[\ufdd0-\ufdef]", html)


def test_the_page_knows_what_a_fragment_means(render: Callable[..., Page]) -> None:
    page = render('# 一、甲\n\n<a name="own"/> text\n\nblock ^b1\n')
    assert page.find_anchor("一甲") == "一甲"
    assert page.find_anchor("一、甲") == "一甲"
    assert page.find_anchor("own") == "own"
    assert page.find_anchor("^b1") == "^b1"
    assert page.find_anchor("nowhere") == ""


def test_a_heading_that_repeats_the_title_is_there_for_its_anchor_only() -> None:
    def first_heading(text: str) -> Element:
        card = HeadCard(title="Same & one")
        html = render_note(PageRequest("note.md", text, ENGLISH, card)).html
        return read_html(html).all("article")[0].all("h1")[0]

    assert first_heading("# Same & *one*\n\ntext").attributes == {
        "class": "nv-same-title",
        "data-line": "0",
        "id": "same--one",
    }
    assert "class" not in first_heading("# Other\n").attributes
    assert "class" not in first_heading("text\n\n# Same & one\n").attributes


def test_a_text_file_keeps_its_line_ends(render: Callable[..., Page]) -> None:
    assert "one<br>" in render("one\ntwo", path="a.txt").html
    assert "<br>" not in render("---\ntitle: x\n---\none\ntwo", path="a.txt").html


@pytest.mark.parametrize(("references", "told"), [(0, ""), (1, "1 reference"), (2, "2 references")])
def test_the_card_counts_references(references: int, told: str) -> None:
    card = HeadCard(title="t", references=references)
    tree = read_html(render_note(PageRequest("note.md", "x", ENGLISH, card)).html)
    assert "".join(fact.text for fact in tree.all(class_="nv-count")) == told


@pytest.mark.parametrize(("encoding", "told"), [("utf-8-sig", 0), ("", 0), ("gb18030", 1)])
def test_the_card_names_an_encoding_that_is_not_plain(encoding: str, told: int) -> None:
    card = HeadCard(title="t", encoding=encoding)
    tree = read_html(render_note(PageRequest("note.md", "x", ENGLISH, card)).html)
    assert len(tree.all(class_="nv-encoding")) == told
