"""The version of everything that decides what stands in an index: the code itself.

An index made by another parser says other things about the same notes. Times and places of files
do not count: two installations of the same code share their indexes.

A program whose sources are not there to be read (frozen into one file) brings the digest along::

    python -m noteviewer.library.code_version > noteviewer/library/code_version.txt
"""

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_PARTS = ("library", "notes")
"""Packages that read notes and write the index."""
_RECORDED = "code_version.txt"


@cache
def code_version() -> str:
    """Digest of the code that reads notes and writes the index, by its build or its sources."""
    package = _package()
    recorded = package / "library" / _RECORDED
    return recorded.read_text("ascii").strip() if recorded.is_file() else digest_of_code(package)


def digest_of_code(package: "Traversable") -> str:
    """Digest of the sources, the same on every system.

    Args:
        package: The folder of the program's package, which may lie in an archive.
    """
    digest = blake2b(digest_size=12)
    for part in _PARTS:
        for name, source in _sources(package / part, part):
            text = source.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def _package() -> "Traversable":
    folder = Path(__file__).parents[1]
    if folder.is_dir():
        return folder
    # Loaded only where it is needed, for it takes longer than the rest.
    from importlib.resources import files

    return files("noteviewer")


def _sources(folder: "Traversable", name: str) -> "Iterator[tuple[str, Traversable]]":
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.name.endswith(".py"):
            yield path, entry
        elif "." not in entry.name and entry.name != "__pycache__":
            yield from _sources(entry, path)


if __name__ == "__main__":
    sys.stdout.write(digest_of_code(_package()) + "\n")
