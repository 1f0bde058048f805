"""The bookmarks file, imported by a real Chromium.

Chromium imports a file without a person only at its first start, and Debian's build only the file
of its package; ours is mounted over it, in a namespace of the browser's own. That needs root.
"""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from noteviewer.library.export import ExportForm, Selection, export
from tests.library.reference_rows import reference_row

INITIAL = Path("/usr/share/chromium/initial_bookmarks.html")
PATIENCE = 300
"""Tenths of a second that the browser gets."""

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("chromium", "unshare", "xvfb-run")))
    or not INITIAL.exists()
    or os.geteuid() != 0,
    reason="needs Debian's chromium, Xvfb and root",
)


def find_links(node: dict, folders: tuple[str, ...] = ()) -> list[tuple[str, str, tuple[str, ...]]]:
    if node["type"] == "url":
        return [(node["url"], node["name"], folders)]
    return [
        link for child in node["children"] for link in find_links(child, (*folders, node["name"]))
    ]


def test_chromium_imports_every_bookmark_into_its_folder(tmp_path: Path) -> None:
    rows = [
        reference_row(
            "https://example.org/a?x=1&y=2", 'A "title" <b>', category="DL", date="2021-03-04"
        ),
        reference_row("https://example.org/b", "标题", "b.md", note_title="笔记（一）"),
    ]
    file = tmp_path / "bookmarks.html"
    file.write_text(export(Selection(rows, "notes"), ExportForm.BOOKMARKS), "utf-8")
    profile = tmp_path / "profile"
    browser = (
        f"chromium --no-sandbox --disable-gpu --disable-background-networking"
        f" --disable-component-update --user-data-dir='{profile}' about:blank"
    )
    process = subprocess.Popen(
        [
            "unshare",
            "--mount",
            "sh",
            "-c",
            f"mount --bind '{file}' {INITIAL} && xvfb-run -a {browser}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        stored = profile / "Default" / "Bookmarks"
        for _ in range(PATIENCE):
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                if stored.exists():
                    break
        assert stored.exists(), "the browser wrote no bookmarks"
        roots = json.loads(stored.read_text("utf-8"))["roots"]
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    links = [link for root in roots.values() for link in find_links(root)]
    assert [(url, name, folders[1:]) for url, name, folders in links] == [
        ("https://example.org/a?x=1&y=2", 'A "title" <b>', ("notes", "DL", "a")),
        ("https://example.org/b", "标题", ("notes", "笔记（一）")),
    ]
