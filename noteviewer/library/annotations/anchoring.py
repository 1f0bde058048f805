"""Where a passage stands in a text: described when it is marked, found again after edits.

The order is that of robust anchoring (A. J. B. Brush et al., "Robust annotation positioning in
digital documents", CHI 2001): the very place, the passage in its section, anywhere in the note or
in a note that its section moved to, and last a passage that is nearly the same. What is not certain
is not found: a reader misses a highlight less than he is misled by one on a wrong passage.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from noteviewer.library.annotations.model import Selectors
from noteviewer.library.annotations.reading_text import Letters, ReadingText

CONTEXT = 48
"""Characters that are kept on either side."""
LONGEST_PASSAGE = 20_000
"""Characters that can be marked as one."""
_MOST_PLACES = 1000
"""Equal passages that are looked at."""
_TELLING = 16
"""Letters of a passage that is the same by chance nowhere."""
_UNMISTAKABLE = 48
"""Letters of a passage that stands for itself, whatever is around it."""
_ALIKE = 0.6
"""Likeness of two contexts of which one was edited; those of other passages have about 0.2."""
_BOTH_ALIKE = 1.6
_LEAD = 0.25
"""By how much the context of a passage must be nearer than that of the next best."""
_LONGEST_ALIKE = 2000
"""Letters of a passage that is looked for with slips."""
_MOST_WORK = 100_000_000
"""Letters of a passage times letters of a text in which it is looked for with slips: 0.2 s."""
_SLIPS = 70.0
"""Per cent that an edited passage has in common with what it was."""
_HARDLY_EDITED = 0.85
"""Likeness of an edited passage, and of one of its sides, where the other was edited too."""
_NEARLY_SAME = 0.92
"""Likeness of a long passage that stands for itself."""
_SHORT_RUN = 4


class Found(StrEnum):
    """How a passage was found."""

    EXACT = "exact"
    """Where it was, among the same."""
    SECTION = "section"
    """In the section in which it was."""
    NOTE = "note"
    """Elsewhere in the text."""
    SIMILAR = "similar"
    """Edited."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands now."""

    start: int
    end: int
    """One past its last character."""
    found: Found


def describe(text: ReadingText, start: int, end: int) -> Selectors | None:
    """What will find a passage again; None where there is nothing but blanks.

    Args:
        text: What is read of the note.
        start: Where the passage begins.
        end: One past its last character.
    """
    start, end = max(start, 0), min(end, len(text.text), start + LONGEST_PASSAGE)
    exact = text.text[start:end]
    start += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    if not exact:
        return None
    end = start + len(exact)
    wanted = _Wanted.of(exact)
    letters = text.letters(with_marks=wanted.with_marks)
    places = list(_places(letters.text, wanted.letters))
    here = letters.index(start)
    selectors = Selectors(
        exact=exact,
        prefix=text.text[max(start - CONTEXT, 0) : start],
        suffix=text.text[end : end + CONTEXT],
        start=start,
        end=end,
        section=text.section_at(start),
        block=text.fingerprint(start),
        number=sum(place < here for place in places),
        count=max(len(places), 1),
    )
    search = _Search(selectors, wanted, text, letters)
    return replace(selectors, rival=search.rival(here, places))


def locate(selectors: Selectors, text: ReadingText, *, is_other: bool = False) -> Place | None:
    """Where a passage stands in a text now; None where that is not certain.

    Args:
        selectors: What `describe` said of it.
        text: What is read of the note now.
        is_other: It is another note than that in which the passage was marked; the passage must
            then stand there with its context.
    """
    if not is_other and _is_unmoved(selectors, text):
        return Place(selectors.start, selectors.end, Found.EXACT)
    wanted = _Wanted.of(selectors.exact)
    search = _Search(selectors, wanted, text, text.letters(with_marks=wanted.with_marks))
    return search.find_equal(is_other=is_other) or search.find_similar(is_other=is_other)


def _is_unmoved(selectors: Selectors, text: ReadingText) -> bool:
    start, end = selectors.start, selectors.end
    before, after = start - len(selectors.prefix), end + len(selectors.suffix)
    surroundings = selectors.prefix + selectors.exact + selectors.suffix
    return (
        selectors.rival <= _BOTH_ALIKE
        and before >= 0
        and text.text[before:after] == surroundings
        and text.section_at(start) == selectors.section
        and text.fingerprint(start) == selectors.block
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The letters of a passage, or all its characters where it has no letters."""

    letters: str
    with_marks: bool = False
    head: str = ""
    """Punctuation in front of its first letter."""
    tail: str = ""
    """Punctuation behind its last letter."""

    @classmethod
    def of(cls, exact: str) -> "_Wanted":
        letters = Letters.of(exact)
        if not letters.text:
            return cls(Letters.of(exact, with_marks=True).text, with_marks=True)
        last = letters.offset(len(letters.text) - 1) + 1
        return cls(letters.text, head=exact[: letters.offsets[0]], tail=exact[last:])


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage that may be the one that is looked for."""

    index: int
    """Among the letters of the text."""
    before: float
    """Likeness of what is in front of it; 1 is the same."""
    after: float

    @property
    def context(self) -> float:
        return self.before + self.after

    @property
    def is_alike(self) -> bool:
        """Whether at least one side is what it was."""
        return max(self.before, self.after) >= _ALIKE


@dataclass(frozen=True, slots=True)
class _Search:
    """One passage looked for in one text."""

    selectors: Selectors
    wanted: _Wanted
    text: ReadingText
    letters: Letters

    def rival(self, here: int, equal: list[int]) -> float:
        """How near the context of the nearest other passage is that is nearly the same."""
        others = (self._candidate(place).context for place in equal if place != here)
        similar = self._rival_context(here, here + len(self.wanted.letters))
        return max(similar, *others, 0.0)

    def _rival_context(self, first: int, last: int) -> float:
        """How near the context of the nearest other passage is; 0 where none is nearly the same."""
        wanted = self.wanted.letters
        if len(wanted) > _LONGEST_ALIKE or len(wanted) * len(self.letters.text) > _MOST_WORK:
            return 0.0
        stretches = ((0, self.letters.text[:first]), (last, self.letters.text[last:]))
        nearest = 0.0
        for offset, stretch in stretches:
            if len(stretch) < len(wanted):
                continue  # what is a part of the passage is like it
            found = fuzz.partial_ratio_alignment(wanted, stretch, score_cutoff=_SLIPS)
            if found is not None:
                length = found.dest_end - found.dest_start
                context = self._candidate(offset + found.dest_start, length).context
                nearest = max(nearest, context)
        return nearest

    # The same passage elsewhere.

    def find_equal(self, *, is_other: bool) -> Place | None:
        places = list(_places(self.letters.text, self.wanted.letters))
        if not places or len(places) > _MOST_PLACES:
            return None
        chosen = self._choose([self._candidate(place) for place in places], is_other=is_other)
        if chosen is None:
            return None
        first = self.letters.offset(chosen.index)
        last = self.letters.offset(chosen.index + len(self.wanted.letters) - 1)
        start, end = self._with_punctuation(first, last + 1)
        is_there = not is_other and self.text.section_at(start) == self.selectors.section
        return Place(start, end, Found.SECTION if is_there else Found.NOTE)

    def _choose(self, candidates: list[_Candidate], *, is_other: bool) -> _Candidate | None:
        ordered = sorted(candidates, key=lambda one: one.context, reverse=True)
        best = ordered[0]
        leads = len(ordered) == 1 or best.context - ordered[1].context >= _LEAD
        is_nearest = leads and best.context >= self.selectors.rival + _LEAD
        if is_other:
            return best if is_nearest and self._is_same_in_other(best, len(candidates)) else None
        if len(candidates) < self.selectors.count:
            # One of several is gone, and it may be the one that was marked.
            return best if is_nearest and best.context >= _BOTH_ALIKE else None
        if self.selectors.count == 1 and len(candidates) == 1:
            return best if best.is_alike or len(self.wanted.letters) >= _TELLING else None
        return best if is_nearest and best.is_alike else self._of_equals(candidates)

    def _is_same_in_other(self, best: _Candidate, count: int) -> bool:
        letters = len(self.wanted.letters)
        if count == 1 and letters >= _UNMISTAKABLE:
            return True
        if best.context >= _BOTH_ALIKE:
            return True
        return best.is_alike and (letters >= _TELLING or self._is_same_block(best))

    def _of_equals(self, candidates: list[_Candidate]) -> _Candidate | None:
        """Of several in one context, the one that stands in the order where it stood before."""
        if len(candidates) != self.selectors.count:
            return None
        same = candidates[self.selectors.number]
        here = [one for one in candidates if self._is_same_section(one)]
        is_sure = here == [same] or (same in here and self._is_same_block(same))
        return same if is_sure and same.is_alike else None

    def _is_same_section(self, candidate: _Candidate) -> bool:
        section = self.text.section_at(self.letters.offset(candidate.index))
        return section == self.selectors.section

    def _is_same_block(self, candidate: _Candidate) -> bool:
        offset = self.letters.offset(candidate.index)
        return self.text.fingerprint(offset) == self.selectors.block

    def _candidate(self, index: int, length: int | None = None) -> _Candidate:
        end = index + (len(self.wanted.letters) if length is None else length)
        marks = self.wanted.with_marks
        prefix = Letters.of(self.selectors.prefix, with_marks=marks).text
        suffix = Letters.of(self.selectors.suffix, with_marks=marks).text
        before = self.letters.text[max(index - len(prefix), 0) : index]
        after = self.letters.text[end : end + len(suffix)]
        # At the edge of a text there is nothing to compare: an edge is like an edge.
        if not prefix:
            before = self.letters.text[max(index - CONTEXT, 0) : index]
        if not suffix:
            after = self.letters.text[end : end + CONTEXT]
        return _Candidate(
            index,
            Levenshtein.normalized_similarity(prefix, before),
            Levenshtein.normalized_similarity(suffix, after),
        )

    def _with_punctuation(self, start: int, end: int) -> tuple[int, int]:
        """Take in the punctuation that stood at both ends of the passage."""
        text = self.text.text
        head, tail = self.wanted.head, self.wanted.tail
        if head and text.endswith(head, 0, start):
            start -= len(head)
        if tail and text.startswith(tail, end):
            end += len(tail)
        return start, end

    # An edited passage.

    def find_similar(self, *, is_other: bool) -> Place | None:
        """The passage with slips: in its section, or anywhere in the text."""
        if not 1 < len(self.wanted.letters) <= _LONGEST_ALIKE:
            return None
        stretches = [
            (self.letters.index(start), self.letters.index(end))
            for start, end in self.text.stretches(self.selectors.section)
        ]
        for start, end in (*stretches, (0, len(self.letters.text))):
            found = self._similar_in(start, end, is_other=is_other)
            if found is not None:
                return found
        return None

    def _similar_in(self, start: int, end: int, *, is_other: bool) -> Place | None:
        wanted = self.wanted.letters
        stretch = self.letters.text[start:end]
        if len(wanted) * len(stretch) > _MOST_WORK:
            return None
        best = fuzz.partial_ratio_alignment(wanted, stretch, score_cutoff=_SLIPS - 20)
        if best is None or best.dest_start == best.dest_end:
            return None
        first, last = self._refine(start + best.dest_start, start + best.dest_end)
        if first >= last or not self._is_certain(first, last, is_other=is_other):
            return None
        # Where two passages were nearly the same and one is left, it may be the other.
        context = self._candidate(first, last - first).context
        rival = max(self.selectors.rival, self._rival_context(first, last))
        if rival and (context < _BOTH_ALIKE or context < rival + _LEAD):
            return None
        begin = self.letters.offset(first)
        return Place(begin, self.letters.offset(last - 1) + 1, Found.SIMILAR)

    def _refine(self, first: int, last: int) -> tuple[int, int]:
        """The ends of an edited passage: at its first and last run that stayed the same."""
        wanted = self.wanted.letters
        slack = max(len(wanted) // 2, 2 * _SHORT_RUN)
        low, high = max(first - slack, 0), min(last + slack, len(self.letters.text))
        blocks = Levenshtein.opcodes(wanted, self.letters.text[low:high]).as_matching_blocks()
        shortest = min(_SHORT_RUN, max(len(wanted) // 4, 1))
        kept = [block for block in blocks if block.size >= shortest]
        if not kept:
            return 0, 0
        begin, end = kept[0], kept[-1]
        # What was edited at the very ends belongs to it, as much as it was.
        start = low + begin.b - min(begin.a, begin.b)
        missing = len(wanted) - end.a - end.size
        stop = low + end.b + end.size + min(missing, high - low - end.b - end.size)
        return self._up_to_context(start, stop)

    def _up_to_context(self, start: int, stop: int) -> tuple[int, int]:
        """Let an edited passage end where its unedited surroundings begin."""
        slack = max(len(self.wanted.letters) // 2, 2 * _SHORT_RUN)
        prefix = Letters.of(self.selectors.prefix).text[-2 * _SHORT_RUN :]
        suffix = Letters.of(self.selectors.suffix).text[: 2 * _SHORT_RUN]
        text = self.letters.text
        if len(prefix) == 2 * _SHORT_RUN:
            low = max(start - slack, 0)
            ends = [at + len(prefix) for at in _places(text[low : start + slack], prefix)]
            start = min(
                (low + end for end in ends), key=lambda end: abs(end - start), default=start
            )
        if len(suffix) == 2 * _SHORT_RUN:
            low = max(stop - slack, start)
            begins = [low + at for at in _places(text[low : stop + slack], suffix)]
            stop = min(begins, key=lambda at: abs(at - stop), default=stop)
        return start, stop

    def _is_certain(self, first: int, last: int, *, is_other: bool) -> bool:
        found = self.letters.text[first:last]
        likeness = Levenshtein.normalized_similarity(self.wanted.letters, found)
        around = self._candidate(first, last - first)
        letters = len(self.wanted.letters)
        if letters >= _UNMISTAKABLE and likeness >= _NEARLY_SAME:
            return True
        if letters < _TELLING or (is_other and letters < _UNMISTAKABLE):
            # Little is left of a short passage that was edited: its surroundings must say it.
            return likeness >= 0.5 and around.context >= _BOTH_ALIKE
        if min(around.before, around.after) >= _ALIKE:
            return likeness >= _ALIKE
        return likeness >= _HARDLY_EDITED and max(around.before, around.after) >= _HARDLY_EDITED


def _places(text: str, wanted: str) -> Iterator[int]:
    """Where a passage stands; one more place than are looked at at the most."""
    at = text.find(wanted)
    count = 0
    while at >= 0 and count <= _MOST_PLACES:
        yield at
        count += 1
        at = text.find(wanted, at + 1)
