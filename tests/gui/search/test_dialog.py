"""The search dialog, by keyboard."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.search.dialog import SearchDialog
from noteviewer.gui.search.rows import HitRow, Unlisted
from noteviewer.gui.search.session import LIMIT
from noteviewer.library.location import Location
from noteviewer.library.rows import ScopeKind
from noteviewer.library.search.query import Field
from noteviewer.library.state import UserState
from tests.gui.drivers import SearchDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_hit, make_note, make_section


@pytest.fixture
def dialog(qtbot: QtBot, catalog: FakeCatalog, services: WindowServices) -> SearchDialog:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.behind = QLineEdit(window)  # type: ignore[attr-defined]
    catalog.rows = [make_note("a.md", "甲", category="DL")]
    catalog.hits = [
        make_hit("a.md", 1, "多任务学习"),
        make_hit("a.md", 2, "多任务"),
        make_hit("b.md", 1, "多任务与词"),
    ]
    catalog.outline["a.md"] = [
        make_section("", 0),
        make_section("One", 1),
        make_section("Two", 1),
        make_section("Below", 2, parent=2),
        make_section("Three", 1),
    ]
    catalog.texts = {
        ("a.md", 2): "第二节讲多任务",
        ("a.md", 3): "下面一节",
        ("a.md", 4): "别的",
    }
    made = SearchDialog(services, parent=window)
    with qtbot.waitExposed(window):
        window.show()
    window.behind.setFocus()  # type: ignore[attr-defined]
    made.show_location(Location("/notes", "a.md"))
    made.open()
    made.kept_alive = window  # type: ignore[attr-defined]
    return made


def type_query(qtbot: QtBot, dialog: SearchDialog, query: str, rows: int) -> None:
    ui = SearchDriver(dialog)
    ui.field.setText(query)
    qtbot.waitUntil(lambda: len(ui.hits.rows) == rows)


def press(dialog: SearchDialog, key: Qt.Key, qtbot: QtBot, modifier: str = "No") -> None:
    ui = SearchDriver(dialog)
    qtbot.keyClick(ui.field, key, getattr(Qt.KeyboardModifier, f"{modifier}Modifier"))


def test_enter_opens_the_second_hit_with_the_query_to_mark(
    dialog: SearchDialog, qtbot: QtBot
) -> None:
    type_query(qtbot, dialog, "多任务", 5)
    press(dialog, Qt.Key.Key_Down, qtbot)
    with qtbot.waitSignal(dialog.open_requested) as asked:
        press(dialog, Qt.Key.Key_Return, qtbot)
    assert [asked.args[0].location] == [Location("/notes", "a.md", "s2", "多任务")]
    assert not dialog.isVisible()


def test_ctrl_enter_opens_a_tab(dialog: SearchDialog, qtbot: QtBot) -> None:
    type_query(qtbot, dialog, "多任务", 5)
    with qtbot.waitSignal(dialog.open_requested):
        press(dialog, Qt.Key.Key_Return, qtbot, "Control")


def test_esc_gives_the_keyboard_back_and_loses_nothing(dialog: SearchDialog, qtbot: QtBot) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    press(dialog, Qt.Key.Key_Down, qtbot)
    row = ui.hits.current_row
    press(dialog, Qt.Key.Key_Escape, qtbot)
    assert not dialog.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert QApplication.focusWidget() is not ui.field
    dialog.open()
    assert ui.field.text() == "多任务"
    assert ui.hits.current_row == row


def test_what_an_input_method_composes_is_not_searched(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    qtbot.waitUntil(lambda: len(ui.scopes) > 1)
    catalog.asked.clear()
    compose = QInputMethodEvent("duo'ren'wu", [])
    QApplication.sendEvent(ui.field, compose)
    with qtbot.assertNotEmitted(dialog.open_requested):
        press(dialog, Qt.Key.Key_Return, qtbot)
    assert catalog.asked == []
    commit = QInputMethodEvent()
    commit.setCommitString("多任务")
    QApplication.sendEvent(ui.field, commit)
    qtbot.waitUntil(lambda: [query for query, _ in catalog.asked] == ["多任务"])


def test_a_composition_that_is_given_up_searches_for_what_is_left(
    dialog: SearchDialog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    ui.field.selectAll()
    QApplication.sendEvent(ui.field, QInputMethodEvent("ci", []))
    assert len(ui.hits.rows) == 5
    QApplication.sendEvent(ui.field, QInputMethodEvent("", []))
    assert not ui.hits.rows


def test_tab_writes_the_name_of_a_field_and_its_first_value(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.values[Field.CATEGORY] = [("DL", 4), ("AI Chip", 1)]
    qtbot.keyClicks(ui.field, "cat")
    press(dialog, Qt.Key.Key_Tab, qtbot)
    assert ui.field.text() == "category:"
    qtbot.waitUntil(ui.values.isVisible)
    qtbot.keyClick(ui.values, Qt.Key.Key_Tab)
    assert ui.field.text() == 'category:"DL" '


def test_similar_words_are_searched_where_nothing_is_written_like_that(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.meant["多人务"] = "多任务"
    type_query(qtbot, dialog, "多人务", 5)
    assert "多任务" in ui.message
    with qtbot.waitSignal(dialog.open_requested) as asked:
        press(dialog, Qt.Key.Key_Return, qtbot)
    assert [asked.args[0].location] == [Location("/notes", "a.md", "s1", '"多任务"')]


def test_that_more_is_found_than_listed_is_told_below_the_last_hit(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.hits = [make_hit(f"{number}.md", 1, "词") for number in range(LIMIT + 7)]
    type_query(qtbot, dialog, "词", 2 * LIMIT + 1)
    rest = ui.hits.rows[-1]
    assert isinstance(rest, Unlisted)
    assert rest.sections == 7
    last = ui.hits.model.index(2 * LIMIT, 0)
    qtbot.waitUntil(lambda: ui.hits.view.visualRect(last).isValid())
    for _ in range(LIMIT // 8 + 1):
        press(dialog, Qt.Key.Key_PageDown, qtbot)
    assert ui.hits.view.viewport().rect().contains(ui.hits.view.visualRect(last))


def test_the_first_hits_are_shown_while_the_others_are_counted(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.slow["多任务"] = Event()
    type_query(qtbot, dialog, "多任务", 2)
    assert "counting…" in ui.totals
    press(dialog, Qt.Key.Key_Down, qtbot)
    catalog.slow["多任务"].set()
    qtbot.waitUntil(lambda: len(ui.hits.rows) == 5)
    assert "counting…" not in ui.totals


def test_counting_does_not_hold_up_the_next_query(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.slow["多任务"] = Event()
    type_query(qtbot, dialog, "多任务", 2)
    type_query(qtbot, dialog, "任务", 5)
    shown = ui.totals
    catalog.slow["多任务"].set()
    type_query(qtbot, dialog, "学习", 2)
    assert "counting…" not in shown + ui.totals
    assert [row.hit.snippet for row in ui.hits.rows if isinstance(row, HitRow)] == ["多任务学习"]


def test_the_first_hit_stays_the_best_one_until_the_reader_goes_to_another(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    catalog.hits.insert(0, make_hit("new.md", 7, "多任务"))
    dialog.refresh()
    qtbot.waitUntil(lambda: ui.hit == catalog.hits[0])
    press(dialog, Qt.Key.Key_Down, qtbot)
    gone_to = ui.hit
    catalog.hits.insert(0, make_hit("newer.md", 7, "多任务"))
    dialog.refresh()
    qtbot.waitUntil(lambda: len(ui.hits.rows) == 9)
    assert ui.hit == gone_to


def test_what_is_not_indexed_yet_is_told(dialog: SearchDialog) -> None:
    ui = SearchDriver(dialog)
    dialog.show_unread(234)
    assert "234" in ui.unread.text()
    assert ui.unread.isVisible()
    dialog.show_unread(0)
    assert not ui.unread.isVisible()


def test_where_nothing_is_found_it_is_told_how_to_search(
    dialog: SearchDialog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    ui.field.setText("无此")
    qtbot.waitUntil(lambda: "Nothing found" in ui.message)
    assert "date:2020..2023" in ui.preview.toPlainText()


def test_the_other_script_is_searched_where_nothing_is_written_like_that(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.scripts["多任務"] = "多任务"
    type_query(qtbot, dialog, "多任務", 5)
    assert "多任务" in ui.message
    with qtbot.waitSignal(dialog.open_requested) as asked:
        press(dialog, Qt.Key.Key_Return, qtbot)
    assert "多任务" in asked.args[0].location.query


def test_both_scripts_are_found_alike_where_that_is_set(
    qtbot: QtBot, catalog: FakeCatalog, services: WindowServices
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    catalog.scripts["多任務"] = "多任务"
    catalog.hits = [make_hit("a.md", 1, "多任务"), make_hit("b.md", 1, "多任務")]
    dialog = SearchDialog(services, parent=window, any_script=lambda: True)
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任務", 4)
    assert ui.message == ""


def test_a_scope_confines_the_search(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    qtbot.waitUntil(lambda: len(ui.scopes) > 1)
    press(dialog, Qt.Key.Key_S, qtbot, "Alt")
    qtbot.waitUntil(lambda: catalog.asked[-1][1].kind is ScopeKind.NOTE)


def test_the_preview_shows_the_section_of_the_hit(dialog: SearchDialog, qtbot: QtBot) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    press(dialog, Qt.Key.Key_Down, qtbot)
    qtbot.waitUntil(lambda: "第二节讲多任务" in ui.preview.toPlainText())
    assert "下面一节" in ui.preview.toPlainText()
    assert "别的" not in ui.preview.toPlainText()
    assert [mark.cursor.selectedText() for mark in ui.preview.extraSelections()] == ["多任务"]


def test_the_preview_marks_words_where_they_begin_and_shows_the_first_of_its_own(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    above = "\n\n".join(f"line {number}, maintained" for number in range(200))
    catalog.hits = [replace(make_hit("a.md", 2, "ai"), note_title="AI 笔记")]
    catalog.texts["a.md", 2] = f"😀\n\n{above}\n\n这里的AI和 AI\n\n{above}"
    type_query(qtbot, dialog, "ai", 2)
    preview = ui.preview
    qtbot.waitUntil(lambda: "这里的AI" in preview.toPlainText())
    marks = preview.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["AI", "AI", "AI"]
    assert preview.viewport().rect().contains(preview.cursorRect(marks[1].cursor))


def test_the_preview_shows_the_line_in_which_a_match_is_not_seen(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.hits = [make_hit("a.md", 2, "partial")]
    catalog.texts["a.md", 2] = "$$\n\\frac{\\partial x}{2}\n$$\n\n[名](https://a.org/partial)"
    type_query(qtbot, dialog, "partial", 2)
    qtbot.waitUntil(lambda: len(ui.preview.extraSelections()) == 2)
    catalog.hits = [replace(make_hit("a.md", 2, "key: secret"), marks=((5, 11),))]
    type_query(qtbot, dialog, "secret", 2)
    qtbot.waitUntil(lambda: "key: secret" in ui.preview.toPlainText())


def test_the_preview_repeats_no_match_that_is_seen(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.hits = [make_hit("a.md", 2, "third")]
    table = "<table>\n<tr><td>one</td></tr>\n<tr><td>third</td></tr>\n</table>\n"
    catalog.texts["a.md", 2] = f"1. first\n2. second\n3. third\n\n{table}"
    type_query(qtbot, dialog, "third", 2)
    qtbot.waitUntil(lambda: len(ui.preview.extraSelections()) == 2)
    assert ui.preview.toPlainText().count("third") == 2


def test_the_preview_scrolls_while_the_keyboard_stays(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.texts["a.md", 1] = "\n\n".join(f"line {number}" for number in range(200))
    type_query(qtbot, dialog, "多任务", 5)
    qtbot.waitUntil(lambda: "line 199" in ui.preview.toPlainText())
    bar = ui.preview.verticalScrollBar()
    press(dialog, Qt.Key.Key_Down, qtbot, "Alt")
    down = bar.value()
    press(dialog, Qt.Key.Key_Up, qtbot, "Alt")
    assert down > bar.value() == 0


def test_searches_are_remembered_and_saved(
    dialog: SearchDialog, state: UserState, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    press(dialog, Qt.Key.Key_S, qtbot, "Control")
    press(dialog, Qt.Key.Key_Return, qtbot)
    qtbot.waitUntil(lambda: state.searches.history("/notes") == ["多任务"])
    qtbot.waitUntil(lambda: [s.query for s in state.searches.saved("/notes")] == ["多任务"])
    dialog.open()
    ui.field.clear()
    qtbot.waitUntil(lambda: len(ui.hits.rows) == 4)
    ui.hits.go_to(0)
    press(dialog, Qt.Key.Key_Return, qtbot)
    assert ui.field.text() == "多任务"


def test_hits_are_walked_across_notes_while_the_dialog_is_closed(
    dialog: SearchDialog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    places: list[Location] = []
    dialog.open_requested.connect(lambda request: places.append(request.location))
    dialog.open_requested.connect(lambda request: dialog.show_location(request.location))
    type_query(qtbot, dialog, "多任务", 5)
    press(dialog, Qt.Key.Key_Return, qtbot)
    assert dialog.step_note(1)
    assert dialog.step_note(-1)
    assert [(place.note, place.anchor) for place in places] == [
        ("a.md", "s1"),
        ("b.md", "s1"),
        ("a.md", "s2"),
    ]
    assert ui.hit is not None
    assert (ui.hit.path, ui.hit.section) == ("a.md", 2)
    # Another search that led nowhere changes nothing; going elsewhere by oneself ends it.
    ui.field.setText("别的")
    assert dialog.step_note(1)
    dialog.show_location(Location("/notes", "b.md"))
    assert dialog.hit_place is None
    assert not dialog.step_note(-1)


def test_tab_stays_inside(dialog: SearchDialog, qtbot: QtBot) -> None:
    type_query(qtbot, dialog, "多任务", 5)
    for _ in range(12):
        press_on = QApplication.focusWidget()
        assert press_on is not None
        assert dialog.panel.isAncestorOf(press_on)
        qtbot.keyClick(press_on, Qt.Key.Key_Tab)


def test_values_of_a_field_are_offered_and_taken(
    dialog: SearchDialog, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    catalog.values[Field.CATEGORY] = [("DL", 4), ("AI Chip", 1)]
    popup = ui.values
    qtbot.keyClicks(ui.field, "category:chip")
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert ui.field.text() == 'category:"AI Chip" '
    assert not popup.isVisible()
    assert dialog.isVisible()


def test_where_nothing_is_found_it_is_told_without_which_word_something_is(
    dialog: SearchDialog, qtbot: QtBot
) -> None:
    ui = SearchDriver(dialog)
    ui.field.setText("多任务 无此")
    qtbot.waitUntil(lambda: "Without “无此”: 4." in ui.message)


def test_what_is_found_stays_while_a_field_is_typed(dialog: SearchDialog, qtbot: QtBot) -> None:
    ui = SearchDriver(dialog)
    type_query(qtbot, dialog, "多任务", 5)
    ui.field.setText("多任务 title:")
    qtbot.waitUntil(lambda: "waits for a value" in ui.message)
    assert len(ui.hits.rows) == 5
    ui.field.setText("多任务 /conv[")
    qtbot.waitUntil(lambda: "not closed" in ui.message)
    assert len(ui.hits.rows) == 5
