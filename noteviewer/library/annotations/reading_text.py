"""The text of a note as it is read, in which passages are looked for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

_LETTERS = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"\S+")
_FINGERPRINT_BYTES = 8


@dataclass(frozen=True, slots=True)
class SectionStart:
    """Where a section begins."""

    offset: int
    anchor: str


@dataclass(frozen=True, slots=True)
class ReadingText:
    """What is read of a note, a block on each line."""

    text: str
    sections: tuple[SectionStart, ...] = ()
    """In order; what is above the first is in none."""
    _letters: dict[bool, "Letters"] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, text: str, sections: Iterable[tuple[int, str]]) -> "ReadingText":
        """Make it of a text, and of where its sections begin and their anchors."""
        return cls(text, tuple(SectionStart(offset, anchor) for offset, anchor in sections))

    def section_at(self, offset: int) -> str:
        """Anchor of the section that holds an offset; empty above the first heading."""
        number = bisect_right(self.sections, offset, key=_offset)
        return self.sections[number - 1].anchor if number else ""

    def stretches(self, anchor: str) -> Iterator[tuple[int, int]]:
        """Begin and end of the sections with an anchor; of what is above the first for none."""
        starts = [SectionStart(0, ""), *self.sections]
        ends = [*(start.offset for start in self.sections), len(self.text)]
        for start, end in zip(starts, ends, strict=True):
            if start.anchor == anchor and start.offset < end:
                yield start.offset, end

    def block_at(self, offset: int) -> tuple[int, int]:
        """Begin and end of the block that holds an offset."""
        end = self.text.find("\n", offset)
        return self.text.rfind("\n", 0, offset) + 1, len(self.text) if end < 0 else end

    def fingerprint(self, offset: int) -> str:
        """What tells the block at an offset from others, however it is spaced and punctuated."""
        start, end = self.block_at(offset)
        letters = "".join(_LETTERS.findall(self.text, start, end))
        return blake2b(letters.encode(), digest_size=_FINGERPRINT_BYTES).hexdigest()

    def letters(self, *, with_marks: bool) -> "Letters":
        """The text without blanks and, unless they are wanted, without punctuation."""
        if with_marks not in self._letters:
            self._letters[with_marks] = Letters.of(self.text, with_marks=with_marks)
        return self._letters[with_marks]


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of a text by which passages are compared, and where each of them stands."""

    text: str
    starts: tuple[int, ...]
    """Where each run of them begins, in these characters."""
    offsets: tuple[int, ...]
    """Where the same runs begin in the whole text."""

    @classmethod
    def of(cls, text: str, *, with_marks: bool = False) -> "Letters":
        """Leave out blanks, and punctuation unless it is wanted."""
        runs = [(found.start(), found[0]) for found in _runs(with_marks).finditer(text)]
        starts, length = [], 0
        for _, run in runs:
            starts.append(length)
            length += len(run)
        return cls("".join(run for _, run in runs), tuple(starts), tuple(at for at, _ in runs))

    def offset(self, index: int) -> int:
        """Where one of the characters stands in the whole text."""
        run = bisect_right(self.starts, index) - 1
        return self.offsets[run] + index - self.starts[run]

    def index(self, offset: int) -> int:
        """Number of the first of the characters at or behind an offset of the whole text."""
        run = bisect_right(self.offsets, offset) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + offset - self.offsets[run], end)


def _runs(with_marks: bool) -> re.Pattern[str]:
    return _MARKS if with_marks else _LETTERS


def _offset(start: SectionStart) -> int:
    return start.offset
