"""Time two things in turn, so that a machine's drift touches both alike."""

import statistics
import time
from collections.abc import Callable


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
