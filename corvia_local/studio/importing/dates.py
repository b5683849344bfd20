"""Dates and times as journals write them."""

import re
from datetime import date, datetime, time

MIDDAY = time(12)
"""Where a source names the day and no time of it."""
_FIRST_YEAR, _LAST_YEAR = 1000, 9998
_DATE = re.compile(r"(?<!\d)(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([AaPp])?\.?(?:[Mm]\.?)?", re.ASCII)


def read_clock(text: str) -> time | None:
    """Read a time of day such as 21:30, 9:05:10 or 9:30 PM; None for anything else."""
    match = _CLOCK.fullmatch(text.strip().replace("\u202f", " "))
    if match is None:
        return None
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    """Read a whole text as a day (2026-03-01, 2026/03/01, 2026.03.01 or 20260301)."""
    match = _DATE.fullmatch(text.strip())
    return None if match is None else _day(match)


def day_within(text: str) -> tuple[date, str] | None:
    """Find the first day that is written within a text, and what follows it."""
    for match in _DATE.finditer(text):
        if found := _day(match):
            return found, text[match.end() :]
    return None


def read_moment(text: str) -> datetime | None:
    """Read a moment: ISO 8601 with or without a zone, or a day and a time of day, or a day."""
    written = text.strip()
    day, _, rest = written.replace("T", " ", 1).partition(" ")
    if (found := read_day(day)) and not rest.strip():
        return datetime.combine(found, MIDDAY)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        clock = read_clock(rest)
        return datetime.combine(found, clock) if found and clock else None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def _day(match: re.Match[str]) -> date | None:
    try:
        found = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
