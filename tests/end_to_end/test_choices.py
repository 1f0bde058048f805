"""What the user chose against recognition holds at once, for the page and for the index."""

from collections.abc import Callable
from pathlib import Path

import pytest

from noteviewer.library.folder.options import read_choices
from noteviewer.library.state import UserState
from noteviewer.notes.site import FolderKind
from noteviewer.paths import state_path
from tests.end_to_end.window_driver import WindowDriver

pytestmark = pytest.mark.web

TEXT = "# 舊筆記\n\n繁體中文寫成的一段。\n"


def search(driver: WindowDriver, query: str) -> int:
    """How many notes the index finds."""
    return driver.ask_index(lambda catalog: catalog.search(query).notes)


def test_a_note_is_read_in_the_encoding_that_was_chosen(
    open_program: Callable[..., WindowDriver], folder: Path
) -> None:
    (folder / "old.md").write_bytes(TEXT.encode("big5"))
    driver = open_program(folder, state=UserState(state_path()), note="old.md")
    driver.wait(lambda: driver.note == "old.md")
    badge = driver.status_bar
    assert badge.encoding == "GB18030"
    assert search(driver, "繁體中文") == 0

    driver.choose("encoding", "Big5")
    # A page that was on its way before may come first.
    driver.wait(lambda: "繁體中文寫成的一段" in str(driver.ask_page("document.body.textContent")))
    assert badge.encoding == "Big5"
    driver.wait(lambda: search(driver, "繁體中文") == 1)
    assert read_choices(folder).encodings == {"old.md": "cp950"}

    driver.choose("encoding", "Recognise the encoding")
    driver.wait(lambda: badge.encoding == "GB18030")
    driver.wait(lambda: search(driver, "繁體中文") == 0)
    assert (folder / "old.md").read_bytes() == TEXT.encode("big5")


def test_links_follow_the_kind_of_folder_that_was_chosen(
    open_program: Callable[..., WindowDriver], folder: Path
) -> None:
    (folder / "wiki.md").write_text("# Wiki\n\nSee [[not yet written]].\n", encoding="utf-8")
    driver = open_program(folder, state=UserState(state_path()), note="wiki.md")
    driver.wait(lambda: driver.note == "wiki.md")
    dangling = "document.querySelectorAll('article .nv-dangling, article a').length"
    # The first page may come before the kind of the folder is known.
    driver.wait(lambda: driver.ask_page(dangling) == 0)

    driver.choose("folder-kind", "Obsidian")
    driver.wait(lambda: driver.ask_page(dangling) == 1)
    assert read_choices(folder).kind is FolderKind.OBSIDIAN
    driver.wait(lambda: kind_of(driver) is FolderKind.OBSIDIAN)

    driver.choose("folder-kind", "Recognise the kind of folder")
    driver.wait(lambda: driver.ask_page(dangling) == 0)
    driver.wait(lambda: kind_of(driver) is FolderKind.PLAIN)


def test_a_vault_without_its_program_is_known_by_its_links(
    open_program: Callable[..., WindowDriver], folder: Path
) -> None:
    links = " ".join(f"[[{name}]]" for name in ("series-1", "series-2", "english") * 2)
    (folder / "wiki.md").write_text(f"# Wiki\n\n{links} [[not yet]]\n", encoding="utf-8")
    driver = open_program(folder, note="wiki.md")
    driver.wait(lambda: kind_of(driver) is FolderKind.OBSIDIAN)
    driver.wait(lambda: "[[" not in str(driver.ask_page("document.body.textContent")))


def kind_of(driver: WindowDriver) -> FolderKind | None:
    """What the index takes the folder for."""
    return driver.ask_index(lambda catalog: catalog.folder_kind())


def test_a_host_that_was_allowed_can_be_taken_back(
    open_program: Callable[..., WindowDriver], folder: Path
) -> None:
    (folder / "remote.md").write_text("![far](https://far.example/x.png)\n", encoding="utf-8")
    state = UserState(state_path())
    state.folders.allow_image_host(str(folder), "far.example")
    driver = open_program(folder, state=state, note="remote.md")
    driver.wait(lambda: driver.note == "remote.md")
    pictures = "document.querySelectorAll('article img').length"
    driver.wait(lambda: driver.ask_page(pictures) == 1)

    driver.choose("image-hosts", "far.example")
    driver.wait(lambda: driver.ask_page(pictures) == 0)
    assert state.folders.image_hosts(str(folder)) == frozenset()
