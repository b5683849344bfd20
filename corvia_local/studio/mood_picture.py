"""Moods over weeks as a picture: an SVG file (www.w3.org/TR/SVG11) for any browser."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corvia_local.errors import BadInput
from corvia_local.studio.moods import Range, WeekMood
from corvia_local.studio.picture_file import FAINT, GREEN, INK, PAPER, WARM, write_picture

WIDTH, HEIGHT, LEFT, RIGHT, TOP, ROW = 720, 400, 110, 24, 36, 160


class NothingNoted(BadInput):
    """No mood was noted in the time that the picture is of."""


def save_picture(weeks: Sequence[WeekMood], file: Path) -> None:
    """Write the picture into a new file for its owner alone; raise NothingNoted, StorageFailed."""
    if not weeks:
        raise NothingNoted("No mood was noted in these weeks. `corvia write --mood` notes one.")
    write_picture(draw_weeks(weeks), file)


def draw_weeks(weeks: Sequence[WeekMood]) -> str:
    """Draw two rows, pleasantness and energy: a point a week at the mean, a bar over its range."""
    rows = (
        ("pleasantness", WARM, [week.valence for week in weeks]),
        ("energy", GREEN, [week.arousal for week in weeks]),
    )
    places = _places([week.monday for week in weeks])
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
    ]
    for number, (name, colour, ranges) in enumerate(rows):
        lines += _row(name, colour, ranges, places, TOP + number * (ROW + 20))
    for week, x in zip(weeks, places, strict=True):
        label = f"{week.monday.day} {week.monday:%b}"
        lines.append(f'<text x="{x:.1f}" y="{HEIGHT - 12}" text-anchor="middle" fill="{INK}">'
                     f"{label}</text>")  # fmt: skip
    return "\n".join([*lines, "</svg>", ""])


def _places(mondays: Sequence[date]) -> list[float]:
    """Give each week its place across, true to time; one alone stands in the middle."""
    days = (mondays[-1] - mondays[0]).days
    room = WIDTH - LEFT - RIGHT - 40
    if days == 0:
        return [LEFT + 20 + room / 2]
    return [LEFT + 20 + room * (monday - mondays[0]).days / days for monday in mondays]


def _row(
    name: str, colour: str, ranges: Sequence[Range], places: Sequence[float], top: int
) -> list[str]:
    def y(value: float) -> float:
        return top + (1 - value) / 2 * ROW

    lines = [
        f'<text x="12" y="{y(0) + 4:.1f}" fill="{INK}">{name}</text>',
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(0):.1f}" y2="{y(0):.1f}"'
        f' stroke="{FAINT}"/>',
    ]
    lines += [
        f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end" fill="{FAINT}">'
        f"{value:+d}</text>"
        for value in (-1, 1)
    ]
    points = " ".join(f"{x:.1f},{y(one.mean):.1f}" for x, one in zip(places, ranges, strict=True))
    lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" opacity=".5"/>')
    for x, one in zip(places, ranges, strict=True):
        lines.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y(one.low):.1f}" y2="{y(one.high):.1f}"'
            f' stroke="{colour}" stroke-width="6" stroke-linecap="round" opacity=".25"/>'
        )
        lines.append(f'<circle cx="{x:.1f}" cy="{y(one.mean):.1f}" r="4" fill="{colour}"/>')
    return lines
