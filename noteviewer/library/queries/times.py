"""Days, times and spans of time of queries: read, reckoned with, and written by patterns.

Months and years of a span count 30 and 365 days where it is compared or taken apart, as in Luxon,
which Dataview uses; added to a day they go by the calendar.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DATE = re.compile(
    r"(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?"
    r"(Z|[-+]\d\d:?\d\d)?)?)?\Z"
)
_PART = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?)\s{0,3}([A-Za-z]{1,12})[\s,]{0,5}")
_YEAR, _MONTH, _DAY = 365 * 86400, 30 * 86400, 86400
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNITS: Mapping[str, tuple[str, float]] = {
    name: (field, factor)
    for names, field, factor in (
        ("y yr yrs year years", "months", 12),
        ("mo mos month months", "months", 1),
        ("w wk wks week weeks", "days", 7),
        ("d day days", "days", 1),
        ("h hr hrs hour hours", "seconds", 3600),
        ("m min mins minute minutes", "seconds", 60),
        ("s sec secs second seconds", "seconds", 1),
        ("ms millisecond milliseconds", "seconds", 0.001),
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Date:
    """A day, or a day and a time."""

    moment: datetime
    has_time: bool = False

    @property
    def iso(self) -> str:
        """As it is compared and kept: ``2024-05-01``, ``2024-05-01 10:30:00``."""
        return self.moment.isoformat(" ", "seconds")[: 19 if self.has_time else 10]

    def field(self, name: str) -> "int | float | None":
        """One part of it, under the names of the documentation; None for any other."""
        read = _DATE_FIELDS.get(name)
        return None if read is None else read(self.moment)


_DATE_FIELDS: Mapping[str, Callable[[datetime], int]] = {
    "year": lambda at: at.year, "month": lambda at: at.month, "day": lambda at: at.day,
    "hour": lambda at: at.hour, "minute": lambda at: at.minute, "second": lambda at: at.second,
    "millisecond": lambda at: at.microsecond // 1000, "weekyear": lambda at: at.isocalendar()[1],
    "week": lambda at: (at.day - 1) // 7 + 1, "weekday": lambda at: at.isoweekday(),
}  # fmt: skip
"""``weekyear`` is the week of the year, ``week`` that of the month, as Dataview has them."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time; months and days have no length of their own."""

    months: float = 0
    days: float = 0
    seconds: float = 0

    @property
    def length(self) -> float:
        """Seconds, by the casual reckoning."""
        years, months = divmod(self.months, 12)
        return years * _YEAR + months * _MONTH + self.days * _DAY + self.seconds

    def times(self, factor: float) -> "Duration":
        """As many times as long."""
        return Duration(self.months * factor, self.days * factor, self.seconds * factor)

    def plus(self, other: "Duration", sign: int = 1) -> "Duration":
        """One after the other."""
        return Duration(
            self.months + sign * other.months,
            self.days + sign * other.days,
            self.seconds + sign * other.seconds,
        )

    def field(self, name: str) -> float | None:
        """All of it in one unit: ``hours``, ``days``."""
        unit = name if name.endswith("s") else f"{name}s"
        lengths = {"years": _YEAR, "months": _MONTH, "weeks": 7 * _DAY, "days": _DAY,
                   "hours": 3600, "minutes": 60, "seconds": 1, "milliseconds": 0.001}  # fmt: skip
        return round(self.length / lengths[unit], 9) if unit in lengths else None

    def parts(self) -> list[tuple[int, str]]:
        """Whole units from the largest to the smallest, without those that are nothing."""
        years, months = divmod(int(abs(self.months)), 12)
        rest = abs(self.days * _DAY + self.seconds + self.months % 1 * _MONTH)
        found = [(years, "year"), (months, "month")]
        for length, name in ((7 * _DAY, "week"), (_DAY, "day"), (3600, "hour"), (60, "minute")):
            count, rest = divmod(rest, length)
            found.append((int(count), name))
        found.append((int(rest), "second"))
        return [(count, name) for count, name in found if count]

    @property
    def text(self) -> str:
        """``1 year, 2 days``."""
        shown = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in self.parts())
        return f"-{shown}" if shown and self.length < 0 else shown or "0 seconds"


def parse_date(text: str) -> Date | None:
    """Read a day of ISO 8601, with or without a time; None for any other text."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0),
            int(second or 0), int((fraction or "0").ljust(6, "0")),
        )  # fmt: skip
        if zone:
            offset = "+0000" if zone == "Z" else zone.replace(":", "")
            delta = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
            utc = moment - (delta if offset[0] == "+" else -delta)
            moment = utc.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None
    return Date(moment, hour is not None)


def parse_duration(text: str, *, has_big_months: bool = False) -> Duration | None:
    """Read ``1 day, 3 hours``, ``6hr7min``; None for any other text.

    Args:
        text: What is written.
        has_big_months: Whether ``M`` is a month (Bases), not a minute.
    """
    text = text.strip()
    if not text or len(text) > 100:
        return None
    total = {"months": 0.0, "days": 0.0, "seconds": 0.0}
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            return None
        is_month = has_big_months and match[2] == "M"
        unit = _UNITS.get("mo" if is_month else match[2].lower())
        if unit is None:
            return None
        total[unit[0]] += float(match[1]) * unit[1]
        at = match.end()
    return Duration(**total)


def shift(date: Date, by: Duration, sign: int = 1) -> Date | None:
    """Go a span of time on from a day, or back; None beyond the years that there are."""
    whole = int(by.months) * sign
    rest = timedelta(
        days=(by.days + by.months % 1 * 30) * sign, seconds=by.seconds * sign
    ) if abs(by.days) < 1e7 and abs(by.seconds) < 1e12 else None  # fmt: skip
    if rest is None or abs(whole) > 120_000:
        return None
    at = date.moment
    month = at.year * 12 + at.month - 1 + whole
    try:
        last = monthrange(month // 12, month % 12 + 1)[1]
        at = at.replace(year=month // 12, month=month % 12 + 1, day=min(at.day, last)) + rest
    except (ValueError, OverflowError, IndexError):
        return None
    return Date(at, date.has_time or bool(by.seconds % _DAY))


def between(later: Date, earlier: Date) -> Duration:
    """The span from one day to another, in months by the calendar and what is over."""
    if later.moment < earlier.moment:
        return between(earlier, later).times(-1)
    start, end = earlier.moment, later.moment
    months = (end.year - start.year) * 12 + end.month - start.month
    reached = shift(earlier, Duration(months))
    if reached is not None and reached.moment > end:
        months -= 1
        reached = shift(earlier, Duration(months))
    rest = end - (reached.moment if reached else start)
    return Duration(months, rest.days, rest.seconds + rest.microseconds / 1e6)


def named_date(name: str, now: datetime) -> Date | None:
    """Give ``today``, ``sow`` (start of the week) and the like."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(today.weekday())
    first, last = today.replace(day=1), monthrange(today.year, today.month)[1]
    days = {
        "today": today, "tomorrow": today + timedelta(1), "yesterday": today - timedelta(1),
        "sow": monday, "start-of-week": monday, "eow": monday + timedelta(6),
        "end-of-week": monday + timedelta(6), "som": first, "start-of-month": first,
        "eom": today.replace(day=last), "end-of-month": today.replace(day=last),
        "soy": today.replace(month=1, day=1), "start-of-year": today.replace(month=1, day=1),
        "eoy": today.replace(month=12, day=31), "end-of-year": today.replace(month=12, day=31),
    }  # fmt: skip
    if name == "now":
        return Date(now, has_time=True)
    return Date(days[name]) if name in days else None


def _offset(at: datetime, colon: str) -> str:
    minutes = int((at.astimezone().utcoffset() or timedelta()).total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{colon}{abs(minutes) % 60:02}"


def _half(at: datetime) -> str:
    return "AM" if at.hour < 12 else "PM"


def _clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02} {_half(at)}"


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_Token = Callable[[datetime], str]
_COMMON: Mapping[str, _Token] = {
    "HH": lambda at: f"{at.hour:02}", "H": lambda at: str(at.hour),
    "hh": lambda at: f"{at.hour % 12 or 12:02}", "h": lambda at: str(at.hour % 12 or 12),
    "mm": lambda at: f"{at.minute:02}", "m": lambda at: str(at.minute),
    "ss": lambda at: f"{at.second:02}", "s": lambda at: str(at.second),
    "SSS": lambda at: f"{at.microsecond // 1000:03}",
    "MMMM": lambda at: MONTHS[at.month - 1], "MMM": lambda at: MONTHS[at.month - 1][:3],
    "MM": lambda at: f"{at.month:02}", "M": lambda at: str(at.month),
    "ZZ": lambda at: _offset(at, ":"), "x": lambda at: str(int(at.timestamp() * 1000)),
    "X": lambda at: str(int(at.timestamp())),
}  # fmt: skip
LUXON: Mapping[str, _Token] = {
    **_COMMON,
    "yyyy": lambda at: f"{at.year:04}", "yy": lambda at: f"{at.year % 100:02}",
    "y": lambda at: str(at.year), "dd": lambda at: f"{at.day:02}", "d": lambda at: str(at.day),
    "LLLL": _COMMON["MMMM"], "LLL": _COMMON["MMM"], "LL": _COMMON["MM"], "L": _COMMON["M"],
    "cccc": lambda at: DAYS[at.weekday()], "ccc": lambda at: DAYS[at.weekday()][:3],
    "c": lambda at: str(at.isoweekday()), "EEEE": lambda at: DAYS[at.weekday()],
    "EEE": lambda at: DAYS[at.weekday()][:3], "E": lambda at: str(at.isoweekday()),
    "a": _half, "WW": lambda at: f"{at.isocalendar()[1]:02}",
    "W": lambda at: str(at.isocalendar()[1]), "kkkk": lambda at: f"{at.isocalendar()[0]:04}",
    "kk": lambda at: f"{at.isocalendar()[0] % 100:02}", "q": lambda at: str((at.month + 2) // 3),
    "ooo": lambda at: f"{at.timetuple().tm_yday:03}", "o": lambda at: str(at.timetuple().tm_yday),
    "D": lambda at: f"{at.month}/{at.day}/{at.year}",
    "DD": lambda at: f"{MONTHS[at.month - 1][:3]} {at.day}, {at.year}",
    "DDD": lambda at: f"{MONTHS[at.month - 1]} {at.day}, {at.year}",
    "DDDD": lambda at: f"{DAYS[at.weekday()]}, {MONTHS[at.month - 1]} {at.day}, {at.year}",
    "t": _clock, "T": lambda at: f"{at.hour:02}:{at.minute:02}",
    "TT": lambda at: f"{at.hour:02}:{at.minute:02}:{at.second:02}",
    "ff": lambda at: f"{MONTHS[at.month - 1][:3]} {at.day}, {at.year}, {_clock(at)}",
    "f": lambda at: f"{at.month}/{at.day}/{at.year}, {_clock(at)}",
    "Z": lambda at: _offset(at, ":"),
}  # fmt: skip
"""Tokens of ``dateformat``: https://moment.github.io/luxon/#/formatting."""
MOMENT: Mapping[str, _Token] = {
    **_COMMON,
    "YYYY": lambda at: f"{at.year:04}", "YY": lambda at: f"{at.year % 100:02}",
    "Y": lambda at: str(at.year), "DD": lambda at: f"{at.day:02}", "D": lambda at: str(at.day),
    "Do": lambda at: _ordinal(at.day), "DDD": lambda at: str(at.timetuple().tm_yday),
    "DDDD": lambda at: f"{at.timetuple().tm_yday:03}", "dddd": lambda at: DAYS[at.weekday()],
    "ddd": lambda at: DAYS[at.weekday()][:3], "dd": lambda at: DAYS[at.weekday()][:2],
    "d": lambda at: str(at.isoweekday() % 7), "E": lambda at: str(at.isoweekday()),
    "A": _half, "a": lambda at: _half(at).lower(), "Q": lambda at: str((at.month + 2) // 3),
    "WW": lambda at: f"{at.isocalendar()[1]:02}", "W": lambda at: str(at.isocalendar()[1]),
    "ww": lambda at: f"{at.isocalendar()[1]:02}", "w": lambda at: str(at.isocalendar()[1]),
    "GGGG": lambda at: f"{at.isocalendar()[0]:04}", "gggg": lambda at: f"{at.isocalendar()[0]:04}",
    "Z": lambda at: _offset(at, ":"),
}  # fmt: skip
"""Tokens of ``format()`` in Bases: https://momentjs.com/docs/#/displaying/format/."""
_LUXON_PIECE = re.compile(r"'([^']{0,100})'|([A-Za-z])\2*|[^A-Za-z']+|'")
_MOMENT_PIECE = re.compile(r"\[([^\[\]]{0,100})\]|Do|([A-Za-z])\2*|[^A-Za-z\[]+|\[")


def format_date(date: Date, pattern: str, tokens: Mapping[str, _Token] = LUXON) -> str:
    """Write a day by a pattern; what no token is stays as it is."""
    pieces = _LUXON_PIECE if tokens is LUXON else _MOMENT_PIECE
    out = []
    for match in pieces.finditer(pattern[:500]):
        token = tokens.get(match[0])
        quoted = match[1] if match[1] is not None else match[0]
        out.append(token(date.moment) if token else quoted)
    return "".join(out)


def format_duration(duration: Duration, pattern: str) -> str:
    """Write a span of time: ``h`` hours, ``mm`` minutes with two digits; quotes hold text."""
    units = (("y", _YEAR), ("M", _MONTH), ("w", 7 * _DAY), ("d", _DAY), ("h", 3600), ("m", 60),
             ("s", 1), ("S", 0.001))  # fmt: skip
    pieces = list(_LUXON_PIECE.finditer(pattern[:500]))
    wanted = {match[2] for match in pieces if match[2]}
    rest, counts = abs(duration.length), {}
    for sign, length in units:
        if sign in wanted:
            count, rest = divmod(rest + 1e-9, length)
            counts[sign] = int(count)
    return "".join(
        str(counts[match[2]]).zfill(len(match[0])) if match[2] in counts
        else match[1] if match[1] is not None else match[0]
        for match in pieces
    )  # fmt: skip


def scan_date(text: str, pattern: str) -> Date | None:
    """Read a day that is written by a pattern of Luxon's; None where it is not."""
    if pattern in ("x", "X"):
        if not text.lstrip("-").isdecimal() or len(text) > 15:
            return None
        try:
            at = datetime.fromtimestamp(int(text) / (1000 if pattern == "x" else 1), UTC)
        except (ValueError, OverflowError, OSError):
            return None
        return Date(at.astimezone().replace(tzinfo=None), has_time=True)
    expression, fields = "", []
    widths = {"y": r"\d{4}", "yyyy": r"\d{4}", "yy": r"\d\d", "SSS": r"\d{3}"}
    for match in _LUXON_PIECE.finditer(pattern[:100]):
        name = match[0]
        if name in ("MMMM", "MMM", "LLLL", "LLL"):
            expression += r"([A-Za-z]{3,9})"
        elif match[2] and name in LUXON and name[0] in "yMLdHhmsS":
            digits = widths.get(name) or (r"\d\d" if len(name) == 2 else r"\d{1,2}")
            expression += f"({digits})"
        elif name == "a":
            expression += "([AaPp][Mm])"
        else:
            expression += re.escape(match[1] if match[1] is not None else name)
            continue
        if name in fields:
            return None  # said twice
        fields.append(name)
    found = re.fullmatch(expression, text[:200])
    return _from_fields(dict(zip(fields, found.groups(), strict=True))) if found else None


def _from_fields(found: Mapping[str, str]) -> Date | None:
    parts = {"y": 0, "M": 1, "d": 1, "H": 0, "m": 0, "s": 0, "S": 0}
    half = found.get("a", "").lower()
    for name, text in found.items():
        sign = {"L": "M", "h": "H"}.get(name[0], name[0])
        if text.isdecimal():
            parts[sign] = int(text) + (2000 if name == "yy" else 0)
        elif name != "a":
            names = [month[: len(text)].lower() for month in MONTHS]
            if text.lower() not in names:
                return None
            parts["M"] = names.index(text.lower()) + 1
    if half:
        parts["H"] = parts["H"] % 12 + (12 if half == "pm" else 0)
    try:
        year = parts["y"] or datetime.now().year
        at = datetime(year, parts["M"], parts["d"], parts["H"], parts["m"], parts["s"],
                      parts["S"] * 1000)  # fmt: skip
    except ValueError:
        return None
    return Date(at, any(name[0] in "Hhms" for name in found))
