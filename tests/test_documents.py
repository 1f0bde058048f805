"""What documents say about the code: files, packages, dependencies and links are there."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = sorted(
    path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if path.name != "CHANGELOG.md"
)
MAP = ROOT / "docs" / "architecture.md"
PACKAGE_OF_PAGE = {
    "notes": "notes",
    "syntax": "notes/syntax",
    "library": "library",
    "render": "render",
    "gui": "gui",
    "cli": "cli",
}
FILE = re.compile(r"[\w./-]*\w\.py|(?:noteviewer|tests|resources|tools|release|docs)/[\w./-]*")
"""A file of ours as documents name it: any Python file, and whatever lies in our own folders."""
NOT_OURS = frozenset({"conf.py"})
"""Python files that are named as signs of a folder of notes."""
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
MODULE = re.compile(r"`(?:noteviewer\.)?((?:notes|library|render|gui|cli)(?:\.[a-z_]+)+)`")
RUN_BY_HAND = ("tests.soak", "tests.benchmarks", "tests.tools", "tools")
"""Packages that no other test loads."""


def named_files(page: Path) -> Iterator[str]:
    text = page.read_text("utf-8")
    for span in (*FENCE.findall(text), *SPAN.findall(FENCE.sub("", text))):
        for word in span.split():
            name = word.strip(",;()")
            if FILE.fullmatch(name) and name not in NOT_OURS:
                yield name


def is_there(name: str, page: Path) -> bool:
    """Names count from the root, from the program, or on a page about a package from that."""
    bases = [ROOT, ROOT / "noteviewer"]
    if page.parent.name == "architecture":
        bases.append(ROOT / "noteviewer" / PACKAGE_OF_PAGE[page.stem])
    return any((base / name).exists() for base in bases)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_and_links_that_a_document_names_are_there(page: Path) -> None:
    missing = [name for name in named_files(page) if not is_there(name, page)]
    prose = SPAN.sub("", FENCE.sub("", page.read_text("utf-8")))
    missing += [
        link
        for link in LINK.findall(prose)
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert missing == []


def test_the_map_is_one_page_and_has_every_package() -> None:
    lines = MAP.read_text("utf-8").splitlines()
    assert len(lines) <= 160
    assert [line for line in lines if len(line) > 160] == []
    rows = {match[1] for line in lines if (match := re.match(r"\| `([\w/]+)/` \|", line))}
    program = ROOT / "noteviewer"
    packages = {
        path.parent.relative_to(program).as_posix() for path in program.rglob("__init__.py")
    }
    assert rows == packages - {".", "gui"}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"].items()
    named = [
        *project["dependencies"],
        *(d for extra, some in optional if extra != "dev" for d in some),
    ]
    wanted = {re.match(r"[\w-]+", each)[0].lower() for each in named}  # type: ignore[index]
    table = (MAP.parent / "dependencies.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in rows)
    assert wanted == {row[0].split()[0].lower() for row in rows} - {"part"}


def test_every_decision_is_listed_and_whole() -> None:
    folder = MAP.parent / "decisions"
    pages = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    assert [path.name[:3] for path in pages] == [f"{n:03}" for n in range(1, len(pages) + 1)]
    listed = LINK.findall((folder / "README.md").read_text("utf-8"))
    assert sorted(listed) == [path.name for path in pages]


def test_modules_that_docstrings_name_are_there() -> None:
    missing = []
    for path in (ROOT / "noteviewer").rglob("*.py"):
        for name in MODULE.findall(path.read_text("utf-8")):
            module = ROOT / "noteviewer" / name.replace(".", "/")
            owners = (module.parent / "__init__.py", module.parent.with_suffix(".py"))
            texts = [owner.read_text("utf-8") for owner in owners if owner.is_file()]
            is_function = any(module.name in text for text in texts)
            if not module.is_dir() and not module.with_suffix(".py").is_file() and not is_function:
                missing.append(f"{path.relative_to(ROOT)}: {name}")
    assert missing == []


@pytest.mark.parametrize("package", RUN_BY_HAND)
def test_what_is_run_by_hand_can_be_loaded(package: str) -> None:
    folder = ROOT / package.replace(".", "/")
    for path in sorted(folder.glob("*.py")):
        import_module(f"{package}.{path.stem}" if path.stem != "__init__" else package)
