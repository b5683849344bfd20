"""How strong each place of a bar is.

Levels after Lerdahl and Jackendoff (1983), A Generative Theory of Tonal Music, ch. 4: 4 the bar
line, 3 the other groups, 2 the quarters between them, 1 the next division, 0 anything finer.
"""

from functools import cache
from typing import Final

from corvia_local.model.score import TICKS_PER_QUARTER, Meter

STRONGEST: Final = 4
LEVELS: Final = STRONGEST + 1


def level_at(meter: Meter, tick: int) -> int:
    """Give the metric level 0…4 of a tick counted from any bar line."""
    return _levels(meter).get(tick % meter.bar_ticks, 0)


@cache
def _levels(meter: Meter) -> dict[int, int]:
    unit_ticks = TICKS_PER_QUARTER * 4 // meter.unit
    division = min(unit_ticks, TICKS_PER_QUARTER // 2)
    levels: dict[int, int] = {}
    for tick in range(0, meter.bar_ticks, division):
        levels[tick] = 1
    if meter.unit <= 4:
        for tick in range(0, meter.bar_ticks, TICKS_PER_QUARTER):
            levels[tick] = 2
    at = 0
    for group in _groups(meter):
        levels[at] = 3
        at += group * unit_ticks
    levels[0] = STRONGEST
    return levels


def _groups(meter: Meter) -> tuple[int, ...]:
    """Give the groups; bars written as one group of four, or as single units, are halved."""
    single = len(meter.groups) == 1 or set(meter.groups) == {1}
    if single and meter.beats % 2 == 0 and meter.beats >= 4:
        return (meter.beats // 2, meter.beats // 2)
    if single and meter.unit >= 4:
        return (meter.beats,)
    return meter.groups
