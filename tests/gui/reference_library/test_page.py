"""The reference library by keyboard: filter, narrow, mark, comment, export, look up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.reference_library.facets import MoreRow, ValueRow, facet_rows
from noteviewer.gui.reference_library.model import COLUMNS
from noteviewer.gui.reference_library.page import ReferenceLibraryPage
from noteviewer.library.export import ExportForm
from noteviewer.library.location import Location
from noteviewer.library.references import Column, Facet, FacetValue
from noteviewer.library.references.link_check import CheckRules
from noteviewer.library.search.snippets import phrase_query
from noteviewer.library.state import LinkOutcome, LinkVerdict
from tests.gui.drivers import ReferenceLibraryDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_reference
from tests.library.link_server import link_server

A, B, C = "https://example.org/a", "https://example.org/b", "https://other.org/c"


@pytest.fixture
def page(
    qtbot: QtBot, catalog: FakeCatalog, services: WindowServices
) -> Iterator[ReferenceLibraryPage]:
    catalog.cites["x.md"] = [
        make_reference(A, "One", path="x.md", note_title="X", category="DL", date="2020-01-03"),
        make_reference(
            B, "Two", path="x.md", note_title="X", category="DL", date="2020-01-03", line=4
        ),
    ]
    catalog.cites["y.md"] = [
        make_reference(C, "Three", path="y.md", note_title="Y", category="ML", date="2020-01-02"),
        make_reference(None, "A Paper", path="y.md", note_title="Y", date="2020-01-01", line=3),
        make_reference(
            "http://www.example.org/a/", "Uno", path="y.md", note_title="Y", date="2020-01-02",
            line=5, anchor="s", section=1,
        ),
    ]  # fmt: skip
    catalog.texts["x.md", 0] = f"Why it matters.\n\n{A}\n\nOne\n"
    made = ReferenceLibraryPage(services, check_rules=CheckRules(pause=0))
    ui = ReferenceLibraryDriver(made)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.set_folder("/notes")
    with qtbot.waitExposed(made):
        made.show()
    made.open()
    qtbot.waitUntil(lambda: len(ui.lines) == 4)
    yield made
    made.close_down()


def press(qtbot: QtBot, page: ReferenceLibraryPage, key: Qt.Key, modifier: str = "No") -> None:
    qtbot.keyClick(page.table, key, getattr(Qt.KeyboardModifier, f"{modifier}Modifier"))


def go_to(qtbot: QtBot, page: ReferenceLibraryPage, title: str) -> None:
    ui = ReferenceLibraryDriver(page)
    page.table.setFocus()
    page.table.go_to_first()
    for _ in range(ui.titles.index(title)):
        press(qtbot, page, Qt.Key.Key_Down)
    line = page.table.current_line()
    assert line is not None
    assert line.entry.title == title


def test_newest_notes_come_first_and_each_thing_once(page: ReferenceLibraryPage) -> None:
    ui = ReferenceLibraryDriver(page)
    assert sorted(ui.titles[:2]) == ["One", "Two"]
    assert ui.titles[2:] == ["Three", "A Paper"]


def test_typing_narrows_and_enter_goes_into_the_table(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    qtbot.keyClicks(page.field, "category:ml")
    qtbot.waitUntil(lambda: ui.titles == ["Three"])
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.table.current_line() is ui.lines[0]


def test_an_address_is_looked_up_whatever_its_spelling(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    page.open("http://example.org/a?utm_source=mail")
    qtbot.waitUntil(lambda: ui.titles == ["One"])


def test_an_address_can_be_dropped(page: ReferenceLibraryPage, qtbot: QtBot) -> None:
    ui = ReferenceLibraryDriver(page)
    data = QMimeData()
    data.setUrls([QUrl(B)])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: ui.titles == ["Two"])


def test_a_facet_is_chosen_and_given_up_by_keyboard(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    facets = page.facets
    row = next(row for row in ui.facets.rows if getattr(row, "value", "") == "paper")
    facets.setFocus()
    facets.setCurrentIndex(ui.facets.model.find(row.key))
    qtbot.keyClick(facets, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ui.titles == ["A Paper"])
    qtbot.keyClick(facets, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(ui.titles) == 4)


def test_escape_clears_the_field_first_and_then_leaves(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    page.field.setText("one")
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert page.field.text() == ""
    with qtbot.waitSignal(page.leave_requested):
        qtbot.keyClick(page.field, Qt.Key.Key_Escape)


def test_enter_opens_and_marks_as_read(
    page: ReferenceLibraryPage, services: WindowServices, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    go_to(qtbot, page, "Two")
    with qtbot.waitSignal(page.link_activated) as opened:
        press(qtbot, page, Qt.Key.Key_Return)
    assert opened.args == [B]
    qtbot.waitUntil(lambda: services.state.references.get(B).opened is not None)
    assert services.state.references.get(B).is_read
    assert ui.progress.startswith("1 of 4")


def test_a_paper_without_an_address_is_searched_for(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    go_to(qtbot, page, "A Paper")
    with qtbot.waitSignal(page.title_search_requested) as asked:
        press(qtbot, page, Qt.Key.Key_Return)
    assert asked.args == ["A Paper"]


def test_marks_are_kept_and_the_row_stays_where_it_is(
    page: ReferenceLibraryPage, services: WindowServices, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    page.field.setText("is:unread")
    qtbot.waitUntil(lambda: len(ui.titles) == 4)
    go_to(qtbot, page, "One")
    press(qtbot, page, Qt.Key.Key_Space)
    press(qtbot, page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: services.state.references.get(A).is_starred)
    assert services.state.references.get(A).is_read
    assert len(ui.titles) == 4
    page.field.setText("is:unread ")
    qtbot.waitUntil(lambda: "One" not in ui.titles)


def test_a_place_is_opened_in_its_note(page: ReferenceLibraryPage, qtbot: QtBot) -> None:
    go_to(qtbot, page, "Three")
    with qtbot.waitSignal(page.open_requested) as opened:
        press(qtbot, page, Qt.Key.Key_Return, "Shift")
    assert [opened.args[0].location] == [
        Location("/notes", "y.md", "", phrase_query("Three", "https://other.org/c"))
    ]


def test_the_detail_tells_every_place_and_what_differs(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    go_to(qtbot, page, "One")
    rows = ui.places.model
    qtbot.waitUntil(
        lambda: any(getattr(row, "context", None) and row.context.before for row in rows.rows)
    )
    said = [rows.data(rows.index(n, 0)) for n in range(rows.rowCount())]
    assert said[1].startswith("X")
    assert said[2].startswith("Y")
    assert {"One", "Uno", A, "http://www.example.org/a/"} <= set(said)
    with qtbot.waitSignal(page.open_requested) as opened:
        ui.places.view.setCurrentIndex(rows.index(2, 0))
        qtbot.keyClick(ui.places.view, Qt.Key.Key_Return)
    assert [opened.args[0].location] == [
        Location("/notes", "y.md", "s", phrase_query("Uno", "http://www.example.org/a/"))
    ]


def test_a_comment_is_kept_when_the_reader_goes_on(
    page: ReferenceLibraryPage, services: WindowServices, qtbot: QtBot
) -> None:
    go_to(qtbot, page, "Two")
    press(qtbot, page, Qt.Key.Key_C)
    assert QApplication.focusWidget() is page.detail.comment
    qtbot.keyClicks(page.detail.comment, "worth it")
    go_to(qtbot, page, "Three")
    qtbot.waitUntil(lambda: services.state.references.get(B).comment == "worth it")
    assert page.detail.comment.toPlainText() == ""
    go_to(qtbot, page, "Two")
    assert page.detail.comment.toPlainText() == "worth it"


def test_what_is_listed_is_exported_outside_the_folder(
    page: ReferenceLibraryPage, services: WindowServices, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "out.csv"
    lines = page.wanted_lines()
    with qtbot.waitSignal(services.messages.posted):
        page.exporter.export_to(target, ExportForm.CSV, lines, "/notes")
    assert len(target.read_text("utf-8-sig").splitlines()) == 6
    with qtbot.waitSignal(services.messages.posted) as told:
        page.exporter.export_to(tmp_path / "in.csv", ExportForm.CSV, lines, str(tmp_path))
    assert "failed" in told.args[0]
    assert not (tmp_path / "in.csv").exists()


def test_a_selection_of_several_is_what_is_worked_on(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    go_to(qtbot, page, ui.titles[0])
    assert len(page.wanted_lines()) == 4
    press(qtbot, page, Qt.Key.Key_Down, "Shift")
    assert len(page.wanted_lines()) == 2


def test_no_link_is_checked_unless_the_reader_agrees(
    page: ReferenceLibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ui = ReferenceLibraryDriver(page)
    asked: list[str] = []

    def refuse(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.informativeText())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    ui.check_links()
    assert len(asked) == 1
    assert "network" in asked[0]
    assert not page.checks.checker.is_running


def test_a_check_shows_what_it_found_and_keeps_it(
    page: ReferenceLibraryPage,
    services: WindowServices,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ui = ReferenceLibraryDriver(page)

    def check(urls, on_verdict, cancel, rules) -> None:
        for url in urls:
            on_verdict(LinkVerdict(url, LinkOutcome.GONE, 1600000000.0, 404))

    monkeypatch.setattr("noteviewer.gui.reference_library.link_check.check_links", check)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Ok)
    go_to(qtbot, page, "Two")
    with qtbot.waitSignal(page.checks.checker.finished):
        ui.check_links()
    qtbot.waitUntil(lambda: len(services.state.verdicts.all()) == 3)
    assert ui.verdict.startswith("Gone")
    qtbot.waitUntil(lambda: ui.facets.model.find(("value", Facet.LINK, "gone")).isValid())
    with qtbot.waitSignal(page.link_activated) as opened:
        ui.look_for_copy()
    assert opened.args == [f"https://web.archive.org/web/20200103/{B}"]


def test_a_check_asks_a_real_server_and_its_connections_end(
    services: WindowServices, catalog: FakeCatalog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Ok)
    monkeypatch.setattr("urllib.request.getproxies", dict)
    with link_server() as server:
        base = f"http://127.0.0.1:{server.server_port}"
        catalog.cites["a.md"] = [
            make_reference(base + path, path) for path in ("/page", "/gone", "/moved")
        ]
        rules = CheckRules(pause=0, may_ask_own_network=True)
        page = ReferenceLibraryPage(services, check_rules=rules)
        ui = ReferenceLibraryDriver(page)
        qtbot.addWidget(page)
        page.set_folder("/notes")
        page.open()
        qtbot.waitUntil(lambda: len(ui.lines) == 3)
        with qtbot.waitSignal(page.checks.checker.finished):
            ui.check_links()
        found = {line.entry.title: line.verdict.outcome for line in ui.lines}
        page.close_down()
    assert found == {
        "/page": LinkOutcome.ALIVE,
        "/gone": LinkOutcome.GONE,
        "/moved": LinkOutcome.MOVED,
    }


def test_the_folder_changed_and_so_does_the_table(
    page: ReferenceLibraryPage, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    go_to(qtbot, page, "Two")
    catalog.cites["z.md"] = catalog.cites.pop("x.md")[1:]
    page.refresh()
    qtbot.waitUntil(lambda: len(ui.titles) == 4 and "Uno" in ui.titles)
    line = page.table.current_line()
    assert line is not None
    assert line.entry.title == "Two"


def test_a_comment_that_is_being_written_survives_an_update_of_the_index(
    page: ReferenceLibraryPage, catalog: FakeCatalog, services: WindowServices, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    go_to(qtbot, page, "Two")
    press(qtbot, page, Qt.Key.Key_C)
    qtbot.keyClicks(page.detail.comment, "half a ")
    catalog.cites["z.md"] = [make_reference("https://new.org/", "New", path="z.md")]
    page.refresh()
    qtbot.waitUntil(lambda: len(ui.titles) == 5)
    assert QApplication.focusWidget() is page.detail.comment
    qtbot.keyClicks(page.detail.comment, "thought")
    assert page.detail.comment.toPlainText() == "half a thought"
    page.close_down()
    assert services.state.references.get(B).comment == "half a thought"


def test_what_was_marked_elsewhere_shows_when_the_page_is_opened_again(
    page: ReferenceLibraryPage, services: WindowServices, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    services.state.references.mark_read([B, "https://elsewhere.org/"])
    page.open()
    qtbot.waitUntil(lambda: ui.progress.startswith("1 of 4"))


@pytest.fixture
def short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are given up at once while nobody looks."""
    monkeypatch.setattr("noteviewer.gui.reference_library.page.REST_MS", 0)


@pytest.mark.usefixtures("short_rest")
def test_rows_are_given_up_while_nobody_looks_and_come_again(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    go_to(qtbot, page, "Two")
    page.hide()
    qtbot.waitUntil(lambda: not ui.lines)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: len(ui.lines) == 4)
    line = page.table.current_line()
    assert line is not None
    assert line.entry.title == "Two"


def test_a_selection_survives_an_update_of_the_index(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    go_to(qtbot, page, ui.titles[1])
    press(qtbot, page, Qt.Key.Key_Down, "Shift")
    chosen = {line.entry.key for line in page.table.selected_lines()}
    with qtbot.waitSignal(ui.table.model.modelReset):
        page.refresh()
    assert len(chosen) == 2
    assert {line.entry.key for line in page.table.selected_lines()} == chosen


def test_every_column_can_be_sorted_by(page: ReferenceLibraryPage, qtbot: QtBot) -> None:
    ui = ReferenceLibraryDriver(page)
    ui.table.sort_by(1)
    qtbot.waitUntil(lambda: ui.titles == ["A Paper", "One", "Three", "Two"])
    ui.table.sort_by(1)
    qtbot.waitUntil(lambda: ui.titles == ["Two", "Three", "One", "A Paper"])
    ui.table.sort_by(3)
    qtbot.waitUntil(lambda: ui.titles == ["One", "Two", "Three", "A Paper"])


def test_a_narrow_table_gives_its_room_to_the_title(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    section = COLUMNS.index(Column.SECTION)
    page.resize(1600, 600)
    qtbot.waitUntil(lambda: not page.table.isColumnHidden(section))
    page.resize(800, 600)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(section))
    assert not page.table.isColumnHidden(COLUMNS.index(Column.TITLE))


def test_long_facets_are_cut_but_keep_what_is_chosen() -> None:
    values = [FacetValue(f"h{n:02}", 50 - n, 0) for n in range(30)]
    chosen = {Facet.HOST: frozenset({"h20", "gone"})}
    rows = facet_rows({Facet.HOST: values}, chosen, ())
    named = [row.value for row in rows if isinstance(row, ValueRow)]
    assert named == [f"h{n:02}" for n in range(8)] + ["h20", "gone"]
    assert isinstance(rows[-1], MoreRow)
    assert len(facet_rows({Facet.HOST: values}, {}, {Facet.HOST})) == 31


def test_another_folder_shows_nothing_of_the_one_before(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    qtbot.waitUntil(lambda: len(ui.facets.rows) > 0)
    page.set_folder("/other")
    assert (ui.titles, list(ui.facets.rows), ui.progress) == ([], [], "")


def test_a_lone_hit_is_chosen(page: ReferenceLibraryPage, qtbot: QtBot) -> None:
    ui = ReferenceLibraryDriver(page)
    page.field.setText("Two")
    qtbot.waitUntil(lambda: ui.titles == ["Two"])
    assert page.table.current_line() == ui.lines[0]
    assert page.field.hasFocus()


def test_what_is_cited_more_than_once_is_counted_apart(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    ui = ReferenceLibraryDriver(page)
    cited = sum(len(line.entry.citations) for line in ui.lines)
    assert cited > len(ui.lines)
    assert ui.progress.endswith(f" · {len(ui.lines)} distinct of {cited}")


def test_addresses_are_copied_and_titles_searched_by_key(
    page: ReferenceLibraryPage, qtbot: QtBot
) -> None:
    go_to(qtbot, page, "Two")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.table, Qt.Key.Key_C, held)
    assert QApplication.clipboard().text() == B
    with qtbot.waitSignal(page.title_search_requested) as asked:
        press(qtbot, page, Qt.Key.Key_T)
    assert asked.args == ["Two"]
