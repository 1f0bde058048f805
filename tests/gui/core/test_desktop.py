from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess

from noteviewer.gui.core.desktop import Desktop, split_command


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
