"""Time two things in turn, so that a machine's drift touches both alike."""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

T = TypeVar("T")


def paired(
    ours: Callable[[], object], baseline: Callable[[], object], times: int = 7
) -> tuple[float, float, float]:
    """Run `ours` and `baseline` in turn after one warm-up each.

    Gives the median seconds of each and the median of the ratios, pair by pair.
    """
    ours()
    baseline()
    pairs = [(_seconds(ours), _seconds(baseline)) for _ in range(times)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Spread(NamedTuple):
    """Median and 95th percentile of the seconds that something took."""

    median: float
    p95: float


def spreads(
    ours: Callable[[T], object], baseline: Callable[[T], object], inputs: Sequence[T]
) -> tuple[Spread, Spread]:
    """Run `ours` and `baseline` in turn on each input, the first one being the warm-up.

    Gives how long each of the two took.
    """
    pairs = [(_seconds(partial(ours, one)), _seconds(partial(baseline, one))) for one in inputs][1:]
    return _spread([a for a, _ in pairs]), _spread([b for _, b in pairs])


def _spread(seconds: list[float]) -> Spread:
    return Spread(statistics.median(seconds), sorted(seconds)[len(seconds) * 95 // 100])
