"""What is kept about notes can be read by nobody else."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteviewer.library.state import UserState
from noteviewer.library.sync.shared_index import bring_up_to_date
from noteviewer.paths import cache_dir, config_dir, data_dir, index_path, state_path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="access is told by modes")


@pytest.fixture(autouse=True)
def lax_umask() -> Iterator[None]:
    """New files may be read by everybody, were it not for us."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("# a\n", "utf-8")
    return folder


def open_to_others() -> list[Path]:
    """All of ours that another account could look into."""
    tops = [top for top in (cache_dir(), data_dir(), config_dir()) if top.exists()]
    kept = [each for top in tops for each in (top, *top.rglob("*"))]
    assert kept
    return [each for each in kept if stat.S_IMODE(each.stat().st_mode) & 0o077]


def test_index_and_state_are_for_this_account_alone(folder: Path) -> None:
    bring_up_to_date(folder)
    state = UserState(state_path())
    state.references.star(["https://example.org/"])
    assert open_to_others() == []
    state.close()


def test_settings_are_for_this_account_alone() -> None:
    from noteviewer.gui.core.settings import Settings, SettingsStore

    SettingsStore().change(Settings(editor="vim"))
    assert open_to_others() == []


def test_what_was_open_to_others_is_closed(folder: Path) -> None:
    bring_up_to_date(folder)
    UserState(state_path()).close()
    for path in (index_path(folder), state_path()):
        path.parent.chmod(0o755)
        for file in path.parent.iterdir():
            file.chmod(0o644)
    bring_up_to_date(folder)
    UserState(state_path()).close()
    assert open_to_others() == []


def test_an_index_is_not_made_among_the_notes(folder: Path, tmp_path: Path) -> None:
    before = sorted(folder.rglob("*"))
    command = [sys.executable, "-m", "noteviewer", "search", str(folder), "a"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "1 note" in ended.stdout
    assert "among the notes" in ended.stderr
    assert sorted(folder.rglob("*")) == before
