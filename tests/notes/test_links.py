"""Links and images: the cases under ``tests/cases``, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteviewer.notes.images import find_images
from noteviewer.notes.links import find_links
from noteviewer.notes.outline import outline
from noteviewer.notes.references import find_references
from noteviewer.notes.syntax.marks import find_marks
from noteviewer.notes.syntax.parser import parse
from tests.notes.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("links"), ids=lambda case: case.title)
def test_link_cases(case: Case) -> None:
    found = find_links(parse(case.text, case.dialect))
    written = [f"{link.kind} | {link.target} | {link.fragment} | {link.text}" for link in found]
    assert written == case.expected


@pytest.mark.parametrize("case", read_cases("images"), ids=lambda case: case.title)
def test_image_cases(case: Case) -> None:
    found = find_images(parse(case.text, case.dialect))
    assert [f"{image.source} | {image.alt}" for image in found] == case.expected


def test_links_point_at_their_place():
    text = "a\n\n《b（二）》 [c](d.md)\n![[e]]\n"
    for link in find_links(parse(text)):
        assert text.count("\n", 0, link.start) == link.line
    spans = [text[link.start : link.end] for link in find_links(parse(text))]
    assert spans == ["《b（二）》", "[c](d.md)", "![[e]]"]


PIECES = st.lists(
    st.sampled_from(
        [
            *("[", "]", "(", ")", "](", "![", "[[", "]]", "<", ">", "<a href=", "<img src='"),
            *("'", '"', "http://a.example/x", "https://", "《", "》", "（二）", "：", "参考："),
            *("\n", "\n\n", " ", "- ", "> ", "| ", "# ", "a", "中文", "。", "`", "$$", "\\"),
            *("\t", "[a]: ", "{{ ", "\u200b"),
        ]
    ),
    max_size=60,
).map("".join)


@given(PIECES)
def test_no_text_breaks_the_finders(text: str) -> None:
    document = parse(text)
    sections = outline(document)
    for mark in find_marks(document):
        assert 0 <= mark.start < mark.end <= len(text)
        assert document.line_at(mark.start) == mark.line
    for reference in find_references(document, sections):
        # On its line, or where the identifier of its link is defined.
        assert reference.url is None or reference.url.partition("://")[0] in text
        assert 0 <= reference.section < len(sections)
    for link in find_links(document):
        assert text[link.start : link.end].strip()
    for image in find_images(document):
        assert document.lines[image.line].strip()
