"""The sentence in which a link stands."""

import re

from noteviewer.library.search.snippets import clean_line

LONGEST = 240
"""Characters of a sentence that are kept, around the link."""
_END = re.compile(r"[。！？!?；;]+[”’」』）)\"']*|\.(?=\s)")


def sentence_of(text: str, line: int, link: str) -> str:
    """Find the sentence around a link.

    Args:
        text: Of its section.
        line: On which it stands, counted from the first of the section.
        link: What it shows.

    Returns:
        The sentence without marks of Markdown, cut around the link where it is long; empty where
        the link is all that there is.
    """
    lines = text.split("\n")
    near = lines[line : line + 2]
    written = next((one for one in near if link and link in one), near[0] if near else "")
    begins = max(0, written.find(link) - 4 * LONGEST)
    written = written[begins : begins + 8 * LONGEST]
    cleaned = clean_line(written)
    at = cleaned.find(link) if link else -1
    if at < 0:
        return _cut(cleaned, 0)
    start, end = 0, len(cleaned)
    for mark in _END.finditer(cleaned):
        if mark.end() <= at:
            start = mark.end()
        elif mark.start() >= at + len(link):
            end = mark.end()
            break
    sentence = cleaned[start:end].strip()
    return "" if sentence == link else _cut(sentence, sentence.find(link))


def _cut(sentence: str, at: int) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    start = max(0, min(at - LONGEST // 3, len(sentence) - LONGEST))
    cut = sentence[start : start + LONGEST]
    return f"{'…' if start else ''}{cut}{'…' if start + LONGEST < len(sentence) else ''}"
