"""What a head card says of a note's series and versions."""

from noteviewer.gui.page_source.head_card import FolderFacts
from noteviewer.library.rows import NoteRow
from tests.gui.rows import make_note


def series_note(path: str, number: int, group: int | None = None, title: str = "") -> NoteRow:
    return make_note(path, title or f"甲（{number}）", ("甲", number), variant_group=group)


def test_the_series_goes_on_past_other_versions_of_the_note() -> None:
    rows = [series_note(f"{n}.md", n) for n in (1, 3)]
    facts = FolderFacts.of([*rows, *(series_note(f"2{v}.md", 2, group=7) for v in "abc")])
    for version in "abc":
        (place,) = facts.neighbours(f"2{version}.md")
        assert place.previous is not None
        assert place.next is not None
        assert (place.previous.path, place.next.path) == ("1.md", "3.md")


def test_a_series_of_versions_only_leads_nowhere() -> None:
    facts = FolderFacts.of(series_note(f"{v}.md", 2, group=7) for v in "ab")
    assert facts.neighbours("a.md") == ()


def test_two_notes_of_one_number_are_neighbours() -> None:
    facts = FolderFacts.of(series_note(f"{v}.md", 2) for v in "ab")
    (place,) = facts.neighbours("a.md")
    assert place.next is not None
    assert place.next.path == "b.md"


def test_versions_are_told_apart() -> None:
    same = FolderFacts.of(series_note(f"p/{v}.md", 2, group=7) for v in "abc")
    assert [link.text for link in same.other_variants("p/a.md")] == ["b.md", "c.md"]
    places = FolderFacts.of(series_note(f"{v}/n.md", 2, group=7) for v in "ab")
    assert [link.text for link in places.other_variants("a/n.md")] == ["b/n.md"]
    titled = FolderFacts.of(series_note(f"{v}.md", 2, group=7, title=v) for v in "ab")
    assert [link.text for link in titled.other_variants("a.md")] == ["b"]
