"""What holds for every text, however hostile."""

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noteviewer.notes.anchors import AnchorIndex
from noteviewer.notes.model import DecodedText
from noteviewer.notes.note import parse_note
from noteviewer.notes.outline import outline
from noteviewer.notes.relations.titles import parse_title
from noteviewer.notes.saved_page.dump import read_page_dump
from noteviewer.notes.syntax.parser import parse
from noteviewer.notes.text import decode, fold

PIECES = [
    "a", "深度学习", "x_i", " ", "  ", "    ", "\t", "\n", "\n\n", "# ", "## ", "#", "- ", "1. ", "> ", ">",
    "```", "~~~", "````sh", "`", "``", "$", "$$", "\\(", "\\)", "\\[", "\\]", "`\\[", "\\]`", "\\\\[", "|",
    "| a | b |", "---", "===", "--", "***", "<!--", "-->", "<!-- TOC -->", "<!-- /TOC -->", "%%", "<pre>",
    "</pre>", "<table>", "</table>", "<div>", "<code>", "</code>", "[a](b)", "![](c.png)", "[[d|e]]",
    "[f]: g", "* toc\n{:toc}", "{#id}", "{:.x}", "http://h.example/i", "（续）", "+", "=", "《j》", "：", "。",
    "---\ntitle: k\n---\n", "+++\nl = 1\n+++\n", "m:: n", "\ufeff", "\u200b", "\u3000", "\\", "\x00", "\x08",
    "\u2028", "\begin", "\\begin{align}", "\\end{align}", "#+BEGIN_SRC", "#+END_SRC", "(3)", "2020年1月(4)",
]  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_a_document_agrees_with_its_text(text: str) -> None:
    document = parse(text)
    assert "\n".join(document.lines) == text
    assert len(document.masked()) == len(text)
    assert all(
        hidden in (shown, " ")
        for hidden, shown in zip(document.masked(), text, strict=True)
        if shown != "\n"
    )
    assert document.masked().count("\n") == text.count("\n")
    for block in document.walk():
        for run in block.runs:
            assert 0 <= run.source_start <= len(text)
        for offset, sign in enumerate(block.text if block.runs else ""):
            assert sign in (text[block.source_offset(offset)], " ", "\n")
    ends = [0]
    for formula in document.math():
        assert ends[-1] <= formula.start < formula.end <= len(text)
        assert formula.source
        ends.append(formula.end)
    line = document.front_matter.end
    for block in document.blocks:
        assert line <= block.start < block.end <= len(document.lines)
        line = block.end
    for leaf, node in document.walk_inlines():
        assert 0 <= node.start <= node.end <= len(leaf.text)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_sections_cover_the_note_and_every_anchor_is_found(text: str) -> None:
    document = parse(text)
    sections = outline(document)
    assert sections[0].level == 0
    assert sections[0].line == document.front_matter.end
    index = AnchorIndex(sections)
    for before, after in pairwise(sections):
        assert before.end == after.line
        assert after.title
        assert index.find(after.anchor) == after
        if after.parent is not None:
            assert sections[after.parent].level < after.level
    anchors = [section.anchor for section in sections]
    assert len(set(anchors)) == len(anchors)


@given(st.binary(max_size=300) | texts.map(str.encode), st.sampled_from([None, "gbk", "none"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_become_a_note_with_a_title(data: bytes, override: str | None) -> None:
    note = parse_note("2020-1-2-名.md", decode(data, override))
    assert note.title
    assert note.sections


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_decoding_loses_nothing(text: str) -> None:
    decoded = decode(text.encode())
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if decoded.encoding in ("utf-8", "utf-8-sig"):
        assert decoded.text == expected


@given(st.text(max_size=60))
def test_folding_is_idempotent_for_matching(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("甲乙A一二十百（）(), ，—— ", max_size=30))
def test_titles_keep_their_names(text: str) -> None:
    title = parse_title(text)
    for part in (*title.parts, *title.topics):
        assert part.name in text


HOSTILE = [
    "[", "*", "$", "`", "<!--", "> ", "- ", "# a\n", "$$a\n", "`\\[\n", "\\begin{a}\n", "```\n", "- ```\n",
    "|a|b|\nx\n", "a\n---\n", "%%\n", "<pre>\n", "<table>\n", "<code>", "1. ", "\\\\[", "#+BEGIN_SRC\n",
    "> ```\n", "> $$\n", "上一篇：[", "甲(1)\n\n", "* toc\n{:toc}\n", "## a\n", "`a", "$x ", "\\", "a $$ b\n- c\n",
]  # fmt: skip


def _outline(text: str) -> object:
    return outline(parse(text))


def _dump(text: str) -> object:
    return read_page_dump(text.split("\n"))


def _lines_run(work: Callable[[str], object], text: str) -> int:
    """Count the lines of our own code that run."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("work", [_outline, _dump], ids=["outline", "page dump"])
@pytest.mark.parametrize("pattern", HOSTILE, ids=repr)
def test_work_grows_no_faster_than_the_text(pattern: str, work: Callable[[str], object]) -> None:
    short = _lines_run(work, pattern * 200)
    long = _lines_run(work, pattern * 1600)
    assert long <= 8 * short + 2000


def test_a_note_of_one_long_line_is_one_paragraph() -> None:
    note = parse_note("a.md", DecodedText("字" * 300_000, "utf-8"))
    assert len(note.sections) == 1


@pytest.mark.parametrize(
    "nested", ["a: " + "[" * 100_000, "- " * 100_000, "? " * 100_000, "{a: " * 50_000]
)
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_cannot_exhaust_the_stack(nested: str, fence: str) -> None:
    note = parse_note("a.md", DecodedText(f"{fence}\ntitle: b\n{nested}\n{fence}\ntext", "utf-8"))
    assert note.problems
