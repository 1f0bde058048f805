"""Sessions and settings survive the disk, and damage on it."""

from pathlib import Path

import pytest

from noteviewer.gui.core.settings import Settings, SettingsStore
from noteviewer.gui.navigation.history import History, Tabs
from noteviewer.gui.navigation.session import Layout, read_session, write_session
from noteviewer.library.location import Location

FOLDER = "/notes"
TABS = Tabs(
    (
        History((Location(FOLDER, "a.md"), Location(FOLDER, "b.md", "章", "词", 120.5)), 1),
        History((Location(FOLDER),)),
    ),
    current=1,
    closed=(History((Location(FOLDER, "c.md"),)),),
)
LAYOUT = Layout(has_library=False, side_width=411, side_view="references")


def test_a_session_is_read_as_it_was_written() -> None:
    assert read_session(write_session(TABS, LAYOUT), FOLDER) == (TABS, LAYOUT)


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
