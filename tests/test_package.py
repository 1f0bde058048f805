"""What is shipped: resources travel with the program, and the command line stays light."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from noteviewer.cli.main import COMMANDS
from noteviewer.paths import resources_dir
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


def test_wheel_carries_every_resource(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    resources = ROOT / "resources"
    wanted = {
        f"noteviewer/_resources/{path.relative_to(resources).as_posix()}"
        for path in resources.rglob("*")
        if path.is_file() and path.suffix != ".qm"
    }
    assert wanted
    assert wanted <= names


def test_wheel_carries_what_desktops_and_shells_look_for(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = {name.partition(".data/data/")[2] for name in wheel.namelist()}
        metadata = next(name for name in wheel.namelist() if name.endswith("/METADATA"))
        description = wheel.read(metadata).decode()
    assert {
        "share/man/man1/noteviewer.1",
        "share/bash-completion/completions/noteviewer",
        "share/zsh/site-functions/_noteviewer",
        "share/fish/vendor_completions.d/noteviewer.fish",
    } <= names
    assert "](docs/" not in description
    assert "![" in description


def test_sdist_can_make_the_wheel(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.split("/", 1)[1] for name in sdist.getnames() if "/" in name}
    assert {
        "pyproject.toml",
        "hatch_build.py",
        "tools/manual.py",
        "LICENSE",
        "resources/sample-notes/欢迎.md",
    } <= names


def test_checkout_finds_its_resources() -> None:
    assert (resources_dir() / "sample-notes" / "欢迎.md").is_file()


def test_commands_load_without_qt() -> None:
    script = (
        "import sys; from noteviewer.cli.main import COMMANDS; "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert COMMANDS
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("lock", ["reader.txt", "build.txt"])
def test_locks_hold_what_the_project_depends_on(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    # A package, its hashes, and in comments what wants it.
    parts = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
    locked = {part.partition("==")[0] for part in parts if "noteviewer (pyproject.toml)" in part}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.match(r"[\w.-]+", line)[0] for line in project["dependencies"]}
    assert locked == {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def test_the_parser_needs_no_package_but_python() -> None:
    """The wheel is built where nothing else is installed, and its manual page is made of it."""
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tools.manual as manual; "
    script += "print(manual.man_page())"
    command = [sys.executable, "-I", "-S", "-c", script]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert ".SH COMMANDS" in answer.stdout
