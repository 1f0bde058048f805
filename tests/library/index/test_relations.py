from pathlib import Path

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer
from noteviewer.notes.model import ProblemKind
from noteviewer.notes.relations.topics import MemberKind

FIRST = "_posts/2016-8-31-learning_1.md"
SECOND = "_posts/2017-1-2-learning_2.md"
GANS = "english/notes on GANs.md"


def problems(catalog: Catalog) -> set[tuple[str, ProblemKind, str]]:
    return {(p.path, p.problem.kind, p.problem.detail) for p in catalog.problems()}


def test_what_leads_nowhere_is_told(catalog: Catalog) -> None:
    assert (GANS, ProblemKind.MISSING_IMAGE, "nowhere.png") in problems(catalog)
    assert (GANS, ProblemKind.BROKEN_LINK, "gone.md") in problems(catalog)


def test_a_link_is_a_backlink_with_its_section(catalog: Catalog) -> None:
    (link,) = catalog.backlinks(FIRST)
    assert (link.path, link.section_title, link.target_anchor) == (SECOND, "注意力", "多任务学习")
    assert catalog.backlinks(SECOND) == []


def test_a_renamed_heading_breaks_the_links_to_it_and_mends_them(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    file = folder / FIRST
    text = file.read_text("utf-8")
    file.write_text(text.replace("# 多任务学习\n", "# 别的名字\n"), "utf-8")
    indexer.update()
    broken = {(p, kind) for p, kind, _ in problems(catalog)}
    assert (SECOND, ProblemKind.BROKEN_ANCHOR) in broken
    file.write_text(text, "utf-8")
    indexer.update()
    broken = {(p, kind) for p, kind, _ in problems(catalog)}
    assert (SECOND, ProblemKind.BROKEN_ANCHOR) not in broken


def test_a_backlink_has_the_sentence_in_which_it_stands(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "front.md").write_text(
        f"---\ntitle: F\n---\n\nOne. Above [all]({FIRST}), says it. Two.\n\n"
        f"# Head\n\ntext\n\nBelow: see [it]({FIRST}) there.\n",
        "utf-8",
    )
    indexer.update()
    links = [link for link in catalog.backlinks(FIRST) if link.path == "front.md"]
    assert [link.sentence for link in links] == ["Above all, says it.", "Below: see it there."]


def test_a_line_that_a_link_names_is_a_place_as_long_as_the_note_has_it(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    text = (folder / FIRST).read_text("utf-8")
    last = len(text.splitlines())
    (folder / "lines.md").write_text(
        f"[in]({FIRST}#L{last})\n\n[gone]({FIRST}#L{last + 9})\n", "utf-8"
    )
    indexer.update()
    broken = [detail for p, kind, detail in problems(catalog) if p == "lines.md"]
    assert broken == [f"{FIRST}#L{last + 9}"]
    (link,) = [
        link for link in catalog.backlinks(FIRST) if link.target_anchor and link.path == "lines.md"
    ]
    assert link.target_anchor


def test_a_link_is_mended_by_the_file_that_it_waits_for(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "english/gone.md").write_text("here now", "utf-8")
    (folder / "english/nowhere.png").write_bytes(b"")
    indexer.update()
    assert not {p for p in problems(catalog) if p[0] == GANS}
    assert [link.path for link in catalog.backlinks("english/gone.md")] == [GANS]


def test_gaps_and_duplicates_of_a_series_are_told(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    for name, number in (("a", "五"), ("b", "五"), ("c", "九")):
        (folder / f"{name}.md").write_text(f"---\ntitle: 学习笔记（{number}）\n---\n", "utf-8")
    indexer.update()
    found = problems(catalog)
    assert ("a.md", ProblemKind.SERIES_GAP, "学习笔记 3-4, 6-8") in found
    assert ("a.md", ProblemKind.SERIES_DUPLICATE, "学习笔记 5") in found
    assert ("b.md", ProblemKind.SERIES_DUPLICATE, "学习笔记 5") in found


def test_a_topic_gathers_its_places_in_reading_order(catalog: Catalog) -> None:
    parts = catalog.topic("多任务学习")
    assert [(part.kind, part.path) for part in parts] == [
        (MemberKind.NOTE, FIRST),
        (MemberKind.SECTION, FIRST),
        (MemberKind.SURPLUS, SECOND),
    ]
    assert catalog.topic("没有这个") == ()


def test_a_note_knows_where_its_topics_are_carried_on(catalog: Catalog) -> None:
    parts = catalog.carried_on(FIRST)
    assert [(part.kind, part.path, part.title) for part in parts] == [
        (MemberKind.SURPLUS, SECOND, "多任务学习+")
    ]
    assert catalog.carried_on(SECOND) == ()
    assert catalog.carried_on("not-there.md") == ()


@pytest.mark.parametrize("pairs", [60, 3])
def test_the_pair_habit_of_the_folder_gives_titles(
    pairs: int, folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    habit = "\n\n".join(f"https://example.com/{n}\n\n第{n}篇文章的标题" for n in range(pairs))
    (folder / "habit.md").write_text(f"# 链接\n\n{habit}\n", "utf-8")
    (folder / "lone.md").write_text(
        "开头的一段话。\n\nhttps://example.com/lone\n\n孤零零的一行\n\n结尾。\n", "utf-8"
    )
    indexer.update()
    (lone,) = catalog.references("lone.md")
    assert lone.title == ("孤零零的一行" if pairs == 60 else None)


def test_a_page_of_the_own_site_is_a_backlink(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "_config.yml").write_text("url: https://notes.example\n", "utf-8")
    (folder / "post.md").write_text(
        "见[第一篇](https://notes.example/2016/08/31/learning_1.html)。", "utf-8"
    )
    indexer.update()
    assert "post.md" in {link.path for link in catalog.backlinks(FIRST)}
