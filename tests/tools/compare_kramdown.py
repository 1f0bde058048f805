"""Compares our pages with kramdown's, note by note: ``python -m tests.tools.compare_kramdown FOLDER``.

Needs ``ruby-kramdown`` and ``ruby-kramdown-parser-gfm``. Headings, images, tables, lists, code blocks,
bold and formulas of each note are taken from both pages and put side by side.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.text import decode
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note

KRAMDOWN = LoneNote(Dialect.KRAMDOWN)
KINDS = ("headings", "images", "tables", "lists", "code", "bold", "formulas")
_VOID = {"br", "hr", "img", "input", "wbr", "col", "meta", "link"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ENTITY_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "--", "—": "---"}
)


class Features(HTMLParser):
    """What a page is made of, as lists that can be compared."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {kind: [] for kind in KINDS}
        self._open: list[tuple[str, str, list[str]]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        kind = values.get("class", "")
        if tag == "img":
            self.found["images"].append(
                values.get("data-name") or values.get("src", "").rpartition("/")[2]
            )
        if tag in _VOID:
            return
        if "data-tex" in values:
            self._add("formulas", values["data-tex"])
            self._text(values["data-tex"])
        self._open.append((tag, kind, []))
        if (
            "data-tex" in values
            or tag in {"math", "button", "script", "style"}
            or kind
            in {
                "nv-ref-url",
                "nv-ref-host",
            }
        ):
            self._silent += 1
            self._open[-1] = (f"{tag}!", kind, [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, kind, pieces = self._open.pop()
            if name.endswith("!"):
                self._silent -= 1
            if name.rstrip("!") == tag:
                self._close(tag, kind, "".join(pieces))
                return

    def handle_data(self, data: str) -> None:
        self._text(data)

    def _text(self, data: str) -> None:
        if not self._silent:
            for _, _, pieces in self._open:
                pieces.append(data)

    def _close(self, tag: str, kind: str, text: str) -> None:
        if tag in _HEADINGS:
            self._add("headings", f"{tag} {text.strip('$ ')}")
        elif tag == "tr":
            self._add("tables", text)
        elif tag == "li" and "nv-ref" not in kind:
            self._add("lists", text)
        elif tag == "pre":
            self._add("code", text)
        elif tag == "strong":
            self._add("bold", text)

    def _add(self, kind: str, text: str) -> None:
        self.found[kind].append(bare(text))


def bare(text: str) -> str:
    """Text without what the two write differently: blanks, quotes, dashes, signs of formulas."""
    text = re.sub(r"\\\\?[()\[\]]", "", text)
    return re.sub(r"[\s$\\\u200b>]+", "", text.translate(_ENTITY_QUOTES))


def features(html: str) -> dict[str, list[str]]:
    """Take a page apart."""
    parser = Features()
    parser.feed(html)
    return parser.found


def oracle(paths: list[Path]) -> Iterator[tuple[Path, dict[str, list[str]]]]:
    """Pages of kramdown."""
    script = Path(__file__).with_name("kramdown.rb")
    names = "\n".join(map(str, paths))
    done = subprocess.run(["ruby", script], input=names, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        found = features(answer["html"])
        found["formulas"] = [bare(formula) for formula in answer["formulas"]]
        yield Path(answer["path"]), found


def compare(
    notes: list[Path],
    kinds: Sequence[str] = KINDS,
    tell: Callable[[str], object] = lambda _line: None,
) -> Counter[str]:
    """Count for each kind the notes whose pages agree; the differences are told line by line."""
    same: Counter[str] = Counter(dict.fromkeys(kinds, 0))
    for path, reference in oracle(notes):
        text = decode(path.read_bytes()).text
        request = PageRequest(f"_posts/{path.name}", text, ENGLISH)
        ours = features(render_note(request, KRAMDOWN).html)
        for kind in kinds:
            if ours[kind] == reference[kind]:
                same[kind] += 1
                continue
            here, there = Counter(ours[kind]), Counter(reference[kind])
            tell(f"{kind} {path.name}")
            for text_, number in (there - here).items():
                tell(f"    kramdown {number}x {text_[:110]}")
            for text_, number in (here - there).items():
                tell(f"    ours     {number}x {text_[:110]}")
    return same


def main() -> None:
    """Print the differences and how many notes have none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=KINDS)
    arguments = parser.parse_args()
    notes = sorted(p for p in arguments.folder.rglob("*") if p.suffix in {".md", ".markdown"})
    kinds = (arguments.kind,) if arguments.kind else KINDS
    same = compare(notes, kinds, lambda line: sys.stdout.write(f"{line}\n"))
    for kind, number in same.items():
        share = number / max(len(notes), 1)
        sys.stdout.write(f"{kind:10} {number} of {len(notes)} notes ({share:.2%})\n")


if __name__ == "__main__":
    main()
