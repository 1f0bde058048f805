"""Notes that mean harm: text fixtures, and shapes that are made here because of their size.

Shared by the tests that read the page and those that show it in the real web engine. ``{beacon}``
becomes an address that somebody listens at, ``{host}`` its host.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from noteviewer.notes.formats.reading import read_text

CASES = Path(__file__).parent.parent / "cases" / "hostile"
KEPT = Path(os.environ.get("NOTEVIEWER_HOSTILE", Path(__file__).parents[3] / "shared" / "hostile"))
"""Folder of more hostile notes, in folders by kind; without it the tests have those of here alone."""
BEACON = "http://beacon.invalid:8999/beacon"


@dataclass(frozen=True)
class Hostile:
    """One note that means harm."""

    name: str
    text: str
    path: str = "folder/x.md"


PATHS = {
    "org": "folder/x.org",
    "notebook": "folder/x.ipynb",
    "rst": "folder/x.rst",
    "zim": "folder/x.txt",
}
"""Of the notes in other formats, by the names of their files here."""


def hostile_notes(beacon: str = BEACON) -> Iterator[Hostile]:
    """The notes whose markup means harm."""
    host = urlsplit(beacon).netloc
    for file in sorted(CASES.glob("*.txt")):
        for case in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, text = case.partition("\n")
            text = text.replace("{beacon}", beacon).replace("{host}", host).replace("\\0", "\0")
            path = PATHS.get(file.stem, "folder/x.md")
            text = read_text(path, text.encode("utf-8", "surrogatepass")).text
            yield Hostile(f"{file.stem}: {title}", text, path)


def all_hostile_notes(beacon: str = BEACON) -> Iterator[Hostile]:
    """The notes whose markup means harm, with those that are kept apart where they are at hand."""
    yield from hostile_notes(beacon)
    host = urlsplit(beacon).netloc
    for file in sorted(KEPT.glob("*/*.md")):
        text = file.read_bytes().decode("utf-8", "replace").replace("127.0.0.1:8641", host)
        yield Hostile(f"{file.parent.name}/{file.name}", text)


def enormous_notes(size: int = 300_000) -> Iterator[Hostile]:
    """The notes whose shape means harm: a page must come, if only as plain text."""
    part = size / 300_000
    for name, piece in {
        "emphasis": "*a **b ",
        "underscores": "_a __b ",
        "brackets": "[",
        "image brackets": "![",
        "closing brackets": "]",
        "link starts": "[a](",
        "links in links": "[a](b) [",
        "backticks": "`",
        "growing backticks": "`a``b```c",
        "angle brackets": "<",
        "tags that do not end": "<a ",
        "comments that do not end": "<!-- ",
        "scripts that do not end": "<script>",
        "entities": "&amp",
        "formulas that do not end": "$$a ",
        "dollars": "$a ",
        "stars": "*",
        "tildes": "~~a ",
        "equals": "==a ",
        "wikilinks": "[[a|",
        "footnotes": "[^a]",
        "quotes in a line": "> ",
        "braces": "{: ",
        "liquid": "{% ",
        "addresses": "http://a.b/(",
        "titles": "《",
        "one word": "字",
        "open tags": "<div><b>",
        "details": "<details>",
        "table cells in a line": "|",
    }.items():
        yield Hostile(name, piece * (size // len(piece)))
    yield Hostile("deep lists", "\n".join("  " * level + "- x" for level in range(400)))
    yield Hostile("deep quotes", "\n".join(">" * level + " x" for level in range(1, 400)))
    yield Hostile("deep callouts", "\n".join("> " * level + "[!note] x" for level in range(1, 200)))
    yield Hostile("a large table", "| a | b |\n|---|---|\n" + "| x | y |\n" * int(20_000 * part))
    yield Hostile(
        "a wide table", "|" + " a |" * 5_000 + "\n|" + "---|" * 5_000 + "\n|" + "x|" * 5_000
    )
    yield Hostile("many headings of one name", "# x\n\n" * int(20_000 * part))
    yield Hostile(
        "many definitions",
        "".join(f"[{n}]: https://example.org/{n}\n" for n in range(int(10_000 * part))),
    )
    yield Hostile(
        "many footnotes", "".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(int(3_000 * part)))
    )
    yield Hostile("a formula of nested braces", "$$" + "{" * 10_000 + "x" + "}" * 10_000 + "$$")
    yield Hostile(
        "a formula of nested fractions", "$$" + r"\frac{1}{" * 2_000 + "x" + "}" * 2_000 + "$$"
    )
    yield Hostile("many formulas", "$$x^2$$ " * int(20_000 * part))
    yield Hostile(
        "a macro that doubles", r"$$\def\a{xx}\def\b{\a\a}\def\c{\b\b}" + r"\c" * 5_000 + "$$"
    )
    yield Hostile("nested tags", "<b>" * 5_000 + "x" + "</b>" * 5_000)
    yield Hostile("nested spans that cross", "<b><i>" * 3_000 + "</b></i>" * 3_000)
