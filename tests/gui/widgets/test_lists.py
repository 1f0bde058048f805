"""Lists with headings between their rows."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import RowChosen, RowView


@dataclass(frozen=True)
class Line:
    key: str
    text: str = ""

    @property
    def is_header(self) -> bool:
        return self.key.startswith("#")


ROWS = [Line("#1"), Line("a"), Line("b"), Line("#2"), Line("c")]


@pytest.fixture
def view(qtbot: QtBot) -> RowView[Line]:
    model: RowModel[Line] = RowModel(lambda row: row.key, lambda row: row.text)
    made = RowView(model)
    model.setParent(made)
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    qtbot.addWidget(made)
    model.replace(ROWS)
    with qtbot.waitExposed(made):
        made.show()
    return made


def current(view: RowView[Line]) -> str:
    row = view.current_row()
    return row.key if row else ""


def test_steps_go_over_headings_and_stop_at_the_ends(view: RowView[Line]) -> None:
    view.select_first()
    seen = [current(view)]
    for steps in (1, 1, 1, -1, -8):
        view.step(steps)
        seen.append(current(view))
    assert seen == ["a", "b", "c", "c", "b", "a"]


def test_an_update_keeps_the_row_that_has_the_keyboard(view: RowView[Line]) -> None:
    view.setCurrentIndex(view.model().index(2, 0))
    view.model().update([Line("#0"), Line("x"), Line("b", "new text"), Line("c")])
    assert view.current_row() == Line("b", "new text")
    assert [row.key for row in view.model().rows] == ["#0", "x", "b", "c"]


def test_the_keyboard_stays_near_what_is_gone(view: RowView[Line]) -> None:
    view.model().replace([Line("#1"), Line("a"), Line("#2"), Line("c")])
    view.select_near(2)
    assert current(view) == "c"
    view.model().replace([Line("#1"), Line("a")])
    view.select_near(2)
    assert current(view) == "a"


def test_headings_cannot_be_chosen(view: RowView[Line], qtbot: QtBot) -> None:
    chosen: list[RowChosen[Line]] = []
    view.row_chosen.connect(chosen.append)
    for number in range(2):
        place = view.visualRect(view.model().index(number, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [choice.row.key for choice in chosen] == ["a"]
    assert isinstance(chosen[0].point, QPoint)


def test_ctrl_and_shift_select_without_choosing(view: RowView[Line], qtbot: QtBot) -> None:
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.assertNotEmitted(view.row_chosen):
        qtbot.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            pos=place,
        )


class _WrappedRows(QStyledItemDelegate):
    """Rows as high as a text of 20,000 square pixels."""

    def sizeHint(  # noqa: N802  (Qt's name)
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = option.widget.viewport().width()  # type: ignore[attr-defined]  # a view
        return QSize(width, 20_000 // width)


def test_rows_never_overlap_when_a_scroll_bar_comes(view: RowView[Line], qtbot: QtBot) -> None:
    view.setItemDelegate(_WrappedRows(view))
    view.resize(300, 300)
    wide = view.viewport().width()
    view.model().replace([Line(str(number)) for number in range(40)])
    qtbot.waitUntil(lambda: view.viewport().width() < wide)
    view.resize(200, 300)
    height = 20_000 // view.viewport().width()

    def is_measured() -> bool:
        rows = [view.visualRect(view.model().index(number, 0)) for number in range(3)]
        return [row.top() - rows[0].top() for row in rows] == [0, height, 2 * height]

    qtbot.waitUntil(is_measured)
