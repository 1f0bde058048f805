"""What several notes say together: series, topics, variants."""

from noteviewer.notes.model import NoteTitle
from noteviewer.notes.outline import outline
from noteviewer.notes.relations.titles import gather_series, parse_title
from noteviewer.notes.relations.topics import Topic, TopicNote, gather_topics
from noteviewer.notes.relations.variants import VariantText, find_variants, titles_alike
from noteviewer.notes.syntax.parser import parse


def series_of(*titles: tuple[str, str, str | None]):
    return gather_series((path, parse_title(title), date) for path, title, date in titles)


def test_series_are_ordered_by_number_and_then_by_date():
    (series,) = series_of(
        ("c", "甲（十）", None), ("b", "甲（二）", "2020-02-01"), ("a", "甲（二）", "2021-01-01")
    )
    assert [entry.path for entry in series.entries] == ["b", "a", "c"]
    assert series.gaps == (1, 3, 4, 5, 6, 7, 8, 9)
    assert series.duplicates == (2,)


def test_a_note_may_belong_to_two_series():
    found = series_of(("a", "ALSA（一）, GStreamer（二）", None), ("b", "gstreamer（一）", None))
    assert [(series.name, len(series.entries)) for series in found] == [
        ("ALSA", 1),
        ("GStreamer", 2),
    ]


def topics_of(*notes: tuple[str, str, str, str]) -> dict[str, Topic]:
    return gather_topics(
        TopicNote(path, parse_title(title), date, outline(parse(text)))
        for path, title, date, text in notes
    )


def members(topic: Topic) -> list[tuple[str, str, str]]:
    return [(str(member.kind), member.path, member.title) for member in topic.members]


def test_a_topic_is_read_in_the_order_of_its_marks():
    topics = topics_of(
        ("open", "甲（一）", "2019-01-01", "# 甲\n# 日本=\n"),
        ("late", "甲（二）", "2021-01-01", "# 甲\n# 日本+\n"),
        ("early", "甲（三）", "2020-01-01", "# 甲\n# 日本+\n# 日本（续）\n"),
        ("two", "日本（二）", "2018-01-01", "# 东京\n"),
        ("one", "日本（一）", "2018-02-01", "# 日本\n"),
    )
    assert members(topics["日本"]) == [
        ("note", "one", "日本"),
        ("note", "two", "日本"),
        ("section", "one", "日本"),
        ("continued", "early", "日本（续）"),
        ("surplus", "early", "日本+"),
        ("surplus", "late", "日本+"),
        ("open", "open", "日本="),
    ]


def test_a_mark_without_a_topic_elsewhere_is_part_of_a_name():
    topics = topics_of(("a", "甲", "2020-01-01", "# HDR+\n"), ("b", "乙", "2020-01-01", "# 丙\n"))
    assert "hdr" not in topics


def test_two_marks_of_one_base_are_a_topic():
    topics = topics_of(("a", "甲", "2020-01-01", "# 丙+\n"), ("b", "乙", "2020-01-01", "# 丙=\n"))
    assert members(topics["丙"]) == [("surplus", "a", "丙+"), ("open", "b", "丙=")]


def test_a_lower_heading_can_be_the_home_of_a_topic():
    topics = topics_of(
        ("a", "甲", "2020-01-01", "# 乙\n## CPU\n"), ("b", "丁", "2020-01-01", "# 戊\n# cpu+\n")
    )
    assert members(topics["cpu"]) == [("section", "a", "CPU"), ("surplus", "b", "cpu+")]


def test_a_heading_in_two_notes_is_no_topic_by_itself():
    topics = topics_of(("a", "甲", "2020-01-01", "# 用法\n"), ("b", "乙", "2020-01-01", "# 用法\n"))
    assert topics == {}


BODY = "".join(f"A line of its own, number {n}.\n\n" for n in range(10))


def variant(path: str, title: str, text: str) -> VariantText:
    document = parse(text)
    return VariantText(path, title, document.lines, outline(document))


def test_copies_of_a_post_are_grouped_and_compared():
    text = f"# Common\n\n{BODY}# Changed\n\nthe same\n"
    (group,) = find_variants(
        [
            variant("a", "Post", text + "old words\n"),
            variant("x", "Another post", text),
            variant("b", "post", text + "new words\n\n# Added\n\nmore\n"),
        ]
    )
    assert group.paths == ("a", "b")
    assert 0.8 < group.common_share < 1
    state = {section.title: section for section in group.sections}
    assert state["Common"].is_common
    assert not state["Changed"].is_common
    assert state["Changed"].own_lines == ((25,), (25,))
    assert state["Added"].indices == (None, 3)


def test_a_title_alone_makes_no_variants():
    other = "".join(f"Another sentence, number {n}.\n\n" for n in range(10))
    assert find_variants([variant("a", "Post", BODY), variant("b", "Post", other)]) == ()


def test_notes_that_share_a_title():
    assert titles_alike([("a", "X y"), ("b", "z"), ("c", "x Y")]) == (("a", "c"),)


def test_a_title_without_series():
    assert parse_title("红楼梦——读后") == NoteTitle((parse_title("红楼梦——读后").parts[0],))
