"""What is loaded before the window is painted: no more than it takes to draw its frame."""

from pathlib import Path

import pytest

from tests.end_to_end.running_program import RunningProgram

pytestmark = pytest.mark.web

FIRST = """
errors paths processes
gui
gui.app gui.app.application gui.app.garbage_collection gui.app.single_instance gui.app.startup
gui.core gui.core.activity_monitor gui.core.input_method gui.core.open_target gui.core.settings
gui.navigation gui.navigation.history gui.navigation.session
gui.theme gui.theme.icons gui.theme.theme
gui.widgets gui.widgets.delayed_call gui.widgets.fields gui.widgets.flow_layout gui.widgets.pane
gui.window gui.window.main_window gui.window.pane_widths gui.window.side_pane
library library.folder library.folder.collection library.folder.start_note library.location
library.state library.state.database library.state.folders library.state.models
library.state.references library.state.schema library.state.state
notes notes.file_types notes.image_names notes.model notes.text
render render.urls render.worker render.worker.process
"""
LATER = {
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "concurrent.futures",
    "markdown",
    "nh3",
    "pygments",
    "regex",
    "watchfiles",
    "yaml",
}
"""What takes long to load, and can wait."""


def test_the_frame_is_painted_before_the_rest_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Note\n\ntext\n", encoding="utf-8")
    with RunningProgram(tmp_path) as running:
        running.wait("shown")
        frame = next(event for event in running.events if event["event"] == "window")
    loaded = set(frame["modules"])
    ours = {name.removeprefix("noteviewer.") for name in loaded if name.startswith("noteviewer.")}
    assert sorted(ours - set(FIRST.split())) == []
    assert sorted(loaded & LATER) == []
