"""When a tick sounds, in whole microseconds and frames."""

import bisect
import itertools

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_local.model.score import TICKS_PER_QUARTER, Score

_MICROTICKS_PER_SECOND = TICKS_PER_QUARTER * 1_000_000


class TempoMap:
    """A score's tempo marks, summed once so that each question costs a binary search.

    All arithmetic is in integers: a time is a count of microticks (ticks times the microseconds
    of a quarter), so equal scores give equal frames on every machine.
    """

    def __init__(self, score: Score) -> None:
        """Sum the tempo marks; the first stands at tick 0 (`check_score`)."""
        self._ticks = [mark.tick for mark in score.tempo]
        self._microseconds = [mark.microseconds for mark in score.tempo]
        lengths = (
            (after - before) * micros
            for (before, after), micros in zip(
                itertools.pairwise(self._ticks), self._microseconds, strict=False
            )
        )
        self._sums = [0, *itertools.accumulate(lengths)]

    def frame(self, tick: int) -> int:
        """Give the frame at which a tick sounds, rounded down."""
        return self._microticks(tick) * SAMPLE_RATE // _MICROTICKS_PER_SECOND

    def centiseconds(self, tick: int) -> int:
        """Give a tick's time in hundredths of a second, rounded down."""
        return self._microticks(tick) * 100 // _MICROTICKS_PER_SECOND

    def seconds(self, tick: int) -> float:
        """Give a tick's time in seconds."""
        return self._microticks(tick) / _MICROTICKS_PER_SECOND

    def _microticks(self, tick: int) -> int:
        at = bisect.bisect_right(self._ticks, tick) - 1
        return self._sums[at] + (tick - self._ticks[at]) * self._microseconds[at]
