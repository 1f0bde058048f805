"""The window over the accessibility bus, as a screen reader finds it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.web

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
BINDINGS = "import gi; gi.require_version('Atspi', '2.0')"


@pytest.fixture
def bus() -> None:
    """Skips where something is missing that the walk needs, and says what."""
    missing = [
        package
        for package, is_there in (
            ("at-spi2-core", any(Path(path).exists() for path in LAUNCHERS)),
            ("dbus", shutil.which("dbus-run-session")),
            ("xvfb", shutil.which("xvfb-run")),
            ("python3", Path(SYSTEM_PYTHON).exists()),
        )
        if not is_there
    ]
    if (
        not missing
        and subprocess.run(
            [SYSTEM_PYTHON, "-c", BINDINGS], check=False, capture_output=True
        ).returncode
    ):
        missing = ["gir1.2-atspi-2.0"]
    if missing:
        pytest.skip(f"a walk over the accessibility bus needs {', '.join(missing)}")


@pytest.mark.usefixtures("bus")
def test_a_screen_reader_finds_page_references_and_search(folder: Path, tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
        "XDG_RUNTIME_DIR": str(runtime),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "QT_ACCESSIBILITY": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    script = str(ROOT / "tests" / "end_to_end" / "screen_reader.py")
    done = subprocess.run(
        [
            *("xvfb-run", "--auto-servernum", "--server-args", "-screen 0 1400x900x24"),
            *("dbus-run-session", "--", SYSTEM_PYTHON, script),
            *(sys.executable, "-m", "noteviewer", "--new-window", str(folder / "series-1.md")),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-9000:] + done.stderr[-2000:]
    # The virtual screen mixes what was written as an error into it.
    found = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    actionable = {"push button", "check box", "text", "tree", "page tab", "link"}
    assert [pair for pair in found["said"] if pair[0] in actionable and not pair[1]] == []
    assert ["tree", "Notes of the folder"] in found["said"]
    assert any(role == "label" and "0 files written" in name for role, name in found["said"])
    assert ["page tab", "漫游（一）——开始"] in found["said"]
    assert found["reference"].endswith("unread")
    assert "独角兽" in found["hit"]
