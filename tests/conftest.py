"""What all tests share: where the real notes are, and that no test touches the reader's own files."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# A virtual screen has no window manager, so a window there may never become active; Qt's own
# off-screen platform gives focus as a desktop does.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A suite that is green or red by chance says nothing; `make fuzz` looks at random, and longer.
FUZZ = int(os.environ.get("NOTEVIEWER_FUZZ", "0"))
"""How many times as many random examples are tried; 0 for always the same."""
settings.register_profile("suite", derandomize=not FUZZ)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Cache, data and settings of the test go to a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    for variable, name in (
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(variable, str(home / name))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return home


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Folder of the five real documents."""
    folder = Path(os.environ.get("NOTEVIEWER_SEEDS", ROOT.parent / "shared" / "seeds"))
    if not folder.is_dir():
        pytest.skip(f"no seeds at {folder}: set NOTEVIEWER_SEEDS")
    return folder


@pytest.fixture(scope="session")
def truth() -> Path:
    """Folder of the hand labels."""
    folder = Path(os.environ.get("NOTEVIEWER_TRUTH", ROOT.parent / "shared" / "truth"))
    if not folder.is_dir():
        pytest.skip(f"no hand labels at {folder}: set NOTEVIEWER_TRUTH")
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Folder of the public collections."""
    folder = os.environ.get("NOTES_CORPORA")
    if not folder:
        pytest.skip("NOTES_CORPORA is not set")
    return Path(folder)


@pytest.fixture(scope="session")
def qapp() -> Any:
    """The application as the program makes it; pytest-qt's own would not let the web engine run."""
    from noteviewer.gui.app.startup import make_application, prepare_environment

    prepare_environment(safe_graphics=False)
    return make_application()
