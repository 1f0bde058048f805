"""What was read, how it was then, and how far the reader has come."""

from pathlib import Path
from random import Random

import pytest

from noteviewer.library.state import UserState
from noteviewer.library.state.read_texts import LARGEST_TEXT, ReadTexts

NOTES = "/home/reader/notes"


class Ticks:
    """A clock that moves one second with each look."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def test_a_note_is_known_as_it_was_read(tmp_path: Path) -> None:
    state = UserState(tmp_path / "state.sqlite", Ticks())
    state.readings.keep_read(NOTES, "a.md", "d1")
    state.read_texts.keep(NOTES, "a.md", "text \ud800")
    state.readings.keep_place(NOTES, "a.md", "part", 120.0, 0.5)
    state.readings.keep_place(NOTES, "a.md", "", 10.0, 0.25)
    state.close()
    again = UserState(tmp_path / "state.sqlite")
    read = again.readings.of_folder(NOTES)["a.md"]
    assert read.digest == "d1"
    assert (read.anchor, read.scroll, read.progress) == ("", 10.0, 0.5)
    assert again.read_texts.get(NOTES, "a.md") == "text \ud800"
    assert again.read_texts.get("/elsewhere", "a.md") is None
    again.note_moved(NOTES, "a.md", "b.md")
    assert again.readings.get(NOTES, "a.md") is None
    assert again.readings.get(NOTES, "b.md") is not None
    assert again.read_texts.get(NOTES, "b.md") == "text \ud800"
    again.close()


def test_a_note_is_finished_when_its_end_was_seen() -> None:
    state = UserState(None)
    for note, progress in (("a.md", 0.4), ("done.md", 1.5)):
        state.readings.keep_place(NOTES, note, "", 0.0, progress)
    known = state.readings.of_folder(NOTES)
    assert {note: one.is_finished for note, one in known.items()} == {
        "a.md": False,
        "done.md": True,
    }
    assert (known["a.md"].digest, known["done.md"].progress) == ("", 1.0)
    state.readings.forget(NOTES, ["a.md"])
    assert set(state.readings.of_folder(NOTES)) == {"done.md"}
    state.close()


def test_texts_read_longest_ago_make_room(tmp_path: Path) -> None:
    texts = ReadTexts(tmp_path / "texts.sqlite", Ticks(), most_bytes=5000)
    random = Random(1)
    noise = ["".join(random.choices("abcdefghijklmnop", k=3000)) for _ in range(6)]
    for number, text in enumerate(noise):
        texts.keep(NOTES, f"{number}.md", text)
    kept = [number for number in range(6) if texts.get(NOTES, f"{number}.md") is not None]
    assert kept in ([4, 5], [3, 4, 5])
    texts.keep(NOTES, "5.md", "x" * (LARGEST_TEXT + 1))
    assert texts.get(NOTES, "5.md") is None
    texts.close()


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_damaged_file_of_texts_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "texts.sqlite"
    path.write_bytes(content * 200)
    texts = ReadTexts(path, Ticks())
    texts.keep(NOTES, "a.md", "text")
    assert texts.get(NOTES, "a.md") == "text"
    texts.close()
