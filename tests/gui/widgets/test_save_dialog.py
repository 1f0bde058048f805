"""Choosing where a file is written."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.widgets.save_dialog import ask_target


@pytest.mark.parametrize(("answer", "expected"), [("Retry", "out.pdf"), ("Cancel", None)])
def test_a_place_in_the_folder_is_refused_and_another_offered(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, expected: str | None
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    notes = tmp_path / "notes"
    notes.mkdir()
    answers = [str(notes / "in.pdf"), str(tmp_path / "out.pdf")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answers.pop(0), ""))
    button = QMessageBox.StandardButton[answer]
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: button)
    chosen = ask_target(parent, "Export", "in.pdf", "PDF (*.pdf)", str(notes))
    assert chosen == (tmp_path / expected if expected else None)
