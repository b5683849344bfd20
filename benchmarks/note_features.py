"""What a stranger can measure in a song's notes, whatever program wrote it.

The same figures as are published for labelled piano clips: onsets and notes a second, loudness,
lengths, gaps, height and its spread, and how much more major than minor the notes are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corvia_local.model.score import Score, seconds_at

TOGETHER = 0.035
"""Seconds within which onsets are heard as one chord."""
Vector = NDArray[np.float64]

PROFILES: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "Krumhansl & Kessler 1982": (
        (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
        (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
    ),
    "Temperley 1999": (
        (5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0),
        (5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0),
    ),
    "Albrecht & Shanahan 2013": (
        (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081),
        (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052),
    ),
    "Bellman & Budge 2005": (
        (16.80, 0.86, 12.95, 1.41, 13.49, 11.93, 1.25, 20.28, 1.80, 8.04, 0.62, 10.57),
        (18.16, 0.69, 12.99, 13.34, 1.07, 11.15, 1.38, 21.07, 7.49, 1.53, 0.92, 10.21),
    ),
}
"""Key profiles: how much each tone above the tonic belongs to a major and to a minor key."""


@dataclass(frozen=True, eq=False)
class Sounding:
    """Notes as columns: begin and end in seconds, key, velocity, whether percussion, whether tune.

    `begin` and `end` bound the stretch of time in which they begin.
    """

    begins: Vector
    ends: Vector
    keys: Vector
    velocities: Vector
    struck: NDArray[np.bool_]
    voice: NDArray[np.bool_]
    begin: float
    end: float

    def within(self, begin: float, end: float) -> "Sounding":
        """Give what begins in a stretch of time."""
        return self._chosen((self.begins >= begin) & (self.begins < end), begin, end)

    @cache  # noqa: B019 - a song and what is measured in it live and end together
    def pitched(self) -> "Sounding":
        """Leave out percussion."""
        return self._chosen(~self.struck, self.begin, self.end)

    @cache  # noqa: B019
    def tune(self) -> "Sounding":
        """Keep the melody alone."""
        return self._chosen(self.voice, self.begin, self.end)

    def _chosen(self, which: NDArray[np.bool_], begin: float, end: float) -> "Sounding":
        return Sounding(
            self.begins[which],
            self.ends[which],
            self.keys[which],
            self.velocities[which],
            self.struck[which],
            self.voice[which],
            begin,
            end,
        )


def sounding(score: Score) -> Sounding:
    """Read a score as a MIDI reader hears it."""
    rows = [
        (
            seconds_at(score, note.start),
            seconds_at(score, note.start + note.duration),
            note.key,
            note.velocity,
            part.role == "percussion",
            part.role == "melody",
        )
        for part in score.parts
        for note in part.notes
    ]
    table = np.array(sorted(rows), dtype=float)
    begins, ends, keys, velocities, struck, voice = table.T
    end = seconds_at(score, score.end)
    return Sounding(begins, ends, keys, velocities, struck > 0, voice > 0, 0.0, end)


@cache
def measures(heard: Sounding) -> dict[str, float]:
    """Measure everything but mode; rates and lengths as logarithms, for they spread by ratios."""
    groups = _onsets(heard.begins)
    seconds = heard.end - heard.begin
    return {
        "onsets": math.log(len(groups) / seconds),
        "notes": math.log(len(heard.begins) / seconds),
        "velocity": float(heard.velocities.mean()),
        "length": math.log(float(np.median(heard.ends - heard.begins))),
        "gap": math.log(float(np.median(np.diff(groups)))),
        "height": float(heard.keys.mean()),
        "spread": float(heard.keys.std()),
    }


def _onsets(begins: Vector) -> Vector:
    firsts = [begins[0]]
    for begin in begins[1:]:
        if begin - firsts[-1] > TOGETHER:
            firsts.append(begin)
    return np.array(firsts)


@cache
def majorness(heard: Sounding, profile: str, *, by_length: bool) -> float:
    """Tell how much better the best major key fits than the best minor one, as a difference of
    correlations.
    """
    weights = heard.ends - heard.begins if by_length else np.ones_like(heard.begins)
    classes = np.bincount(heard.keys.astype(int) % 12, weights=weights, minlength=12).astype(float)
    major, minor = PROFILES[profile]
    return _best_fit(classes, major) - _best_fit(classes, minor)


def _best_fit(classes: Vector, profile: Sequence[float]) -> float:
    fits = (np.corrcoef(np.roll(profile, tonic), classes)[0, 1] for tonic in range(12))
    return float(max(fits))
