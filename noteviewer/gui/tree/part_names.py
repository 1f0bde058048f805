"""What the notes of a series are called within it: number and rest of the title. No Qt here."""

from collections.abc import Callable

from noteviewer.notes.model import NoteTitle, TitlePart
from noteviewer.notes.relations.titles import name_key

_NUMERALS = "零一二三四五六七八九"


def short_title(title: NoteTitle) -> str:
    """The name without the series, such as ``十九 · LSTM进阶``; empty where there is none."""
    for part in title.series:
        rest = remaining_title(title, part.name)
        if rest and part.number is not None:
            return f"{chinese_numeral(part.number)} · {rest}"
    return ""


def remaining_title(title: NoteTitle, series: str) -> str:
    """What a title says besides its number in a series: topics, else the other parts."""
    topics = [_with_number(topic, str) for topic in title.topics]
    key = name_key(series)
    others = [
        _with_number(part, chinese_numeral) for part in title.parts if name_key(part.name) != key
    ]
    return ", ".join(topics + others)


def _with_number(part: TitlePart, write: Callable[[int], str]) -> str:
    return part.name if part.number is None else f"{part.name}（{write(part.number)}）"


def chinese_numeral(number: int) -> str:
    """Write 1 to 99 as titles do (二十五); anything else in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return head + (_NUMERALS[ones] if ones or not tens else "")
