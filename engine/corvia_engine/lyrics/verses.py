"""Lay sentences out as verses: which are sung, how each is cut, and which stand together."""

import heapq
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corvia_engine.lyrics.fitting import togetherness
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.phrasing import Cut
from corvia_engine.lyrics.selecting import Unit

LEAST_VERSE_LINES = 2
MOST_VERSE_LINES = 4
SHORT_VERSE_COST = 0.35
"""What each line that a verse has less than four costs, in the unit of `Unit.weight`."""

EACH_LINE = 0.3
"""What any line is worth beside its weight, so that room is used."""

CUT_COST = 0.25
"""What a dearer cut costs, of the difference to the cheapest in `phrasing`'s unit."""

MOST_UNITS = 40
"""Sentences that are looked at: those with the greatest weight, and the first."""

BEAM = 12
"""Layouts that are gone on with, of those with equally many verses and lines."""

Verse = tuple[str, ...]


class _Layout(NamedTuple):
    """Lines laid out so far: `value` without how the last verse stands together."""

    value: float
    verses: tuple[Verse, ...]

    def with_last(self, singing: "Singing") -> float:
        return self.value + singing.value(self.verses[-1])


class Singing(NamedTuple):
    """How lines will be sung: in which language, and whether edits may fit them to one another."""

    language: str = ENGLISH
    with_edits: bool = False

    def value(self, lines: Sequence[str]) -> float:
        """Value how lines stand together in one stanza."""
        return togetherness(lines, self.language, with_edits=self.with_edits)


AS_WRITTEN = Singing()


def verses_of(
    units: Sequence[Unit], most_verses: int, singing: Singing = AS_WRITTEN
) -> list[list[str]]:
    """Choose sentences and their cuts, in order, for at most so many verses of two to four lines.

    Layouts keep the first sentence and divide none among verses; each is valued by what its
    sentences say, how they are cut, and how the lines of each verse stand together. Among many a
    beam search finds a good one. A text of one single line gives one verse of that line.
    """
    if not units:
        return []
    units = _weightiest(units)
    layouts = {
        (1, len(way.lines)): [_Layout(_worth(units[0], way), (way.lines,))]
        for way in reversed(units[0].ways)
        if way is units[0].ways[0] or len(way.lines) <= MOST_VERSE_LINES
    }
    for unit in units[1:]:
        grown = {key: list(some) for key, some in layouts.items()}
        for (verses, lines), some in layouts.items():
            for layout in some:
                for key, longer in _extended(verses, lines, layout, unit, singing):
                    if key[0] <= most_verses:
                        grown.setdefault(key, []).append(longer)
        layouts = {key: _best(some, singing) for key, some in grown.items()}
    complete = {key: some for key, some in layouts.items() if key[1] >= LEAST_VERSE_LINES}
    _, _, chosen = max(
        (one.with_last(singing) - _shortness(key[1]), one.verses, one)
        for key, some in (complete or layouts).items()
        for one in some
    )
    return [list(verse) for verse in chosen.verses]


def best_together(ways: Sequence[Sequence[Cut]], most_lines: int, singing: Singing) -> list[str]:
    """Choose a way for each of a few sentences, so that all stand best together in one stanza.

    The usual ways, cut off after `most_lines`, where nothing else is short enough.
    """
    best: tuple[float, Verse] | None = None
    usual = [one[0] for one in ways]
    for chosen in itertools.product(*ways):
        lines = tuple(line for way in chosen for line in way.lines)
        if not 0 < len(lines) <= most_lines:
            continue
        dearer = sum(way.cost - first.cost for way, first in zip(chosen, usual, strict=True))
        value = (round(singing.value(lines) - CUT_COST * dearer, 6), lines)
        best = value if best is None or value > best else best
    return list(best[1] if best else [line for way in usual for line in way.lines][:most_lines])


def _weightiest(units: Sequence[Unit]) -> Sequence[Unit]:
    if len(units) <= MOST_UNITS:
        return units
    places = sorted(range(1, len(units)), key=lambda k: (-units[k].weight, k))[: MOST_UNITS - 1]
    return [units[0], *(units[k] for k in sorted(places))]


def _best(some: list[_Layout], singing: Singing) -> list[_Layout]:
    if len(some) <= BEAM:
        return some
    return heapq.nlargest(BEAM, some, key=lambda one: (one.with_last(singing), one.verses))


def _extended(
    verses: int, lines: int, layout: _Layout, unit: Unit, singing: Singing
) -> Iterator[tuple[tuple[int, int], _Layout]]:
    """Give the layouts that add a sentence: to the last verse where it fits, or as a new verse."""
    for way in unit.ways:
        size, value = len(way.lines), layout.value + _worth(unit, way)
        if lines + size <= MOST_VERSE_LINES:
            joined = (*layout.verses[:-1], (*layout.verses[-1], *way.lines))
            yield (verses, lines + size), _Layout(value, joined)
        if lines >= LEAST_VERSE_LINES and size <= MOST_VERSE_LINES:
            ended = singing.value(layout.verses[-1]) - _shortness(lines)
            yield (verses + 1, size), _Layout(value + ended, (*layout.verses, way.lines))


def _worth(unit: Unit, way: Cut) -> float:
    """Value a sentence by the part of it that is sung, less what is dearer in its cuts."""
    said = sum(map(len, way.lines)) / max(1, sum(map(len, unit.lines)))
    dearer = max(0.0, way.cost - unit.ways[0].cost)
    return EACH_LINE * len(way.lines) + unit.weight * len(unit.lines) * said - CUT_COST * dearer


def _shortness(lines: int) -> float:
    return SHORT_VERSE_COST * (MOST_VERSE_LINES - lines)
