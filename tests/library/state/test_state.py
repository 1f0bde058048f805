"""The reader's own state: kept, carried along, shared by two programs, never lost."""

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteviewer.errors import StateUnavailableError
from noteviewer.library.location import Location
from noteviewer.library.state import KIND, LinkOutcome, LinkVerdict, UserState, schema
from noteviewer.library.state import database as store

NOTES = "/home/reader/notes"
PAPER = "https://example.org/paper"


class Ticks:
    """A clock that moves one second with each look."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "state.sqlite"


@pytest.fixture
def state(path: Path) -> Iterator[UserState]:
    state = UserState(path, Ticks())
    yield state
    state.close()


def test_a_reference_is_unread_until_marked_and_keeps_each_mark_apart(state: UserState) -> None:
    assert not state.references.get(PAPER).is_read
    state.references.mark_read([PAPER, "b"])
    state.references.star([PAPER])
    state.references.comment(PAPER, " worth it\n")
    state.references.opened(PAPER)
    state.references.mark_read([PAPER], is_read=False)
    kept = state.references.get(PAPER)
    assert (kept.is_read, kept.is_starred, kept.comment) == (False, True, "worth it")
    assert kept.opened is not None
    assert state.references.all() == {PAPER: kept, "b": state.references.get("b")}


def test_everything_is_there_after_a_restart(path: Path) -> None:
    first = UserState(path)
    first.references.star([PAPER])
    first.folders.set_session(NOTES, '{"tabs": []}')
    first.folders.set_option(NOTES, KIND, "jekyll")
    first.folders.set_encoding(NOTES, "a.md", "gb18030")
    first.folders.allow_image_host(NOTES, "Example.org")
    first.close()
    again = UserState(path)
    assert again.references.get(PAPER).is_starred
    assert again.folders.session(NOTES) == '{"tabs": []}'
    assert again.folders.option(NOTES, KIND) == "jekyll"
    assert again.folders.encodings(NOTES) == {"a.md": "gb18030"}
    assert again.folders.image_hosts(NOTES) == {"example.org"}
    again.close()


def test_choices_for_a_folder_can_be_taken_back_and_hold_for_it_alone(state: UserState) -> None:
    state.folders.set_option(NOTES, KIND, "jekyll")
    state.folders.set_encoding(NOTES, "a.md", "gb18030")
    state.folders.allow_image_host(NOTES, "example.org")
    assert state.folders.image_hosts("/elsewhere") == frozenset()
    assert state.folders.option("/elsewhere", KIND) is None
    state.folders.set_option(NOTES, KIND, None)
    state.folders.set_encoding(NOTES, "a.md", None)
    state.folders.allow_image_host(NOTES, "example.org", is_allowed=False)
    assert state.folders.option(NOTES, KIND) is None
    assert state.folders.encodings(NOTES) == {}
    assert state.folders.image_hosts(NOTES) == frozenset()


def test_recent_folders_come_last_opened_first_and_a_session_alone_makes_none(
    state: UserState,
) -> None:
    for folder in ("/a", "/b", "/a"):
        state.folders.remember(folder)
    state.folders.set_session("/c", "{}")
    assert state.folders.recent() == ["/a", "/b"]
    state.folders.forget("/a")
    assert state.folders.recent() == ["/b"]
    assert state.folders.session("/a") is None


def test_bookmarks_are_newest_first_and_renamed_in_place(state: UserState) -> None:
    note, section = Location(NOTES, "a.md"), Location(NOTES, "a.md", "part", query="x", scroll=3)
    state.bookmarks.add(note, "A")
    state.bookmarks.add(section, "Part")
    state.bookmarks.add(note, "A again")
    state.bookmarks.add(Location("/elsewhere", "a.md"), "other")
    assert [one.title for one in state.bookmarks.of_folder(NOTES)] == ["Part", "A again"]
    assert state.bookmarks.has(section)
    state.bookmarks.remove(section)
    assert not state.bookmarks.has(section)
    assert state.bookmarks.has(note)


def test_search_history_has_each_query_once_and_is_bounded(state: UserState) -> None:
    for query in ("强化", " ", "a", "强化 "):
        state.searches.remember(NOTES, query)
    assert state.searches.history(NOTES) == ["强化", "a"]
    for number in range(250):
        state.searches.remember(NOTES, f"q{number}")
    assert len(state.searches.history(NOTES, 1000)) == 200
    assert state.searches.history(NOTES, 1) == ["q249"]


def test_a_saved_search_is_replaced_by_its_name(state: UserState) -> None:
    state.searches.save(NOTES, "papers", "kind:paper")
    state.searches.save(NOTES, "papers", "kind:paper rl")
    assert [(one.name, one.query) for one in state.searches.saved(NOTES)] == [
        ("papers", "kind:paper rl")
    ]
    state.searches.delete(NOTES, "papers")
    assert state.searches.saved(NOTES) == []


def test_visits_tell_the_last_and_the_most_read(state: UserState) -> None:
    for note in ("a.md", "b.md", "a.md", "c.md"):
        state.visits.record(NOTES, note)
    assert [one.note for one in state.visits.recent(NOTES)] == ["c.md", "a.md", "b.md"]
    assert [(one.note, one.visits) for one in state.visits.most_read(NOTES, 1)] == [("a.md", 2)]


def test_what_is_known_of_a_note_moves_with_it(state: UserState) -> None:
    state.bookmarks.add(Location(NOTES, "old.md", "part"), "kept")
    state.folders.set_encoding(NOTES, "old.md", "gb18030")
    state.visits.record(NOTES, "old.md")
    state.note_moved(NOTES, "old.md", "new.md")
    assert state.bookmarks.of_folder(NOTES)[0].location == Location(NOTES, "new.md", "part")
    assert state.folders.encodings(NOTES) == {"new.md": "gb18030"}
    assert [one.note for one in state.visits.recent(NOTES)] == ["new.md"]


def test_a_later_verdict_replaces_the_earlier(state: UserState) -> None:
    state.verdicts.keep([LinkVerdict(PAPER, LinkOutcome.ALIVE, 1.0, 200)])
    moved = LinkVerdict(PAPER, LinkOutcome.MOVED, 2.0, 301, "https://example.org/new")
    state.verdicts.keep([moved])
    assert state.verdicts.all() == {PAPER: moved}


def _star_many(path: Path, name: str) -> None:
    state = UserState(path)
    for number in range(100):
        state.references.star([f"{name}{number}"])
    state.close()


def test_two_programs_write_at_once_and_nothing_is_lost(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_star_many, args=(path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    state = UserState(path)
    assert len(state.references.all()) == 200
    state.close()


def test_a_migration_keeps_a_copy_of_what_was_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = UserState(path)
    first.references.star([PAPER])
    first.close()
    step = ("ALTER TABLE reference_state ADD COLUMN colour TEXT",)
    monkeypatch.setattr(store, "MIGRATIONS", (*schema.MIGRATIONS, step))
    second = UserState(path)
    assert second.references.get(PAPER).is_starred
    second.close()
    copy = sqlite3.connect(path.with_name(f"state.sqlite.version-{len(schema.MIGRATIONS)}"))
    assert copy.execute("SELECT key FROM reference_state").fetchall() == [(PAPER,)]
    copy.close()


def test_a_state_of_the_first_version_is_taken_over_whole(path: Path) -> None:
    path.parent.mkdir()
    before = sqlite3.connect(path)
    for statement in schema.MIGRATIONS[0]:
        before.execute(statement)
    before.execute("INSERT INTO bookmark VALUES (1, ?, 'a.md', 'part', 'A', 5.0)", (NOTES,))
    before.execute("INSERT INTO visit VALUES (?, 'a.md', 3, 7.0)", (NOTES,))
    before.execute("PRAGMA user_version = 1")
    before.commit()
    before.close()
    state = UserState(path)
    assert [one.title for one in state.bookmarks.of_folder(NOTES)] == ["A"]
    assert [(one.note, one.visits) for one in state.visits.recent(NOTES)] == [("a.md", 3)]
    assert state.highlights.of_folder(NOTES) == []
    assert state.readings.of_folder(NOTES) == {}
    state.close()


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    UserState(path).close()
    step = ("DELETE FROM reference_state", "not sql")
    with monkeypatch.context() as patch:
        patch.setattr(store, "MIGRATIONS", (*schema.MIGRATIONS, step))
        with pytest.raises(StateUnavailableError):
            UserState(path)
    again = UserState(path)
    again.references.star([PAPER])
    again.close()


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    UserState(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StateUnavailableError, match="newer"):
        UserState(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_put_aside_and_never_deleted(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but somebody's bytes" * 100)
    state = UserState(path, Ticks())
    state.references.star([PAPER])
    state.close()
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes().startswith(b"not a database")


def test_a_file_that_was_damaged_is_replaced_by_the_copy_of_the_day(path: Path) -> None:
    first = UserState(path)
    first.references.star([PAPER])
    first.close()
    path.with_name("state.sqlite.daily").unlink()
    UserState(path).close()
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    again = UserState(path, Ticks())
    assert again.references.get(PAPER).is_starred
    again.close()
    assert len(list(path.parent.glob("*.damaged-*"))) == 1


def test_a_copy_is_made_once_a_day(path: Path) -> None:
    UserState(path).close()
    copy = path.with_name("state.sqlite.daily")
    made = copy.stat().st_mtime_ns
    UserState(path).close()
    assert copy.stat().st_mtime_ns == made
    UserState(path, clock=lambda: copy.stat().st_mtime + 90_000).close()
    assert copy.stat().st_mtime_ns != made


def test_reading_goes_on_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    state = UserState.open(tmp_path / "data" / "state.sqlite")
    state.references.star([PAPER])
    assert state.references.get(PAPER).is_starred
    assert "state.sqlite" in state.problem
    state.close()
    lasting = UserState.open(tmp_path / "good" / "state.sqlite")
    assert lasting.problem == ""
    lasting.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StateUnavailableError, match=r"state\.sqlite"):
        UserState(tmp_path / "data" / "state.sqlite")


def test_a_full_disk_is_told_and_leaves_the_state_whole(state: UserState, path: Path) -> None:
    state.references.star([PAPER])
    state._store._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StateUnavailableError):
        state.references.star(f"https://example.org/{number:0500}" for number in range(1000))
    assert set(state.references.all()) == {PAPER}
