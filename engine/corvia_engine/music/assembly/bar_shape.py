"""A bar as accent groups in ticks, and how a bar of one shape is laid into a bar of another."""

from dataclasses import dataclass

from corvia_engine.music.assembly.whole_numbers import rounded
from corvia_local.model.score import TICKS_PER_QUARTER, Meter

GRID = TICKS_PER_QUARTER // 4
"""Onsets stand on sixteenth notes."""

_SHORTEST = 3 * TICKS_PER_QUARTER
_LONGEST = 6 * TICKS_PER_QUARTER
_COMMON_TIME = Meter((1, 1, 1, 1), 4)


@dataclass(frozen=True, slots=True)
class BarShape:
    """A bar: `meter`, and the lengths of its accent groups in ticks."""

    meter: Meter
    groups: tuple[int, ...]

    @property
    def ticks(self) -> int:
        """The bar's length."""
        return sum(self.groups)

    @property
    def group_starts(self) -> tuple[int, ...]:
        """Where the accent groups begin within the bar."""
        return tuple(sum(self.groups[:index]) for index in range(len(self.groups)))

    @property
    def accents(self) -> tuple[int, ...]:
        """The strong beats: every second group where there are four or more, else the first of
        one-beat groups, else all groups.
        """
        starts = self.group_starts
        if len(starts) >= 4:
            return starts[::2] if len(starts) % 2 == 0 else starts[:-1:2]
        return starts[:1] if self.groups[0] <= TICKS_PER_QUARTER else starts

    def strength(self, tick: int) -> int:
        """Tell how strong a place is: 3 bar line, 2 accent, 1 group, 0 between."""
        place = tick % self.ticks
        if place == 0:
            return 3
        if place in self.accents:
            return 2
        return 1 if place in self.group_starts else 0


def shape_of(meter: Meter) -> BarShape:
    """Give a metre's bar. Bars shorter than three quarters are joined in twos, then in fours;
    what is still shorter, or longer than six quarters, counts as common time.
    """
    for repeats in (1, 2, 4):
        joined = meter.groups * repeats
        if _SHORTEST <= meter.bar_ticks * repeats <= _LONGEST and len(joined) <= 16:
            unit = TICKS_PER_QUARTER * 4 // meter.unit
            return BarShape(Meter(joined, meter.unit), tuple(size * unit for size in joined))
    return BarShape(_COMMON_TIME, (TICKS_PER_QUARTER,) * 4)


def laid_into(tick: int, source: BarShape, target: BarShape) -> int:
    """Give where a tick of a melody in bars of one shape falls in bars of the other, on the grid.

    Groups go to groups: a bar with fewer groups lets its first ones last longer, a bar with more
    lets its last ones share. Within a group time is stretched evenly.
    """
    bar, place = divmod(tick, source.ticks)
    index = max(i for i, start in enumerate(source.group_starts) if start <= place)
    begin, end = _span(index, source, target)
    inside = rounded((place - source.group_starts[index]) * (end - begin), source.groups[index])
    exact = bar * target.ticks + begin + inside
    return rounded(exact, GRID) * GRID


def _span(index: int, source: BarShape, target: BarShape) -> tuple[int, int]:
    """Give the stretch of the target bar that the source's group fills."""
    ours, theirs = len(source.groups), len(target.groups)
    edges = (*target.group_starts, target.ticks)
    if ours <= theirs:
        share, more = divmod(theirs, ours)
        first = index * share + min(index, more)
        return edges[first], edges[first + share + (index < more)]
    share, more = divmod(ours, theirs)
    crowded = (theirs - more) * share
    if index < crowded:
        home, place, crowd = index // share, index % share, share
    else:
        home = theirs - more + (index - crowded) // (share + 1)
        place, crowd = (index - crowded) % (share + 1), share + 1
    length = edges[home + 1] - edges[home]
    return edges[home] + length * place // crowd, edges[home] + length * (place + 1) // crowd
