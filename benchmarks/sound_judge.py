"""A judge of rendered sound that knows nothing of the composer: how busy it is, and how major.

Onsets are peaks of the spectral flux (Dixon 2006). The key is found as in Gómez 2006 (Tonal
description of music audio signals): peaks of the spectrum count for the tone whose partial they may
be, with weights falling by .6 a partial, and the key profiles are spread in the same way, since a
struck tone is never heard without its fifth and its major third.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.note_features import PROFILES
from corvia_engine.sound.audio import SAMPLE_RATE

ONSETS_LIVELY, ONSETS_CALM = 4.48, 2.97
"""Onsets a second in labelled piano clips, means of Q1 and Q2, of Q3 and Q4."""
FRAME, HOP = 4096, 512
KEY_FRAMES = 4
"""Every so many frames are listened to for the key."""
LOWEST_HERTZ, HIGHEST_HERTZ = 100.0, 2500.0
FAINTEST = 0.01
"""Peaks weaker than this share of their frame's strongest are left out."""
PARTIALS, FALL = 8, 0.6
PROFILE = "Krumhansl & Kessler 1982"

Spectra = NDArray[np.float32]
Classes = NDArray[np.float64]


@dataclass(frozen=True)
class Heard:
    """What a stretch of sound measures: onsets a second, and how much more it is major than minor
    (a difference of correlations).
    """

    onsets: float
    major: float

    @property
    def lively(self) -> bool:
        """Tell whether its onsets lie nearer to lively clips than to calm ones, as a ratio."""
        return self.onsets > math.sqrt(ONSETS_LIVELY * ONSETS_CALM)

    @property
    def pleasant(self) -> bool:
        """Tell whether it is heard as major."""
        return self.major > 0


def listen(samples: NDArray[np.int16]) -> Heard:
    """Measure a stretch of sound."""
    mono = samples.mean(axis=1) / 32_768
    frames = np.lib.stride_tricks.sliding_window_view(mono, FRAME)[::HOP]
    spectra = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1)).astype(np.float32)
    return Heard(_onsets(spectra, len(mono) / SAMPLE_RATE), _majorness(spectra[::KEY_FRAMES]))


def _onsets(spectra: Spectra, seconds: float) -> float:
    """Count peaks of the spectral flux in decibels above their surroundings."""
    loud = np.log1p(100 * spectra)
    flux = np.maximum(0, np.diff(loud, axis=0)).sum(axis=1)
    width = round(0.35 * SAMPLE_RATE / HOP)
    around = np.convolve(flux, np.full(2 * width + 1, 1 / (2 * width + 1)), mode="same")
    peaks = (flux[1:-1] > flux[:-2]) & (flux[1:-1] >= flux[2:]) & (flux[1:-1] > 1.35 * around[1:-1])
    times = np.flatnonzero(peaks) * HOP / SAMPLE_RATE
    apart = [t for k, t in enumerate(times) if k == 0 or t - times[k - 1] > 0.06]
    return len(apart) / seconds


def _majorness(spectra: Spectra) -> float:
    classes = _pitch_classes(*_peaks(spectra))
    major, minor = (_with_partials(profile) for profile in PROFILES[PROFILE])
    return _best_fit(classes, major) - _best_fit(classes, minor)


def _peaks(spectra: Spectra) -> tuple[Classes, Classes]:
    """Give the frequencies and amplitudes of all frames' peaks, by parabolas through decibels."""
    tops = (spectra[:, 1:-1] > spectra[:, :-2]) & (spectra[:, 1:-1] >= spectra[:, 2:])
    frames, bins = np.nonzero(tops)
    bins += 1
    before, peak, after = (np.log(spectra[frames, bins + k] + 1e-9) for k in (-1, 0, 1))
    beside = 0.5 * (before - after) / (before - 2 * peak + after - 1e-12)
    hertz = (bins + np.clip(beside, -0.5, 0.5)) * SAMPLE_RATE / FRAME
    strong = spectra[frames, bins] > FAINTEST * spectra.max(axis=1)[frames]
    heard = strong & (hertz > LOWEST_HERTZ) & (hertz < HIGHEST_HERTZ)
    return hertz[heard], spectra[frames, bins][heard].astype(np.float64)


def _pitch_classes(hertz: Classes, amplitudes: Classes) -> Classes:
    classes = np.zeros(12)
    for partial in range(1, PARTIALS + 1):
        pitch = 12 * np.log2(hertz / partial / 440) + 69
        key = np.rint(pitch)
        near = np.cos(np.pi * (pitch - key)) ** 2 * FALL ** (partial - 1)
        classes += np.bincount(key.astype(int) % 12, np.sqrt(amplitudes) * near, minlength=12)
    return classes


@cache
def _with_partials(profile: tuple[float, ...]) -> Classes:
    """Spread a profile as sound is: up to each tone's partials, then down from each peak."""
    spread = np.array(profile)
    for direction in (1, -1):
        spread = np.sum(
            [
                np.roll(spread, direction * round(12 * math.log2(partial))) * FALL ** (partial - 1)
                for partial in range(1, PARTIALS + 1)
            ],
            axis=0,
        )
    return spread


def _best_fit(classes: Classes, profile: Classes) -> float:
    return max(float(np.corrcoef(np.roll(profile, tonic), classes)[0, 1]) for tonic in range(12))
