from pathlib import Path

import pytest

from noteviewer.library.catalog.cache import FolderCache
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.names.fuzzy import Found, find_among
from noteviewer.library.rows import QuickKind, QuickMatch


def names(catalog: Catalog, query: str) -> list[tuple[QuickKind, str]]:
    return [(match.kind, match.text) for match in catalog.quick(query)]


def test_a_heading_is_found_by_text_pinyin_and_initials(catalog: Catalog) -> None:
    for query in ("多任务", "duorenwu", "drw", "duorwxx", "drwxuexi"):
        assert (QuickKind.HEADING, "多任务学习") in names(catalog, query), query


def test_a_note_is_found_by_title_number_and_file_name(catalog: Catalog) -> None:
    for query in ("学习笔记", "xxbj", "笔记 2", "learning_2"):
        assert (QuickKind.NOTE, "学习笔记（二）") in names(catalog, query), query
    assert names(catalog, "笔记 2")[0] == (QuickKind.NOTE, "学习笔记（二）")


def test_letters_with_gaps_are_enough(catalog: Catalog) -> None:
    assert (QuickKind.HEADING, "GAN notes") in names(catalog, "gnts")


def test_a_reference_is_found_by_title_and_host(catalog: Catalog) -> None:
    (match,) = catalog.quick("第一篇")
    assert (match.kind, match.url) == (QuickKind.REFERENCE, "https://example.org/a")
    assert [m.url for m in catalog.quick("example.org")] == ["https://example.org/a"]


def test_matches_lead_to_their_place(catalog: Catalog) -> None:
    match = next(m for m in catalog.quick("损失函数") if m.kind is QuickKind.HEADING)
    assert (match.path, match.anchor) == ("_posts/2016-8-31-learning_1.md", "损失函数")
    assert [match.text[a:b] for a, b in match.marks] == ["损失函数"]


def test_what_nothing_is_called_finds_nothing(catalog: Catalog) -> None:
    assert catalog.quick("zzzzqq") == []
    assert catalog.quick("") == []


def test_the_better_name_comes_first(catalog: Catalog) -> None:
    texts = [match.text for match in catalog.quick("多任务学习")]
    assert texts[0] == "多任务学习"


def test_catalogs_of_a_folder_share_names_and_tell_when_there_are_new_ones(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    kept = FolderCache()
    with Catalog(catalog._path, kept) as one, Catalog(catalog._path, kept) as other:
        assert one.renew_names()
        assert not other.renew_names()
        (folder / "neu.md").write_text("# Neuigkeiten\n", "utf-8")
        indexer.update()
        assert other.quick("neuigk") == []
        assert other.renew_names()
        assert one.quick("neuigk")


def test_references_to_one_host_are_found_by_it_with_a_title_and_without(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    links = (
        "https://papers.test/1\n\n[Zwei](https://papers.test/2)\n\n[Drei](https://other.test/3)\n"
    )
    (folder / "hosts.md").write_text(links, "utf-8")
    indexer.update()
    found = [match.url for match in catalog.quick("papers.te")]
    # The one without a title is called by its host, so what was typed is its beginning.
    assert found == ["https://papers.test/1", "https://papers.test/2"]
    assert [match.url for match in catalog.quick("drei other")] == ["https://other.test/3"]


def test_of_very_many_names_those_that_begin_with_a_word_come_first(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    headings = [*(f"# {number} wanted\n" for number in range(600)), "# wanted at last\n"]
    (folder / "many.md").write_text("\n".join(headings), "utf-8")
    indexer.update()
    assert names(catalog, "wanted")[0] == (QuickKind.HEADING, "wanted at last")


def titled(folder: Path, indexer: Indexer, *titles: str, under: str = "") -> None:
    place = folder / under
    place.mkdir(exist_ok=True)
    for number, title in enumerate(titles):
        (place / f"{number}-of-{len(titles)}.md").write_text(f"---\ntitle: {title}\n---\n", "utf-8")
    indexer.update()


def marked(match: QuickMatch) -> str:
    text, marks = (match.text, match.marks) if match.marks else (match.aside, match.aside_marks)
    return "|".join(text[start:end] for start, end in marks)


def test_initials_may_leave_syllables_out(catalog: Catalog) -> None:
    match = next(m for m in catalog.quick("dxx") if m.text == "多任务学习")
    assert marked(match) == "多|学习"


def test_a_note_is_found_by_its_folder_too(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    titled(folder, indexer, "Boxes", under="en")
    titled(folder, indexer, "Boxes (fr)", under="fr")
    match = catalog.quick("boxes en")[0]
    assert (match.text, match.aside, match.aside_marks) == ("Boxes", "en", ((0, 2),))
    by_file = catalog.quick("0-of-1 fr")[0]
    assert (by_file.path, by_file.aside) == ("fr/0-of-1.md", "fr/0-of-1.md")


def test_the_beginning_of_a_word_comes_before_its_middle(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    titled(folder, indexer, "Blattner", "Look at Attention", "Tattnet")
    texts = [match.text for match in catalog.quick("attn") if match.kind is QuickKind.NOTE]
    assert texts[0] == "Look at Attention"


def test_parts_of_a_series_stand_in_their_order(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    titled(folder, indexer, "丛书（十）", "丛书（二）——很长的名字", "丛书（一）——甲", "丛书（三）")
    texts = [match.text for match in catalog.quick("congshu")]
    assert [text[:4] for text in texts] == ["丛书（一", "丛书（二", "丛书（三", "丛书（十"]


@pytest.mark.parametrize("query", ["笔记 2", "learning", "example", "drw", "gnts", "xxbj", "posts"])
def test_whatever_is_listed_shows_what_answers(catalog: Catalog, query: str) -> None:
    found = catalog.quick(query)
    assert found
    assert all(match.marks or match.aside_marks for match in found)


def test_a_slip_of_the_keys_finds_what_is_meant_and_says_so(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    titled(folder, indexer, "Transformer")
    (match,) = catalog.quick("trasnformer")
    assert (match.text, marked(match), match.is_near) == ("Transformer", "Transformer", True)
    assert not catalog.quick("transf")[0].is_near


def test_all_words_count_where_each_is_in_very_many_names(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    headings = [*(f"# alpha {n}\n# beta {n}\n" for n in range(450)), "# alpha and beta\n"]
    (folder / "many.md").write_text("\n".join(headings), "utf-8")
    indexer.update()
    assert names(catalog, "beta alpha") == [(QuickKind.HEADING, "alpha and beta")]


def test_some_texts_are_found_as_names_are() -> None:
    texts = ["Deep learning", "多任务学习", "Shallow"]
    assert [found.index for found in find_among(texts, "")] == [0, 1, 2]
    assert find_among(texts, "drw") == [Found(1, ((0, 3),))]
    assert [found.index for found in find_among(texts, "sh")] == [2]


def test_scattered_letters_answer_only_where_nothing_else_does(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    titled(folder, indexer, "Callouts", "Commercial license")
    assert names(catalog, "call") == [(QuickKind.NOTE, "Callouts")]
    assert names(catalog, "cmli") == [(QuickKind.NOTE, "Commercial license")]
