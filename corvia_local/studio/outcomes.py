"""What changed on the way: belief and strength before and after, by door."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corvia_local.model.thought_record import DOOR_TITLES, DOORS, Door, ThoughtRecord

ENOUGH = 5
"""Cases below which no figure is given but their number: fewer say too little."""

Measure = Literal["belief", "strength"]


@dataclass(frozen=True)
class Outcome:
    """One measure at one door: `cases` records that have both numbers.

    `before`, `after` and `change` are means, 0…100 (`change` is after less before); `spread` is
    the standard deviation of the single changes, `lower` the number of cases that fell. All but
    `cases` are None below five cases.
    """

    door: Door
    measure: Measure
    cases: int
    before: float | None
    after: float | None
    change: float | None
    spread: float | None
    lower: int | None


def outcomes(records: Sequence[ThoughtRecord]) -> tuple[Outcome, ...]:
    """Summarise records by door and measure, those without any case left out."""
    found = [
        _outcome(door, measure, [one for one in records if one.door == door])
        for door in DOORS
        for measure in ("belief", "strength")
    ]
    return tuple(one for one in found if one.cases)


def _outcome(door: Door, measure: str, records: Sequence[ThoughtRecord]) -> Outcome:
    pairs = [
        (before, after)
        for one in records
        if (before := getattr(one, f"{measure}_before")) is not None
        and (after := getattr(one, f"{measure}_after")) is not None
    ]
    name: Measure = "belief" if measure == "belief" else "strength"
    if len(pairs) < ENOUGH:
        return Outcome(door, name, len(pairs), None, None, None, None, None)
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
    )


def in_words(found: Sequence[Outcome]) -> list[str]:
    """Say the outcomes in plain lines, each with its number of cases."""
    if not found:
        return [
            "There is nothing to look at yet. Numbers come when you give them before and after."
        ]
    lines = [_line(one) for one in found]
    return [
        *lines,
        "These are your own numbers. They cannot say what would have changed by itself.",
    ]


def _line(one: Outcome) -> str:
    asked = {"belief": "belief in the thought", "strength": "strength of the feeling"}[one.measure]
    if one.before is None or one.change is None:
        return f"{DOOR_TITLES[one.door]}, {asked}: {one.cases} so far, too few to say."
    change = f"{one.change:+.0f}".replace("-", "−")
    return (
        f"{DOOR_TITLES[one.door]}, {asked}: {one.before:.0f} before, {one.after:.0f} after;"
        f" change {change} ± {one.spread:.0f} (standard deviation),"
        f" lower in {one.lower} of {one.cases}."
    )
