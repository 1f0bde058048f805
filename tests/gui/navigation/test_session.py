"""Sessions and settings survive the disk, and damage on it."""

from pathlib import Path

import pytest

from noteviewer.gui.core.settings import Settings, SettingsStore
from noteviewer.gui.navigation.history import ClosedTab, History, Tabs
from noteviewer.gui.navigation.session import Layout, read_session, write_session
from noteviewer.library.location import Location

FOLDER = "/notes"
TABS = Tabs(
    (
        History((Location(FOLDER, "a.md"), Location(FOLDER, "b.md", "章", "词", 120.5)), 1),
        History((Location(FOLDER),)),
    ),
    current=1,
    closed=(ClosedTab(History((Location(FOLDER, "c.md"),)), 1),),
)
LAYOUT = Layout(has_library=False, side_width=411, side_view="references")


def test_a_session_is_read_as_it_was_written() -> None:
    assert read_session(write_session(TABS, LAYOUT), FOLDER) == (TABS, LAYOUT)


def test_a_pinned_tab_stays_pinned_at_the_left() -> None:
    tabs = TABS.with_pin(1, is_pinned=True)
    assert read_session(write_session(tabs, LAYOUT), FOLDER)[0] == tabs
    assert [history.is_pinned for history in tabs.histories] == [True, False]


EARLIER = """{"version": 1, "current": 1, "tabs": [
  {"index": 1, "places": [["a.md", "", "", 0.0], ["b.md", "章", "词", 120.5]]},
  {"index": 0, "places": [["", "", "", 0.0]]}],
 "closed": [{"index": 0, "places": [["c.md", "", "", 0.0]]}],
 "layout": {"has_library": false, "has_side": true, "library_width": 316, "side_width": 411,
  "side_view": "references", "geometry": ""}}"""
"""As version 0.1 wrote it before tabs could be pinned."""


def test_a_session_from_before_loses_nothing() -> None:
    tabs, layout = read_session(EARLIER, FOLDER)
    assert (tabs.histories, tabs.current, layout) == (TABS.histories, 1, LAYOUT)
    assert tabs.reopened().location == Location(FOLDER, "c.md")
    assert [history.is_pinned for history in tabs.histories] == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 99}',
        '{"version": 1, "tabs": [], "closed": [], "current": 0, "layout": {}}',
        '{"version": 1, "tabs": [{"index": 4, "places": []}], "closed": [], "current": 0, "layout": {}}',
        '{"version": 1, "tabs": [{"index": 0, "places": [["a"]]}], "closed": [], "current": 0, "layout": {}}',
    ],
)
def test_a_damaged_session_is_an_empty_one(text: str) -> None:
    assert read_session(text, FOLDER) == (Tabs.at(Location(FOLDER)), Layout())


def test_settings_are_kept_and_told(tmp_path: Path) -> None:
    store = SettingsStore(path=tmp_path / "new" / "settings.json")
    told: list[Settings] = []
    store.settings_changed.connect(told.append)
    wanted = Settings(theme="dark", zoom_percent=125, shortcuts={"find": ("Ctrl+G",), "edit": ()})
    store.change(wanted)
    store.change(wanted)
    assert told == [wanted]
    assert SettingsStore(path=tmp_path / "new" / "settings.json").settings == wanted


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", '{"theme": 3, "zoom_percent": "large"}'])
def test_what_does_not_fit_in_the_settings_is_left_at_its_usual_value(text: str) -> None:
    assert Settings.from_json(text) == Settings()


def test_one_bad_value_does_not_spoil_the_others() -> None:
    read = Settings.from_json('{"theme": "dark", "zoom_percent": [], "unknown": 1}')
    assert read == Settings(theme="dark")
