"""Count the marks of other programs that stand raw on pages: ``make raw NOTES_CORPORA=folder``.

Each folder below the one that is named is a collection. At most some hundred notes of each are laid
out; what is counted is text that a reader sees, without code and formulas.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

_KINDS = {
    "admonition": r"^\s*(?:!!!|\?\?\?\+?)[ \t]+[\w\"]",
    "tab": r"^\s*===[!+]?[ \t]+[\"“]",
    "container": r"^\s*:{3,}",
    "shortcode": r"\{\{[<%#]",
    "Liquid": r"\{%-?\s*\w",
    "role or attributes": r"\{[.#:]\w[^}\n]*\}|\{[a-z][\w:-]*\}`",
    "target": r"^\s*\([\w.:-]+\)=\s*$",
    "module": r"^\s*(?:import\s.+\sfrom\s|export\s(?:const|default)\s)",
    "JSX comment": r"\{/\*",
    "snippet": r"--8<--",
    "fence": r"^\s*(?:```|~~~)",
    "abbreviation": r"^\*\[[^\]\n]+\]:",
    "callout": r"^\s*>?\s*\[!\w+\]",
    "Org keyword": r"^\s*#\+\w+",
    "Org link": r"\[\[[^\]\n]+\]\[",
    "drawer": r"^\s*:(?:PROPERTIES|LOGBOOK|END):\s*$",
    "directive of rST": r"^\s*\.\. [\w-]+::",
    "role of rST": r":[\w:+-]+:`",
    "heading of Zim": r"^={2,6} \S.* ={2,6}\s*$",
    "formula": r"\$\$|\\begin\{",
}
_PATTERNS = {kind: re.compile(pattern, re.MULTILINE) for kind, pattern in _KINDS.items()}
_UNREAD = re.compile(r"<(pre|code|math)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|li|h[1-6]|t[rdh]|br|summary|details|blockquote|d[tdl])\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".Rmd", ".org", ".rst", ".ipynb", ".txt")
_BATCH = 100


def notes_of(folder: Path, most: int) -> list[str]:
    """Some of the notes of a folder, evenly spread."""
    found = sorted(
        str(path)
        for path in folder.rglob("*")
        if path.suffix in _SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    return found[:: max(1, len(found) // most)]


def pages_of(folder: Path, notes: list[str]) -> Iterator[str]:
    """The pages of notes."""
    for start in range(0, len(notes), _BATCH):
        command = [sys.executable, "-m", "noteviewer", "render", "--folder", str(folder), "--json"]
        done = subprocess.run(
            [*command, "--", *notes[start : start + _BATCH]],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        for line in done.stdout.splitlines():
            yield json.loads(line).get("html") or ""


def raw_marks(page: str) -> Counter[str]:
    """How many marks of each kind a reader sees."""
    text = unescape(_TAG.sub("", _BLOCK.sub("\n", _UNREAD.sub(" ", page))))
    return Counter({kind: len(pattern.findall(text)) for kind, pattern in _PATTERNS.items()})


def main() -> None:
    """Print a line a collection."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=os.environ.get("NOTES_CORPORA"))
    parser.add_argument("--most", type=int, default=300, help="notes of each collection")
    arguments = parser.parse_args()
    if arguments.folder is None:
        parser.error("no folder: set NOTES_CORPORA")
    for folder in sorted(path for path in Path(arguments.folder).iterdir() if path.is_dir()):
        count: Counter[str] = Counter()
        pages = 0
        for page in pages_of(folder, notes_of(folder, arguments.most)):
            count += raw_marks(page)
            pages += 1
        kinds = ", ".join(f"{kind} {number}" for kind, number in count.most_common())
        sys.stdout.write(f"{folder.name}: {pages} pages, {count.total()} raw: {kinds or 'none'}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
