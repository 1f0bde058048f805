"""What the reader chose against recognition holds at once, for the page and for the index."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from noteviewer.library.choices import read_choices
from noteviewer.library.state import ReaderState
from noteviewer.notes.site import FolderKind
from noteviewer.paths import state_path
from tests.end_to_end.conftest import Walk

pytestmark = pytest.mark.web

TEXT = "# 舊筆記\n\n繁體中文寫成的一段。\n"


def choose(walk: Walk, command: str, text: str) -> None:
    """Open a menu by its command, and choose from it."""
    walk.trigger(command)
    walk.wait(lambda: bool(open_menus(walk)))
    menu = open_menus(walk)[-1]
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def open_menus(walk: Walk) -> list[QMenu]:
    return [menu for menu in walk.program.window.findChildren(QMenu) if menu.isVisible()]


def search(walk: Walk, query: str) -> int:
    """How many notes the index finds."""
    answers: list[int] = []
    walk.program.folders.queries.ask(
        lambda catalog: catalog.search(query).notes, answers.append, pytest.fail
    )
    walk.wait(lambda: bool(answers))
    return answers[0]


def test_a_note_is_read_in_the_encoding_that_was_chosen(
    open_program: Callable[..., Walk], folder: Path
) -> None:
    (folder / "old.md").write_bytes(TEXT.encode("big5"))
    walk = open_program(folder, state=ReaderState(state_path()), note="old.md")
    walk.wait(lambda: walk.note == "old.md")
    badge = walk.program.chrome.status_bar._encoding
    assert badge.text() == "GB18030"
    assert search(walk, "繁體中文") == 0

    choose(walk, "encoding", "Big5")
    # A page that was on its way before may come first.
    walk.wait(lambda: "繁體中文寫成的一段" in str(walk.ask_page("document.body.textContent")))
    assert badge.text() == "Big5"
    walk.wait(lambda: search(walk, "繁體中文") == 1)
    assert read_choices(folder).encodings == {"old.md": "cp950"}

    choose(walk, "encoding", "Recognise the encoding")
    walk.wait(lambda: badge.text() == "GB18030")
    walk.wait(lambda: search(walk, "繁體中文") == 0)
    assert (folder / "old.md").read_bytes() == TEXT.encode("big5")


def test_links_follow_the_kind_of_folder_that_was_chosen(
    open_program: Callable[..., Walk], folder: Path
) -> None:
    (folder / "wiki.md").write_text("# Wiki\n\nSee [[not yet written]].\n", encoding="utf-8")
    walk = open_program(folder, state=ReaderState(state_path()), note="wiki.md")
    walk.wait(lambda: walk.note == "wiki.md")
    dangling = "document.querySelectorAll('article .nv-dangling, article a').length"
    # The first page may come before the kind of the folder is known.
    walk.wait(lambda: walk.ask_page(dangling) == 0)

    choose(walk, "folder-kind", "Obsidian")
    walk.wait(lambda: walk.ask_page(dangling) == 1)
    assert read_choices(folder).kind is FolderKind.OBSIDIAN
    walk.wait(lambda: kind_of(walk) is FolderKind.OBSIDIAN)

    choose(walk, "folder-kind", "Recognise the kind of folder")
    walk.wait(lambda: walk.ask_page(dangling) == 0)
    walk.wait(lambda: kind_of(walk) is FolderKind.PLAIN)


def test_a_vault_without_its_program_is_known_by_its_links(
    open_program: Callable[..., Walk], folder: Path
) -> None:
    links = " ".join(f"[[{name}]]" for name in ("series-1", "series-2", "english") * 2)
    (folder / "wiki.md").write_text(f"# Wiki\n\n{links} [[not yet]]\n", encoding="utf-8")
    walk = open_program(folder, note="wiki.md")
    walk.wait(lambda: kind_of(walk) is FolderKind.OBSIDIAN)
    walk.wait(lambda: "[[" not in str(walk.ask_page("document.body.textContent")))


def kind_of(walk: Walk) -> FolderKind | None:
    """What the index takes the folder for."""
    answers: list[FolderKind | None] = []
    walk.program.folders.queries.ask(
        lambda catalog: catalog.folder_kind(), answers.append, pytest.fail
    )
    walk.wait(lambda: bool(answers))
    return answers[0]


def test_a_host_that_was_allowed_can_be_taken_back(
    open_program: Callable[..., Walk], folder: Path
) -> None:
    (folder / "remote.md").write_text("![far](https://far.example/x.png)\n", encoding="utf-8")
    state = ReaderState(state_path())
    state.folders.allow_image_host(str(folder), "far.example")
    walk = open_program(folder, state=state, note="remote.md")
    walk.wait(lambda: walk.note == "remote.md")
    pictures = "document.querySelectorAll('article img').length"
    walk.wait(lambda: walk.ask_page(pictures) == 1)

    choose(walk, "image-hosts", "far.example")
    walk.wait(lambda: walk.ask_page(pictures) == 0)
    assert state.folders.image_hosts(str(folder)) == frozenset()
