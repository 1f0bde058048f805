"""What other programs do to a folder of notes, at random."""

import os
import random
import shutil
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = [
    "多任务",
    "学习",
    "网络",
    "注意力",
    "learning",
    "gradient",
    "芯片",
    "model，损失。",
    "c++ ",
]
_MOST_NOTES = 400
_CLOCKS = (0, 1, 1_000_000_000, 4_102_444_800)
"""Times of a clock that was never set, or set wrong."""


class Operations:
    """Changes one folder; the same seed gives the same changes."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.done: Counter[str] = Counter()
        self._folder = folder
        self._chance = random.Random(seed)

    def run(self, count: int) -> None:
        """Do so many operations."""
        kinds: list[Callable[[], None]] = [
            self.write, self.write, self.write, self.append, self.replace, self.rename, self.move,
            self.delete, self.remove_folder, self.jump_clock, self.write_under_old_time, self.shorten,
            self.write_noise, self.lock_out, self.link,
        ]  # fmt: skip
        for _ in range(count):
            operation = self._chance.choice(kinds)
            # What was chosen may be gone, or be a folder by now.
            with suppress(OSError):
                operation()
            self.done[operation.__name__] += 1

    def write(self) -> None:
        file = self._new_place()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self._text(), "utf-8")

    def append(self) -> None:
        with self._note().open("a", encoding="utf-8") as file:
            file.write("\n\n## 补\n\n" + self._words(20))

    def replace(self) -> None:
        """Save as editors do: beside, then in its place."""
        file = self._note()
        draft = file.with_name(f".{file.name}.draft")
        draft.write_text(self._text(), "utf-8")
        draft.replace(file)

    def rename(self) -> None:
        self._note().rename(self._new_place())

    def move(self) -> None:
        """Move a folder with all that it holds."""
        folder = self._note().parent
        if folder != self._folder:
            folder.rename(self._folder / f"moved{self._chance.randrange(9)}")

    def delete(self) -> None:
        self._note().unlink()

    def remove_folder(self) -> None:
        folder = self._note().parent
        if folder != self._folder and len(list(folder.iterdir())) < 8:
            shutil.rmtree(folder)

    def jump_clock(self) -> None:
        moment = self._chance.choice((*_CLOCKS, int(time.time()) + 86_400))
        os.utime(self._note(), (moment, moment))

    def write_under_old_time(self) -> None:
        """Change a letter, and set the time back."""
        file = self._note()
        status = file.stat()
        data = file.read_bytes()
        at = self._chance.randrange(max(len(data), 1))
        with file.open("r+b") as opened:
            opened.seek(at)
            opened.write(b"z" if data[at : at + 1].isascii() else data[at : at + 1])
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    def shorten(self) -> None:
        file = self._note()
        os.truncate(file, self._chance.randrange(file.stat().st_size + 1))

    def write_noise(self) -> None:
        self._note().write_bytes(self._chance.randbytes(self._chance.randrange(2000)))

    def lock_out(self) -> None:
        file = self._note()
        file.chmod(self._chance.choice((0o000, 0o400, 0o644)))

    def link(self) -> None:
        place = self._new_place()
        place.symlink_to(self._note())

    def _note(self) -> Path:
        notes = sorted(self._folder.rglob("*.md"))
        return self._chance.choice(notes) if notes else self._folder / "none.md"

    def _new_place(self) -> Path:
        folder = self._chance.choice(
            ("", "", "a", "a/b", "系列", f"moved{self._chance.randrange(9)}")
        )
        name = f"2020-{self._chance.randint(1, 12)}-1-note_{self._chance.randrange(_MOST_NOTES)}.md"
        return self._folder / folder / name

    def _text(self) -> str:
        number = self._chance.randrange(30)
        parts = [f"---\ntitle: 笔记（{'一二三四五'[number % 5]}）\ntags: [t{number % 4}]\n---\n"]
        for level in range(self._chance.randrange(1, 6)):
            target = self._chance.randrange(_MOST_NOTES)
            parts.append(
                f"{'#' * (level % 3 + 1)} 标题{number}\n\n{self._words(60)}\n\n"
                f"[n](note_{target}.md) [[note_{target}]] <https://x.org/{target % 50}>\n"
                f"![]({target}.png)\n"
            )
        return "\n".join(parts)

    def _words(self, count: int) -> str:
        return "".join(self._chance.choices(_WORDS, k=count))
