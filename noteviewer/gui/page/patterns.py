"""What the user looks for in a page, and where a regular expression matches its texts. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

SECONDS = 0.5
"""For a regular expression in all texts of a page: one may have no end."""
MOST = 5000
LONGEST = 500
"""Characters of a regular expression."""

Span = tuple[int, int, int]
"""Number of a text, start and end in it, counted in UTF-16 units as scripts do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the page."""

    text: str = ""
    matches_case: bool = False
    is_whole_word: bool = False
    is_pattern: bool = False
    """Whether the text is a regular expression."""


class PatternError(Exception):
    """What was typed is no regular expression."""


@dataclass(frozen=True, slots=True)
class PatternMatches:
    """Where a regular expression matches."""

    spans: tuple[Span, ...]
    is_complete: bool = True
    """False where the time was up before all texts were read."""


def find_pattern(wanted: Wanted, texts: Sequence[str]) -> PatternMatches:
    """Find all matches that are not empty; for a worker thread.

    Raises:
        PatternError: it is none.
    """
    # Here, not above: the window is on the screen before it is needed.
    import regex

    source = wanted.text[:LONGEST]
    if wanted.is_whole_word:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    flags = regex.MULTILINE | (0 if wanted.matches_case else regex.IGNORECASE)
    try:
        pattern = regex.compile(source, flags)
    except regex.error as error:
        raise PatternError(str(error)) from error
    spans: list[Span] = []
    deadline = monotonic() + SECONDS
    try:
        for number, text in enumerate(texts):
            # Where none is left, the next text ends it.
            left = max(deadline - monotonic(), 1e-6)
            for match in pattern.finditer(text, timeout=left, concurrent=True):
                if match.end() > match.start():
                    spans.append((number, *_in_units(text, match.start(), match.end())))
                if len(spans) >= MOST:
                    return PatternMatches(tuple(spans))
    except TimeoutError:
        return PatternMatches(tuple(spans), is_complete=False)
    return PatternMatches(tuple(spans))


def _in_units(text: str, start: int, end: int) -> tuple[int, int]:
    """Two offsets as UTF-16 counts them."""
    if text.isascii():
        return start, end
    first = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    return first, first + len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2
