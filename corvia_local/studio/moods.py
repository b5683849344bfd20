"""Moods over days and weeks, as the person noted them; nothing is guessed from words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from corvia_local.model.mood import Mood
from corvia_local.vault.moods import noted_moods
from corvia_local.vault.opening import Vault

A_WEEK = 7
MOST_WEEKS = 520


@dataclass(frozen=True)
class Range:
    """The least, the mean and the most of some values in -1…1."""

    low: float
    mean: float
    high: float


@dataclass(frozen=True)
class WeekMood:
    """A week from its Monday: how many moods were noted, and their valence and arousal."""

    monday: date
    noted: int
    valence: Range
    arousal: Range


@dataclass(frozen=True)
class DayMood:
    """A day: how many entries it has, and the mean of the moods noted, None where none was."""

    day: date
    entries: int
    mood: Mood | None


def week_moods(vault: Vault, until: date, weeks: int = 12) -> list[WeekMood]:
    """Give the weeks, oldest first, in which a mood was noted; the last is the week of `until`."""
    last = _monday(until)
    first = last - timedelta(weeks=min(max(weeks, 1), MOST_WEEKS) - 1)
    sunday = last + timedelta(days=A_WEEK - 1)
    by_week: dict[date, list[Mood]] = defaultdict(list)
    for day, mood in noted_moods(vault, first.isoformat(), sunday.isoformat()):
        if mood is not None:
            by_week[_monday(date.fromisoformat(day))].append(mood)
    return [
        WeekMood(
            monday,
            len(moods),
            _range(mood.valence for mood in moods),
            _range(mood.arousal for mood in moods),
        )
        for monday, moods in sorted(by_week.items())
    ]


def month_moods(vault: Vault, year: int, month: int) -> dict[int, DayMood]:
    """Give the days of a month (1…12) on which something was written, by their number."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    by_day: dict[int, list[Mood | None]] = defaultdict(list)
    for day, mood in noted_moods(vault, first.isoformat(), last.isoformat()):
        by_day[int(day[8:10])].append(mood)
    return {
        number: DayMood(first.replace(day=number), len(found), _mean(found))
        for number, found in by_day.items()
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _range(values: Iterable[float]) -> Range:
    listed = list(values)
    return Range(min(listed), fmean(listed), max(listed))


def _mean(found: list[Mood | None]) -> Mood | None:
    moods = [mood for mood in found if mood is not None]
    if not moods:
        return None
    return Mood(fmean(mood.valence for mood in moods), fmean(mood.arousal for mood in moods))
