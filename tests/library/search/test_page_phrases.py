"""What a page shows is found, and on its line: phrases of rendered pages, half of them across marks."""

import random
import re
from collections.abc import Iterator
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
_START = re.compile(rf"[{CHARACTERS}]|(?<![^\W{CHARACTERS}])[A-Za-z]+")


class _Blocks(HTMLParser):
    """Runs of text of the blocks of a page, parted where an inline mark begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [[]]
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.found.append([])
            return
        is_inline = tag in _INLINE and "data-tex" not in dict(attrs)
        if not is_inline:
            self.found.append([])
        self._open.append(tag if is_inline or tag in _BLOCKS or tag in _FRAMES else "other")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag not in _INLINE:
            self.found.append([])
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "other" not in self._open and _BLOCKS.intersection(self._open):
            self.found[-1].append(data)


def phrases(html: str, chance: random.Random) -> Iterator[tuple[str, bool]]:
    """Phrases of a page, and whether they reach across a mark."""
    reader = _Blocks()
    reader.feed(html)
    for runs in reader.found:
        text = "".join(runs)
        borders = [len("".join(runs[:n])) for n in range(1, len(runs))]
        for border in borders[:3]:
            starts = [m.start() for m in _START.finditer(text, max(0, border - 30), border)]
            if starts:
                start = chance.choice(starts)
                yield _whole(text, start, border + chance.randint(1, 8)), True
        starts = [m.start() for m in _START.finditer(text)]
        if len(runs) == 1 and starts:
            start = chance.choice(starts)
            yield _whole(text, start, start + chance.randint(3, 20)), False


def _whole(text: str, start: int, end: int) -> str:
    phrase = " ".join(text[start:end].replace("↩", "").split())
    return "" if '"' in phrase else phrase  # none can be asked for


def _check(folder: Path, index: Path, seed: int) -> tuple[int, int, list[str]]:
    """Numbers of phrases asked, of those found on a wrong line, and the phrases not found."""
    chance = random.Random(seed)
    with Indexer(folder, index) as indexer:
        indexer.update()
    asked: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    paths = sorted(scan_folder(folder).notes)
    chance.shuffle(paths)
    for path in paths:
        if min(map(len, asked.values())) >= PHRASES * 2:
            break
        text = decode((folder / path).read_bytes()).text
        page = render_note(PageRequest(path, text, ENGLISH), LONE_NOTE)
        for phrase, is_across in phrases(page.html, chance):
            if len(phrase) > 1:
                asked[is_across].append((path, phrase))
    missing: list[str] = []
    wrong: list[str] = []
    count = 0
    with Catalog(index) as catalog:
        for is_across in (True, False):
            kept = chance.sample(asked[is_across], min(PHRASES // 2, len(asked[is_across])))
            for path, phrase in kept:
                count += 1
                hits = catalog.search(f'"{phrase}" path:"{path}"', limit=200).hits
                hits = tuple(h for h in hits if path in (h.path, *h.variants))
                if not hits:
                    missing.append(f"{path}: {phrase}")
                    continue
                first = _START.search(phrase)
                assert first is not None
                lines = [
                    fold(line) for line in decode((folder / path).read_bytes()).text.split("\n")
                ]
                if not any(fold(first[0][0]) in lines[h.line] for h in hits if h.path == path):
                    wrong.append(f"{path}: {phrase} {[h.line for h in hits]}")
    return count, len(wrong), [*missing, *wrong]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_phrases_of_pages_are_found_on_their_lines(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, "utf-8")
    count, _, faults = _check(folder, tmp_path / "index.sqlite", seed)
    assert count > 20
    assert not faults


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["antkillerfarm", "daiwk", "mzlogin", "yihui"])
def test_phrases_of_real_pages_are_found_on_their_lines(
    name: str, corpora: Path, tmp_path: Path
) -> None:
    if not (corpora / name).is_dir():
        pytest.skip(f"no {name} in {corpora}")
    count, _, faults = _check(corpora / name, tmp_path / "index.sqlite", 7)
    assert count >= PHRASES // 2
    assert not faults
