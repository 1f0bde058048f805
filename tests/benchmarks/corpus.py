"""Folders to measure on: a real one, and large ones made of its sections."""

import random
import re
from pathlib import Path

from noteviewer.library.folder.scan import scan_folder

_SECTION = re.compile(r"(?m)^(?=#{1,3} )")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def recombine(
    source: Path, target: Path, notes: int, *, sections_a_note: int, seed: int = 7
) -> None:
    """Write notes made of sections of real notes, drawn with a fixed seed."""
    chance = random.Random(seed)
    sections: list[str] = []
    for path in sorted(scan_folder(source).notes):
        text = (source / path).read_text("utf-8", "replace").replace("\r\n", "\n")
        pieces = _SECTION.split(_FRONT.sub("", text))
        sections += [piece.rstrip() + "\n\n" for piece in pieces if piece.strip()]
    for number in range(notes):
        folder = target / f"{number // 500:03}"
        folder.mkdir(parents=True, exist_ok=True)
        day = f"{2010 + number % 15}-{1 + number % 12}-{1 + number % 28}"
        head = f"---\ntitle: 笔记{number}\ncategory: C{number % 40}\n---\n\n"
        body = "".join(chance.sample(sections, min(sections_a_note, len(sections))))
        (folder / f"{day}-note_{number}.md").write_text(head + body, "utf-8")


def make_queries(folder: Path, count: int = 202, seed: int = 3) -> list[str]:
    """Queries of all kinds out of a folder: Han of 1 to 5, phrases, words, prefixes, mixed, none."""
    chance = random.Random(seed)
    paths = sorted(scan_folder(folder).notes)
    texts = [
        (folder / path).read_text("utf-8", "replace")
        for path in chance.sample(paths, min(400, len(paths)))
    ]
    han = [run for text in texts for run in re.findall(r"[\u4e00-\u9fff]{2,}", text)]
    words = [word for text in texts for word in re.findall(r"[A-Za-z]{3,12}", text)]
    han, words = han or ["多任务学习"], words or ["learning"]
    queries: list[str] = []
    while len(queries) < count:
        run, word = chance.choice(han), chance.choice(words)
        start = chance.randrange(len(run))
        match len(queries) % 10:
            case 0 | 1 | 2:
                queries.append(run[start : start + 2])
            case 3:
                queries.append(run[start : start + 1])
            case 4:
                queries.append(run[:5])
            case 5:
                queries.append(word.lower())
            case 6:
                queries.append(word[: chance.randint(2, 4)].lower())
            case 7:
                queries.append(f"{run[:2]} {word.lower()}")
            case 8:
                queries.append(f"{run[:2]} {chance.choice(han)[:2]}")
            case 9:
                queries.append(f"{run[:2]}{chance.choice(han)[:2]}")
    return queries
