"""Notes inside notes."""

from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.site import FolderKind, NoteNames, build_site
from noteviewer.render.document.page import PageRequest
from noteviewer.render.embeds import MOST_ON_A_PAGE
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.render import render_note
from tests.render.conftest import Element, read_html

OTHER = "intro\n\n# One\n\nfirst ^b1\n\n## Below\n\nsecond\n\n# Two\n\nthird <script>x</script>\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "notes"
    root.mkdir()
    (root / "other.md").write_text(OTHER, encoding="utf-8")
    (root / "ring.md").write_text("ring\n\n![[ring]]\n", encoding="utf-8")
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    (root / "leak.md").symlink_to(tmp_path / "outside.md")
    return root


def look(root: Path, text: str) -> Element:
    paths = [file.name for file in root.iterdir()]
    site = build_site(paths, [NoteNames(path) for path in paths], FolderKind.OBSIDIAN)
    around = SiteContext(site, str(root))
    return read_html(render_note(PageRequest("note.md", text, ENGLISH), around).html)


@pytest.mark.parametrize(
    ("mark", "shown", "hidden"),
    [
        ("![[other]]", ["intro", "first", "second", "third"], []),
        ("![[other#One]]", ["first", "second"], ["intro", "third"]),
        ("![[other#Below]]", ["second"], ["first", "third"]),
        ("![[other#^b1]]", ["first"], ["intro", "second"]),
    ],
)
def test_a_part_of_another_note_is_shown(
    root: Path, mark: str, shown: list[str], hidden: list[str]
) -> None:
    (embed,) = look(root, f"before\n\n{mark}\n\nafter").all("div", class_="nv-embed")
    assert [word for word in shown if word not in embed.text] == []
    assert [word for word in hidden if word in embed.text] == []
    assert embed.all("a")[0].attributes["href"].startswith("noteviewer://page/other.md")


def test_names_in_an_embedded_note_are_not_names_of_this_one(root: Path) -> None:
    page = look(root, "# One\n\n![[other]]\n")
    assert len(page.all(id="one")) == 1
    assert not page.all("div", class_="nv-embed")[0].all(data_line="2")
    assert not page.all("script")


def test_a_note_that_embeds_itself_comes_to_an_end(root: Path) -> None:
    page = look(root, "![[ring]]")
    assert len(page.all("div", class_="nv-embed")) == 2


def test_within_a_sentence_or_without_a_target_it_is_a_link(root: Path) -> None:
    page = look(root, "see ![[other]] there\n\n![[nowhere]]\n\n![[other#nothing]]")
    assert not page.all("div", class_="nv-embed")
    assert len(page.all("a")) == 3


def test_nothing_outside_the_folder_is_shown(root: Path) -> None:
    assert "secret" not in look(root, "![[leak]]\n\n![[../outside]]").text


def test_a_page_shows_a_limited_number_of_other_notes(root: Path) -> None:
    (root / "many.md").write_text("![[other]]\n\n" * 15, encoding="utf-8")
    page = look(root, "![[many]]\n\n" * 15)
    assert len(page.all("div", class_="nv-embed")) == MOST_ON_A_PAGE


@pytest.mark.parametrize(
    ("text", "shown", "hidden"),
    [
        (
            "before\n\n> [!hint] T\n> all of it\n^b2\n\nafter\n",
            ["T", "all of it"],
            ["before", "after"],
        ),
        (
            "before\n\n| a | b |\n|---|---|\n| c | d |\n\n^b2\n\nafter\n",
            ["c", "d"],
            ["before", "after"],
        ),
        ("before\n\n```\ncode\n```\n\n^b2\n", ["code"], ["before"]),
        ("- one\n- two ^b2\n  - below\n- three\n", ["two", "below"], ["one", "three"]),
        ("first\nsecond ^b2\n\nthird\n", ["first", "second"], ["third"]),
    ],
)
def test_a_name_means_the_block_that_it_stands_in_or_below(
    root: Path, text: str, shown: list[str], hidden: list[str]
) -> None:
    (root / "named.md").write_text(text, encoding="utf-8")
    (embed,) = look(root, "![[named#^b2]]").all("div", class_="nv-embed")
    assert all(word in embed.text for word in shown), embed.text
    assert not any(word in embed.text for word in hidden), embed.text
    assert "^b2" not in embed.text.replace("named > ^b2", "").replace("named", "")
