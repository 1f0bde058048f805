"""The properties of a vault's note above its text."""

from dataclasses import replace

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import HeadCard, PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from noteviewer.render.urls import outer_address
from tests.render.conftest import Element, read_html
from tests.render.harmless import check_harmless

NOTE = """---
title: T
tags: [x]
rating: 4.5
done: true
parent: "[[Other|the other]]"
source: https://example.org/a
related: ["[[Other]]", plain]
due: 2024-05-01
seen: 2024-05-01T10:30:00
author: {name: Ann}
strange: "<b onclick=x>bold</b> **strong**"
empty:
aliases: [A]
---
"""


def page(text: str, dialect: Dialect = Dialect.OBSIDIAN, card: HeadCard | None = None) -> Element:
    words = replace(ENGLISH, day="{day}.{month}.{year}")
    html = render_note(PageRequest("n.md", text, words, card), LoneNote(dialect)).html
    check_harmless(html)
    return read_html(html)


def rows(root: Element) -> dict[str, Element]:
    (table,) = root.all("div", class_="nv-properties")
    return {row.all("th")[0].text: row.all("td")[0] for row in table.all("tr")}


def test_each_value_is_shown_as_what_it_is() -> None:
    found = rows(page(NOTE))
    assert found["rating"].text == "4.5"
    assert found["done"].all("input", checked="")
    (link,) = found["parent"].all("a")
    assert (link.text, link.attributes["href"]) == ("the other", "noteviewer://page/Other.md")
    # Opened as any other, and none of the addresses of the text.
    address = found["source"].all("a")[0].attributes["href"]
    assert address.startswith("noteviewer://action/")
    assert outer_address(address) == "https://example.org/a"
    assert [item.text for item in found["related"].all("li")] == ["Other", "plain"]
    assert found["due"].text == "1.5.2024"
    assert found["seen"].text == "1.5.2024 10:30"
    assert found["author"].text == "name Ann"
    assert found["strange"].all("strong")[0].text == "strong"
    assert found["empty"].text == ""


def test_what_the_head_card_says_is_not_said_again() -> None:
    assert {"title", "tags"} <= rows(page(NOTE)).keys()
    card = HeadCard(title="T", tags=("x",))
    assert rows(page(NOTE, card=card)).keys().isdisjoint({"title", "tags"})


def test_what_speaks_to_programs_is_folded_away() -> None:
    (folded,) = page(NOTE).all("details")
    assert [cell.text for cell in folded.all("th")] == ["aliases"]


def test_a_note_of_properties_alone_is_no_empty_page() -> None:
    assert "rating" in rows(page("---\nrating: 1\n---\n"))


def test_only_notes_of_a_vault_show_them() -> None:
    assert not page(NOTE, Dialect.KRAMDOWN).all("div", class_="nv-properties")
    assert not page("text").all("div", class_="nv-properties")
    assert "status" in rows(page("status:: done\n\n- text", Dialect.LOGSEQ))


def test_a_heading_that_says_the_title_again_stays_quiet() -> None:
    root = page(NOTE + "# T\n\ntext", card=HeadCard(title="T"))
    assert root.all("h1", class_="nv-same-title")
