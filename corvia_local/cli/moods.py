"""`corvia moods`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options

if TYPE_CHECKING:
    from corvia_local.studio.moods import DayMood, Range, WeekMood

_SCALE = 21


@click.command()
@click.option(
    "--weeks",
    type=click.IntRange(1, 520),
    default=12,
    show_default=True,
    help="How many weeks, up to this one.",
)
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="The days of a month instead.")
@click.option("--save", type=click.Path(path_type=Path), help="An SVG file for a picture of them.")
@shared_options
def moods(call: Call, weeks: int, month: Any, save: Path | None) -> None:
    """See the moods you noted, by weeks or by the days of a month (such as 2026-11).

    Nothing is guessed from your words; weeks and days without a noted mood are left out.
    """
    from corvia_local.studio.moods import month_moods, week_moods

    if month is not None and save is not None:
        raise click.UsageError("--save draws weeks. Leave --month out.")
    with call.vault() as vault:
        if month is not None:
            days = month_moods(vault, month.year, month.month)
            call.answer(
                {"days": [_day_as_json(days[n]) for n in sorted(days)]},
                *([_day_line(days[n]) for n in sorted(days)] or ["Nothing was written."]),
            )
            return
        found = week_moods(vault, date.today(), weeks)
    saved: list[str] = []
    if save is not None:
        from corvia_local.studio.mood_picture import save_picture

        save_picture(found, save)
        saved = [f"{save} shows them. The file is not encrypted."]
    lines = [f"{'':<11}{'pleasantness':<{_SCALE + 2}}energy", *map(_week_line, found)]
    call.answer(
        {"weeks": [_week_as_json(week) for week in found]},
        *(lines if found else ["No mood was noted in these weeks."]),
        *saved,
    )


def _range_as_json(one: "Range") -> list[float]:
    return [round(value, 3) for value in (one.low, one.mean, one.high)]


def _week_as_json(week: "WeekMood") -> dict[str, Any]:
    return {
        "monday": week.monday.isoformat(),
        "noted": week.noted,
        "valence": _range_as_json(week.valence),
        "arousal": _range_as_json(week.arousal),
    }


def _day_as_json(one: "DayMood") -> dict[str, Any]:
    mood = None if one.mood is None else [round(one.mood.valence, 3), round(one.mood.arousal, 3)]
    return {"day": one.day.isoformat(), "entries": one.entries, "mood": mood}


def _week_line(week: "WeekMood") -> str:
    return f"{week.monday.isoformat()} {_drawn(week.valence)}  {_drawn(week.arousal)}"


def _day_line(one: "DayMood") -> str:
    mood = "" if one.mood is None else f"  {one.mood.valence:+.2f}, {one.mood.arousal:+.2f}"
    return f"{one.day.isoformat()}  {'·' * min(one.entries, 9):<9}{mood}"


def _drawn(one: "Range") -> str:
    """Draw a range: ● the mean, ░ from the least to the most, ┼ zero."""
    low, at, high = (round((v + 1) / 2 * (_SCALE - 1)) for v in (one.low, one.mean, one.high))
    cells = ["░" if low <= place <= high else "─" for place in range(_SCALE)]
    cells[_SCALE // 2] = "┼" if cells[_SCALE // 2] == "─" else cells[_SCALE // 2]
    cells[at] = "●"
    return "".join(cells)
