import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from noteviewer.errors import CannotOpenError
from noteviewer.library.folder import scan
from noteviewer.library.folder.scan import as_listed, scan_folder, stays_inside
from noteviewer.notes.model import ProblemKind


def write(file: Path, text: str = "x") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_notes_of_all_endings_are_found_at_any_depth(tmp_path: Path) -> None:
    paths = ["a.md", "b/c/d/e/f/g.markdown", "h.TXT", "i.mkd", "j.mdown", "l.org", "名字 有空格.md"]
    for path in [*paths, "k.png", "l.tid"]:
        write(tmp_path / path)
    found = scan_folder(tmp_path)
    assert sorted(found.notes) == sorted(paths)
    assert sorted(found.others) == ["k.png", "l.tid"]


def test_only_what_programs_keep_for_themselves_is_left_out(tmp_path: Path) -> None:
    for path in [".obsidian/a.md", "node_modules/a.md", "x/node_modules/a.md", "_site/a.md"]:
        write(tmp_path / path)
    wanted = ["css/a.md", "js/a.md", "public/a.md", "themes/a.md", "笔记/js/闭包.md"]
    for path in [*wanted, "_config.yml"]:
        write(tmp_path / path)
    assert sorted(scan_folder(tmp_path).notes) == wanted
    assert scan_folder(tmp_path).problems == []


def test_what_a_site_builder_made_is_left_out_where_it_did(tmp_path: Path) -> None:
    for path in ["a/mkdocs.yml", "a/docs/x.md", "a/site/index.html", "a/site/x.md", "b/site/y.md",
                 "c/mkdocs.yml", "c/site/z.md"]:  # fmt: skip
        write(tmp_path / path)
    assert sorted(scan_folder(tmp_path).notes) == ["a/docs/x.md", "b/site/y.md", "c/site/z.md"]


def test_files_that_are_not_read_are_counted_by_ending(tmp_path: Path) -> None:
    for path in ["a.tid", "b/c.tid", "d.adoc", "e.docx", "run.js", "f.mp3", "g.png", ".hidden.md",
                 ".github/x.md", ".github/y/z.md"]:  # fmt: skip
        write(tmp_path / path)
    found = scan_folder(tmp_path)
    assert not found.notes
    assert [(path, p.kind, p.detail) for path, p in found.problems] == [
        (".", ProblemKind.NOT_READ, "1 .adoc"),
        (".", ProblemKind.NOT_READ, "1 .docx"),
        (".", ProblemKind.NOT_READ, "1 .md"),
        (".", ProblemKind.NOT_READ, "2 .tid"),
        (".github", ProblemKind.NOT_READ, "2 .md"),
    ]


def test_images_of_hidden_folders_are_found(tmp_path: Path) -> None:
    for path in [".gitbook/assets/a.png", "docs/.vuepress/public/b.png", ".git/c.png"]:
        write(tmp_path / path)
    assert sorted(scan_folder(tmp_path).others) == [
        ".gitbook/assets/a.png",
        "docs/.vuepress/public/b.png",
    ]


def test_the_real_path_wins_over_a_link_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "sub/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "sub")
    (tmp_path / "zlink").symlink_to(tmp_path / "sub")
    assert list(scan_folder(tmp_path).notes) == ["sub/a.md"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a/b/note.md")
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "a/again").symlink_to(tmp_path / "a")
    assert list(scan_folder(tmp_path).notes) == ["a/b/note.md"]


def test_a_link_out_of_the_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "outside/secret.md")
    write(tmp_path / "notes/a.md")
    (tmp_path / "notes/out").symlink_to(tmp_path / "outside")
    (tmp_path / "notes/secret.md").symlink_to(tmp_path / "outside/secret.md")
    found = scan_folder(tmp_path / "notes")
    assert list(found.notes) == ["a.md"]
    assert {(path, p.kind) for path, p in found.problems} == {
        ("out", ProblemKind.LINK_OUTSIDE),
        ("secret.md", ProblemKind.LINK_OUTSIDE),
    }


def test_a_dead_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "dead.md").symlink_to(tmp_path / "nothing.md")
    found = scan_folder(tmp_path)
    assert not found.notes
    assert [path for path, _ in found.problems] == ["dead.md"]


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.md"))).write_text("x")
    found = scan_folder(tmp_path)
    assert not found.notes
    assert found.problems[0][1].kind is ProblemKind.UNREADABLE


class WindowsEntry:
    """What `os.scandir` gives on Windows: its `stat` knows neither device nor number."""

    def __init__(self, entry: "os.DirEntry[str]") -> None:
        self._entry = entry
        self.name, self.path = entry.name, entry.path
        self.is_symlink, self.is_dir = entry.is_symlink, entry.is_dir

    def is_junction(self) -> bool:
        return self.name.endswith("-junction")

    def stat(self) -> os.stat_result:
        values = list(self._entry.stat())
        values[1] = values[2] = 0
        return os.stat_result(values)


@pytest.fixture
def windows_scandir(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    @contextmanager
    def scandir(path: str) -> Iterator[Iterator[WindowsEntry]]:
        with real(path) as entries:
            yield map(WindowsEntry, entries)

    monkeypatch.setattr(scan.os, "scandir", scandir)


@pytest.mark.usefixtures("windows_scandir")
def test_all_folders_are_entered_where_a_listing_knows_no_inodes(tmp_path: Path) -> None:
    paths = ["a.md", "b/c.md", "b/d/e.md", "f/g.md"]
    for path in paths:
        write(tmp_path / path)
    assert sorted(scan_folder(tmp_path).notes) == paths


@pytest.mark.usefixtures("windows_scandir")
def test_a_junction_out_of_the_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "outside/secret.md")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/out-junction").symlink_to(tmp_path / "outside")
    found = scan_folder(tmp_path / "notes")
    assert not found.notes
    assert [p.kind for _, p in found.problems] == [ProblemKind.LINK_OUTSIDE]


@pytest.mark.parametrize(
    ("target", "expected"),
    [(r"c:\notes", True), (r"C:\Notes\a", True), (r"C:\Notes2", False), (r"D:\Notes\a", False)],
)
def test_what_lies_in_a_folder_of_windows(target: str, expected: bool) -> None:
    assert stays_inside(PureWindowsPath("C:\\Notes"), PureWindowsPath(target)) is expected


@pytest.mark.parametrize(
    ("target", "expected"), [("/notes", True), ("/notes/a", True), ("/Notes", False), ("/", False)]
)
def test_what_lies_in_a_folder_elsewhere(target: str, expected: bool) -> None:
    assert stays_inside(PurePosixPath("/notes"), PurePosixPath(target)) is expected


def test_a_name_is_taken_as_its_folder_lists_it(tmp_path: Path) -> None:
    listed = unicodedata.normalize("NFD", "Müller/Café über.md")
    write(tmp_path / listed)
    assert as_listed(tmp_path / "Müller/Café über.md") == tmp_path / listed
    assert as_listed(tmp_path / "nothing/é.md") == tmp_path / "nothing/é.md"


def test_a_folder_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CannotOpenError):
        scan_folder(tmp_path / "nothing")
