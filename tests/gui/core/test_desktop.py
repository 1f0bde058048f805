from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from noteviewer import APP_ID
from noteviewer.gui.core.desktop import Desktop, is_program, split_command

Started = list[tuple[str, list[str]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """What was started, in the place of starting it."""
    started: Started = []

    def start(program: str, arguments: list[str], _folder: str) -> tuple[bool, int]:
        started.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    return started


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the desktop, in the place of opening it."""
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (r"C:\Windows\notepad.exe {file}", [r"C:\Windows\notepad.exe", "{file}"]),
        (
            r'"C:\Program Files\Code\code.exe" -g "{file}:{line}"',
            [r"C:\Program Files\Code\code.exe", "-g", "{file}:{line}"],
        ),
        (r"D:\it's\e.exe #1", [r"D:\it's\e.exe", "#1"]),
    ],
)
def test_a_command_of_windows_keeps_its_backslashes(command: str, expected: list[str]) -> None:
    assert split_command(command, is_windows=True) == expected


def test_a_command_elsewhere_is_split_as_a_shell_does() -> None:
    assert split_command(r"my\ editor '+{line}'", is_windows=False) == ["my editor", "+{line}"]


def test_an_open_quotation_mark_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *all_: started.append(all_))
    assert not Desktop().open_editor('vim "{file}', Path("/x/a.md"), 3)
    assert started == []


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("e -g {file}:{line}", ["-g", "/x/{line} {file}.md:3"]),
        ("e +{line}", ["+3", "/x/{line} {file}.md"]),
        ("e '{file} it' {line}{line}", ["/x/{line} {file}.md it", "33"]),
    ],
)
def test_what_the_name_of_a_note_holds_is_not_filled_in(
    command: str, arguments: list[str], started: Started
) -> None:
    assert Desktop().open_editor(command, Path("/x/{line} {file}.md"), 3)
    assert started == [("e", arguments)]


@pytest.mark.parametrize("command", ["vim 'x", 'vim "', "vim \\"])
def test_a_command_that_cannot_be_split_starts_nothing(command: str, started: Started) -> None:
    assert not Desktop().open_editor(command, Path("/x/a.md"), 1)
    assert started == []


def test_an_editor_that_is_not_there_is_told() -> None:
    assert not Desktop().open_editor("/no/such/editor {file}", Path("/x/a.md"), 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.desktop", b""),
        ("EVIL.DESKTOP", b""),
        ("a.exe. .", b""),
        ("a.tar.sh", b""),
        ("script", b"#!/bin/sh\necho\n"),
        ("binary", b"\x7fELF\x02\x01\x01" + bytes(64)),
        ("entry", b"[Desktop Entry]\nType=Application\nExec=x\n"),
        ("setup.py", b"print()\n"),
    ],
)
def test_no_program_is_started(
    name: str, content: bytes, tmp_path: Path, opened: list[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert is_program(file)
    assert not Desktop().open_file(file)
    assert opened == []


@pytest.mark.parametrize("name", ["paper.pdf", "picture.png", "sheet.ods", "a.sh.txt", "plain"])
def test_what_is_shown_is_opened(name: str, tmp_path: Path, opened: list[str]) -> None:
    (tmp_path / name).write_bytes(b"text\n")
    assert Desktop().open_file(tmp_path / name)
    assert opened == [str(tmp_path / name)]


class TestSelf:
    """A desktop that would open notes or folders with this program is not asked to."""

    @pytest.fixture(autouse=True)
    def apps(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        apps = tmp_path / "share" / "applications"
        apps.mkdir(parents=True)
        for name in (APP_ID, "noteviewer", "files", "pen"):
            (apps / f"{name}.desktop").touch()
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
        monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
        monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "none"))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        monkeypatch.setenv("XDG_CURRENT_DESKTOP", "Bench")
        (tmp_path / "config").mkdir()
        return apps

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            ("config/mimeapps.list", "[Default Applications]\n{}=noteviewer.desktop"),
            ("config/mimeapps.list", "[Default Applications]\n{}=gone.desktop;pen.desktop"),
            ("config/mimeapps.list", f"[Default Applications]\n{{}}={APP_ID}.desktop"),
            ("config/bench-mimeapps.list", "[Default Applications]\n{}=noteviewer.desktop;"),
            ("config/mimeapps.list", "[Added Associations]\n{}=noteviewer.desktop;"),
            ("config/mimeapps.list", "[Added Associations]\n{}=pen.desktop;noteviewer.desktop"),
            ("share/applications/mimeinfo.cache", "[MIME Cache]\n{}=noteviewer.desktop;"),
            ("share/applications/mimeinfo.cache", "[MIME Cache]\n{}=files.desktop;"),
        ],
    )
    @pytest.mark.parametrize("mime_type", ["inode/directory", "text/markdown"])
    def test_what_leads_back_is_not_opened(
        self,
        file: str,
        text: str,
        mime_type: str,
        tmp_path: Path,
        opened: list[str],
    ) -> None:
        note = tmp_path / "a.md"
        note.write_text("# a\n", "utf-8")
        (tmp_path / file).write_text(text.format(mime_type) + "\n", "utf-8")
        leads_back = "=noteviewer" in text or f"={APP_ID}" in text
        desktop = Desktop()
        is_opened = (
            desktop.show_file(note)
            if mime_type == "inode/directory"
            else desktop.open_editor("", note, 1)
        )
        assert is_opened is not leads_back
        assert bool(opened) is not leads_back

    def test_a_program_that_was_taken_off_the_list_is_not_asked_for(
        self, apps: Path, tmp_path: Path
    ) -> None:
        (apps / "mimeinfo.cache").write_text(
            "[MIME Cache]\ninode/directory=noteviewer.desktop;files.desktop;\n", "utf-8"
        )
        assert Desktop().leads_back(tmp_path)
        (tmp_path / "config" / "mimeapps.list").write_text(
            "[Removed Associations]\ninode/directory=noteviewer.desktop;\n", "utf-8"
        )
        assert not Desktop().leads_back(tmp_path)
