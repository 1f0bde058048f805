"""What delegates of rows share."""

from dataclasses import dataclass

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import RowDelegate, RowView


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    is_header: bool = False

    @property
    def key(self) -> str:
        return self.text


class Painted(RowDelegate[Word]):
    """Notes in which theme each row was painted."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.seen: list[tuple[str, bool]] = []

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Word) -> None:
        painter.translate(option.rect.topLeft())
        self.seen.append((row.text, self._themes.theme.is_dark))


def test_rows_are_painted_anew_in_another_theme(qtbot: QtBot, qapp: QApplication) -> None:
    themes = ThemeSwitch(qapp, ThemeChoice.LIGHT)
    model: RowModel[Word] = RowModel(lambda row: row.text, lambda row: row.text, None)
    model.replace([Word("a"), Word("b")])
    view: RowView[Word] = RowView(model)
    model.setParent(view)
    qtbot.addWidget(view)
    delegate = Painted(model, themes, view)
    view.setItemDelegate(delegate)
    view.show()
    qtbot.waitUntil(lambda: ("b", False) in delegate.seen)
    themes.choose(ThemeChoice.DARK)
    qtbot.waitUntil(lambda: {("a", True), ("b", True)} <= set(delegate.seen))
