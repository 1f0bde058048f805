"""``noteviewer refs``: the references of a folder on standard output or in a file."""

import json
import os
from pathlib import Path

import pytest

from noteviewer.cli.common import CANNOT_OPEN, OK
from noteviewer.cli.main import main
from noteviewer.library.state import UserState
from noteviewer.paths import state_path

LISTS = """---
title: Lists
---

# One

https://example.org/a

First title

http://www.example.org/b/

Second title

https://example.org/c

Third title

## Two

https://example.org/d

Fourth title
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    (notes / "sub").mkdir(parents=True)
    (notes / "lists.md").write_text(LISTS, "utf-8")
    (notes / "sub" / "other.md").write_text("# Other\n\nsee [B](https://example.org/b)\n", "utf-8")
    return notes


def references(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    assert main(["refs", *arguments]) == OK
    return json.loads(capsys.readouterr().out)


def test_every_reference_has_its_note_section_and_line(folder: Path, capsys) -> None:
    found = references(capsys, str(folder))
    assert [(one["note"], one["section"], one["line"], one["title"]) for one in found] == [
        ("lists.md", "One", 7, "First title"),
        ("lists.md", "One", 11, "Second title"),
        ("lists.md", "One", 15, "Third title"),
        ("lists.md", "Two", 21, "Fourth title"),
        ("sub/other.md", "Other", 3, "B"),
    ]
    assert [one["canonical"] for one in found[1:2]] == ["https://example.org/b"]
    assert references(capsys, str(folder), "--json") == found


def test_where_a_url_is_cited_whatever_its_spelling(folder: Path, capsys) -> None:
    found = references(capsys, str(folder), "--url", "example.org/b?utm_source=x")
    assert [one["note"] for one in found] == ["lists.md", "sub/other.md"]
    assert main(["refs", str(folder), "--url", "https://example.org/none"]) == OK
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert "no note cites" in captured.err


def test_notes_that_cite_the_same_are_told(folder: Path, capsys) -> None:
    assert main(["refs", str(folder), "--overlap"]) == OK
    assert json.loads(capsys.readouterr().out) == {
        "notes": ["lists.md", "sub/other.md"],
        "shared": ["https://example.org/b"],
    }


def test_a_query_chooses_what_is_exported(folder: Path, capsys) -> None:
    found = references(capsys, str(folder), "--filter", "is:shared")
    assert [(one["note"], one["line"]) for one in found] == [("lists.md", 11), ("sub/other.md", 3)]
    assert references(capsys, str(folder), "--filter", "third -heading:one") == []


def test_one_note_can_be_asked_for(folder: Path, capsys) -> None:
    assert len(references(capsys, str(folder), "--note", "sub/other.md")) == 1


def test_what_the_reader_did_travels_along_after_a_rename(folder: Path, capsys) -> None:
    state = UserState(state_path())
    state.references.mark_read(["https://example.org/a"])
    state.close()
    references(capsys, str(folder))
    (folder / "lists.md").rename(folder / "sub" / "renamed.md")
    (read,) = [one for one in references(capsys, str(folder)) if one["is_read"]]
    assert (read["note"], read["url"]) == ("sub/renamed.md", "https://example.org/a")


def test_a_file_is_written_outside_the_folder_only(folder: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "refs.csv"
    assert main(["refs", str(folder), "--format", "csv", "--out", str(out)]) == OK
    assert out.read_text("utf-8-sig").startswith("url,title,note")
    before = sorted(folder.rglob("*"))
    inside = folder / "sub" / "refs.csv"
    assert main(["refs", str(folder), "--out", str(inside)]) == CANNOT_OPEN
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("target", ["missing/refs.json", "notes"])
def test_what_cannot_be_written_is_one_clear_line(
    folder: Path, tmp_path: Path, capsys, target: str
) -> None:
    assert main(["refs", str(folder), "--out", str(tmp_path / target)]) == CANNOT_OPEN
    assert capsys.readouterr().err.count("\n") == 1


def test_what_is_no_file_is_written_to_and_stays(folder: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert main(["refs", str(folder), "--note", "sub/other.md", "--out", str(pipe)]) == OK
        assert len(json.loads(os.read(reader, 65536))) == 1
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_pairs_of_notes_go_to_a_file_too(folder: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "pairs.json"
    assert main(["refs", str(folder), "--overlap", "--out", str(out)]) == OK
    assert json.loads(out.read_text("utf-8"))["notes"] == ["lists.md", "sub/other.md"]
    assert capsys.readouterr().out == ""


def test_a_note_that_is_not_there_is_one_clear_line(folder: Path, capsys) -> None:
    assert main(["refs", str(folder), "--note", "none.md"]) == CANNOT_OPEN
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path, capsys) -> None:
    assert main(["refs", str(tmp_path / "none")]) == CANNOT_OPEN
    assert capsys.readouterr().err.count("\n") == 1
