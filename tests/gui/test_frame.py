"""The parts of the frame, each by itself."""

import socket
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QLocale, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListWidget,
    QSplitter,
    QWidget,
)
from pytestqt.qtbot import QtBot

from noteviewer.errors import CannotOpenError
from noteviewer.gui.commands.palette import CommandPalette
from noteviewer.gui.commands.registry import Command, Commands, Group
from noteviewer.gui.commands.table import standard_commands
from noteviewer.gui.core.activity_monitor import Activity, ActivityMonitor
from noteviewer.gui.core.desktop import Desktop
from noteviewer.gui.core.open_target import read_target, seen_from
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.core.translations import forget_language, read_messages, use_language
from noteviewer.gui.navigation.session import Layout
from noteviewer.gui.settings.dialog import SettingsDialog
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.gui.window.start_page import StartPage
from noteviewer.gui.window.status_bar import StatusBar
from noteviewer.library.folder.collection import find_root
from noteviewer.library.location import Location
from noteviewer.library.sync.events import IndexFailure, IndexIdle, IndexProgress
from tests.gui.drivers import StatusBarDriver, child


class TestPlaces:
    def test_a_folder_a_note_and_a_heading(self, tmp_path: Path) -> None:
        note = tmp_path / "a.md"
        note.write_text("# x")
        assert read_target(str(tmp_path)) == Location(str(tmp_path))
        assert read_target(str(note)) == Location(str(tmp_path), "a.md")
        assert read_target(f"{note}#一%20二") == Location(str(tmp_path), "a.md", "一 二")
        assert read_target(Location(str(tmp_path), "a.md", "x").to_url()).anchor == "x"

    def test_a_note_opens_in_the_collection_it_belongs_to(self, tmp_path: Path) -> None:
        (tmp_path / ".obsidian").mkdir()
        note = tmp_path / "deep" / "er" / "a.md"
        note.parent.mkdir(parents=True)
        note.write_text("# x")
        assert find_root(note) == tmp_path
        assert read_target(str(note)) == Location(str(tmp_path), "deep/er/a.md")

    def test_a_note_of_the_open_folder_opens_there(self) -> None:
        place = Location("/repository", "notes/a.md", "x")
        assert seen_from("/repository/notes", place) == Location("/repository/notes", "a.md", "x")
        assert seen_from("/elsewhere", place) == place
        assert seen_from("", place) == place

    def test_a_file_name_may_hold_the_mark_of_a_heading(self, tmp_path: Path) -> None:
        note = tmp_path / "c#.md"
        note.write_text("# x")
        assert read_target(str(note)) == Location(str(tmp_path), "c#.md")

    @pytest.mark.parametrize(
        "text", ["/no/such/folder", "noteviewer://open", "noteviewer://page/x"]
    )
    def test_what_is_not_there_is_told_in_one_line(self, text: str) -> None:
        with pytest.raises(CannotOpenError) as told:
            read_target(text)
        assert "\n" not in str(told.value)

    def test_what_is_no_note_is_not_opened(self, tmp_path: Path) -> None:
        (tmp_path / "x.exe").write_bytes(b"MZ")
        with pytest.raises(CannotOpenError, match="not a note"):
            read_target(str(tmp_path / "x.exe"))


@pytest.fixture(scope="module")
def activity_monitor() -> ActivityMonitor:
    """One for all tests: an audit hook cannot be taken away."""
    return ActivityMonitor()


class TestActivityMonitor:
    def test_writing_in_the_folder_is_counted_and_reading_is_not(
        self, activity_monitor: ActivityMonitor, tmp_path: Path
    ) -> None:
        notes = tmp_path / "notes"
        notes.mkdir()
        (notes / "a.md").write_text("x")
        activity_monitor.watch_folder(notes)
        before = activity_monitor.activity.writes
        (notes / "a.md").read_text()
        (tmp_path / "elsewhere").write_text("x")
        assert activity_monitor.activity.writes == before
        (notes / "a.md").write_text("y")
        (notes / "a.md").rename(notes / "b.md")
        (notes / "b.md").unlink()
        assert activity_monitor.activity.writes == before + 3

    def test_connections_to_other_machines_are_counted(
        self, activity_monitor: ActivityMonitor
    ) -> None:
        before = activity_monitor.activity.requests
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            with socket.create_connection(server.getsockname()):
                assert activity_monitor.activity.requests == before + 1


class TestCommands:
    @pytest.fixture
    def commands(self, qtbot: QtBot, icons: Icons) -> Commands:
        window = QWidget()
        qtbot.addWidget(window)
        commands = Commands(window, icons)
        for command in standard_commands():
            commands.add(command, lambda: None)
        return commands

    def test_no_key_means_two_things(self, commands: Commands) -> None:
        keys = [key for command in commands.all() for key in commands.keys(command.id)]
        assert len(keys) == len(set(keys))

    def test_the_conventions_hold(self, commands: Commands) -> None:
        conventions = {
            "open-folder": "Ctrl+O",
            "go-to": "Ctrl+K",
            "search": "Ctrl+Shift+F",
            "find": "Ctrl+F",
            "find-next": "F3",
            "back": "Alt+Left",
            "new-tab": "Ctrl+T",
            "close-tab": "Ctrl+W",
            "rescan": "F5",
            "references": "F8",
            "library": "F9",
            "full-screen": "F11",
            "print": "Ctrl+P",
            "palette": "Ctrl+Shift+P",
            "settings": "Ctrl+,",
            "quit": "Ctrl+Q",
            "shortcuts": "F1",
        }
        assert {name: commands.keys(name)[0] for name in conventions} == conventions

    def test_keys_can_be_bound_anew_and_given_back(self, commands: Commands) -> None:
        commands.rebind({"find": ("Ctrl+G",), "print": ()})
        assert commands.keys("find") == ("Ctrl+G",)
        assert commands.keys("print") == ()
        assert [c.id for c in commands.conflicts("edit", "Ctrl+G")] == ["find"]
        commands.rebind({})
        assert commands.keys("find") == ("Ctrl+F",)


@pytest.mark.parametrize("typed", ["图片", "wltp", "image"])
def test_a_command_is_found_in_each_tongue(
    qtbot: QtBot, themes: ThemeSwitch, icons: Icons, typed: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window, icons)
    commands.add(Command("image-hosts", Group.FOLDER, "网络图片…"), lambda: None)
    palette = CommandPalette(commands, themes, window)
    listed, field = palette.findChild(QListWidget), palette.findChild(QLineEdit)
    field.setText(typed)
    assert listed.count() == 1
    field.setText("nothing like it")
    assert listed.count() == 0
    assert "No command is called that." in [label.text() for label in palette.findChildren(QLabel)]


class TestDesktop:
    @pytest.mark.parametrize(
        "url",
        ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "smb://host/x", "x"],
    )
    def test_only_web_and_mail_leave_the_program(
        self, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[QUrl] = []
        monkeypatch.setattr(
            "noteviewer.gui.core.desktop.QDesktopServices.openUrl",
            lambda address: opened.append(address) or True,
        )
        assert not Desktop().open_url(url)
        assert Desktop().open_url("https://example.org/")
        assert [address.toString() for address in opened] == ["https://example.org/"]

    def test_an_editor_gets_file_and_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        started: list[tuple[str, list[str]]] = []
        monkeypatch.setattr(
            "noteviewer.gui.core.desktop.QProcess.startDetached",
            lambda program, arguments, _folder: started.append((program, arguments)) or (True, 1),
        )
        file = Path("/notes/a b.md")
        Desktop().open_editor("code --goto {file}:{line}", file, 7)
        Desktop().open_editor("vi +{line}", file, 7)
        assert started == [
            ("code", ["--goto", "/notes/a b.md:7"]),
            ("vi", ["+7", "/notes/a b.md"]),
        ]


class TestWindow:
    def test_an_arrangement_is_taken_up_and_given_back(self, qtbot: QtBot, icons: Icons) -> None:
        window = MainWindow(icons)
        qtbot.addWidget(window)
        for name in ("outline", "references"):
            window.side_pane.add_view(name, name, QWidget())
        window.show()
        wanted = Layout(has_library=False, side_width=420, side_view="references")
        window.arrange(wanted)
        kept = window.arrangement
        assert (kept.has_library, kept.side_width, kept.side_view) == (False, 420, "references")
        assert window.side_pane.isVisible()
        window.set_reading_mode(is_on=True)
        assert not window.side_pane.isVisible()
        window.set_reading_mode(is_on=False)
        assert window.side_pane.isVisible()

    def test_files_can_be_dropped_and_addresses_cannot(self, qtbot: QtBot, icons: Icons) -> None:
        window = MainWindow(icons)
        qtbot.addWidget(window)
        dropped: list[str] = []
        window.place_dropped.connect(dropped.append)
        for url in (QUrl("https://example.org/"), QUrl.fromLocalFile("/notes")):
            data = QMimeData()
            data.setUrls([url])
            window.dropEvent(
                QDropEvent(
                    QPointF(5, 5),
                    Qt.DropAction.CopyAction,
                    data,
                    Qt.MouseButton.LeftButton,
                    Qt.KeyboardModifier.NoModifier,
                )
            )
        assert dropped == ["/notes"]

    def test_the_status_bar_says_what_is_true(self, qtbot: QtBot, icons: Icons) -> None:
        bar = StatusBar(icons)
        ui = StatusBarDriver(bar)
        qtbot.addWidget(bar)
        bar.show()
        bar.show_event(IndexProgress(3, 9))
        assert ui.progress.isVisible()
        bar.show_event(IndexIdle(1, 2, 3, 0, "polling"))
        assert not ui.progress.isVisible()
        assert "every few seconds" in ui.watch
        bar.show_event(IndexFailure("gone", "folder-gone"))
        assert "not there any more" in ui.state
        bar.show_activity(Activity(writes=0, requests=2, refused=1))
        assert "2" in ui.activity.text()
        assert "1" in ui.activity.toolTip()

    def test_everything_that_can_be_done_has_a_name(
        self, qtbot: QtBot, icons: Icons, tmp_path: Path
    ) -> None:
        start = StartPage(icons)
        start.show_recent([str(tmp_path), "/not/there"])
        settings = SettingsDialog(SettingsStore(path=tmp_path / "s.json"), icons, start)
        qtbot.addWidget(start)
        nameless = [
            f"{type(widget).__name__} in {type(top).__name__}"
            for top in (start, settings)
            for kind in (QAbstractButton, QLineEdit)
            for widget in top.findChildren(kind)
            if not (widget.accessibleName() or getattr(widget, "text", str)())
            and widget.objectName() != "qt_spinbox_lineedit"
        ]
        assert nameless == []


class TestLanguages:
    def test_a_translation_is_read_as_it_is_written(self, tmp_path: Path) -> None:
        file = tmp_path / "x.ts"
        file.write_text(
            "<TS><context><name>C</name><message><source>one</source><translation>一</translation>"
            "</message><message><source>two</source><translation type='unfinished'>二</translation>"
            "</message></context></TS>",
            encoding="utf-8",
        )
        assert read_messages(file) == {("C", "one", ""): ("一",)}

    @pytest.mark.usefixtures("qapp")
    def test_numbers_are_said_properly(self) -> None:
        installed = use_language("en")
        one, two = (QObject().tr("%Ln file(s) written in the folder", "", n) for n in (1, 2))
        assert one
        assert two
        forget_language(installed)

    @pytest.mark.usefixtures("qapp")
    def test_a_system_without_language_separates_thousands(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QLocale, "system", QLocale.c)
        before = QLocale()
        installed = use_language("")
        number = QLocale().toString(25434)
        forget_language(installed)
        QLocale.setDefault(before)
        assert number == "25,434"

    @pytest.mark.usefixtures("qapp")
    def test_no_translator_is_left_to_die_while_another_translates(self) -> None:
        installed = use_language("zh_CN")
        forget_language(installed)
        assert not any(map(shiboken6.isValid, installed))
        forget_language(installed)

    def test_a_missing_translation_leaves_the_source(self, tmp_path: Path) -> None:
        assert read_messages(tmp_path / "none.ts") == {}


def test_the_window_fits_the_screen_at_first(qtbot: QtBot, icons: Icons) -> None:
    window = MainWindow(icons)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_a_narrow_window_leaves_the_page_its_room(qtbot: QtBot, icons: Icons) -> None:
    window = MainWindow(icons)
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.arrange(Layout())
    with qtbot.waitExposed(window):
        window.show()
    splitter = child(window, QSplitter)
    left, page, right = splitter.sizes()
    assert page >= 500
    assert min(left, right) > 150
    window.arrange(Layout(library_width=310, side_width=305))
    assert splitter.sizes()[::2] == [310, 305]
