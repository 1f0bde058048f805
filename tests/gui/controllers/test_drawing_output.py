"""A diagram on the clipboard and in files."""

from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from noteviewer.gui.controllers.drawing_output import DrawingOutput
from noteviewer.gui.core.documents import DrawingRequested, DrawingUse, PageDocument
from noteviewer.render.document.page import PageDrawing

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class FakePage(QObject):
    drawing_requested = Signal(object)
    rasterized = Signal(str)

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer
        drawings = {"a.svg": PageDrawing("graph LR; a-->b", b"<svg/>")}
        self.shown = PageDocument("n.md", "N", "noteviewer://page/n.md", "", "", drawings=drawings)

    def rasterize(self, source: str) -> None:
        assert source == "data:image/svg+xml;base64,PHN2Zy8+"
        self.rasterized.emit(self.answer)


class FakeOutput(QObject):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def ask_path(self, suffix: str, _kinds: str) -> Path:
        return self.folder / f"out.{suffix}"

    def write(self, write: Any, _path: Path) -> None:
        write()


class FakeMessages:
    def __init__(self) -> None:
        self.posted: list[str] = []

    def post(self, text: str) -> None:
        self.posted.append(text)


def use(folder: Path, use: DrawingUse, answer: str = f"data:image/png;base64,{PNG}") -> list[str]:
    page, output, messages = FakePage(answer), FakeOutput(folder), FakeMessages()
    drawings = DrawingOutput(cast("Any", page), cast("Any", output), cast("Any", messages))
    page.drawing_requested.emit(DrawingRequested("a.svg", use))
    page.drawing_requested.emit(DrawingRequested("other.svg", use))
    assert drawings.parent() is output
    return messages.posted


def test_its_source_is_copied(qtbot: QtBot, tmp_path: Path) -> None:
    use(tmp_path, DrawingUse.COPY_SOURCE)
    assert QGuiApplication.clipboard().text() == "graph LR; a-->b"


@pytest.mark.parametrize(
    ("wanted", "name", "begins"),
    [(DrawingUse.SAVE_SVG, "out.svg", b"<svg/>"), (DrawingUse.SAVE_PNG, "out.png", b"\x89PNG")],
)
def test_it_is_saved(
    qtbot: QtBot, tmp_path: Path, wanted: DrawingUse, name: str, begins: bytes
) -> None:
    use(tmp_path, wanted)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_its_picture_is_copied(qtbot: QtBot, tmp_path: Path) -> None:
    assert len(use(tmp_path, DrawingUse.COPY_PICTURE)) == 1
    assert QGuiApplication.clipboard().image().width() == 1


def test_that_it_cannot_be_made_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    assert use(tmp_path, DrawingUse.SAVE_PNG, answer="") == ["The picture could not be made"]
    assert not (tmp_path / "out.png").exists()
