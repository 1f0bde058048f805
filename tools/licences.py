"""Gather the licences of all that is bundled, in one file.

usage: python -m tools.licences FILE

Reads the installed packages on which noteviewer depends, and what they depend on.
"""

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEXTS = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
PYTHON = """Python itself is under the licence of the Python Software Foundation, version 2."""
QT = """Qt and PySide6 are under the GNU Lesser General Public License, version 3. Their libraries
lie in this folder as files of their own and can be exchanged. Qt WebEngine holds Chromium, under
the BSD licence and the licences that its own pages name."""


def main() -> None:
    """Write the file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    waiting = list(project["dependencies"])
    while waiting:
        requirement = waiting.pop()
        match = _NAME.match(requirement)
        if match is None or "extra ==" in requirement:
            continue
        try:
            package = distribution(match[0])
        except PackageNotFoundError:
            continue  # of another system or Python
        name = package.metadata["Name"]
        if name not in found:
            found[name] = package
            waiting += package.requires or []
    parts = [(ROOT / "LICENSE").read_text(encoding="utf-8"), PYTHON, QT]
    parts += [
        _of(package) for _, package in sorted(found.items(), key=lambda item: item[0].lower())
    ]
    Path(sys.argv[1]).write_text(("\n" + "=" * 78 + "\n").join(parts), encoding="utf-8")


def _of(package: Distribution) -> str:
    data = package.metadata
    licence = data["License-Expression"] or (data["License"] or "").split("\n")[0]
    if not licence:
        marks = [c for c in data.get_all("Classifier") or [] if c.startswith("License")]
        licence = marks[0].rpartition(":: ")[2] if marks else "see its own pages"
    texts = [
        str(file.read_text(encoding="utf-8"))
        for file in package.files or []
        if _TEXTS.search(str(file)) and "dist-info" in str(file)
    ]
    return "\n\n".join([f"{data['Name']} {package.version}: {licence}", *texts])


if __name__ == "__main__":
    main()
