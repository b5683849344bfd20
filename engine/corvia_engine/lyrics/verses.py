"""Lay sentences out as verses: which are sung, and which stand together."""

from collections.abc import Sequence
from typing import NamedTuple

from corvia_engine.lyrics.selecting import Unit

LEAST_VERSE_LINES = 2
MOST_VERSE_LINES = 4
SHORT_VERSE_COST = 0.35
"""What each line that a verse has less than four costs, in the unit of `Unit.weight`."""

EACH_LINE = 0.3
"""What any line is worth beside its weight, so that room is used."""


class _Layout(NamedTuple):
    value: float
    verses: tuple[tuple[int, ...], ...]


def verses_of(units: Sequence[Unit], most_verses: int) -> list[list[str]]:
    """Choose sentences, in order, for at most so many verses of two to four lines.

    Of all layouts that keep the first sentence and divide none, the one that says most is found
    by dynamic programming over (verses begun, lines in the last). A text of one single line gives
    one verse of that line.
    """
    if not units:
        return []
    first = len(units[0].lines)
    layouts: dict[tuple[int, int], _Layout] = {(1, first): _Layout(_worth(units[0]), ((0,),))}
    for index, unit in enumerate(units[1:], start=1):
        grown = dict(layouts)
        for (verses, lines), layout in layouts.items():
            for key, candidate in _extended(verses, lines, layout, index, unit):
                if key[0] <= most_verses and candidate.value > _value(grown.get(key)):
                    grown[key] = candidate
        layouts = grown
    complete = {key: layout for key, layout in layouts.items() if key[1] >= LEAST_VERSE_LINES}
    chosen = max(
        (complete or layouts).items(), key=lambda item: item[1].value - _shortness(item[0][1])
    )[1]
    return [[line for index in verse for line in units[index].lines] for verse in chosen.verses]


def _extended(
    verses: int, lines: int, layout: _Layout, index: int, unit: Unit
) -> list[tuple[tuple[int, int], _Layout]]:
    """Give the layouts that add a unit: to the last verse where it fits, or as a new verse."""
    size = len(unit.lines)
    value = layout.value + _worth(unit)
    found = []
    if lines + size <= MOST_VERSE_LINES:
        joined = (*layout.verses[:-1], (*layout.verses[-1], index))
        found.append(((verses, lines + size), _Layout(value, joined)))
    if lines >= LEAST_VERSE_LINES:
        begun = (*layout.verses, (index,))
        found.append(((verses + 1, size), _Layout(value - _shortness(lines), begun)))
    return found


def _worth(unit: Unit) -> float:
    return (EACH_LINE + unit.weight) * len(unit.lines)


def _value(layout: _Layout | None) -> float:
    return float("-inf") if layout is None else layout.value


def _shortness(lines: int) -> float:
    return SHORT_VERSE_COST * (MOST_VERSE_LINES - lines)
