"""No process of the program runs what lies in the folder in which it was started.

Every module name that can be imported is shadowed by a file that leaves a mark.
"""

import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MARKING = "import os; open(os.environ['MARK'], 'a').write(__name__ + ' in ' + ' '.join(sys.argv))\n"
PROGRAM = "import sys\nfrom noteviewer.__main__ import main\nsys.exit(main())\n"
"""What an installer makes of the entry point; it starts as `noteviewer` does, without ``-m``."""
POOL = """
import sys
import threading
from pathlib import Path
from noteviewer.library.index.parser_pool import ParserPool

if __name__ == "__main__":
    # Beside another thread no worker is forked, so that each begins as an interpreter of its own.
    end = threading.Event()
    threading.Thread(target=end.wait).start()
    pool = ParserPool(Path(sys.argv[1]), workers=1)
    sys.exit(len(list(pool.parse(["a.md"]))) != 1 or pool.close() or end.set())
"""
COMMANDS = (
    ("inspect", "a.md"),
    ("index", "."),
    ("search", ".", "头发", "--any-script"),
    ("refs", "."),
    ("render", "a.md"),
    ("render", "a.md", "--folder", "."),
    ("check", "."),
    ("contents", "."),
    ("problems", "."),
    ("related", ".", "a.md"),
    ("serve", "--mcp", "."),
    ("screenshot", ".", "--out", "../picture.png"),
)


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of notes with a module of each name."""
    folder = tmp_path_factory.mktemp("trap")
    names = {*sys.stdlib_module_names, *importlib.metadata.packages_distributions(), *sys.modules}
    # What may be installed beside, and is imported only where it is.
    names |= {"docutils", "mmdr", "pypdfium2", "PIL", "opencc", "pi_heif", "orgparse", "nbformat"}
    tops = {name.partition(".")[0] for name in names} | {"sitecustomize", "usercustomize"}
    for name in filter(str.isidentifier, tops):
        (folder / f"{name}.py").write_text("import sys\n" + MARKING, "utf-8")
    # The converter of Chinese characters would read a table that lies in the working folder.
    (folder / "t2s.json").write_text("{}", "utf-8")
    (folder / "a.md").write_text("# 題目\n\n頭髮 $x$ [a](https://example.org)\n", "utf-8")
    return folder


def run(
    trap: Path, tmp_path: Path, script: str, *arguments: str, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Run a script that lies elsewhere, in the folder; fail where anything of the folder ran."""
    file, mark = tmp_path / "noteviewer-script", tmp_path / "mark"
    file.write_text(script, "utf-8")
    ended = subprocess.run(
        [sys.executable, str(file), *arguments],
        cwd=trap,
        env={**os.environ, "MARK": str(mark), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert not mark.exists(), mark.read_text("utf-8")
    assert ended.returncode == 0, ended.stderr
    return ended


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_runs_what_lies_in_its_folder(
    command: tuple[str, ...], trap: Path, tmp_path: Path
) -> None:
    ended = run(trap, tmp_path, PROGRAM, *command)
    if command[0] == "search":
        assert "a.md" in ended.stdout  # by its traditional form, with the tables of the program


def test_no_worker_that_parses_runs_what_lies_in_its_folder(trap: Path, tmp_path: Path) -> None:
    run(trap, tmp_path, POOL, ".")


@pytest.mark.parametrize("paths", ["{root}:", ":{root}", "{root}:.", ".:{root}"])
def test_a_search_path_with_an_empty_item_is_no_way_in(
    paths: str, trap: Path, tmp_path: Path
) -> None:
    # What the interpreter itself loads before the first line of any program is out of our hands.
    listing = "import sys; print('\\n'.join({name.partition('.')[0] for name in sys.modules}))"
    first = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    )
    folder = tmp_path / "trap"
    folder.mkdir()
    for file in trap.iterdir():
        early = {*first.stdout.split(), "sitecustomize", "usercustomize", "noteviewer"}
        if file.suffix == ".md" or file.stem not in early:
            shutil.copy(file, folder)
    paths = paths.format(root=ROOT).replace(":", os.pathsep)
    run(folder, tmp_path, PROGRAM, "render", "a.md", PYTHONPATH=paths, QT_PLUGIN_PATH=paths)


@pytest.mark.parametrize("paths", ["{}", ".:{}", "{}:", ":{}", ""])
def test_no_program_of_the_folder_is_found(paths: str, trap: Path, tmp_path: Path) -> None:
    (trap / "xdg-open").write_text("#!/bin/sh\n", "utf-8")
    (trap / "xdg-open").chmod(0o755)
    script = (
        "from noteviewer.processes import isolate\nisolate()\n"
        "import shutil, subprocess, sys\n"
        "sys.exit('trap' in (shutil.which('xdg-open') or ''))\n"
    )
    run(trap, tmp_path, script, PATH=paths.format("/usr/bin").replace(":", os.pathsep))


def test_the_package_is_found_from_a_relative_search_path(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# a\n", "utf-8")
    command = [sys.executable, "-m", "noteviewer", "render", str(tmp_path / "a.md")]
    environment = {**os.environ, "PYTHONPATH": "."}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="a script stands for the build")
def test_a_frozen_program_starts_itself(trap: Path, tmp_path: Path) -> None:
    program = tmp_path / "noteviewer"
    frozen = f"#!{sys.executable}\nimport sys\nsys.frozen, sys.executable = True, __file__\n"
    program.write_text(frozen + PROGRAM, "utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "MARK": str(tmp_path / "mark")}
    ended = subprocess.run(
        [program, "render", "a.md"],
        cwd=trap, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "nv-math" in ended.stdout
    assert not (tmp_path / "mark").exists()
