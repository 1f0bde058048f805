"""Walks through a real window, as a user takes them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from noteviewer.gui.core.documents import Disposition, LinkActivated
from noteviewer.gui.core.open_target import read_target
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.session import read_session
from noteviewer.gui.panes.library.trees import Mode
from noteviewer.gui.tree.node import Node
from noteviewer.library.state import UserState
from tests.end_to_end.window_driver import WindowDriver

pytestmark = pytest.mark.web


def test_without_a_mouse_from_the_start_to_a_reference_and_back(driver: WindowDriver) -> None:
    keys = driver.qtbot
    window = driver.window
    window.activateWindow()
    keys.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert driver.quick_open.view.isVisible()
    field = QApplication.focusWidget()
    assert field is not None
    keys.keyClicks(field, "guohe")
    driver.wait(lambda: driver.quick_open.count > 0)
    driver.shows("series-2.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))

    keys.keyClick(
        window,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    field = QApplication.focusWidget()
    field.insert("第一段")
    driver.wait(lambda: driver.search.hits.count > 0)
    driver.shows("series-1.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))
    assert driver.ask_page("CSS.highlights.get('nv-hit').size") == 1

    keys.keyClick(window, Qt.Key.Key_F8)
    driver.wait(lambda: driver.window.side_pane.view == "references")
    driver.wait(lambda: driver.references.count > 1)
    driver.references.view.setFocus()
    keys.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    driver.wait(lambda: driver.desktop.urls == ["https://example.org/first"])

    driver.shows(
        "series-2.md",
        lambda: keys.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    )


def test_with_a_mouse_only_to_a_link_a_tab_and_back(driver: WindowDriver) -> None:
    driver.open("series-1.md")
    driver.shows("series-2.md", lambda: driver.click_in_page('article a[href*="series-2"]'))
    assert driver.location.anchor == "桥"
    driver.shows("series-1.md", lambda: driver.trigger("back"))

    driver.click_in_page('article a[href*="series-2"]', Qt.MouseButton.MiddleButton)
    driver.wait(lambda: len(driver.tabs.histories) == 2)
    assert driver.note == "series-1.md", "a middle click opens behind"
    driver.shows("series-2.md", lambda: driver.tab_strip.choose(1))

    driver.shows("series-1.md", lambda: driver.tab_strip.choose(0))
    driver.click_in_page('a[href="https://example.org/first"]')
    driver.wait(lambda: driver.desktop.urls == ["https://example.org/first"])


def test_a_middle_click_in_the_tree_opens_behind_as_in_the_page(driver: WindowDriver) -> None:
    driver.open("series-1.md")
    driver.show_mode(Mode.FOLDERS)
    tree, rows = driver.library.view, driver.library.model

    def other() -> Node | None:
        notes = (node for node in rows.root.walk() if node.note)
        return next((node for node in notes if node.note.path == "deep/english.md"), None)

    driver.wait(lambda: other() is not None)
    tree.reveal(other())
    place = tree.visualRect(rows.index_of(other())).center()
    driver.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    driver.wait(lambda: len(driver.tabs.histories) == 2)
    assert driver.note == "series-1.md"
    control = Qt.KeyboardModifier.ControlModifier
    driver.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, control, pos=place)
    driver.wait(lambda: len(driver.tabs.histories) == 3)
    assert driver.note == "series-1.md"


def test_the_way_back_leads_to_where_the_note_was_left(driver: WindowDriver) -> None:
    driver.open("series-1.md")
    driver.scroll_to(900)
    driver.open("series-2.md")
    assert driver.ask_page("window.scrollY") == 0
    driver.shows("series-1.md", lambda: driver.trigger("back"))
    assert driver.ask_page("window.scrollY") == 900


def test_an_edit_appears_by_itself_and_keeps_the_place(driver: WindowDriver) -> None:
    note = driver.folder / "series-1.md"
    driver.open("series-1.md")
    driver.scroll_to(700)
    text = note.read_text(encoding="utf-8").replace("结尾在这里", "结尾变了样")
    replacement = note.with_suffix(".tmp")
    replacement.write_text(text, encoding="utf-8")
    driver.shows("series-1.md", lambda: replacement.replace(note))
    assert "结尾变了样" in str(driver.ask_page("document.body.textContent"))
    assert driver.ask_page("window.scrollY") == 700


def test_a_note_that_vanishes_says_so_and_comes_back(driver: WindowDriver) -> None:
    note = driver.folder / "series-1.md"
    text = note.read_bytes()
    driver.open("series-1.md")
    driver.scroll_to(700)
    note.unlink()
    driver.wait(lambda: "not there any more" in driver.notice)
    assert "一行字" in str(driver.ask_page("document.body.textContent"))
    assert driver.ask_page("scrollY") == 700
    driver.open("series-2.md")
    assert driver.notice == ""
    driver.shows("", lambda: driver.go("series-1.md"))
    assert "cannot be shown" in str(driver.ask_page("document.body.textContent"))
    driver.shows("series-1.md", lambda: note.write_bytes(text))


def test_a_note_that_gets_another_name_stays_in_sight(driver: WindowDriver) -> None:
    driver.open("series-2.md")
    driver.shows(
        "renamed.md", lambda: (driver.folder / "series-2.md").rename(driver.folder / "renamed.md")
    )
    assert driver.location.note == "renamed.md"


def test_nothing_runs_and_nothing_is_requested(driver: WindowDriver) -> None:
    before = driver.activity
    driver.open("series-2.md")
    assert driver.ask_page("document.title") == "漫游（二）——过河"
    assert driver.ask_page("document.querySelectorAll('img').length") == 0
    driver.call_page(
        "((html) => { document.body.insertAdjacentHTML('beforeend', html); })",
        "<img src='https://tracker.example/a.png'><script src='https://tracker.example/b.js'></script>",
    )
    driver.follow(LinkActivated("javascript:alert(1)"))
    driver.follow(LinkActivated("file:///etc/passwd", Disposition.NEW_TAB))
    assert driver.ask_page("document.images.length") == 1
    assert driver.activity.requests == before.requests
    assert driver.activity.writes == before.writes
    assert driver.desktop.urls == []
    assert driver.location.note == "series-2.md"


def test_a_picture_of_the_folder_is_shown_and_none_from_outside(
    driver: WindowDriver, tmp_path: Path
) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (driver.folder / "images" / "out.png").symlink_to(tmp_path / "secret.png")
    assert driver.read_resource("noteviewer://asset/images/dot.png").content_type == "image/png"
    for path in ("images/out.png", "../secret.png", "%2e%2e/secret.png", "series-1.md"):
        assert driver.read_resource(f"noteviewer://asset/{path}") is None
    driver.open("series-1.md")
    driver.wait(lambda: driver.ask_page("document.querySelector('img').naturalWidth") == 1)


def test_the_web_process_may_die(driver: WindowDriver) -> None:
    driver.open("series-1.md")
    process = driver.web_process()
    driver.survives(lambda: os.kill(process, 9))
    assert "第一段" in str(driver.ask_page("document.body.textContent"))


def test_the_session_comes_back_as_it_was(
    open_program: Callable[..., WindowDriver], folder: Path, tmp_path: Path
) -> None:
    state = UserState(tmp_path / "state.sqlite")
    driver = open_program(folder, state=state)
    driver.open("series-1.md")
    driver.scroll_to(500)
    driver.open("deep/english.md", new_tab=True)
    driver.trigger("previous-tab")
    tabs = driver.tabs
    # Nothing is closed in good order: what a killed program leaves is what the timer wrote.
    driver.wait(lambda: read_session(state.folders.session(str(folder)), str(folder))[0] == tabs)
    again = open_program(folder, state=UserState(tmp_path / "state.sqlite"))
    assert isinstance(again.tabs, Tabs)
    assert [h.current.note for h in again.tabs.histories] == [
        h.current.note for h in tabs.histories
    ]
    assert again.location.note == "series-1.md"
    driver.wait(lambda: again.ask_page("window.scrollY") == 500)


def test_f3_walks_through_the_matches_of_all_notes_and_back(driver: WindowDriver) -> None:
    keys = driver.qtbot
    said = driver.messages
    driver.trigger("search")
    driver.search_for("资料 OR 独角兽")
    driver.wait(lambda: driver.search.hit is not None)
    first = driver.search.hit
    assert first is not None
    other = {"series-1.md": "series-2.md", "series-2.md": "series-1.md"}[first.path]
    field = QApplication.focusWidget()
    driver.shows(first.path, lambda: keys.keyClick(field, Qt.Key.Key_Return))
    assert driver.page_view.isAncestorOf(QApplication.focusWidget())
    if first.path == "series-1.md":
        driver.trigger("find-next")
        driver.wait(lambda: said[-1].startswith("Match 2 of 2"))
    # Held down, the key does not pass over a note that is not yet there.
    driver.shows(other, lambda: [driver.trigger("find-next") for _ in range(2)])
    driver.wait(lambda: "note 2 of 2" in said[-1])
    driver.shows(first.path, lambda: driver.trigger("find-previous"))
    count = {"series-1.md": 2, "series-2.md": 1}[first.path]
    driver.wait(lambda: said[-1].startswith(f"Match {count} of {count} · note 1 of 2"))


def test_why_one_is_there_is_told_where_the_match_is_not_shown(driver: WindowDriver) -> None:
    keys = driver.qtbot
    said = driver.messages
    (driver.folder / "hidden.md").write_text("---\ndescription: 麒麟\n---\n# 头\n\n正文\n", "utf-8")
    driver.trigger("rescan")
    driver.wait(lambda: driver.ask_index(lambda catalog: catalog.note("hidden.md")) is not None)
    driver.search_for("麒麟")
    driver.wait(lambda: driver.search.hit is not None)
    field = QApplication.focusWidget()
    driver.shows("hidden.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))
    driver.wait(lambda: bool(said) and "front matter" in said[-1])
    # A condition on notes alone has no match that could be shown.
    driver.search_for("category:walks")
    driver.wait(lambda: "series-2.md" in str(driver.search.hit))
    field = QApplication.focusWidget()
    driver.shows("series-2.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))
    driver.wait(lambda: said[-1] == "note 1 of 2 · F3 goes on")


def test_marks_of_a_search_come_back_after_finding_and_go_with_esc(driver: WindowDriver) -> None:
    keys = driver.qtbot
    driver.open("series-1.md", query="资料")
    driver.trigger("find")
    bar = driver.find_bar
    bar.field.insert("结尾")
    driver.wait(lambda: bar.count == "1 / 1")
    keys.keyClick(bar.field, Qt.Key.Key_Escape)
    driver.wait(lambda: driver.ask_page("CSS.highlights.get('nv-hit')?.size") == 2)
    keys.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    driver.wait(lambda: driver.ask_page("CSS.highlights.has('nv-hit')") is False)


def test_the_bookmark_names_its_section_and_shows_that_it_is_kept(driver: WindowDriver) -> None:
    driver.open("series-1.md", "参考")
    action = driver.commands.action("bookmark")
    driver.wait(lambda: "› 参考" in action.toolTip())
    assert action.property("iconName") == "bookmark"
    driver.trigger("bookmark")
    driver.wait(lambda: action.property("iconName") == "bookmark-filled")
    kept = driver.state.bookmarks.of_folder(str(driver.folder))
    assert [mark.title.endswith("› 参考") for mark in kept] == [True]
    driver.open("series-2.md")
    driver.wait(lambda: action.property("iconName") == "bookmark")


def test_a_link_under_the_mouse_is_named_by_its_note(driver: WindowDriver) -> None:
    driver.open("series-1.md")
    driver.hover_in_page("main a[href*='series-2']")
    driver.wait(lambda: bool(driver.messages) and "（二）" in driver.messages[-1])


def test_the_start_page_leads_back_and_a_new_folder_begins_in_its_tree(
    driver: WindowDriver, tmp_path: Path
) -> None:
    driver.open("series-1.md")
    assert driver.library.count
    driver.trigger("start")
    driver.wait(lambda: not driver.page_view.isVisible())
    driver.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert driver.page_view.isVisible()
    assert driver.location.note == "series-1.md"
    driver.trigger("start")
    driver.qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier
    )
    assert driver.location.note == "series-1.md"
    assert driver.page_view.isVisible()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.md").write_text("# A\n", "utf-8")
    driver.open_folder(tmp_path / "other")
    driver.wait(lambda: "A" in driver.library.labels)
    assert driver.library.view.hasFocus()


def test_find_counts_and_steps(driver: WindowDriver) -> None:
    keys = driver.qtbot
    driver.open("series-1.md")
    driver.trigger("find")
    bar = driver.find_bar
    bar.field.insert("资料")
    driver.wait(lambda: bar.count == "1 / 2")
    driver.trigger("find-next")
    driver.wait(lambda: bar.count == "2 / 2")
    keys.keyClick(bar.field, Qt.Key.Key_Escape)
    driver.wait(lambda: driver.ask_page("CSS.highlights.has('nv-hit')") is False)


def test_f3_finds_again_what_was_looked_for_last(driver: WindowDriver) -> None:
    keys = driver.qtbot
    driver.open("series-1.md")
    driver.trigger("find")
    bar = driver.find_bar
    bar.field.insert("资料")
    driver.wait(lambda: bar.count == "1 / 2")
    keys.keyClick(bar.field, Qt.Key.Key_Escape)
    driver.wait(lambda: driver.ask_page("CSS.highlights.has('nv-hit')") is False)
    driver.trigger("find-next")
    driver.wait(lambda: bar.is_open and driver.ask_page("CSS.highlights.has('nv-hit')") is True)
    assert not bar.field.hasFocus()
    driver.trigger("find-next")
    driver.wait(lambda: bar.count == "2 / 2")


def test_find_by_case_words_and_patterns(driver: WindowDriver) -> None:
    (driver.folder / "words.md").write_text(
        "# W\n\nCat cat concat 😀 cat9 学cat习\n\nca\n", "utf-8"
    )
    driver.updates(lambda: driver.trigger("rescan"))
    driver.open("words.md")
    driver.trigger("find")
    bar = driver.find_bar
    bar.field.insert("cat")
    driver.wait(lambda: bar.count == "1 / 5")
    bar.toggle("Match case")
    driver.wait(lambda: bar.count == "1 / 4")
    bar.toggle("Whole words")
    driver.wait(lambda: bar.count == "1 / 2")
    bar.toggle("Whole words")
    driver.wait(lambda: bar.count == "1 / 4")
    bar.toggle("Regular expression")
    bar.field.setText("(?<=😀 )cat9|^ca$|Cat")
    driver.wait(lambda: bar.count == "1 / 3")
    driver.trigger("find-next")
    driver.wait(lambda: bar.count == "2 / 3")
    marked = "String([...CSS.highlights.get('nv-hit-now')][0])"
    assert driver.ask_page(marked) == "cat9"
    bar.field.setText("a(")
    driver.wait(lambda: bar.count == "Not a regular expression")
    bar.field.setText("cat")
    driver.wait(lambda: bar.count == "1 / 4")


@pytest.mark.parametrize("option", ["Match case", "Regular expression"])
def test_what_is_looked_for_stays_marked_in_a_page_made_anew_and_in_the_next(
    driver: WindowDriver, option: str
) -> None:
    driver.open("series-1.md")
    driver.trigger("find")
    bar = driver.find_bar
    bar.toggle(option)
    bar.field.insert("资料")
    driver.wait(lambda: bar.count == "1 / 2")
    place = driver.ask_page("window.scrollY")
    driver.shows("series-1.md", driver.reload)
    driver.wait(lambda: bar.count == "1 / 2")
    assert driver.ask_page("CSS.highlights.get('nv-hit').size") == 2
    assert driver.ask_page("window.scrollY") == place
    driver.open("series-2.md")
    driver.wait(lambda: bar.count == "0 / 0")
    driver.open("series-1.md", query="结尾")
    assert not bar.is_open
    assert driver.ask_page("CSS.highlights.get('nv-hit').size") == 1


def test_the_editor_opens_at_the_line_that_is_read(driver: WindowDriver) -> None:
    driver.open("series-1.md", "参考")
    driver.trigger("edit")
    driver.wait(lambda: bool(driver.desktop.edited))
    _command, file, line = driver.desktop.edited[0]
    assert file == driver.folder / "series-1.md"
    heading = file.read_text(encoding="utf-8").splitlines().index("## 参考") + 1
    assert heading <= line <= heading + 20, "within the upper part of the window"


def test_every_command_can_be_done_in_a_window(
    driver: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each shown shortcut leads to a command that works; those that ask get a no."""
    driver.open("series-1.md")
    for dialog in ("settings.dialog.SettingsDialog", "commands.shortcut_dialog.ShortcutDialog"):
        monkeypatch.setattr(f"noteviewer.gui.{dialog}.exec", lambda _self: 0)
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.about", lambda *_: None)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: "")
    monkeypatch.setattr("PySide6.QtWidgets.QToolButton.showMenu", lambda _button: None)
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog.exec", lambda _self: 0)
    monkeypatch.setattr(driver.desktop, "show_file", lambda _file: True)
    seen: set[str] = set()
    for command in driver.commands.all():
        for key in driver.commands.keys(command.id):
            assert key not in seen, f"{key} is bound twice"
            seen.add(key)
        if command.id != "quit":
            driver.trigger(command.id)
            QApplication.processEvents()


def test_only_pictures_of_allowed_hosts_pass_the_gate(driver: WindowDriver) -> None:
    driver.open("series-2.md")
    made: list[str] = []
    driver.image_requested.connect(made.append)
    driver.state.folders.allow_image_host(str(driver.folder), "tracker.example")
    driver.shows("series-2.md", driver.reload)
    driver.wait(lambda: made == ["https://tracker.example/pixel.png"])


def test_help_opens_its_pages_in_a_window_of_their_own(driver: WindowDriver) -> None:
    driver.trigger("help")
    (page,) = driver.desktop.windows
    place = read_target(page)
    assert (Path(place.folder).name, place.note) == ("en", "start.md")
    assert (Path(place.folder) / place.note).is_file()
