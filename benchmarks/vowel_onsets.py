"""Where sung vowels begin, read from the sound alone.

A spectrogram of 20 bands on the mel scale is compared with that of the vowel itself (the middle of
the frames 40 to 90 ms after the note's start). Going back from there, the vowel begins where the
distance has passed half of its way to the farthest of the preceding 120 ms, which lies in the
consonant or in the silence. So a burst, a breath or a nasal is not taken for the vowel.
"""

import numpy as np
from numpy.typing import NDArray

BANDS = 20
LOWEST, HIGHEST = 100.0, 6000.0
HOP_SECONDS = 0.0025
WINDOW_SECONDS = 0.015
FLOOR_DECIBELS = 35.0
_VOWEL = (0.04, 0.09)
_BEFORE = 0.12


def onset_error(samples: NDArray[np.float64], rate: int, expected: float) -> float | None:
    """Give the seconds by which a vowel begins after `expected`, itself in seconds of the samples;
    None where nothing differs from the vowel before it, so that no beginning can be heard.
    """
    first = max(0, round((expected - _BEFORE) * rate))
    piece = samples[first : round((expected + _VOWEL[1] + WINDOW_SECONDS) * rate)]
    levels = mel_levels(piece, rate)
    at = (expected - first / rate) / HOP_SECONDS
    low, high = (round(at + seconds / HOP_SECONDS) for seconds in _VOWEL)
    if high > len(levels) or low - at < 1:
        return None
    levels = np.maximum(levels, levels[low:high].max() - FLOOR_DECIBELS)
    vowel = np.median(levels[low:high], axis=0)
    distance = np.sqrt(((levels - vowel) ** 2).mean(axis=1))
    inside = float(distance[low:high].mean())
    farthest = float(distance[:low].max())
    if farthest < inside + 3.0:
        return None
    place = low
    half = (inside + farthest) / 2
    while place > 0 and distance[place - 1] < half:
        place -= 1
    if place == 0:
        return None
    passed = (half - distance[place]) / max(distance[place - 1] - distance[place], 1e-9)
    return float((place - passed - at) * HOP_SECONDS)


def mel_levels(samples: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Give decibels by frame (centred on multiples of the hop) and band."""
    width = round(WINDOW_SECONDS * rate)
    padded = np.pad(samples, (width // 2, width))
    frames = int(len(samples) / rate / HOP_SECONDS)
    starts = (np.arange(frames) * HOP_SECONDS * rate).round().astype(int)
    windows = padded[starts[:, None] + np.arange(width)] * np.hanning(width)
    power = np.abs(np.fft.rfft(windows, 512, axis=1)) ** 2
    return np.asarray(10 * np.log10(power @ _bands(rate).T + 1e-9))


def _bands(rate: int) -> NDArray[np.float64]:
    edges = _hertz(np.linspace(_mel(LOWEST), _mel(HIGHEST), BANDS + 2))
    bins = np.fft.rfftfreq(512, 1 / rate)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0.0, np.minimum(rising, falling))


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(700 * (10 ** (mel / 2595) - 1))
