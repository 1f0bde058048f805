"""The trees of the library, without Qt."""

from noteviewer.gui.panes.library.groupings import (
    build_folders,
    build_tags,
    build_timeline,
    build_visits,
    notes_by_day,
)
from noteviewer.gui.panes.library.topics import build_topics, find_series
from noteviewer.gui.panes.library.trees import filter_notes, make_filterable
from noteviewer.gui.tree.node import Node, NodeKind, build_sections, find_continuations
from noteviewer.library.rows import NoteRow, TopicPart
from noteviewer.notes.model import NoteTitle, TitlePart
from noteviewer.notes.relations.topics import MemberKind
from tests.gui.rows import make_note, make_section


def drawn(node: Node, depth: int = 0) -> list[str]:
    """A tree as indented lines: kind, prefix, label, count."""
    lines = []
    for child in node.children:
        words = (child.kind, child.prefix, child.label, str(child.count or ""))
        lines.append("  " * depth + " ".join(word for word in words if word))
        lines += drawn(child, depth + 1)
    return lines


def topics(notes: list[NoteRow]) -> Node:
    return build_topics(notes, find_series(notes))


def test_categories_that_differ_by_case_are_one_as_most_notes_write_it() -> None:
    written = ("dl", "DL", "DL", "other", "others")
    notes = [make_note(f"{n}.md", f"{n}", category=name) for n, name in enumerate(written)]
    groups = [(node.label, node.count) for node in topics(notes).children]
    assert groups == [("DL", 3), ("other", 1), ("others", 1)]


def test_a_series_stands_in_number_order_whatever_its_numerals() -> None:
    notes = [
        make_note(f"{n}.md", f"神经（{n}）", ("神经", n), category="DL") for n in (10, 2, 1, 9, 3)
    ]
    series = topics(notes).children[0].children[0]
    assert [node.note.path for node in series.children if node.note] == [
        "1.md",
        "2.md",
        "3.md",
        "9.md",
        "10.md",
    ]
    assert [(node.row, node.label) for node in series.children if node.kind is NodeKind.GAP] == [
        (3, "4–8")
    ]


def test_a_category_counts_a_note_of_two_series_once() -> None:
    both = make_note("b.md", "甲（二）, 乙（二）", ("甲", 2), ("乙", 2), category="C")
    one = make_note("a.md", "甲（一）", ("甲", 1), category="C")
    assert drawn(topics([both, one])) == [
        "category C 2",
        "  series 甲 2",
        "    note 甲（一）",
        "    note 二 乙（二）",
        "  series 乙 1",
        "    gap 1",
        "    note 二 甲（二）",
    ]


def test_a_note_in_a_series_is_labelled_by_its_topics() -> None:
    title = NoteTitle((TitlePart("深度", 25),), (TitlePart("多任务"), TitlePart("词向量", 2)))
    notes = [
        make_note("25.md", "深度（二十五）——多任务, 词向量（2）", title_parts=title),
        make_note("1.md", "深度（一）", ("深度", 1)),
    ]
    last = topics(notes).children[0].children[-1]
    assert (last.prefix, last.label) == ("二十五", "多任务, 词向量（2）")


def test_a_lone_first_part_is_no_series() -> None:
    assert drawn(topics([make_note("x.md", "杂谈（一）", ("杂谈", 1))])) == ["note 杂谈（一）"]


def test_a_series_over_two_categories_has_no_gaps() -> None:
    notes = [
        make_note(f"{n}.md", f"甲（{n}）", ("甲", n), category="AB"[n % 2]) for n in (1, 2, 3, 4)
    ]
    assert drawn(topics(notes)) == [
        "category A 2",
        "  series 甲 2",
        "    note 甲（2）",
        "    note 甲（4）",
        "category B 2",
        "  series 甲 2",
        "    note 甲（1）",
        "    note 甲（3）",
    ]


def test_what_carries_a_series_on_elsewhere_stands_at_its_end() -> None:
    notes = [
        make_note("1.md", "甲（一）", ("甲", 1)),
        make_note("2.md", "甲（二）", ("甲", 2)),
        make_note("z.md", "别的"),
    ]
    parts = [
        TopicPart(MemberKind.NOTE, "1.md", "甲（一）", "", "甲", None, 1),
        TopicPart(MemberKind.SURPLUS, "z.md", "别的", "甲", "甲+", None),
    ]
    continuations = find_continuations({"甲": parts}, notes)
    root = build_topics(notes, find_series(notes), continuations)
    assert drawn(root.children[0]) == ["note 甲（一）", "note 甲（二）", "part 甲+ 别的"]
    host = root.children[0].children[2].note
    assert host is not None
    assert host.path == "z.md"


def test_what_carries_a_section_on_elsewhere_stands_under_it() -> None:
    notes = [make_note("1.md", "甲（一）", ("甲", 1)), make_note("z.md", "别的")]
    topics = {
        "乙": [TopicPart(MemberKind.CONTINUED, "z.md", "别的", "乙续", "乙（续）", None)],
        "甲": [TopicPart(MemberKind.SURPLUS, "z.md", "别的", "甲", "甲+", None)],
    }
    sections = [make_section("", 0), make_section("甲", 1), make_section("乙", 1)]
    root = Node(NodeKind.ROOT, "")
    root.add_all(build_sections(notes[0], sections, [], find_continuations(topics, notes)))
    assert drawn(root) == ["section 甲", "section 乙", "  part 乙（续） 别的"]


def test_what_a_filter_leaves_out_is_no_gap() -> None:
    notes = [make_note(f"{n}.md", f"甲（{n}）", ("甲", n)) for n in (1, 2, 3)]
    root = build_topics(notes[::2], find_series(notes), shows_gaps=False)
    assert drawn(root) == ["series 甲 2", "  note 甲（1）", "  note 甲（3）"]


def test_notes_without_category_come_last() -> None:
    notes = [make_note("x.md", "X"), make_note("y.md", "Y", category="C")]
    assert drawn(topics(notes)) == ["category C 1", "  note Y", "uncategorised 1", "  note X"]


def test_categories_stand_in_dictionary_order() -> None:
    names = ["体育", "ML", "芯片", "DL", "人物"]
    root = topics([make_note(name, category=name) for name in names])
    assert [node.label for node in root.children] == ["DL", "ML", "人物", "体育", "芯片"]


def test_folders_stand_before_notes_in_the_order_of_a_dictionary() -> None:
    paths = ["2-17-x.md", "双.md", "2-5-x.md", "发.md", "b/c/1.md", "b/2.md", "a/1.md"]
    assert drawn(build_folders(map(make_note, paths))) == [
        "folder a 1",
        "  note a/1.md",
        "folder b 2",
        "  folder c 1",
        "    note b/c/1.md",
        "  note b/2.md",
        "note 2-5-x.md",
        "note 2-17-x.md",
        "note 发.md",
        "note 双.md",
    ]


def test_tags_nest_and_count_notes_once() -> None:
    notes = [
        make_note("1.md", tags=("todo/day", "todo")),
        make_note("2.md", tags=("#Todo",)),
        make_note("3.md"),
    ]
    assert drawn(build_tags(notes)) == [
        "tag todo 2",
        "  tag day 1",
        "    note 1.md",
        "  note 1.md",
        "  note 2.md",
        "untagged 1",
        "  note 3.md",
    ]


def test_the_timeline_goes_back_in_time() -> None:
    days = ["2017-12-22", "2018-01-03", "2017-12-24", None, "2017-13-45"]
    notes = [make_note(f"{number}.md", date=day) for number, day in enumerate(days)]
    assert drawn(build_timeline(notes)) == [
        "year 2018 1",
        "  month 2018-01 1",
        "    note 03 1.md",
        "year 2017 2",
        "  month 2017-12 2",
        "    note 24 2.md",
        "    note 22 0.md",
        "undated 2",
        "  note 3.md",
        "  note 4.md",
    ]
    assert {day.isoformat(): count for day, count in notes_by_day(notes).items()} == {
        "2017-12-22": 1,
        "2018-01-03": 1,
        "2017-12-24": 1,
    }


def test_visits_forget_notes_that_are_gone() -> None:
    notes = [make_note("old.md", mtime_ns=1), make_note("new.md", mtime_ns=2)]
    assert drawn(build_visits(notes, ["gone.md", "old.md"], [])) == [
        "recent 1",
        "  note old.md",
        "changed 2",
        "  note new.md",
        "  note old.md",
    ]


def test_sections_nest_by_level_and_count_references_below_them() -> None:
    sections = [
        make_section("", 0),
        make_section("甲", 1),
        make_section("乙", 2, parent=1),
        make_section("", 3, parent=2),
        make_section("丙", 1),
    ]
    root = Node(NodeKind.ROOT, "")
    root.add_all(build_sections(make_note("x.md"), sections, ["乙", "乙", "丙", ""]))
    assert drawn(root) == ["section 甲 2", "  section 乙 2", "section 丙 1"]


def test_the_filter_takes_text_and_pinyin() -> None:
    notes = [
        make_note("1.md", "多任务学习", category="ML"),
        make_note("2.md", "Multi-Task"),
        make_note("3.md", "任务队列"),
    ]
    content = [make_filterable(note) for note in notes]

    def found(typed: str) -> list[str]:
        return [note.path for note in filter_notes(content, typed)]

    assert found("任务") == ["1.md", "3.md"]
    assert found("duorenwu") == found("drw") == found("duorw") == ["1.md"]
    assert found("RW") == ["1.md", "3.md"]
    assert found("uoren") == []
    assert found("ＴＡＳＫ") == ["2.md"]
    assert found("rw ml") == ["1.md"]
    assert found("") == ["1.md", "2.md", "3.md"]
