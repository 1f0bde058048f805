"""The configuration of a site as it lies on the disk."""

import os
from pathlib import Path

import pytest

from noteviewer.library.site_config import read_site_config


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
