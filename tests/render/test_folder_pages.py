"""Pages of notes whose folder is known: what its kind and its files change."""

import pickle
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.relations.titles import parse_title
from noteviewer.notes.site import FolderKind, NoteNames, SiteConfig, build_site
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.render import render_note
from tests.render.conftest import read_html

FILES = (
    "_posts/2020-1-2-two.md",
    "_posts/2020-1-1-one.md",
    "images/a.png",
    "old/b.png",
    "run.sh",
    "x.odt",
)


def page(text: str, kind: FolderKind = FolderKind.JEKYLL) -> Page:
    names = [
        NoteNames("_posts/2020-1-2-two.md", "甲（二）", parse_title("甲（二）")),
        NoteNames("_posts/2020-1-1-one.md", "甲（一）", parse_title("甲（一）")),
    ]
    site = build_site(FILES, names, kind, SiteConfig(hosts=frozenset({"me.example"})))
    around = pickle.loads(pickle.dumps(SiteContext(site)))  # noqa: S301  (our own value)
    return render_note(PageRequest("_posts/2020-1-2-two.md", text, ENGLISH), around)


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("《甲（一）》", "noteviewer://page/_posts/2020-1-1-one.md"),
        ("[x](/c/2020/01/01/one.html#Part)", "noteviewer://page/_posts/2020-1-1-one.md#Part"),
        (
            "[x](https://me.example/c/2020/01/01/one.html)",
            "noteviewer://page/_posts/2020-1-1-one.md",
        ),
        ("https://me.example/c/2020/01/01/one.html", "noteviewer://page/_posts/2020-1-1-one.md"),
        ("[x](2020-1-1-one.md)", "noteviewer://page/_posts/2020-1-1-one.md"),
        ("[x](../x.odt)", "noteviewer://action/open-file?path=x.odt"),
        ("[x](/run.sh)", "noteviewer://action/refused?target=run.sh&reason=program"),
        ("[x](nowhere.md)", "noteviewer://action/unresolved?target=nowhere.md"),
        ("[x](https://other.example/)", "https://other.example/"),
    ],
)
def test_links_of_a_jekyll_folder(text: str, href: str) -> None:
    (link,) = read_html(page(f"in a sentence {text}").html).all("a")
    assert link.attributes["href"] == href


def test_brackets_are_text_where_the_folder_knows_no_wikilinks() -> None:
    assert '<p data-line="0">a [[hc]] b</p>' in page("a [[hc]] b").html
    dangling = read_html(page("a [[hc]] b", FolderKind.OBSIDIAN).html).all("a")[0]
    assert dangling.attributes["class"] == "nv-dangling"


def test_a_series_that_is_not_there_stays_text() -> None:
    assert "<a " not in page("《乙（一）》 《甲（九）》").html


def test_images_are_found_offered_or_told_missing() -> None:
    made = page("![](/images/a.png) ![alt](/images/b.png) ![](/images/c.png)")
    root = read_html(made.html)
    assert root.all("img")[0].attributes["src"] == "noteviewer://asset/images/a.png"
    shown = {element.attributes["src"] for element in root.all("img")}
    offered = {element.attributes.get("href") for element in root.all("a")}
    assert "noteviewer://asset/old/b.png" in shown | offered
    assert Problem(ProblemKind.MISSING_IMAGE, "/images/c.png") in made.problems


def test_works_and_parts_of_other_notes_are_named(tmp_path: Path) -> None:
    (tmp_path / "works.bib").write_text(
        "@book{doe, author={Doe, Jane}, year=2020, title={A Title}, url={https://a.example/b}}",
        "utf-8",
    )
    (tmp_path / "b.qmd").write_text("# Elsewhere {#sec-b}\n\n![c](c.png){#fig-b}\n", "utf-8")
    files = ("_quarto.yml", "a.qmd", "b.qmd", "works.bib")
    names = [NoteNames("a.qmd", "A", parse_title("A"))]
    around = SiteContext(build_site(files, names, FolderKind.QUARTO), str(tmp_path))
    text = "As @doe and [@doe, p. 2; -@doe] say in @sec-b and @fig-b.\n"
    html = render_note(PageRequest("a.qmd", text, ENGLISH), around).html
    assert '<a title="A Title" href="noteviewer://page/a.qmd#ref-doe">Doe (2020)</a>' in html
    assert (
        '>Doe 2020</a>, p. 2; <a title="A Title" href="noteviewer://page/a.qmd#ref-doe">2020</a>)'
        in html
    )
    assert '<a href="noteviewer://page/b.qmd#sec-b">Elsewhere</a>' in html
    assert '<a href="noteviewer://page/b.qmd#fig-b">Figure 1</a>' in html
    assert '<li id="ref-doe">Doe, Jane (2020). <em>A Title</em>' in html
    assert "open-address?url=https%3A%2F%2Fa.example%2Fb" in html
