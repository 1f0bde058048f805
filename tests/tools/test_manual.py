import shutil
import subprocess
from pathlib import Path

import pytest

from noteviewer.cli.main import make_parser
from tools.manual import write_all


@pytest.fixture
def share(tmp_path: Path) -> Path:
    write_all(tmp_path)
    return tmp_path


def test_every_command_and_option_is_in_the_manual(share: Path) -> None:
    page = (share / "man/man1/noteviewer.1").read_text().replace(r"\-", "-")
    _, commands = make_parser()
    for name, parser in commands.choices.items():
        part = page.partition(f"\n.SS {name}\n")[2].partition("\n.SS ")[0]
        assert part, name
        for action in parser._actions:
            assert all(f"\\fB{flag}\\fR" in part for flag in action.option_strings), name


def test_man_finds_no_fault_in_it(share: Path) -> None:
    if not shutil.which("man"):
        pytest.skip("man-db is not installed")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(share / "man/man1/noteviewer.1")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "noteviewer search" in done.stdout


def complete_in_bash(share: Path, *words: str) -> list[str]:
    script = (
        f'source {share}/bash-completion/completions/noteviewer; COMP_WORDS=(noteviewer "$@"); '
        "COMP_CWORD=$#; _noteviewer; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(
        ["bash", "-c", script, "bash", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=share,
    )
    return done.stdout.split()


def test_bash_completes_commands_options_and_choices(share: Path) -> None:
    assert {"refs", "render"} <= set(complete_in_bash(share, "re"))
    assert "--limit" in complete_in_bash(share, "search", "x", "--")
    assert complete_in_bash(share, "refs", "x", "--format", "bib") == ["bibtex"]
    assert complete_in_bash(share, "ma") == ["man"]


def test_fish_completes_commands_and_choices(share: Path) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    file = share / "fish/vendor_completions.d/noteviewer.fish"

    def complete(line: str) -> list[str]:
        script = f"source {file}; complete -C '{line}'"
        done = subprocess.run(["fish", "-c", script], capture_output=True, text=True, check=True)
        return [word.split("\t")[0] for word in done.stdout.splitlines()]

    assert {"refs", "render"} <= set(complete("noteviewer re"))
    assert complete("noteviewer refs x --format bibt") == ["bibtex"]


def test_zsh_reads_its_completion(share: Path) -> None:
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed")
    file = share / "zsh/site-functions/_noteviewer"
    subprocess.run(["zsh", "-n", str(file)], check=True)
