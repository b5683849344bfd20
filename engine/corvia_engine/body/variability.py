"""Heart rate variability: time-domain measures, coherence, and a tempo to begin with.

Definitions: Task Force of the ESC and NASPE (1996). Heart rate variability: standards of
measurement, physiological interpretation, and clinical use. Circulation 93(5), 1043-1065.
These figures describe a recording. They say nothing about health.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corvia_local.errors import BadInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST, LONGEST = 300.0, 2000.0
"""Milliseconds: 200 and 30 beats a minute. What lies outside is a fault of the recording."""

LARGEST_CHANGE = 0.2
"""An interval that differs from the last one kept by more than this share is left out as ectopic
(Malik et al. 1989, Eur. Heart J. 10(12), 1060-1074)."""

LONGEST_DISPUTE = 5
"""After so many intervals left out in a row the heart has truly changed its pace."""

FEWEST = 5
_BEATS_A_MINUTE = 60_000.0

RESAMPLED_AT = 4.0
"""Hertz at which the tachogram is resampled for its spectrum (Task Force 1996, appendix A)."""

SHORTEST_FOR_COHERENCE = 60.0
"""Seconds; a peak at 0.04 Hz then has more than two periods."""

_PEAK_BAND = (0.04, 0.26)
_PEAK_HALF_WIDTH = 0.015
_TOTAL_BAND = (0.0033, 0.4)
_RESOLUTION = 0.001

SLOWEST_TEMPO, FASTEST_TEMPO = 50, 140


class TooFewBeats(BadInput):
    """There are not enough usable beat intervals."""


@dataclass(frozen=True)
class CleanIntervals:
    """Beat intervals in milliseconds without artefacts.

    `joined[i]` tells whether interval i followed interval i - 1 directly in the recording; only
    such pairs count as successive. `left_out` counts the artefacts.
    """

    intervals: tuple[float, ...]
    joined: tuple[bool, ...]
    left_out: int


@dataclass(frozen=True)
class Variability:
    """`mean_rate` in beats a minute; `rmssd` and `sdnn` in milliseconds; counts of intervals.

    `coherence` lies in 0…1, or is None where the recording is shorter than a minute.
    """

    mean_rate: float
    rmssd: float
    sdnn: float
    coherence: float | None
    beats: int
    left_out: int


def clean(intervals: Sequence[float]) -> CleanIntervals:
    """Leave out intervals beyond 300…2000 ms and those more than 20 % off the last one kept.

    The first interval kept must lie within 20 % of the median, so that a recording that begins
    with a fault is not measured by it.
    """
    bounded = sorted(i for i in intervals if SHORTEST <= i <= LONGEST)
    last = bounded[len(bounded) // 2] if bounded else 0.0
    kept: list[float] = []
    joined: list[bool] = []
    skipped = 0
    for interval in intervals:
        usable = SHORTEST <= interval <= LONGEST
        near = abs(interval - last) <= LARGEST_CHANGE * last
        if usable and (near or skipped >= LONGEST_DISPUTE):
            joined.append(bool(kept) and skipped == 0)
            kept.append(float(interval))
            last, skipped = interval, 0
        else:
            skipped += 1
    return CleanIntervals(tuple(kept), tuple(joined), len(intervals) - len(kept))


def variability(intervals: Sequence[float]) -> Variability:
    """Measure beat intervals in milliseconds; raise TooFewBeats for fewer than five usable ones."""
    cleaned = clean(intervals)
    if len(cleaned.intervals) < FEWEST or sum(cleaned.joined) < FEWEST - 1:
        raise TooFewBeats(
            f"Only {len(cleaned.intervals)} of {len(intervals)} beat intervals can be used; at"
            f" least {FEWEST} in a row are needed. Check that the strap sits well."
        )
    return Variability(
        mean_rate=mean_rate(cleaned.intervals),
        rmssd=rmssd(cleaned),
        sdnn=sdnn(cleaned.intervals),
        coherence=coherence(cleaned.intervals),
        beats=len(cleaned.intervals),
        left_out=cleaned.left_out,
    )


def mean_rate(intervals: Sequence[float]) -> float:
    """Give the mean heart rate in beats a minute: 60,000 over the mean interval."""
    return _BEATS_A_MINUTE * len(intervals) / sum(intervals)


def rmssd(cleaned: CleanIntervals) -> float:
    """Give the root mean square of successive differences in milliseconds."""
    import numpy as np

    differences = np.diff(cleaned.intervals)[np.array(cleaned.joined[1:], dtype=bool)]
    return float(np.sqrt(np.mean(differences**2)))


def sdnn(intervals: Sequence[float]) -> float:
    """Give the standard deviation of all intervals in milliseconds, with n - 1."""
    import numpy as np

    return float(np.std(intervals, ddof=1))


def coherence(intervals: Sequence[float]) -> float | None:
    """Give the share of the spectrum's power that lies in its main rhythm, 0…1, or None.

    McCraty, Atkinson, Tomasino and Bradley (2009), The coherent heart, Integral Review 5(2): the
    highest peak within 0.04-0.26 Hz, its power in a window of 0.030 Hz around it, against the
    total power. Their ratio is peak / (total - peak); given here is peak / total, which rises
    with it and lies between 0 and 1. Total: 0.0033-0.4 Hz. None below a minute of heartbeats.
    """
    import numpy as np

    if sum(intervals) < SHORTEST_FOR_COHERENCE * 1000:
        return None
    frequencies, power = _spectrum(intervals)
    total = float(power[_within(frequencies, *_TOTAL_BAND)].sum())
    if total <= 0.0:
        return 0.0
    searched = np.flatnonzero(_within(frequencies, *_PEAK_BAND))
    peak = frequencies[searched[np.argmax(power[searched])]]
    around = _within(frequencies, peak - _PEAK_HALF_WIDTH, peak + _PEAK_HALF_WIDTH)
    return min(1.0, float(power[around].sum()) / total)


def _spectrum(
    intervals: Sequence[float],
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Give frequencies in hertz and power of the evenly resampled intervals, without trend."""
    import numpy as np

    beats = np.cumsum(intervals) / 1000
    times = np.arange(beats[0], beats[-1], 1 / RESAMPLED_AT)
    series = np.interp(times, beats, intervals)
    series -= np.polyval(np.polyfit(times, series, 1), times)
    size = max(len(series), round(RESAMPLED_AT / _RESOLUTION))
    power = np.abs(np.fft.rfft(series * np.hanning(len(series)), size)) ** 2
    return np.fft.rfftfreq(size, 1 / RESAMPLED_AT).astype(np.float64), power.astype(np.float64)


def _within(frequencies: "NDArray[np.float64]", low: float, high: float) -> "NDArray[np.bool_]":
    inside: NDArray[np.bool_] = (frequencies >= low) & (frequencies <= high)
    return inside


def suggest_tempo(rate: float) -> float:
    """Give quarters a minute for a song that meets a heart at `rate` beats a minute.

    Meeting the listener where they are is the iso-principle (Altshuler 1948), so the tempo is
    the heart's own rate; beyond 50-140 quarters a minute it is doubled or halved, as a beat and
    its half or double are felt as one pulse (Parncutt 1994, Music Perception 11(4)).
    Raises TooFewBeats for a rate that is no number above 0.
    """
    if not 0 < rate < _BEATS_A_MINUTE:
        raise TooFewBeats(
            f"A heart rate of {rate:g} suggests no tempo. Give beats a minute, such as 72."
        )
    while rate > FASTEST_TEMPO:
        rate /= 2
    while rate < SLOWEST_TEMPO:
        rate *= 2
    return rate
