"""What the furniture of a saved page says about its article: day, category, neighbours."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from noteviewer.notes.saved_page.shape import Paragraph

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+\d{1,2}:\d{2})?")
_DATE_LINE = re.compile(
    r"(?i)posted|发布于|发表于|最新推荐|首次发布|于 \d{4}|published|阅读|更新|views"
)
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_ENGLISH_DATE = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2}),? (\d{4})")
_CATEGORY = re.compile(
    r"""(?imx)^\W{0,3}
    (?:(?:文章)?分类(?:专栏)?|所属分类|category|categories|filed[ ]under|posted[ ]in)
    \s*(?:[:：]\s*)?
    (?:\[([^\[\]\n]+)\]|([^\[\]\s|,，]+(?:[ ][^\[\]\s|,，]+)*))"""
)
_NEIGHBOUR = re.compile(
    r"""(?ix)(上一篇|下一篇|previous(?:[ ]post)?|next(?:[ ]post)?)\s*[:：]\s*
    (?:\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]|(\S[^\n»«]*))"""
)


def find_date(around: Sequence[Paragraph]) -> str | None:
    """Find the day, ISO 8601, beside a word of publishing; archives and calendars have none."""
    for paragraph in reversed(around):
        for line in paragraph.lines:
            if not _DATE_LINE.search(line):
                continue
            if (match := _DATE.search(line)) and (day := _iso(match[1], match[2], match[3])):
                return day
            if match := _ENGLISH_DATE.search(line):
                month = match[1][:3].lower()
                place = _MONTHS.find(month)
                if place % 3 == 0:
                    return _iso(match[3], str(place // 3 + 1), match[2])
    return None


def find_category(around: Sequence[Paragraph]) -> str | None:
    """Find the category behind its label, be it a link or plain words."""
    match = _CATEGORY.search(_text(around))
    return (match[1] or match[2]).strip() if match else None


def find_neighbours(around: Sequence[Paragraph]) -> tuple[str, str]:
    """Find the titles of the pages before and after; empty where there is none."""
    titles = {
        match[1][0].casefold(): (match[2] or match[3]).strip()
        for match in _NEIGHBOUR.finditer(_text(around))
    }
    return titles.get("上") or titles.get("p", ""), titles.get("下") or titles.get("n", "")


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(line for paragraph in paragraphs for line in paragraph.lines)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
