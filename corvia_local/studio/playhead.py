"""Where in a song one hears, for screens that move while it plays."""

import bisect
import time
from collections.abc import Callable

from corvia_local.model.score import Score, seconds_at
from corvia_local.studio.karaoke import PLAYING
from corvia_local.studio.listening import second_of

DEVICE_DELAY = 0.2
"""Seconds from handing a sound to the device until it is heard: the device's buffer."""


class Playhead:
    """Follows a playing from a place on: from the first report that it sounds, by the clock."""

    def __init__(
        self, score: Score, place: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Follow from a place that `second_of` knows; raise BadInput where the song has it not."""
        self._since = second_of(score, place) if place else 0.0
        self._clock = clock
        self._began: float | None = None
        beats = range(0, score.end + 1, max(1, score.meter.bar_ticks // 16))
        self._ticks = list(beats)
        self._seconds = [seconds_at(score, tick) for tick in beats]

    def tick(self, step: str) -> int | None:
        """Give the tick that is heard, to a sixteenth of a bar; None while nothing plays."""
        if step != PLAYING:
            return None
        now = self._clock()
        if self._began is None:
            self._began = now + DEVICE_DELAY
        heard = self._since + max(0.0, now - self._began)
        return self._ticks[max(0, bisect.bisect_right(self._seconds, heard) - 1)]
