"""One reference, many citations: gathering, looking up, overlap."""

from noteviewer.library.references import build_library, display_title, find, overlaps
from tests.library.reference_rows import reference_row


def test_spellings_of_one_url_are_one_entry_with_all_its_places() -> None:
    library = build_library(
        [
            reference_row("http://www.example.org/a/", None, "a.md", 3),
            reference_row("https://example.org/b", "B", "a.md", 5),
            reference_row("https://example.org/a?utm_source=x", "The title", "b.md", 7),
        ]
    )
    entry, _other = library.entries
    assert entry.title == "The title"
    assert entry.url == "http://www.example.org/a/"
    assert [(row.path, row.line) for row in entry.citations] == [("a.md", 3), ("b.md", 7)]
    assert entry.urls == ("http://www.example.org/a/", "https://example.org/a?utm_source=x")
    assert library.cited_in_many_notes() == (entry,)


def test_a_work_and_its_mirrors_are_one_entry() -> None:
    library = build_library(
        [
            reference_row("https://arxiv.org/abs/2101.00001"),
            reference_row("https://arxiv.org/pdf/2101.00001v2.pdf"),
            reference_row("https://huggingface.co/papers/2101.00001"),
        ]
    )
    assert len(library.entries) == 1


def test_papers_without_a_url_are_told_apart_by_their_title() -> None:
    library = build_library(
        [
            reference_row(None, "《Deep  Learning》"),
            reference_row(None, "《deep learning》", "b.md"),
            reference_row(None, "《Other》"),
        ]
    )
    assert [entry.title for entry in library.entries] == ["《Deep  Learning》", "《Other》"]


def test_titles_that_differ_and_namesakes_are_known() -> None:
    library = build_library(
        [
            reference_row("https://example.org/a", "One"),
            reference_row("https://example.org/a", "Another"),
            reference_row("https://mirror.example/b", "one"),
        ]
    )
    first, second = library.entries
    assert first.titles == ("One", "Another")
    assert library.namesakes(first) == (second,)
    assert library.namesakes(second) == (first,)


def test_a_pasted_url_is_found_under_any_spelling_with_what_lies_below_it() -> None:
    library = build_library(
        [
            reference_row("https://github.com/Owner/Name", "repository"),
            reference_row("https://github.com/owner/name/issues/3", "issue"),
            reference_row("https://github.com/owner/name-two", "another repository"),
            reference_row(None, "《A Paper》"),
        ]
    )
    found = find(library, " http://github.com/owner/name.git\n")
    assert found.entry is library.entries[0]
    assert found.related == (library.entries[1],)
    assert find(library, "github.com/owner/name/wiki").related == (library.entries[0],)
    assert find(library, "a paper").entry is library.entries[3]
    assert find(library, "https://github.com").related == ()
    assert find(library, "").entry is None


def test_notes_that_share_most_come_first() -> None:
    rows = [
        reference_row(f"https://example.org/{name}", name, path)
        for path, names in (("a.md", "xyz"), ("b.md", "xy"), ("c.md", "z"), ("d.md", "q"))
        for name in names
    ]
    found = [(one.first, one.second, len(one.shared)) for one in overlaps(build_library(rows))]
    assert found == [("a.md", "b.md", 2), ("a.md", "c.md", 1)]


def test_the_newest_place_stands_for_all() -> None:
    (entry,) = build_library(
        [
            reference_row("https://example.org/", path="a.md", date="2020-01-01"),
            reference_row("https://example.org/", path="b.md", date="2022-01-01"),
            reference_row("https://example.org/", path="c.md"),
        ]
    ).entries
    assert entry.newest.path == "b.md"


def test_a_reference_without_a_title_is_named_by_label_and_address() -> None:
    assert display_title(reference_row("https://en.wikipedia.org/wiki/IEEE_754")) == (
        "en.wikipedia.org › IEEE 754"
    )
    assert display_title(reference_row("https://www.example.org/", label="代码")) == (
        "代码: example.org"
    )
    assert display_title(reference_row("https://mp.example.com/s?id=1")) == "mp.example.com"
    assert display_title(reference_row("https://example.org/x", "Title", label="代码")) == "Title"
