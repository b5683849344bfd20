"""What changed on the way: belief and strength before and after, by door."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corvia_local.model.thought_record import DOOR_TITLES, DOORS, Door, ThoughtRecord

ENOUGH = 5
"""Cases below which no figure is given but their number: fewer say too little."""

Interval = tuple[float, float]

HIGHEST = 100
_NORMAL = 1.960
_STUDENT = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
"""97.5 % points of Student's t at 1, 2, … degrees of freedom (Student 1908; any table)."""

Measure = Literal["belief", "strength"]


@dataclass(frozen=True)
class Outcome:
    """One measure at one door: `cases` records that have both numbers.

    `before`, `after` and `change` are means, 0…100 (`change` is after less before); `spread` is
    the standard deviation of the single changes, `lower` the number of cases that fell. The
    intervals tell where the mean of many more such cases would likely lie: 95 % confidence by
    Student's t, cut to what the scale allows. All but `cases` are None below five cases.
    """

    door: Door
    measure: Measure
    cases: int
    before: float | None
    after: float | None
    change: float | None
    spread: float | None
    lower: int | None
    before_interval: Interval | None
    after_interval: Interval | None
    change_interval: Interval | None


def outcomes(records: Sequence[ThoughtRecord]) -> tuple[Outcome, ...]:
    """Summarise records by door and measure, those without any case left out."""
    found = [
        _outcome(door, measure, records) for door in DOORS for measure in ("belief", "strength")
    ]
    return tuple(one for one in found if one.cases)


def before_and_after(records: Sequence[ThoughtRecord], measure: str) -> list[tuple[int, int]]:
    """Give a measure, 0…100, before and after, of each record that has both."""
    return [
        (before, after)
        for one in records
        if (before := getattr(one, f"{measure}_before")) is not None
        and (after := getattr(one, f"{measure}_after")) is not None
    ]


def _outcome(door: Door, measure: str, records: Sequence[ThoughtRecord]) -> Outcome:
    pairs = before_and_after([one for one in records if one.door == door], measure)
    name: Measure = "belief" if measure == "belief" else "strength"
    if len(pairs) < ENOUGH:
        return Outcome(door, name, len(pairs), *(None,) * 8)
    changes = [after - before for before, after in pairs]
    return Outcome(
        door,
        name,
        len(pairs),
        round(statistics.fmean(before for before, _ in pairs), 1),
        round(statistics.fmean(after for _, after in pairs), 1),
        round(statistics.fmean(changes), 1),
        round(statistics.stdev(changes), 1),
        sum(change < 0 for change in changes),
        _interval([before for before, _ in pairs], 0),
        _interval([after for _, after in pairs], 0),
        _interval(changes, -HIGHEST),
    )


def _interval(values: Sequence[int], lowest: int) -> Interval:
    """Give the 95 % confidence interval of a mean, within `lowest`…100."""
    mean, freedom = statistics.fmean(values), len(values) - 1
    half = _student(freedom) * statistics.stdev(values) / len(values) ** 0.5
    return (round(max(lowest, mean - half), 1), round(min(HIGHEST, mean + half), 1))


def _student(freedom: int) -> float:
    """Give the 97.5 % point of Student's t; beyond the table by Cornish and Fisher's expansion."""
    if freedom <= len(_STUDENT):
        return _STUDENT[freedom - 1]
    return _NORMAL + (_NORMAL**3 + _NORMAL) / (4 * freedom)


def in_words(found: Sequence[Outcome]) -> list[str]:
    """Say the outcomes in plain lines, each with its number of cases."""
    if not found:
        return [
            "There is nothing to look at yet. Numbers come when you give them before and after."
        ]
    lines = [_line(one) for one in found]
    return [
        *lines,
        *(
            ["In brackets: where the mean likely lies."]
            if any(one.lower is not None for one in found)
            else []
        ),
        "These are your own numbers. They cannot say what would have changed by itself.",
    ]


def _line(one: Outcome) -> str:
    asked = {"belief": "belief in the thought", "strength": "strength of the feeling"}[one.measure]
    if one.before is None or one.after is None or one.change is None:
        return f"{DOOR_TITLES[one.door]}, {asked}: {one.cases} so far, too few to say."
    change = f"{one.change:+.0f}".replace("-", "−")
    before_range, after_range = _range(one.before_interval), _range(one.after_interval)
    change_range = _range(one.change_interval)
    return (
        f"{DOOR_TITLES[one.door]}, {asked}: {one.before:.0f} before ({before_range}),"
        f" {one.after:.0f} after ({after_range}); change {change} ({change_range}),"
        f" lower in {one.lower} of {one.cases}."
    )


def _range(interval: Interval | None) -> str:
    low, high = interval or (0.0, 0.0)
    return f"{low:.0f} to {high:.0f}".replace("-", "−")
