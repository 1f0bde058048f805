"""What the indexer tells, as lines and back."""

import json

import pytest

from noteviewer.library.sync.events import (
    IndexEvent,
    IndexFailure,
    IndexIdle,
    IndexPlace,
    IndexProgress,
    IndexUpdate,
    read_event,
    write_event,
)


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (IndexPlace("/cache/a.sqlite", is_temporary=True), "index"),
        (IndexProgress(3, 9), "progress"),
        (IndexUpdate(("一.md",), ("b\n.md",), 4, {"b\n.md": "c.md"}), "updated"),
        (IndexIdle(1, 2, 3, 0, "events"), "idle"),
        (IndexFailure("x", "folder-gone"), "error"),
    ],
)
def test_an_event_is_one_line_and_the_same_again(event: IndexEvent, name: str) -> None:
    line = write_event(event)
    assert "\n" not in line
    assert json.loads(line)["event"] == name
    assert read_event(line.encode()) == event


@pytest.mark.parametrize("line", [b"{}", b"\xff", b"[]", b'{"event":"progress"}', b'{"event":"x"}'])
def test_what_is_no_event_is_left_out(line: bytes) -> None:
    assert read_event(line) is None
