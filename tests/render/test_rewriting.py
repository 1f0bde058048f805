"""Markup with some tags written anew; all else stays letter by letter."""

from hypothesis import given
from hypothesis import strategies as st

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.render.document.page import PageRequest
from noteviewer.render.document.rewriting import Change, Tag, opening_tag, rewrite_tags
from noteviewer.render.render import render_note
from tests.render.hostile import hostile_notes


def keep(_tag: Tag) -> Change:
    return Change.KEEP


def test_pages_stay_as_they_are() -> None:
    for note in hostile_notes():
        html = render_note(PageRequest("note.md", note.text, ENGLISH)).html
        assert rewrite_tags(html, keep) == html, note.name


def test_an_element_is_left_out_with_all_in_it() -> None:
    html = "<p>a<b>c<b>d</b>&amp;<br>e</b>f</p>"
    made = rewrite_tags(html, lambda tag: Change.DROP_ELEMENT if tag.name == "b" else Change.KEEP)
    assert made == "<p>af</p>"


@given(st.text())
def test_what_is_written_is_read_again(value: str) -> None:
    read: list[str] = []

    def note(tag: Tag) -> Change:
        read.append(tag.attributes["title"])
        return Change.KEEP

    html = opening_tag("p", {"title": value}) + "</p>"
    assert rewrite_tags(html, note) == html
    assert read == [value] or "\0" in value or "\r" in value
