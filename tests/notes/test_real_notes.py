"""Counts on public collections of real notes; skipped where they are absent."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteviewer.notes.anchors import AnchorIndex
from noteviewer.notes.model import Note, NoteForm, ProblemKind
from noteviewer.notes.note import read_document
from noteviewer.notes.relations.titles import gather_series
from noteviewer.notes.relations.topics import Topic, TopicNote, gather_topics
from noteviewer.notes.relations.variants import VariantText, find_variants
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.parser import parse
from noteviewer.notes.syntax.tree import BlockKind
from noteviewer.notes.text import decode

pytestmark = pytest.mark.corpora

Read = tuple[Note, Document]
SUFFIXES = (".md", ".markdown", ".txt")


def read_folder(folder: Path) -> Iterator[Read]:
    if not folder.is_dir():
        pytest.skip(f"no notes at {folder}")
    for file in sorted(folder.rglob("*")):
        if file.suffix in SUFFIXES:
            decoded = decode(file.read_bytes())
            document = parse(decoded.text)
            path = file.relative_to(folder).as_posix()
            yield read_document(path, decoded, document), document


@pytest.fixture(scope="module")
def posts(corpora: Path) -> list[Read]:
    return list(read_folder(corpora / "antkillerfarm" / "_posts"))


@pytest.fixture(scope="module")
def papers(corpora: Path) -> list[Read]:
    return list(read_folder(corpora / "daiwk" / "_posts"))


@pytest.fixture(scope="module")
def topics(posts: list[Read]) -> dict[str, Topic]:
    return gather_topics(
        TopicNote(note.path, note.title_parts, note.date, note.sections) for note, _ in posts
    )


@pytest.fixture(scope="module")
def by_name(posts: list[Read], papers: list[Read]) -> dict[str, Read]:
    return {Path(note.path).stem: (note, document) for note, document in (*posts, *papers)}


def test_headings_formulas_and_contents_of_the_posts(posts: list[Read]) -> None:
    assert len(posts) == 817
    assert sum(len(list(document.headings())) for _, document in posts) == 5826
    contents = sum(
        block.kind is BlockKind.TOC for _, document in posts for block in document.walk()
    )
    assert contents == 817
    formulas = Counter(formula.is_display for note, _ in posts for formula in note.math)
    assert formulas[False] == 2638
    assert formulas[True] >= 1450


def test_formulas_in_code_spans(papers: list[Read]) -> None:
    openings = Counter(
        document.text[formula.start : formula.end].strip("` \n")[:2]
        for _, document in papers
        for formula in document.math()
    )
    assert openings["\\("] >= 2187
    assert openings["\\["] == 460


def test_series_and_their_anomalies(posts: list[Read], truth: Path) -> None:
    expected = json.loads((truth / "extra" / "series_antkillerfarm.json").read_text("utf-8"))
    found = gather_series((note.path, note.title_parts, note.date) for note, _ in posts)
    assert (len(found), sum(len(series.entries) for series in found)) == (138, 682)
    assert {
        series.name: (
            [(entry.number, entry.path) for entry in series.entries],
            list(series.gaps),
            list(series.duplicates),
        )
        for series in found
    } == {
        series["series"]: (
            [(note["n"], note["file"]) for note in series["notes"]],
            series["gaps"],
            series["duplicates"],
        )
        for series in expected
    }


def test_continued_topics(posts: list[Read], topics: dict[str, Topic]) -> None:
    places = {
        (member.path, member.section) for topic in topics.values() for member in topic.members
    }
    marks = [
        (str(section.continuation), (note.path, index) in places)
        for note, _ in posts
        for index, section in enumerate(note.sections)
        if section.continuation
    ]
    assert Counter(mark for mark, _ in marks) == {"续": 238, "+": 66, "=": 9}
    assert Counter(mark for mark, is_placed in marks if not is_placed) == {"续": 1, "+": 2}


def test_links_within_notes_reach_their_heading(papers: list[Read]) -> None:
    link = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(#([^)\n]*)\)")
    found = total = 0
    for note, document in papers:
        index = AnchorIndex(note.sections)
        for text, fragment in link.findall(document.text):
            total += 1
            found += index.find(fragment, text) is not None
    assert total == 2277
    assert found >= 0.99 * total


@pytest.mark.parametrize(
    ("name", "formulas", "code", "sections"),
    [
        ("2018-7-28-speech_7", 75, 0, 23),
        ("2022-1-8-linear_algebra_2", 44, 0, 6),
        ("2017-3-21-elasticsearch", 0, 19, 27),
        ("2018-02-16-rl-stepbystep-chap2", 99, 0, 18),
        ("2020-5-2-bash", 0, 6, 28),
        ("2022-12-13-bomb_satellite_10", 0, 0, 1),
    ],
)
def test_notes_that_are_easy_to_misread(
    by_name: dict[str, Read], name: str, formulas: int, code: int, sections: int
) -> None:
    note, _ = by_name[name]
    assert (len(note.math), len(note.code), len(note.headings)) == (formulas, code, sections)


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("2024-5-26-opencl", BlockKind.TABLE, 1),
        ("2016-8-14-Machine_Learning_3", BlockKind.TABLE, 1),
        ("2017-1-12-Machine_Learning_17", BlockKind.TABLE, 1),
        ("2020-5-2-bash", BlockKind.TABLE, 0),
        ("2017-3-21-elasticsearch", BlockKind.INDENTED, 0),
    ],
)
def test_blocks_that_are_easy_to_misread(
    by_name: dict[str, Read], name: str, kind: BlockKind, count: int
) -> None:
    _, document = by_name[name]
    assert sum(block.kind is kind for block in document.walk()) == count


def test_a_title_that_is_a_number_stays_text(by_name: dict[str, Read]) -> None:
    assert by_name["2018-9-29-essay_12"][0].title == "996"


def test_a_heading_behind_an_ideographic_space(by_name: dict[str, Read]) -> None:
    note, document = by_name["2017-04-26-other-install-wget-1.18"]
    assert any("\u3000" in document.lines[section.line] for section in note.headings)


def test_formulas_beside_text_in_code_spans(by_name: dict[str, Read]) -> None:
    note, _ = by_name["2016-10-01-ml-regularization"]
    assert len(note.math) == 16


@pytest.mark.parametrize(
    "folder", ["knowledge-garden", "obsidian-help/zh", "yihui", "mzlogin", "learngit", "dongruibin"]
)
def test_every_note_opens_with_a_title_and_none_is_a_page_dump(corpora: Path, folder: str) -> None:
    count = 0
    for note, _ in read_folder(corpora / folder):
        count += 1
        assert note.title
        assert note.form is not NoteForm.PAGE_DUMP
        assert ProblemKind.BROKEN_ENCODING not in {problem.kind for problem in note.problems}
    assert count


def test_encodings(corpora: Path, truth: Path) -> None:
    for entry in json.loads((truth / "extra" / "encodings.json").read_text("utf-8")):
        file = corpora / entry["file"]
        if file.is_file():
            decoded = decode(file.read_bytes())
            assert decoded.encoding == entry["encoding"]
            assert entry["first_line"] in decoded.text


def test_a_saved_page(seeds: Path) -> None:
    (file,) = seeds.glob("004*")
    decoded = decode(file.read_bytes())
    document = parse(decoded.text)
    note = read_document(file.name, decoded, document)
    assert note.form is NoteForm.PAGE_DUMP
    assert note.title == "论文阅读 | A Survey on Multi-Task Learning"
    assert (note.date, note.category) == ("2019-11-10", "Deep Learning")
    assert [section.title for section in note.headings] == [
        "摘要",
        "1 介绍",
        "2 MTL模型",
        "特征转移方法",
    ]
    assert (len(note.math), note.references) == (1, ())
    assert document.saved_page is not None
    assert document.saved_page.previous_title.startswith("论文阅读 | ERNIE")
    assert [document.lines[before][-1] for before, _ in document.saved_page.joins] == ["因", "言"]


def test_copies_of_a_post(seeds: Path) -> None:
    texts = []
    for file in sorted(seeds.glob("*.txt")):
        decoded = decode(file.read_bytes())
        document = parse(decoded.text)
        note = read_document(file.name, decoded, document)
        texts.append(VariantText(note.path, note.title, document.lines, note.sections))
    (group,) = find_variants(texts)
    assert [path[:3] for path in group.paths] == ["000", "001", "002"]
    changed = {section.title for section in group.sections if not section.is_common}
    assert changed >= {"DRL参考资源+", "真垃圾筐+"}
    assert "多任务学习" not in changed
