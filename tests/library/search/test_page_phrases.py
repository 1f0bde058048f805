"""What a page shows is found, and on its line: phrases of rendered pages, half of them across marks."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.scan import scan_folder
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.index.tokens import CHARACTERS
from noteviewer.notes.text import decode, fold
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LONE_NOTE
from noteviewer.render.render import render_note

PHRASES = 100
NOTES = {
    "marks.md": (
        "# 多任务**学习**\n\n注意力**机制**与~~门控~~单元，`强化`学习\n和[芯片](https://a.org/x)设计的*方法*。\n\n"
        "- un**important** words and\n  more *of* them [here](b.md) in a list\n- second `item` of it\n\n"
        "> quoted **text** wraps\n> onto the *next* line, and `code` too\n\n## Caf\u00e9 &amp; cr&egrave;me\n\n"
        "A caf\u00e9 with cr&egrave;me **br\u00fbl\u00e9e** and\na [link](https://b.org) behind it\n"
    ),
    "tables.md": (
        "# 表\n\n| 名**称** | `值` x |\n|---|---|\n| 单**元**格 | a [link](u) cell |\n\n"
        "文字**很**多[^1]，换\n行也*一*样。\n\n[^1]: 脚注里**的**文字 and words\n"
    ),
    "lines.md": "one\ntwo **three** four\nfive `six` seven *eight* nine\nten\n\n" * 3,
}  # fmt: skip
_BLOCKS = frozenset(("p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4"))
_INLINE = frozenset(("strong", "em", "del", "code", "a", "b", "i"))
_FRAMES = frozenset(
    [
        "article",
        "section",
        "div",
        "main",
        "body",
        "html",
        "ul",
        "ol",
        "dl",
        "table",
        "tbody",
        "thead",
        "tr",
        "blockquote",
    ]
)
_VOID = frozenset(["br", "img", "hr", "input", "wbr", "col"])
_HEAD = re.compile(rf"[{CHARACTERS}]+|[^\s{CHARACTERS}]+")
_MARKS = re.compile(r"[*_`~=\[\]]|\]\([^()]*\)|\([^()\s]*\)|<[^<>]*>")
_START = re.compile(rf"[{CHARACTERS}]|(?<![^\W{CHARACTERS}])[A-Za-z]+")


@dataclass
class _Block:
    """The text of one block of a page, parted where an inline mark begins or ends."""

    first: int
    """Line of the note on which the block, or what holds it, begins."""
    runs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Phrase:
    """What a reader sees, and where its note has it."""

    text: str
    is_across: bool
    """Whether a mark begins or ends in it."""
    head: str
    """As much of it as stands in one piece of the source: up to a mark, a blank or a line end."""
    lines: range
    """Those between which its block lies."""


class _Blocks(HTMLParser):
    """Reads the blocks of a page, with the lines that the page names for them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Block] = [_Block(0)]
        self.lines: list[int] = []
        self._open: list[tuple[str, int]] = []

    def _begin(self) -> None:
        self.found.append(_Block(self._open[-1][1] if self._open else 0))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs).get("data-line")
        line = int(named) if named else self._open[-1][1] if self._open else 0
        if named:
            self.lines.append(line)
        if tag in _VOID:
            self._begin()
            return
        is_inline = tag in _INLINE and "data-tex" not in dict(attrs)
        self._open.append((tag if is_inline or tag in _BLOCKS or tag in _FRAMES else "other", line))
        if is_inline:
            self.found[-1].runs.append("")
        else:
            self._begin()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._open:
            self._open.pop()
        if tag in _INLINE:
            self.found[-1].runs.append("")
        else:
            self._begin()

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        if "other" not in tags and _BLOCKS & tags:
            runs = self.found[-1].runs
            runs[-1:] = [runs[-1] + data] if runs else [data]


def phrases(html: str, chance: random.Random) -> Iterator[Phrase]:
    """Phrases of a page, some across its marks."""
    reader = _Blocks()
    reader.feed(html)
    begins = sorted({*reader.lines})
    for block in reader.found:
        text = "".join(block.runs)
        borders = [len("".join(block.runs[:n])) for n in range(1, len(block.runs))]
        following = [line for line in begins if line > block.first]
        lines = range(block.first, following[0] if following else 1 << 30)
        for border in [b for b in borders if 0 < b < len(text)][:3]:
            starts = [m.start() for m in _START.finditer(text, max(0, border - 30), border)]
            if starts:
                start = chance.choice(starts)
                end = border + chance.randint(1, 8)
                yield _phrase(text, start, end, borders, lines)
        starts = [m.start() for m in _START.finditer(text)]
        if not borders and starts:
            start = chance.choice(starts)
            yield _phrase(text, start, start + chance.randint(3, 20), borders, lines)


def _phrase(text: str, start: int, end: int, borders: list[int], lines: range) -> Phrase:
    whole = " ".join(text[start:end].replace("↩", "").split())
    whole = "" if '"' in whole else whole  # none can be asked for
    border = min((b for b in borders if start < b < end), default=end)
    head = _HEAD.match(text, start, border)
    return Phrase(whole, border < end, head[0] if head else "", lines)


def _check(folder: Path, index: Path, seed: int) -> tuple[int, list[str]]:
    """How many phrases were asked, and what was not found where the page has it."""
    chance = random.Random(seed)
    with Indexer(folder, index) as indexer:
        indexer.update()
    asked: dict[bool, list[tuple[str, Phrase]]] = {True: [], False: []}
    paths = sorted(scan_folder(folder).notes)
    chance.shuffle(paths)
    for path in paths:
        if min(map(len, asked.values())) >= PHRASES * 2:
            break
        text = decode((folder / path).read_bytes()).text
        page = render_note(PageRequest(path, text, ENGLISH), LONE_NOTE)
        for phrase in phrases(page.html, chance):
            if len(phrase.text) > 1:
                asked[phrase.is_across].append((path, phrase))
    faults: list[str] = []
    count = 0
    with Catalog(index) as catalog:
        for is_across in (True, False):
            kept = chance.sample(asked[is_across], min(PHRASES // 2, len(asked[is_across])))
            for path, phrase in kept:
                count += 1
                hits = catalog.search(f'"{phrase.text}" path:"{path}"', limit=200).hits
                hits = tuple(h for h in hits if path in (h.path, *h.variants))
                lines = decode((folder / path).read_bytes()).text.split("\n")
                places = [h.line for h in hits if h.path == path]
                # A hit whose heading has it is shown there, and its line is one of the text below.
                is_heading = any(fold(phrase.text) in fold(h.title) for h in hits if h.title_marks)
                if not hits:
                    faults.append(f"{path}: {phrase.text} is not found")
                elif (
                    places
                    and not is_heading
                    and not any(_stands_at(phrase, lines, place) for place in places)
                ):
                    faults.append(f"{path}: {phrase} is not at {places}")
                elif not any(h.marks or h.title_marks for h in hits):
                    faults.append(f"{path}: {phrase.text} is not marked")
    return count, faults


def _stands_at(phrase: Phrase, lines: list[str], place: int) -> bool:
    """Whether a line has the beginning of a phrase, and is one of its block's.

    The phrase may stand in the section more than once: then another block has it too.
    """
    return fold(unescape(phrase.head)) in fold(unescape(lines[place])) and (
        place in phrase.lines
        or "".join(phrase.text.split()) in _page_text(lines[max(0, place - 1) : place + 3])
    )


def _page_text(lines: list[str]) -> str:
    """Lines without marks and blanks, roughly as a page shows them."""
    return "".join(_MARKS.sub("", unescape("".join(lines))).split())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_phrases_of_pages_are_found_on_their_lines(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, "utf-8")
    count, faults = _check(folder, tmp_path / "index.sqlite", seed)
    assert count > 20
    assert not faults


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["antkillerfarm", "daiwk", "mzlogin", "yihui"])
def test_phrases_of_real_pages_are_found_on_their_lines(
    name: str, corpora: Path, tmp_path: Path
) -> None:
    if not (corpora / name).is_dir():
        pytest.skip(f"no {name} in {corpora}")
    count, faults = _check(corpora / name, tmp_path / "index.sqlite", 7)
    assert count >= PHRASES // 2
    assert not faults
