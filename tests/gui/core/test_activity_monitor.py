import os
from pathlib import Path

from noteviewer.gui.core.activity_monitor import ActivityMonitor


def test_writing_in_the_folder_is_counted_whatever_case_its_name_is_written_in(
    tmp_path: Path,
) -> None:
    (tmp_path / "NOTES").mkdir()
    (tmp_path / "notes2").mkdir()
    sensitive, insensitive = ActivityMonitor(), ActivityMonitor(str.casefold)
    for activity_monitor in (sensitive, insensitive):
        activity_monitor.watch_folder(tmp_path / "Notes")
    (tmp_path / "NOTES" / "a.md").write_text("x")
    (tmp_path / "notes2" / "a.md").write_text("x")
    assert (sensitive.activity.writes, insensitive.activity.writes) == (0, 1)
    os.rename(tmp_path / "NOTES" / "a.md", tmp_path / "b.md")  # noqa: PTH104  (the hook sees the text)
    assert (sensitive.activity.writes, insensitive.activity.writes) == (0, 2)
