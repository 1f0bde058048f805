"""Files that are asked for: whole, never among notes, never through a link."""

import os
import threading
from pathlib import Path

import pytest

from noteviewer.cli.main import main
from noteviewer.errors import CannotOpenError
from noteviewer.library.folder.writing import write_whole


@pytest.fixture
def note(tmp_path: Path) -> Path:
    note = tmp_path / "notes" / "deep" / "a.md"
    note.parent.mkdir(parents=True)
    note.write_text("# a\n", "utf-8")
    (note.parent / "pic.png").write_bytes(b"picture")
    return note


@pytest.mark.parametrize("out", ["deep/pic.png", "deep/new.html", "deep/er/../new.html"])
def test_nothing_is_written_beside_a_note(
    out: str, note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (note.parent / "er").mkdir()
    before = sorted(note.parent.rglob("*"))
    assert main(["render", str(note), "--out", str(note.parents[1] / out)]) == 3
    assert "nothing is ever written in a folder of notes" in capsys.readouterr().err
    assert (note.parent / "pic.png").read_bytes() == b"picture"
    assert sorted(note.parent.rglob("*")) == before


@pytest.mark.parametrize("mark", ["_posts", ".obsidian"])
def test_nothing_is_written_in_the_collection_of_a_note(mark: str, note: Path) -> None:
    root = note.parents[1]
    (root / mark).mkdir()
    assert main(["render", str(note), "--out", str(root / "page.html")]) == 3
    assert main(["render", str(note), "--out", str(root.parent / "page.html")]) == 0


def test_a_link_to_a_note_belongs_to_both_folders(note: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.md").symlink_to(note)
    for folder in (other, note.parent):
        out = folder / "page.html"
        assert main(["render", str(other / "b.md"), "--folder", str(other), "--out", str(out)]) == 3
        assert main(["render", str(other / "b.md"), "--out", str(out)]) == 3
        assert not out.exists()


def test_beside_a_note_at_home_the_rest_of_home_is_no_folder_of_notes(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = note.parent
    monkeypatch.setenv("HOME", str(home))
    (home / "desk").mkdir()
    assert main(["render", str(note), "--out", str(home / "page.html")]) == 3
    assert main(["render", str(note), "--out", str(home / "desk" / "page.html")]) == 0


def test_an_earlier_file_is_replaced_whole(tmp_path: Path) -> None:
    target, name = tmp_path / "a", tmp_path / "b"
    target.write_bytes(b"old")
    os.link(target, name)
    write_whole(target, b"new")
    assert (target.read_bytes(), name.read_bytes()) == (b"new", b"old")
    assert sorted(tmp_path.iterdir()) == [target, name]


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link(there: bool, tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "out.html"
    if there:
        victim.write_bytes(b"mine")
    link.symlink_to(victim)
    with pytest.raises(CannotOpenError):
        write_whole(link, b"page")
    assert victim.exists() == there
    assert not there or victim.read_bytes() == b"mine"
    assert link.is_symlink()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"page")
    reader.join()
    assert received == [b"page"]
    write_whole(Path(os.devnull), b"page")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give")
def test_what_another_account_put_there_gets_nothing(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    os.chown(pipe, 65534, 65534)
    link.symlink_to(os.devnull)
    os.lchown(link, 65534, 65534)
    for place in (pipe, link):
        with pytest.raises(CannotOpenError):
            write_whole(place, b"page")


@pytest.mark.parametrize("name", ["\0", "x" * 300, ".", "none/a"])
def test_a_name_that_cannot_be_written_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotOpenError):
        write_whole(tmp_path / name, b"page")
