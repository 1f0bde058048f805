"""Chinese written with a real fcitx5, where it is installed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.web

PINYIN = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")


def test_pinyin_becomes_chinese_in_every_field(folder: Path, tmp_path: Path) -> None:
    programs = {
        "fcitx5": "fcitx5",
        "xdotool": "xdotool",
        "openbox": "openbox",
        "xvfb-run": "xvfb",
        "dbus-run-session": "dbus",
        "dbus-send": "dbus",
    }
    missing = [package for name, package in programs.items() if not shutil.which(name)]
    missing += [] if PINYIN.exists() else ["fcitx5-chinese-addons"]
    if missing:
        pytest.skip(f"writing Chinese needs {', '.join(sorted(set(missing)))}")
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    python = f'"{sys.executable}" -m tests.end_to_end.chinese_input "{folder}" "{tmp_path}/home"'
    done = subprocess.run(
        [
            *("xvfb-run", "--auto-servernum", "--server-args", "-screen 0 1400x900x24"),
            *("dbus-run-session", "--", "bash", "-c", f"openbox & {python}"),
        ],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
            "XDG_RUNTIME_DIR": str(runtime),
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-9000:] + done.stderr[-2000:]
    written = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    assert written == dict.fromkeys(("go-to", "search", "find", "references"), "你好")
