"""Blocks, headings, code and the masked text."""

from noteviewer.notes.model import ProblemKind
from noteviewer.notes.outline import outline
from noteviewer.notes.syntax.parser import parse
from noteviewer.notes.syntax.tree import BlockKind, InlineKind

COMMENT = InlineKind.COMMENT


def kinds(text: str) -> list[str]:
    return [str(passage.kind) for passage in parse(text).passages()]


def titles(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in outline(parse(text))[1:]]


def test_mask_keeps_offsets_and_line_ends():
    text = "---\ntitle: x\n---\na `b` $$c$$ d\n```\nhttp://e\n```\nf"
    document = parse(text)
    assert len(document.masked()) == len(text)
    assert document.masked().split() == ["a", "d", "f"]
    assert document.masked().count("\n") == text.count("\n")


def test_hash_in_code_is_no_heading():
    assert titles("# a\n```sh\n# b\n```\n    # c\n") == [(1, "a")]


def test_heading_inside_list_item_and_quote():
    assert titles("- ## a\n\n> ### b\n") == [(2, "a"), (3, "b")]


def test_heading_needs_a_blank_or_an_ideographic_space():
    assert titles("##\u3000a\n\n#b\n\n###c") == [(2, "a")]


def test_setext_heading_of_one_line_only():
    assert titles("a\n===\n\nb\n---\n\nc\nd\n---\n") == [(1, "a"), (2, "b")]


def test_formula_lines_are_no_blocks():
    document = parse("$$\n\\begin{aligned}\n- a\n# b\n= c\n$$\n\nd\n")
    assert [block.kind for block in document.blocks] == [BlockKind.MATH, BlockKind.PARAGRAPH]
    assert document.math()[0].is_display


def test_unclosed_fence_ends_with_its_list_item():
    document = parse("- a\n  ```\n  b\n\nc # d\n\n# e\n")
    assert [heading.text for heading in document.headings()] == ["e"]
    assert document.problems[0].line == 1


def test_contents_lists_are_hidden():
    assert kinds("* toc\n{:toc}\n\n<!-- TOC -->\n\n- [a](#a)\n\n<!-- /TOC -->\n\nb") == [
        "toc",
        "toc",
        "paragraph",
    ]


def test_the_line_of_bad_front_matter_is_told():
    (problem,) = parse("\n---\ntitle: a\ntags:\n\t- b\n---\n").problems
    assert problem.line == 4
    assert "tab" in problem.detail or "token" in problem.detail


def test_what_the_page_leaves_out_is_told():
    text = "- a\n  id:: 1\n- `\\(x\\)=1` <!-- b --> %%c%%\n"
    document = parse(text)
    hidden = [
        leaf.text[n.start : n.end] for leaf, n in document.walk_inlines() if n.kind is COMMENT
    ]
    assert hidden == ["`", "`", "<!-- b -->", "%%c%%"]
    assert document.masked().split() == ["-", "a", "-", "=1"]


def test_a_text_of_a_hundred_thousand_blocks_goes_on_as_text():
    for unit in ("# h\n", "a\n\n", "- a\n", "> a\n\n"):
        text = unit * 120_000
        document = parse(text)
        assert sum(1 for _ in document.walk()) < 400_000
        assert document.problems[-1].kind is ProblemKind.TOO_LARGE
        rest = document.blocks[-1]
        assert text.endswith(rest.text)
        assert rest.end == len(document.lines)
