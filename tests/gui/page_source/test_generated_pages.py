"""Which text belongs to a topic that is read as one, without Qt."""

from noteviewer.gui.page_source.generated_pages import Slice, slices
from noteviewer.library.catalog.topic_contents import choose_parts, foreign_sections
from noteviewer.library.rows import TopicPart
from noteviewer.notes.model import Section
from noteviewer.notes.relations.topics import MemberKind
from tests.gui.rows import make_note

NOTE, SECTION, SURPLUS = MemberKind.NOTE, MemberKind.SECTION, MemberKind.SURPLUS


def part(kind: MemberKind, path: str, anchor: str = "") -> TopicPart:
    return TopicPart(kind, path, path, anchor, anchor or path, None)


def section(anchor: str, level: int, line: int) -> Section:
    return Section(anchor, level, line, line + 1, anchor)


def test_a_note_about_the_topic_stands_for_its_sections() -> None:
    parts = [part(NOTE, "1.md"), part(SECTION, "1.md", "x"), part(SURPLUS, "9.md", "x+")]
    notes = {"1.md": make_note("1.md", "甲（一）", ("甲", 1))}
    assert [(p.path, p.anchor) for p in choose_parts(parts, notes)] == [
        ("1.md", ""),
        ("9.md", "x+"),
    ]


def test_of_a_note_about_several_things_only_the_section_counts() -> None:
    parts = [part(NOTE, "1.md"), part(SECTION, "1.md", "x"), part(SECTION, "2.md", "x")]
    notes = {"1.md": make_note("1.md", "甲（一）, 乙（二）", ("甲", 1), ("乙", 2))}
    assert [(p.path, p.anchor) for p in choose_parts(parts, notes)] == [
        ("1.md", "x"),
        ("2.md", "x"),
    ]


def test_a_section_takes_the_place_of_its_note_in_the_series() -> None:
    parts = [part(NOTE, "1.md"), part(NOTE, "2.md"), part(SECTION, "1.md", "x")]
    notes = {
        "1.md": make_note("1.md", "乙, 甲（一）", ("乙", 7), ("甲", 1)),
        "2.md": make_note("2.md", "甲（二）", ("甲", 2)),
    }
    assert [p.path for p in choose_parts(parts, notes)] == ["1.md", "2.md"]


def test_no_text_stands_twice() -> None:
    parts = [part(SURPLUS, "1.md", "x+"), part(SURPLUS, "1.md", "x+")]
    assert len(choose_parts(parts, {})) == 1


SECTIONS = [section("", 0, 2), section("a", 1, 4), section("a1", 2, 6), section("b+", 1, 9)]


def test_a_section_reaches_to_the_next_of_its_level() -> None:
    assert slices(SECTIONS, "a", set(), 12) == [Slice(4, 9)]
    assert slices(SECTIONS, "a1", set(), 12) == [Slice(6, 9)]
    assert slices(SECTIONS, "b+", set(), 12) == [Slice(9, 12)]
    assert slices(SECTIONS, "gone", set(), 12) == []


def test_a_whole_note_leaves_out_what_belongs_elsewhere() -> None:
    assert slices(SECTIONS, "", set(), 12) == [Slice(0, 12)]
    assert slices(SECTIONS, "", {"b+"}, 12) == [Slice(0, 9)]
    assert slices(SECTIONS, "", {"a"}, 12) == [Slice(0, 4), Slice(9, 12)]


def test_foreign_sections_are_those_of_other_topics() -> None:
    topics = {
        "日本": [part(NOTE, "1.md"), part(SURPLUS, "2.md", "日本+")],
        "欧洲": [part(SECTION, "3.md", "欧洲"), part(SURPLUS, "1.md", "欧洲+")],
    }
    assert foreign_sections(topics, "日 本") == {"1.md": {"欧洲+"}}
