"""What Logseq writes besides Markdown."""

from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.site import FolderKind, NoteNames, build_site
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.render import render_note
from tests.render.conftest import read_html

HEAD = "60ab6f5b-4bdc-4ef0-a0f8-6cad9dcad2b2"
ITEM = "60ab7357-2744-42bc-a8fd-a9c8db3051df"
NOWHERE = "00000000-2744-42bc-a8fd-a9c8db3051df"
OTHER = f"""- ## A **bold** head
  id:: {HEAD}
\t- the item
\t  id:: {ITEM}
\t\t- below it
\t- beside it
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "other.md").write_text(OTHER, encoding="utf-8")
    return tmp_path


def page(root: Path, text: str, path: str = "pages/note.md") -> Page:
    paths = ["pages/note.md", "pages/other.md"]
    site = build_site(paths, [NoteNames(each) for each in paths], FolderKind.LOGSEQ)
    return render_note(PageRequest(path, text, ENGLISH), SiteContext(site, str(root)))


@pytest.mark.parametrize(
    ("written", "text", "name"),
    [
        (f"(({HEAD}))", "A bold head", HEAD),
        (f"(({ITEM}))", "the item", ITEM),
        (f"[label]((({ITEM})))", "label", ITEM),
    ],
)
def test_a_block_reference_is_a_link_that_reads_as_the_block(
    root: Path, written: str, text: str, name: str
) -> None:
    (link,) = read_html(page(root, f"see {written} here").html).all("a")
    assert link.text == text
    assert link.attributes["href"] == f"noteviewer://page/pages/other.md#{name}"


def test_a_named_block_is_found_in_its_page_and_its_name_not_shown(root: Path) -> None:
    other = page(root, OTHER, "pages/other.md")
    assert other.find_anchor(ITEM) == ITEM
    assert len(read_html(other.html).all(id=ITEM)) == 1
    assert "id::" not in other.html


def test_an_embedded_block_is_shown_with_what_lies_below_it(root: Path) -> None:
    (embed,) = read_html(page(root, f"- {{{{embed (({ITEM}))}}}}").html).all(class_="nv-embed")
    assert "below it" in embed.text
    assert "beside it" not in embed.text


@pytest.mark.parametrize(
    "written",
    [
        f"(({NOWHERE}))",
        f"{{{{embed (({NOWHERE}))}}}}",
        "{{query (and [[x]] [[y]])}}",
    ],
)
def test_what_cannot_be_worked_out_is_shown_quietly(root: Path, written: str) -> None:
    (quiet,) = read_html(page(root, f"a {written} b").html).all("code", class_="nv-macro")
    assert quiet.text == written


def test_macros_say_what_they_stand_for(root: Path) -> None:
    html = page(root, "{{cloze red \\\\ colour}} {{video https://a.example/v}} {{my own}}").html
    assert "red " in html
    assert "colour" not in html
    assert 'href="https://a.example/v"' in html
    assert "{{my own}}" in html


def test_boxes_are_callouts_and_quotations(root: Path) -> None:
    text = "- #+BEGIN_TIP\n  **one**\n  #+END_TIP\n- #+BEGIN_QUOTE\n  two\n  three\n  #+END_QUOTE\n"
    tree = read_html(page(root, text).html)
    assert tree.all("details", data_callout="tip")[0].all("strong")[0].text == "one"
    assert "".join(tree.all("blockquote")[0].text.split()) == "twothree"
    assert "#+" not in tree.text


def test_a_box_that_is_never_closed_stays_text(root: Path) -> None:
    assert "#+BEGIN_NOTE" in page(root, "#+BEGIN_NOTE\ntext\n").html


def test_a_task_has_a_box_and_keeps_its_word(root: Path) -> None:
    text = (
        "- TODO one\n- DONE [#A] two\n- CANCELED three\n- ## LATER four\n- NOWHERE five\n- LATER\n"
    )
    tree = read_html(page(root, text).html)
    boxes = tree.all("input")
    assert ["checked" in box.attributes for box in boxes] == [False, True]
    words = [label.text for label in tree.all("span", class_="nv-key")]
    assert words == ["TODO", "DONE", "A", "CANCELED", "LATER"]
    assert tree.all("h2")[0].text == "LATER four"
    assert "NOWHERE five" in tree.text


def test_dates_are_fields_and_what_logseq_keeps_for_itself_is_hidden(root: Path) -> None:
    text = (
        "- a\n  DEADLINE: <2021-05-29 Sat>\n  :LOGBOOK:\n  CLOCK: [1]\n  :END:\n\t-\n-\n- b\n"
        "- :LOGBOOK:\n  never closed\n"
    )
    tree = read_html(page(root, text).html)
    assert "DEADLINE 2021-05-29 Sat" in tree.text
    assert "CLOCK" not in tree.text
    assert "never closed" in tree.text
    assert len(tree.all("li")) == 3


def test_a_block_may_begin_with_what_logseq_keeps_about_it(root: Path) -> None:
    tree = read_html(page(root, "- a\n\t- collapsed:: true\n\t  b\n\t- id:: x y\n").html)
    assert "collapsed" not in tree.text
    assert [item.text.split() for item in tree.all("li")][1:] == [["b"]]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('[:h2 {:style {:color "red"}} "a"]', '<h2 style="color:red">a</h2>'),
        ('[:p "a"\n  [:em "b"]]', "<p>a<em>b</em></p>"),
        ('see [:code "x::"] there', "see <code>x::</code> there"),
        ('[:a {:href "https://a.example/"} "t"]', 'href="https://a.example/">t</a>'),
        ('[:video {:src "https://a.example/v"}]', 'href="https://a.example/v"'),
        ("[:element 1]", "[:element 1]"),
        ('[:p "open', '[:p "open'),
        ('[:p {:onclick "x"} "<b>"]', "<p>&lt;b&gt;</p>"),
        ('[:iframe {:src "javascript:x"}]', "<li"),
        ('[:script "alert(1)"]', '[:script "alert(1)"]'),
        ("[:b 中文 12]", "<b>中文12</b>"),
    ],
)
def test_hiccup_is_the_html_that_it_means(root: Path, written: str, expected: str) -> None:
    html = page(root, f"- {written}\n").html
    assert expected in html
    assert "onclick" not in html
    assert 'href="javascript:' not in html


def test_hiccup_ends_with_its_block(root: Path) -> None:
    html = page(root, '- [:p "one"\n- two]\n').html
    assert '[:p "one"' in html
