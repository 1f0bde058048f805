"""Pages that are gathered from several notes."""

from pathlib import Path

import pytest

from noteviewer.gui.page_source.generated_pages import GeneratedPageBuilder
from noteviewer.gui.page_source.topic_page import TopicPageStrings, Variant, variants_body
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.location import GeneratedKind, GeneratedPage, Location, is_generated
from noteviewer.library.sync.shared_index import bring_up_to_date
from noteviewer.notes.outline import outline
from noteviewer.notes.relations.variants import SectionVariants
from noteviewer.notes.syntax.parser import parse

WORDS = TopicPageStrings(
    parts="{} parts from {} notes",
    no_parts="none",
    too_long="more",
    variants="{} variants, {} %",
    no_variants="no variants",
    common="same",
    absent="absent",
    top="top",
)
POST = "---\ntitle: {}\n---\n"


@pytest.fixture
def gatherer(tmp_path: Path) -> GeneratedPageBuilder:
    folder = tmp_path / "notes"
    folder.mkdir()
    lines = "\n\n".join(f"a line of the text number {number}" for number in range(12))
    files = {
        "1.md": POST.format("日本（一）") + "# 日本\n\nfirst <b>part</b>\n\n# 欧洲+\n\nnot here\n",
        "2.md": POST.format("日本（二）") + "# 日本\n\nsecond part\n",
        "3.md": POST.format("欧洲（一）") + "# 欧洲\n\nx\n\n# 日本+\n\nsurplus\n",
        "a.md": POST.format("Post") + f"# Same\n\n{lines}\n\n# Other\n\nonly in the first one\n",
        "b.md": POST.format("Post") + f"# Same\n\n{lines}\n\n# Other\n\nonly in the second one\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    index = tmp_path / "index.sqlite"
    bring_up_to_date(folder, index)
    return GeneratedPageBuilder(
        Catalog(index),
        lambda path: (folder / path).read_text("utf-8"),
        lambda _path, text: outline(parse(text)),
        lambda path, text: f'<p id="x">{path}: {text.partition("---")[0] or text}</p>',
        WORDS,
    )


def test_a_topic_shows_its_parts_in_order_with_their_origin(gatherer: GeneratedPageBuilder) -> None:
    title, body = gatherer.make(GeneratedPage(GeneratedKind.TOPIC, "日本"))
    assert title == "日本"
    assert "3 parts from 3 notes" in body
    places = [body.index(text) for text in ("first <b>part</b>", "second part", "surplus")]
    assert places == sorted(places)
    assert "not here" not in body
    assert "欧洲（一） › 日本+" in body
    assert body.count('id="part-1-x"') == 1


def test_variants_fold_what_is_the_same_and_mark_what_is_not(
    gatherer: GeneratedPageBuilder,
) -> None:
    _, body = gatherer.make(GeneratedPage(GeneratedKind.VARIANTS, "a.md"))
    assert "<summary>Same <small>same</small></summary>" in body
    assert "<mark>only in the first one</mark>" in body
    assert "<mark>only in the second one</mark>" in body


def test_a_hundred_per_cent_are_the_same_only_where_no_line_differs() -> None:
    lines = [f"line {number}" for number in range(1000)]

    def percent(*others: str) -> str:
        variants = [
            Variant(name, [*lines, *more], [""], [0], [0])
            for name, more in (("a", ()), ("b", others))
        ]
        return variants_body("Post", variants, [], 1.0, WORDS)

    assert "100 %" in percent()
    assert "100 %" in percent(" ")
    assert "99 %" in percent("-")


def test_variants_stand_side_by_side_laid_out() -> None:
    sections = [SectionVariants("S", 1, (0, 0), ((3,), (3,)))]
    variants = [
        Variant(
            name,
            ["# S", "", "same", f"own of {name}"],
            [f'<p id="x" data-line="0"><b>same</b> own of {name}</p>'],
            [2],
            [4],
        )
        for name in "ab"
    ]
    body = variants_body("Post", variants, sections, 0.5, WORDS)
    for number, name in ((1, "a"), (2, "b")):
        cell = (
            f'<p id="variant-{number}-0-x" data-line="0" class="nv-own"><b>same</b> own of {name}'
        )
        assert cell in body


def test_a_topic_of_nobody_says_so(gatherer: GeneratedPageBuilder) -> None:
    assert "none" in gatherer.make(GeneratedPage(GeneratedKind.TOPIC, "<script>"))[1]
    assert "<script>" not in gatherer.make(GeneratedPage(GeneratedKind.TOPIC, "<script>"))[1]


@pytest.mark.parametrize("name", ["日本", "a/b c.md", "AC/DC"])
def test_a_gathered_page_is_a_place_like_any_other(name: str) -> None:
    gathered = GeneratedPage(GeneratedKind.TOPIC, name)
    place = Location("/notes", gathered.note)
    assert GeneratedPage.from_note(Location.from_url(place.to_url()).note) == gathered


def test_no_note_is_taken_for_a_gathered_page() -> None:
    assert not any(map(is_generated, ["", "topic/x.md", "//", "//other/x", "//topic/"]))
