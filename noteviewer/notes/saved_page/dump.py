"""A saved web page as text: which of it is the article.

A page is known by its shape: short lines with counts in brackets, a calendar, rows of links,
lines that start with the words of web sites. Several of these must come together in a text
without headings and front matter, for a false alarm on an ordinary note is worse than a miss.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from noteviewer.notes.saved_page.facts import find_category, find_date, find_neighbours
from noteviewer.notes.saved_page.shape import (
    Paragraph,
    ends_sentence,
    read_paragraphs,
    site_words,
)

_FEWEST_LINES: Final = 15
_SHORTEST_TITLE: Final = 4
_MOST_LINES: Final = 20_000
"""A page is no longer; keeps the look at a text that is none cheap."""
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.、．]|(?=\s)|(?=[\u3400-\u9fff]))\s*\S")


@dataclass(frozen=True, slots=True)
class DumpHeading:
    """A line of the article that heads what follows, without any mark."""

    line: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class PageDump:
    """What is what in a saved page."""

    title: str
    """Empty where none is found."""
    date: str | None
    category: str | None
    headings: tuple[DumpHeading, ...]
    furniture: tuple[tuple[int, int], ...]
    """First line, and the line after the last, of what a page folds away."""
    joins: tuple[tuple[int, int], ...]
    """Last line of a paragraph that furniture breaks in two, and first line of its other half."""
    previous_title: str = ""
    next_title: str = ""


def read_page_dump(lines: Sequence[str], first: int = 0) -> PageDump | None:
    """Tell article from furniture; None where the text is not a saved page."""
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES:
        return None
    paragraphs = read_paragraphs(lines, first)
    if not _is_page(paragraphs):
        return None
    is_furniture = _mark_furniture(paragraphs)
    article = [p for p, marked in zip(paragraphs, is_furniture, strict=True) if not marked]
    around = [p for p, marked in zip(paragraphs, is_furniture, strict=True) if marked]
    heads = _find_headings(article)
    title = _take_title(article, heads) or _title_above_date(around, article)
    previous_title, next_title = find_neighbours(around)
    return PageDump(
        title=title,
        date=find_date(around),
        category=find_category(around),
        headings=tuple(_heading(p) for p in heads),
        furniture=tuple(_ranges(paragraphs, is_furniture)),
        joins=tuple(_joins(paragraphs, is_furniture, heads)),
        previous_title=previous_title,
        next_title=next_title,
    )


def _is_page(paragraphs: Sequence[Paragraph]) -> bool:
    counted = sum(paragraph.is_counted for paragraph in paragraphs)
    evidence = (
        any(paragraph.is_calendar for paragraph in paragraphs),
        counted >= 6,
        counted >= 20,
        sum(paragraph.is_navigation for paragraph in paragraphs) >= 2,
        site_words(paragraphs) >= 4,
        site_words(paragraphs) >= 8,
        any(paragraph.ends_page for paragraph in paragraphs),
    )
    return sum(evidence) >= 3 and sum(paragraph.is_prose for paragraph in paragraphs) >= 3


def _mark_furniture(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Mark what lies between the first and the last sign of furniture in each gap of the prose."""
    prose = [paragraph.is_prose for paragraph in paragraphs]
    signs = [paragraph.is_furniture for paragraph in paragraphs]
    stop = _end_of_article(paragraphs, prose)
    marked = [index >= stop for index in range(len(paragraphs))]
    start = 0
    while start < stop:
        if prose[start]:
            start += 1
            continue
        end = start
        while end < stop and not prose[end]:
            end += 1
        signed = [index for index in range(start, end) if signs[index]]
        if signed:
            first = 0 if start == 0 else signed[0]
            last = stop - 1 if end == stop else signed[-1]
            for index in range(first, last + 1):
                marked[index] = True
        start = end
    return marked


def _end_of_article(paragraphs: Sequence[Paragraph], prose: Sequence[bool]) -> int:
    """Find the footer: the first closing mark after most of the prose."""
    total = sum(prose)
    seen = 0
    for index, paragraph in enumerate(paragraphs):
        seen += prose[index]
        if seen * 3 >= total * 2 and paragraph.ends_page:
            return index
    return len(paragraphs)


def _find_headings(article: Sequence[Paragraph]) -> list[Paragraph]:
    """Take short lines that stand before prose, or before another such line that does."""
    heads: list[Paragraph] = []
    leads = False
    for paragraph in reversed(article):
        if paragraph.is_prose:
            leads = True
        elif leads and paragraph.is_title_like:
            heads.append(paragraph)
        else:
            leads = False
    return heads[::-1]


def _take_title(article: Sequence[Paragraph], heads: list[Paragraph]) -> str:
    """Take the title off the headings: the first line of the article, unless it is numbered."""
    if article and heads and article[0] is heads[0] and not _NUMBERED.match(heads[0].lines[0]):
        return heads.pop(0).lines[0]
    return ""


def _title_above_date(around: Sequence[Paragraph], article: Sequence[Paragraph]) -> str:
    """Find the title among what stands above the article: the nearest name above the day."""
    top = [p for p in around if not article or p.start < article[0].start]
    dated = next((index for index, p in enumerate(top) if find_date([p])), 0)
    for paragraph in reversed(top[:dated]):
        if paragraph.is_title_like and not paragraph.is_furniture:
            line = paragraph.lines[0]
            if len(line) >= _SHORTEST_TITLE:
                return line
    return ""


def _heading(paragraph: Paragraph) -> DumpHeading:
    title = paragraph.lines[0]
    number = _NUMBERED.match(title)
    return DumpHeading(paragraph.start, 2 + (number[1].count(".") if number else 0), title)


def _ranges(paragraphs: Sequence[Paragraph], marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    end = 0
    for paragraph, is_marked in zip(paragraphs, marked, strict=True):
        if is_marked:
            start = paragraph.start if start is None else start
            end = paragraph.end
        elif start is not None:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _joins(
    paragraphs: Sequence[Paragraph], marked: Sequence[bool], heads: Sequence[Paragraph]
) -> Iterator[tuple[int, int]]:
    before: Paragraph | None = None
    is_apart = False
    for paragraph, is_marked in zip(paragraphs, marked, strict=True):
        if is_marked:
            is_apart = True
            continue
        is_broken = before is not None and before.is_prose and not ends_sentence(before.text)
        if is_apart and before and is_broken and paragraph.is_prose and paragraph not in heads:
            yield before.end - 1, paragraph.start
        before = paragraph
        is_apart = False
