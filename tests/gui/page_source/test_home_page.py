"""The page of a folder itself."""

from noteviewer.gui.page_source.home_page import HomeContent, HomePageStrings, home_body
from tests.gui.rows import make_note

WORDS = HomePageStrings(
    counts="{} {}", indexing="{} of {}", begin="begin", go_on="go on", progress="{} %", changed="changed {}", new="new {}",
    unread="unread {}", all_news="all news", recent="recent", newest="newest", bookmarks="bookmarks",
    hint="hint", empty="empty",
)  # fmt: skip


def test_notes_without_a_date_show_when_they_changed() -> None:
    day = 86_400 * 10**9
    notes = [
        make_note("late.md", "Late", mtime_ns=2**80),
        make_note("new.md", "New", mtime_ns=3 * day),
        make_note("old.md", "Old", date="1970-01-02"),
    ]
    body = home_body(HomeContent("n", notes=3, newest=notes), WORDS)
    assert body.index("Late") < body.index("New") < body.index("Old")
    assert ">9999-12-31<" in body
    assert ">1970-01-04<" in body


def test_the_first_note_is_offered() -> None:
    notes = [make_note("README.md", "Read me"), make_note("a.md", "A")]
    content = HomeContent("n", notes=2, first=notes[:1], newest=notes)
    body = home_body(content, WORDS)
    assert body.index("<h2>begin</h2>") < body.index("Read me") < body.index("<h2>newest</h2>")
