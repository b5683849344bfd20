"""When the app locks by itself: nobody touched it for a while, or the machine slept."""

import sys
import time
from collections.abc import Callable

SLEPT_SECONDS = 2.0
"""By how much the clocks must have parted before that is called a sleep; reading them one after
the other takes microseconds."""

LARGEST_CORRECTION = 60.0
"""Seconds by which the wall clock may be set forward at once without being taken for a sleep."""

Clock = Callable[[], float]


def clock_through_sleep() -> float:
    """Give seconds by a clock that counts on while the machine sleeps, where there is one.

    That is CLOCK_BOOTTIME on Linux and CLOCK_MONOTONIC on macOS (clock_gettime(2), (3)).
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class LockWatch:
    """Keeps the moment of the last key, and how far the clocks are apart.

    `awake` stands still while the machine sleeps; `through_sleep` and `wall` do not.
    """

    def __init__(
        self,
        awake: Clock = time.monotonic,
        through_sleep: Clock = clock_through_sleep,
        wall: Clock = time.time,
    ) -> None:
        self._awake = awake
        self._through_sleep = through_sleep
        self._wall = wall
        self._apart = self._distances()
        self._touched = awake()

    def touch(self) -> None:
        """Take note that somebody is here."""
        self._touched = self._awake()

    def idle_seconds(self) -> float:
        """Give how long nobody was here."""
        return self._awake() - self._touched

    def slept(self) -> bool:
        """Tell whether the machine slept since this was last asked."""
        before, self._apart = self._apart, self._distances()
        through_sleep, wall = (now - then for now, then in zip(self._apart, before, strict=True))
        return through_sleep > SLEPT_SECONDS or wall > LARGEST_CORRECTION

    def _distances(self) -> tuple[float, float]:
        awake = self._awake()
        return self._through_sleep() - awake, self._wall() - awake
