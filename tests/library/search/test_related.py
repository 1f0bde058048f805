"""Notes that belong together, and the reasons that are given."""

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer

FILLING = {f"other/{n}.md": f"# Note {n}\n\nword{n} text{n} 独立{n}\n" for n in range(12)}


def write(indexer: Indexer, notes: dict[str, str]) -> None:
    """Put notes in the place of those that are there."""
    for old in indexer.folder.rglob("*.md"):
        old.unlink()
    for path, text in {**FILLING, **notes}.items():
        file = indexer.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    indexer.update()


def related(catalog: Catalog, path: str) -> list[str]:
    return [one.path for one in catalog.related(path)]


def test_notes_about_the_same_are_nearest_and_name_whole_words(
    catalog: Catalog, indexer: Indexer
) -> None:
    write(
        indexer,
        {
            "a.md": "# 注意力机制\n\n注意力机制与 Transformer 的关系。\n",
            "b.md": "# 另一篇\n\n再谈注意力机制，它在 transformer 里。\n",
            "c.md": "# 烹饪\n\n番茄炒鸡蛋的做法，注意火候。\n",
        },
    )
    nearest, *others = catalog.related("a.md")
    assert nearest.path == "b.md"
    assert set(nearest.words) == {"注意力机制", "Transformer"}
    assert nearest.score > max((one.score for one in others), default=0)
    assert "other/1.md" not in {one.path for one in others}


def test_words_that_only_hold_sentences_together_relate_nothing(
    catalog: Catalog, indexer: Indexer
) -> None:
    write(
        indexer,
        {
            "a.md": "如果我们可以这样做，也就是说，因为 because of the",
            "b.md": "我们可以如果 of the because",
        },
    )
    assert related(catalog, "a.md") == []


def test_references_links_and_tags_are_reasons(catalog: Catalog, indexer: Indexer) -> None:
    write(
        indexer,
        {
            "a.md": "---\ntags: [x, 甲, y]\n---\n见[那里](linked.md)。\n\n<https://example.org/paper?utm_source=a>\n",
            "cites.md": "<http://www.example.org/paper>\n",
            "linked.md": "---\ntags: [甲, x]\n---\nnothing else\n",
            "points.md": "[here](a.md)\n",
        },
    )
    found = {one.path: one for one in catalog.related("a.md")}
    assert found["cites.md"].references == 1
    assert found["linked.md"].is_linked
    assert found["linked.md"].tags == ("甲", "x")
    assert found["points.md"].is_linked
    assert not found["cites.md"].is_linked
    assert "a.md" not in found


def test_variants_of_a_note_are_left_out(catalog: Catalog, indexer: Indexer) -> None:
    text = "---\ntitle: 同一篇\n---\n" + "\n\n".join(f"第{n}段 about gradients." for n in range(40))
    write(indexer, {"a.md": text, "draft/a.md": text, "b.md": "# gradients\n\ngradients\n"})
    assert related(catalog, "a.md") == ["b.md"]


def test_what_changed_in_a_note_changes_what_belongs_to_it(
    catalog: Catalog, indexer: Indexer
) -> None:
    notes = {
        "a.md": "# 光学\n\n衍射光栅\n",
        "b.md": "# 衍射\n\n衍射光栅\n",
        "c.md": "# 发酵\n\n酵母发酵\n",
    }
    write(indexer, notes)
    assert related(catalog, "a.md") == ["b.md"]
    write(indexer, {**notes, "a.md": "# 面包\n\n酵母发酵\n"})
    assert related(catalog, "a.md") == ["c.md"]
    assert related(catalog, "b.md") == []
    (indexer.folder / "c.md").unlink()
    indexer.update()
    assert related(catalog, "a.md") == []
    assert related(catalog, "gone.md") == []


def test_a_passage_finds_notes_but_not_the_one_it_stands_in(
    catalog: Catalog, indexer: Indexer
) -> None:
    write(indexer, {"a.md": "衍射光栅 grating\n", "b.md": "光栅 grating\n", "c.md": "酵母\n"})
    assert {one.path for one in catalog.similar("the grating 光栅")} == {"a.md", "b.md"}
    assert [one.path for one in catalog.similar("the grating 光栅", path="a.md")] == ["b.md"]
    assert catalog.similar("") == ()


@pytest.mark.parametrize(
    "text",
    ['" OR term:*', "NEAR(a b)", "\x00\x01", "'; DROP TABLE note; --", "<a<a" * 5000,
     "$" * 9999, "](" * 9999, "\\a" * 9999, "http://" * 9999, "字" * 50_000],
    ids=range(10),
)  # fmt: skip
def test_any_text_can_be_asked_for(catalog: Catalog, text: str) -> None:
    assert catalog.similar(text) == ()
