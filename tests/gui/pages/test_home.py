"""The page of a folder itself."""

from noteviewer.gui.pages.home import HomeContent, HomeWording, home_body
from tests.gui.rows import make_note

WORDS = HomeWording("{} {}", "begin", "recent", "newest", "bookmarks", "hint", "empty")


def test_notes_without_a_date_are_listed_by_when_they_changed() -> None:
    day = 86_400 * 10**9
    notes = [
        make_note("old.md", "Old", date="1970-01-02"),
        make_note("late.md", "Late", mtime_ns=2**80),
        make_note("new.md", "New", mtime_ns=3 * day),
    ]
    body = home_body(HomeContent("n", notes, recent=(), bookmarks=()), WORDS)
    assert body.index("Late") < body.index("New") < body.index("Old")
    assert ">1970-01-04<" in body


def test_where_most_notes_have_a_date_the_others_are_not_news() -> None:
    notes = [make_note("a.md", "Dated", date="2001-01-02"), make_note("robots.txt", "Robots")]
    body = home_body(HomeContent("n", notes, recent=(), bookmarks=()), WORDS)
    assert "Dated" in body
    assert "Robots" not in body


def test_the_first_note_is_offered() -> None:
    notes = [make_note("a.md", "A"), make_note("README.md", "Read me")]
    body = home_body(HomeContent("n", notes, recent=(), bookmarks=()), WORDS)
    assert body.index("<h2>begin</h2>") < body.index("Read me") < body.index("<h2>newest</h2>")
