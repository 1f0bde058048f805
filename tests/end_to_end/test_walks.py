"""Walks through a real window, as a reader takes them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from noteviewer.gui.history import Tabs
from noteviewer.gui.library_pane.trees import Mode
from noteviewer.gui.reader.documents import Disposition, LinkActivated
from noteviewer.gui.tree.node import Node
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState
from tests.end_to_end.conftest import Walk

pytestmark = pytest.mark.web


def test_without_a_mouse_from_the_start_to_a_reference_and_back(walk: Walk) -> None:
    program, keys = walk.program, walk.qtbot
    window = program.window
    window.activateWindow()
    keys.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert program.overlays.quick_open.isVisible()
    field = QApplication.focusWidget()
    assert field is not None
    keys.keyClicks(field, "guohe")
    walk.wait(lambda: program.overlays.quick_open._model.rowCount() > 0)
    walk.shows("series-2.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))

    keys.keyClick(
        window,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    field = QApplication.focusWidget()
    field.insert("第一段")
    walk.wait(lambda: program.overlays.search._list.model_of_rows.rowCount() > 0)
    walk.shows("series-1.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))
    assert walk.ask_page("CSS.highlights.get('nv-hit').size") == 1

    keys.keyClick(window, Qt.Key.Key_F8)
    walk.wait(lambda: program.window.side_pane.view == "references")
    walk.wait(lambda: program.panes.references._model.rowCount() > 1)
    program.panes.references.focus_list()
    keys.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    walk.wait(lambda: walk.desktop.urls == ["https://example.org/first"])

    walk.shows(
        "series-2.md",
        lambda: keys.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    )


def click_in_page(
    walk: Walk, selector: str, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Click on an element with the mouse."""
    box = walk.ask_page(
        f"(() => {{ const r = document.querySelector('{selector}').getBoundingClientRect();"
        " return `${r.x + r.width / 2} ${r.y + r.height / 2}`; })()"
    )
    x, y = (int(float(part)) for part in str(box).split())
    view = walk.program.reader.engine.view
    target = view.focusProxy() or view
    walk.qtbot.mouseClick(target, button, pos=QPoint(x, y))


def test_with_a_mouse_only_to_a_link_a_tab_and_back(walk: Walk) -> None:
    program = walk.program
    walk.shows(
        "series-1.md", lambda: program.navigator.open(Location(str(walk.folder), "series-1.md"))
    )
    walk.shows("series-2.md", lambda: click_in_page(walk, 'article a[href*="series-2"]'))
    assert program.navigator.location.anchor == "桥"
    walk.shows("series-1.md", lambda: walk.trigger("back"))

    click_in_page(walk, 'article a[href*="series-2"]', Qt.MouseButton.MiddleButton)
    walk.wait(lambda: len(program.navigator.tabs.histories) == 2)
    assert walk.note == "series-1.md", "a middle click opens behind"
    walk.shows("series-2.md", lambda: program.chrome.tab_strip._bar.setCurrentIndex(1))

    walk.shows("series-1.md", lambda: program.chrome.tab_strip._bar.setCurrentIndex(0))
    click_in_page(walk, 'a[href="https://example.org/first"]')
    walk.wait(lambda: walk.desktop.urls == ["https://example.org/first"])


def test_a_middle_click_in_the_tree_opens_behind_as_in_the_page(walk: Walk) -> None:
    program = walk.program
    walk.shows(
        "series-1.md", lambda: program.navigator.open(Location(str(walk.folder), "series-1.md"))
    )
    library = program.panes.library
    tree, rows = library._view, library._model
    library.set_mode(Mode.FOLDERS)

    def other() -> Node | None:
        notes = (node for node in rows.root.walk() if node.note)
        return next((node for node in notes if node.note.path == "deep/english.md"), None)

    walk.wait(lambda: other() is not None)
    tree.reveal(other())
    place = tree.visualRect(rows.index_of(other())).center()
    walk.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    walk.wait(lambda: len(program.navigator.tabs.histories) == 2)
    assert walk.note == "series-1.md"
    control = Qt.KeyboardModifier.ControlModifier
    walk.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, control, pos=place)
    walk.wait(lambda: len(program.navigator.tabs.histories) == 3)
    assert walk.note == "series-1.md"


def test_the_way_back_leads_to_where_the_note_was_left(walk: Walk) -> None:
    program = walk.program
    first, second = (Location(str(walk.folder), f"series-{n}.md") for n in (1, 2))
    walk.shows("series-1.md", lambda: program.navigator.open(first))
    walk.scroll_to(900)
    walk.shows("series-2.md", lambda: program.navigator.open(second))
    assert walk.ask_page("window.scrollY") == 0
    walk.shows("series-1.md", lambda: walk.trigger("back"))
    assert walk.ask_page("window.scrollY") == 900


def test_an_edit_appears_by_itself_and_keeps_the_place(walk: Walk) -> None:
    program = walk.program
    note = walk.folder / "series-1.md"
    walk.shows(
        "series-1.md", lambda: program.navigator.open(Location(str(walk.folder), "series-1.md"))
    )
    walk.scroll_to(700)
    text = note.read_text(encoding="utf-8").replace("结尾在这里", "结尾变了样")
    replacement = note.with_suffix(".tmp")
    replacement.write_text(text, encoding="utf-8")
    walk.shows("series-1.md", lambda: replacement.replace(note))
    assert "结尾变了样" in str(walk.ask_page("document.body.textContent"))
    assert walk.ask_page("window.scrollY") == 700


def test_a_note_that_vanishes_says_so_and_comes_back(walk: Walk) -> None:
    program = walk.program
    note = walk.folder / "series-2.md"
    text = note.read_bytes()
    walk.shows(
        "series-2.md", lambda: program.navigator.open(Location(str(walk.folder), "series-2.md"))
    )
    walk.shows("", note.unlink)
    assert "cannot be shown" in str(walk.ask_page("document.body.textContent"))
    walk.shows("series-2.md", lambda: note.write_bytes(text))


def test_a_note_that_gets_another_name_stays_in_sight(walk: Walk) -> None:
    program = walk.program
    walk.shows(
        "series-2.md", lambda: program.navigator.open(Location(str(walk.folder), "series-2.md"))
    )
    walk.shows(
        "renamed.md", lambda: (walk.folder / "series-2.md").rename(walk.folder / "renamed.md")
    )
    assert program.navigator.location.note == "renamed.md"


def test_nothing_runs_and_nothing_is_requested(walk: Walk) -> None:
    program = walk.program
    before = program.witness.deeds
    walk.shows(
        "series-2.md", lambda: program.navigator.open(Location(str(walk.folder), "series-2.md"))
    )
    assert walk.ask_page("document.title") == "漫游（二）——过河"
    assert walk.ask_page("document.querySelectorAll('img').length") == 0
    program.reader.engine.bridge.call(
        "((html) => { document.body.insertAdjacentHTML('beforeend', html); })",
        "<img src='https://tracker.example/a.png'><script src='https://tracker.example/b.js'></script>",
    )
    program.links.follow(LinkActivated("javascript:alert(1)"))
    program.links.follow(LinkActivated("file:///etc/passwd", Disposition.NEW_TAB))
    assert walk.ask_page("document.images.length") == 1
    assert program.witness.deeds.requests == before.requests
    assert program.witness.deeds.writes == before.writes
    assert walk.desktop.urls == []
    assert program.navigator.location.note == "series-2.md"


def test_a_picture_of_the_folder_is_shown_and_none_from_outside(walk: Walk, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (walk.folder / "images" / "out.png").symlink_to(tmp_path / "secret.png")
    source = walk.program.loader.source
    assert source.read_resource("noteviewer://asset/images/dot.png").content_type == "image/png"
    for path in ("images/out.png", "../secret.png", "%2e%2e/secret.png", "series-1.md"):
        assert source.read_resource(f"noteviewer://asset/{path}") is None
    walk.shows(
        "series-1.md",
        lambda: walk.program.navigator.open(Location(str(walk.folder), "series-1.md")),
    )
    walk.wait(lambda: walk.ask_page("document.querySelector('img').naturalWidth") == 1)


def test_the_web_process_may_die(walk: Walk) -> None:
    program = walk.program
    walk.shows(
        "series-1.md", lambda: program.navigator.open(Location(str(walk.folder), "series-1.md"))
    )
    process = program.reader.engine.page.renderProcessPid()
    with walk.qtbot.waitSignal(program.reader.engine_restarted, timeout=15_000):
        os.kill(process, 9)
    walk.qtbot.waitSignal(program.reader.page_shown, timeout=15_000).wait()
    assert "第一段" in str(walk.ask_page("document.body.textContent"))


def test_the_session_comes_back_as_it_was(
    open_program: Callable[..., Walk], folder: Path, tmp_path: Path
) -> None:
    state = ReaderState(tmp_path / "state.sqlite")
    walk = open_program(folder, state=state)
    program = walk.program
    walk.shows("series-1.md", lambda: program.navigator.open(Location(str(folder), "series-1.md")))
    walk.scroll_to(500)
    walk.shows(
        "deep/english.md",
        lambda: program.navigator.open_in_new_tab(Location(str(folder), "deep/english.md")),
    )
    walk.trigger("previous-tab")
    tabs = program.navigator.tabs
    # Nothing is closed in good order: what a killed program leaves is what the timer wrote.
    walk.wait(lambda: "english" in (state.folders.session(str(folder)) or ""))
    walk.qtbot.waitUntil(lambda: not program.session._timer.isActive())
    again = open_program(folder, state=ReaderState(tmp_path / "state.sqlite"))
    assert isinstance(again.program.navigator.tabs, Tabs)
    assert [h.current.note for h in again.program.navigator.tabs.histories] == [
        h.current.note for h in tabs.histories
    ]
    assert again.program.navigator.location.note == "series-1.md"
    walk.wait(lambda: again.ask_page("window.scrollY") == 500)


def test_f3_walks_through_the_matches_of_all_notes_and_back(walk: Walk) -> None:
    program, keys = walk.program, walk.qtbot
    said: list[str] = []
    program.match_teller.announced.connect(said.append)
    walk.trigger("search")
    program.overlays.search.search_for("资料 OR 独角兽")
    walk.wait(lambda: program.overlays.search._list.hit is not None)
    first = program.overlays.search._list.hit
    assert first is not None
    other = {"series-1.md": "series-2.md", "series-2.md": "series-1.md"}[first.path]
    field = QApplication.focusWidget()
    walk.shows(first.path, lambda: keys.keyClick(field, Qt.Key.Key_Return))
    assert program.reader.isAncestorOf(QApplication.focusWidget())
    if first.path == "series-1.md":
        walk.trigger("find-next")
        walk.wait(lambda: said[-1].startswith("Match 2 of 2"))
    # Held down, the key does not pass over a note that is not yet there.
    walk.shows(other, lambda: [walk.trigger("find-next") for _ in range(2)])
    walk.wait(lambda: "note 2 of 2" in said[-1])
    walk.shows(first.path, lambda: walk.trigger("find-previous"))
    count = {"series-1.md": 2, "series-2.md": 1}[first.path]
    walk.wait(lambda: said[-1].startswith(f"Match {count} of {count} · note 1 of 2"))


def test_why_one_is_there_is_told_where_the_match_is_not_shown(walk: Walk) -> None:
    program, keys = walk.program, walk.qtbot
    said: list[str] = []
    program.match_teller.announced.connect(said.append)
    (walk.folder / "hidden.md").write_text("---\ndescription: 麒麟\n---\n# 头\n\n正文\n", "utf-8")
    walk.trigger("rescan")
    walk.wait(lambda: program.folders.open_catalog().note("hidden.md") is not None)
    program.overlays.search.search_for("麒麟")
    walk.wait(lambda: program.overlays.search._list.hit is not None)
    field = QApplication.focusWidget()
    walk.shows("hidden.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))
    walk.wait(lambda: bool(said) and "front matter" in said[-1])
    # A condition on notes alone has no match that could be shown.
    program.overlays.search.search_for("category:walks")
    walk.wait(lambda: "series-2.md" in str(program.overlays.search._list.hit))
    field = QApplication.focusWidget()
    walk.shows("series-2.md", lambda: keys.keyClick(field, Qt.Key.Key_Return))
    walk.wait(lambda: said[-1] == "note 1 of 2 · F3 goes on")


def test_marks_of_a_search_come_back_after_finding_and_go_with_esc(walk: Walk) -> None:
    program, keys = walk.program, walk.qtbot
    place = Location(str(walk.folder), "series-1.md", query="资料")
    walk.shows("series-1.md", lambda: program.navigator.open(place))
    walk.trigger("find")
    bar = program.reader._find_bar
    bar._field.insert("结尾")
    walk.wait(lambda: bar._count.text() == "1 / 1")
    keys.keyClick(bar._field, Qt.Key.Key_Escape)
    walk.wait(lambda: walk.ask_page("CSS.highlights.get('nv-hit')?.size") == 2)
    keys.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    walk.wait(lambda: walk.ask_page("CSS.highlights.has('nv-hit')") is False)


def test_find_counts_and_steps(walk: Walk) -> None:
    program, keys = walk.program, walk.qtbot
    walk.shows(
        "series-1.md", lambda: program.navigator.open(Location(str(walk.folder), "series-1.md"))
    )
    walk.trigger("find")
    bar = program.reader._find_bar
    bar._field.insert("资料")
    walk.wait(lambda: bar._count.text() == "1 / 2")
    walk.trigger("find-next")
    walk.wait(lambda: bar._count.text() == "2 / 2")
    keys.keyClick(bar._field, Qt.Key.Key_Escape)
    walk.wait(lambda: walk.ask_page("CSS.highlights.has('nv-hit')") is False)


def test_the_editor_opens_at_the_line_that_is_read(walk: Walk) -> None:
    program = walk.program
    place = Location(str(walk.folder), "series-1.md", "参考")
    walk.shows("series-1.md", lambda: program.navigator.open(place))
    walk.trigger("edit")
    walk.wait(lambda: bool(walk.desktop.edited))
    _command, file, line = walk.desktop.edited[0]
    assert file == walk.folder / "series-1.md"
    heading = file.read_text(encoding="utf-8").splitlines().index("## 参考") + 1
    assert heading <= line <= heading + 20, "within the upper part of the window"


def test_every_command_can_be_done_in_a_window(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each shown shortcut leads to a command that works; those that ask get a no."""
    program = walk.program
    walk.shows(
        "series-1.md", lambda: program.navigator.open(Location(str(walk.folder), "series-1.md"))
    )
    for dialog in ("settings.dialog.SettingsDialog", "commands.shortcut_dialog.ShortcutDialog"):
        monkeypatch.setattr(f"noteviewer.gui.{dialog}.exec", lambda _self: 0)
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.about", lambda *_: None)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(program.chrome.tool_bar, "open_menu", lambda: None)
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog.exec", lambda _self: 0)
    monkeypatch.setattr(walk.desktop, "show_file", lambda _file: True)
    seen: set[str] = set()
    for command in program.commands.all():
        for key in program.commands.keys(command.id):
            assert key not in seen, f"{key} is bound twice"
            seen.add(key)
        if command.id != "quit":
            walk.trigger(command.id)
            QApplication.processEvents()


def test_only_pictures_of_allowed_hosts_pass_the_gate(walk: Walk) -> None:
    program = walk.program
    place = Location(str(walk.folder), "series-2.md")
    walk.shows("series-2.md", lambda: program.navigator.open(place))
    made: list[str] = []
    program.reader.request_made.connect(made.append)
    program.state.folders.allow_image_host(str(walk.folder), "tracker.example")
    walk.shows("series-2.md", program.loader.reload)
    walk.wait(lambda: made == ["https://tracker.example/pixel.png"])
