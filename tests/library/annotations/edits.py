"""Notes that are edited at random, and where a passage of them stands all the while."""

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from noteviewer.library.annotations.reading_text import ReadingText, SectionStart

WORDS = (
    "模型",
    "数据",
    "however",
    "learning",
    "但是",
    "训练",
    "the result",
    "参考",
    "matrix",
    "概率",
    "see",
)


@dataclass(slots=True)
class EditedNote:
    """The characters of a note, each with whether it is of the passage that was marked."""

    characters: list[tuple[str, bool]]
    random: Random
    kept: float = field(default=1.0, init=False)

    @classmethod
    def of(cls, text: str, start: int, end: int, random: Random) -> "EditedNote":
        return cls([(one, start <= at < end) for at, one in enumerate(text)], random)

    @property
    def text(self) -> str:
        return "".join(one for one, _ in self.characters)

    @property
    def passage(self) -> tuple[int, int]:
        """Where the passage stands: what was put into it belongs to it."""
        places = [at for at, (_, is_marked) in enumerate(self.characters) if is_marked]
        return (places[0], places[-1] + 1) if places else (0, 0)

    @property
    def marked(self) -> str:
        return "".join(one for one, is_marked in self.characters if is_marked)

    # Edits.

    def edit_somewhere(self) -> None:
        self._edit(self.random.randrange(len(self.characters)))

    def edit_beside(self) -> None:
        start, end = self.passage
        near = self.random.choice((start - 15, end + 5))
        self._edit(min(max(near, 0), len(self.characters) - 1))

    def edit_inside(self) -> None:
        start, end = self.passage
        if end - start > 30:
            self._edit(self.random.randrange(start + 3, end - 8), most=4)

    def replace_paragraph(self) -> None:
        start, end = self._paragraph(is_marked=False)
        self.characters[start:end] = _plain(" ".join(self.random.choices(WORDS, k=12)))

    def insert_paragraph(self) -> None:
        start, _ = self._paragraph(is_marked=False)
        self.characters[start:start] = _plain(" ".join(self.random.choices(WORDS, k=30)) + "\n")

    def copy_paragraph(self) -> None:
        start, end = self._paragraph(is_marked=False)
        other, _ = self._paragraph(is_marked=False)
        self.characters[other:other] = _plain(self.text[start:end] + "\n")

    def delete_paragraph(self) -> None:
        start, end = self._paragraph(is_marked=False)
        del self.characters[start : end + 1]

    def move_section(self) -> None:
        cuts = [0, *(s.offset for s in sections_of(self.text)), len(self.characters)]
        parts = [self.characters[a:b] for a, b in pairwise(cuts)]
        if parts and parts[-1] and parts[-1][-1][0] != "\n":
            parts[-1].append(("\n", False))
        part = parts.pop(self.random.randrange(len(parts)))
        parts.insert(self.random.randrange(len(parts) + 1), part)
        self.characters = [one for part in parts for one in part]

    def rename_heading(self) -> None:
        found = [s.offset for s in sections_of(self.text) if not self._is_marked(s.offset)]
        if found:
            at = self.random.choice(found) + 2
            self.characters[at:at] = _plain(self.random.choice(WORDS) + " ")

    def take_section(self) -> "EditedNote":
        """Cut out the section with the passage, for another note."""
        start, end = self.passage
        cuts = [0, *(s.offset for s in sections_of(self.text)), len(self.characters)]
        first = max(cut for cut in cuts if cut <= start)
        last = min((cut for cut in cuts if cut >= end), default=len(self.characters))
        taken = self.characters[first:last]
        del self.characters[first:last]
        return EditedNote(taken, self.random)

    def delete_passage(self) -> None:
        start, end = self.passage
        del self.characters[start:end]

    def _edit(self, at: int, most: int = 12) -> None:
        kind = self.random.randrange(3)
        length = self.random.randint(1, most)
        inside = self.characters[at][1]
        if kind != 0:
            del self.characters[at : at + length]
        if kind != 1:
            word = self.random.choice(WORDS)[: most * 2]
            self.characters[at:at] = [(one, inside) for one in word]

    def _paragraph(self, *, is_marked: bool) -> tuple[int, int]:
        lines, at = [], 0
        for line in self.text.split("\n"):
            end = at + len(line)
            if line.strip() and self._any_marked(at, end) is is_marked:
                lines.append((at, end))
            at = end + 1
        return self.random.choice(lines) if lines else (len(self.characters), len(self.characters))

    def _is_marked(self, at: int) -> bool:
        return self.characters[at][1]

    def _any_marked(self, start: int, end: int) -> bool:
        return any(is_marked for _, is_marked in self.characters[start:end])


def _plain(text: str) -> list[tuple[str, bool]]:
    return [(one, False) for one in text]


def sections_of(text: str) -> list[SectionStart]:
    """Headings of a text, as `#` writes them."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.startswith("#"):
            found.append(SectionStart(at, line.strip("# ").lower().replace(" ", "-")))
        at += len(line) + 1
    return found


def reading(text: str) -> ReadingText:
    return ReadingText(text, tuple(sections_of(text)))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """What two stretches have in common, as a part of the shorter one."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return max(common, 0) / shorter if shorter else 0.0
