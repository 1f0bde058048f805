"""The configuration of a site as it lies on the disk."""

import os
from pathlib import Path

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import read_site_config
from noteviewer.library.index.indexer import Indexer
from noteviewer.notes.model import ProblemKind


def test_hosts_come_from_files_and_from_the_name_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "someone.github.io"
    folder.mkdir()
    (folder / "_config.yml").write_text("url: https://notes.example\n", "utf-8")
    assert read_site_config(folder).hosts == {"notes.example", "someone.github.io"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "_config.yml")
    (tmp_path / "CNAME").write_text("notes.example\n", "utf-8")
    assert read_site_config(tmp_path).hosts == {"notes.example"}


DEEP = "a: " + "[" * 480 + "]" * 480 + "\nurl: https://notes.example\n"
ALIASES = "collections: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
MANY = "a:\n" + "- x\n" * 20_000 + "url: https://notes.example\n"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("_config.yml", DEEP, "nesting"),
        ("_config.yml", ALIASES, "aliases"),
        ("_config.yml", MANY, "too many values"),
        ("_config.yaml", "x" * 500_000, "too long"),
        ("hugo.toml", "a = " + "[" * 5_000, "nesting"),
        ("config.toml", "a = " + "9" * 5_000, "Exceeds the limit"),
        ("vercel.json", "[" * 100_000, "nesting"),
        ("_config.yml", "- a\n", "not a list of fields"),
    ],
)
def test_a_bad_configuration_is_a_problem_of_a_folder_that_opens(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    (folder / "CNAME").write_text("other.example\n", "utf-8")
    (folder / "a.md").write_text("# a\n\n[b](b.md)\n", "utf-8")
    (folder / "b.md").write_text("# b\n", "utf-8")
    index = tmp_path / "index.sqlite"
    with Indexer(folder, index) as indexer:
        assert indexer.update().is_complete
    with Catalog(index) as catalog:
        (found,) = catalog.problems()
        assert (found.path, found.problem.kind) == (name, ProblemKind.BAD_CONFIG)
        assert found.problem.detail.startswith(reason)
        assert [note.path for note in catalog.notes()] == ["a.md", "b.md"]
    assert "other.example" in read_site_config(folder).hosts


def test_what_can_be_read_of_a_bad_configuration_is_used(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(DEEP, "utf-8")
    assert read_site_config(tmp_path).hosts == {"notes.example"}
