"""The rows of the references pane, without Qt."""

from noteviewer.gui.panes.references.rows import Header, Show, list_rows, make_items, with_states
from noteviewer.library.rows import CitingNote, ReferenceRow
from noteviewer.library.state import ReferenceState
from noteviewer.notes.canonical import key_number
from tests.gui.rows import make_reference


def key_of(row: ReferenceRow) -> str:
    return row.url or row.title or ""


REFERENCES = [
    make_reference("https://a.org/1", "Above"),
    make_reference("https://b.org/2", "多任务综述", section=1, section_title="论文", line=5),
    make_reference(None, "A Paper of Three Words", section=1, section_title="论文", line=7),
    make_reference("https://c.org/3", "Third", section=2, section_title="参考", comment="必读"),
]
STATES = {
    "https://b.org/2": ReferenceState("https://b.org/2", is_read=True),
    "https://c.org/3": ReferenceState("https://c.org/3", is_starred=True),
}
CITING = {key_number("https://a.org/1"): [CitingNote("b.md", "B")]}
ITEMS = make_items(REFERENCES, STATES, CITING, key_of)


def listed(show: Show = Show.ALL, typed: str = "") -> list[str]:
    return [
        f"# {row.title} {row.read}/{row.total}" if isinstance(row, Header) else row.title
        for row in list_rows(ITEMS, show, typed)
    ]


def test_references_stand_under_their_sections() -> None:
    assert listed() == [
        "#  0/1",
        "Above",
        "# 论文 1/2",
        "多任务综述",
        "A Paper of Three Words",
        "# 参考 0/1",
        "Third",
    ]


def test_a_state_chooses_what_is_listed_but_not_what_is_counted() -> None:
    assert listed(Show.READ) == ["# 论文 1/2", "多任务综述"]
    assert listed(Show.STARRED) == ["# 参考 0/1", "Third"]
    assert listed(Show.UNREAD) == [
        "#  0/1",
        "Above",
        "# 论文 1/2",
        "A Paper of Three Words",
        "# 参考 0/1",
        "Third",
    ]


def test_the_filter_looks_at_title_host_comment_and_pinyin() -> None:
    assert listed(typed="b.org") == listed(typed="drw") == ["# 论文 1/2", "多任务综述"]
    assert listed(typed="必读") == ["# 参考 0/1", "Third"]
    assert listed(typed="nothing") == []


def test_a_reference_knows_who_else_cites_it() -> None:
    assert [[note.path for note in item.cited] for item in ITEMS] == [["b.md"], [], [], []]


def test_new_states_replace_old_ones_everywhere() -> None:
    changed = with_states(ITEMS, {"https://a.org/1": ReferenceState("x", is_read=True)})
    assert [item.state.is_read for item in changed] == [True, True, False, False]
