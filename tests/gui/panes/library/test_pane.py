"""The library pane, by keyboard."""

from itertools import count

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.panes.library.pane import LibraryPane
from noteviewer.gui.panes.library.trees import Mode
from noteviewer.library.location import Location
from noteviewer.library.rows import QuickKind, TopicPart
from noteviewer.notes.relations.topics import MemberKind
from tests.gui.drivers import LibraryDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_note, make_section


@pytest.fixture
def pane(qtbot: QtBot, catalog: FakeCatalog, services: WindowServices) -> LibraryPane:
    catalog.rows = [
        make_note("p/1.md", "甲（一）", ("甲", 1), category="DL", sections=1),
        make_note("p/2.md", "甲（二）", ("甲", 2), category="DL"),
        make_note("q/3.md", "多任务", category="ML", date="2020-02-03"),
    ]
    catalog.outline["p/1.md"] = [make_section("", 0), make_section("起", 1)]
    made = LibraryPane(services)
    ui = LibraryDriver(made)
    qtbot.addWidget(made)
    made.resize(300, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.set_folder("/notes")
    qtbot.waitUntil(lambda: ui.count == 2)
    made.focus_tree()
    return made


def test_keys_lead_from_the_category_to_a_section(pane: LibraryPane, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    ui.go_to(0)
    right, down = Qt.Key.Key_Right, Qt.Key.Key_Down
    ui.press(right, down, right, down, right)
    qtbot.waitUntil(lambda: "起" in ui.labels)
    ui.press(down)
    with qtbot.waitSignal(pane.open_requested) as asked:
        ui.press(Qt.Key.Key_Return)
    assert [asked.args[0].location] == [Location("/notes", "p/1.md", "起")]


def test_ctrl_enter_opens_a_tab_and_enter_on_a_group_opens_the_group(
    pane: LibraryPane, qtbot: QtBot
) -> None:
    ui = LibraryDriver(pane)
    ui.go_to(1)
    ui.press(Qt.Key.Key_Return, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.open_requested) as asked:
        ui.press(Qt.Key.Key_Return, modifier="Control")
    assert [asked.args[0].location] == [Location("/notes", "q/3.md")]


def test_the_filter_opens_what_it_finds_and_gives_the_tree_back(
    pane: LibraryPane, qtbot: QtBot
) -> None:
    ui = LibraryDriver(pane)
    ui.expand(0)
    before = ui.labels
    ui.filter.setText("drw")
    qtbot.waitUntil(lambda: ui.labels == ["ML", "多任务"])
    ui.filter.clear()
    qtbot.waitUntil(lambda: ui.labels == before)


def test_the_open_note_is_found_in_every_mode(pane: LibraryPane, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    pane.show_location(Location("/notes", "q/3.md"))
    for mode in Mode:
        pane.set_mode(mode)
        node = ui.node
        assert node is not None, mode
        assert node.note is not None, mode
        assert node.note.path == "q/3.md", mode


def test_the_tree_follows_the_index(pane: LibraryPane, catalog: FakeCatalog, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    ui.expand(1)
    catalog.rows.append(make_note("q/4.md", "新", category="ML", date="2021-01-01"))
    pane.refresh()
    qtbot.waitUntil(lambda: ui.labels == ["DL", "ML", "新", "多任务"])


def test_a_reading_under_way_is_not_given_up_for_the_next(
    pane: LibraryPane, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = LibraryDriver(pane)
    catalog.rows.append(make_note("r.md", "R", category="R"))
    pane.refresh()
    catalog.rows.append(make_note("s.md", "S", category="S"))
    for _ in range(5):
        pane.refresh()
    qtbot.waitUntil(lambda: ui.labels == ["DL", "ML", "R", "S"])


def test_an_index_at_rest_is_shown_without_delay(
    pane: LibraryPane, catalog: FakeCatalog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ui = LibraryDriver(pane)
    page_view = "noteviewer.gui.panes.library.loader"
    monkeypatch.setattr(f"{page_view}.LONGEST_REST_MS", 1_000_000)
    monkeypatch.setattr(f"{page_view}.perf_counter", count(step=1000).__next__)
    catalog.rows.append(make_note("r.md", "R", category="R"))
    pane.refresh()
    qtbot.waitUntil(lambda: ui.labels == ["DL", "ML", "R"])
    catalog.rows.append(make_note("s.md", "S", category="S"))
    pane.refresh()
    pane.settle()
    qtbot.waitUntil(lambda: ui.labels == ["DL", "ML", "R", "S"])


def test_where_topics_go_on_is_looked_up_when_the_index_is_at_rest(
    pane: LibraryPane, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = LibraryDriver(pane)
    catalog.subjects = {"甲": [TopicPart(MemberKind.SURPLUS, "q/3.md", "N", "s", "甲+", None)]}
    catalog.rows.append(make_note("r.md", "R", category="R"))
    pane.refresh()
    ui.expand(0)
    ui.expand(0, 0)
    series = ["DL", "甲", "甲（一）", "甲（二）"]
    qtbot.waitUntil(lambda: ui.labels == [*series, "ML", "R"])
    pane.settle()
    qtbot.waitUntil(lambda: ui.labels == [*series, "甲+ · N", "ML", "R"])


def test_a_folder_without_categories_shows_its_folders(
    pane: LibraryPane, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = LibraryDriver(pane)
    catalog.rows = [make_note("x/a.md"), make_note("b.md")]
    pane.set_folder("/vault")
    qtbot.waitUntil(lambda: ui.labels == ["x", "b.md"])


def test_the_tree_is_found_as_it_was_left(
    pane: LibraryPane, services: WindowServices, qtbot: QtBot
) -> None:
    ui = LibraryDriver(pane)
    pane.set_mode(Mode.FOLDERS)
    qtbot.waitUntil(lambda: ui.labels == ["p", "q"])
    ui.expand(1)
    qtbot.waitUntil(lambda: '"q"' in (services.state.folders.option("/notes", "library") or ""))
    pane.set_folder("/notes")
    qtbot.waitUntil(lambda: ui.labels == ["p", "q", "多任务"])


def test_the_keyboard_stays_where_the_reader_went(
    pane: LibraryPane, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = LibraryDriver(pane)
    pane.show_location(Location("/notes", "q/3.md"))
    ui.go_to(0)
    catalog.rows.append(make_note("z.md", "Z", category="Z"))
    pane.refresh()
    qtbot.waitUntil(lambda: "Z" in ui.labels)
    assert ui.current == "DL"


def test_a_day_of_the_calendar_leads_to_its_note(pane: LibraryPane, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    pane.set_mode(Mode.TIMELINE)
    qtbot.waitUntil(ui.calendar.isVisible)
    assert ui.calendar.selectedDate() == QDate(2020, 2, 3)
    ui.calendar.activated.emit(QDate(2020, 2, 3))
    assert (ui.labels[0], ui.labels[2]) == ("2020", "03 · 多任务")
    node = ui.node
    assert node is not None
    assert node.label == "多任务"


def test_an_asterisk_opens_groups_but_no_sections(pane: LibraryPane, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    ui.go_to(0)
    ui.press(Qt.Key.Key_Asterisk)
    assert ui.labels == ["DL", "甲", "甲（一）", "甲（二）", "ML"]


def test_the_menu_of_a_series_offers_it_as_one_page(pane: LibraryPane, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    ui.expand(0)
    ui.go_to(0, 0)
    menu = ui.open_menu()
    entry = next(action for action in menu.actions() if "甲" in action.text())
    with qtbot.waitSignal(pane.open_requested) as asked:
        entry.trigger()
    assert [asked.args[0].location] == [Location("/notes", "//topic/甲")]
    menu.close()


def test_a_note_can_be_handed_to_an_editor(pane: LibraryPane, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    ui.expand(1)
    ui.go_to(1, 0)
    for signal, words in ((pane.edit_requested, "editor"), (pane.file_requested, "manager")):
        menu = ui.open_menu()
        with qtbot.waitSignal(signal) as asked:
            next(action for action in menu.actions() if words in action.text()).trigger()
        assert asked.args == [Location("/notes", "q/3.md")]
        menu.close()


def test_a_folder_or_a_tag_is_shown_open_in_its_tree(
    pane: LibraryPane, qtbot: QtBot, catalog: FakeCatalog
) -> None:
    catalog.rows = [*catalog.rows, make_note("q/r/4.md", "Deep", tags=("Red/Dark",))]
    ui = LibraryDriver(pane)
    pane.set_mode(Mode.RECENT)
    qtbot.waitUntil(lambda: "Deep" in ui.labels)
    pane.show_group(QuickKind.FOLDER, "q/r")
    qtbot.waitUntil(lambda: ui.current == "r" and "Deep" in ui.labels)
    pane.show_group(QuickKind.TAG, "red/dark")
    qtbot.waitUntil(lambda: ui.current == "Dark" and "Deep" in ui.labels)
    assert ui.view.hasFocus()


def test_down_walks_from_one_hit_of_the_filter_to_the_next(pane: LibraryPane, qtbot: QtBot) -> None:
    ui = LibraryDriver(pane)
    ui.filter.setText("md")
    qtbot.waitUntil(lambda: "多任务" in ui.labels and "（二）" in str(ui.labels))
    qtbot.keyClick(ui.filter, Qt.Key.Key_Down)
    walked = [ui.node.note.path]
    for _ in range(3):
        ui.press(Qt.Key.Key_Down)
        walked.append(ui.node.note.path)
    assert walked == ["p/1.md", "p/2.md", "q/3.md", "q/3.md"]


def test_the_calendar_shows_days_of_the_folder_that_is_open(
    pane: LibraryPane, qtbot: QtBot, catalog: FakeCatalog
) -> None:
    ui = LibraryDriver(pane)
    qtbot.waitUntil(lambda: ui.calendar.selectedDate() == QDate(2020, 2, 3))
    catalog.rows = [make_note("x.md", "X", date="1999-01-01")]
    pane.set_folder("/other")
    qtbot.waitUntil(lambda: ui.calendar.selectedDate() == QDate(1999, 1, 1))


def test_saved_searches_stand_above_the_notes(
    pane: LibraryPane, qtbot: QtBot, services: WindowServices
) -> None:
    ui = LibraryDriver(pane)
    services.state.searches.save("/notes", "Tasks", "多任务 OR loss")
    pane.refresh()
    qtbot.waitUntil(lambda: ui.labels[0] == "Saved searches")
    ui.expand(0)
    ui.go_to(0, 0)
    with qtbot.waitSignal(pane.query_requested) as asked:
        ui.press(Qt.Key.Key_Return)
    assert (ui.current, asked.args) == ("Tasks", ["多任务 OR loss"])
    ui.filter.setText("loss")
    qtbot.waitUntil(lambda: ui.labels == ["Saved searches", "Tasks"])
