"""Mel cepstra as PocketSphinx's English model takes them.

Settings are those of the model's feat.params: 25 triangles of unit area from 130 to 6,800 Hz, an
orthonormal cosine transform, a lifter of 22, 100 frames of 25.6 ms a second at 16,000 Hz.
"""

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
_HOP, _WIDTH, _BINS = 160, 410, 512
_FILTERS, _LOWEST, _HIGHEST = 25, 130.0, 6800.0
_CEPSTRA, _LIFTER, _PREEMPHASIS = 13, 22, 0.97


def log_mel(samples: NDArray[np.int16]) -> NDArray[np.float64]:
    """Give the natural logarithm of the filters' output: shape (frames, 25)."""
    sound = samples.astype(np.float64)
    sound = np.append(sound[0], sound[1:] - _PREEMPHASIS * sound[:-1])
    frames = (len(sound) - _WIDTH) // _HOP + 1
    places = _HOP * np.arange(frames)[:, None] + np.arange(_WIDTH)
    power = np.abs(np.fft.rfft(sound[places] * np.hamming(_WIDTH), _BINS, axis=1)) ** 2
    return np.asarray(np.log(np.maximum(power @ _filters().T, 1e-4)))


def cepstra(mel: NDArray[np.float64]) -> NDArray[np.float32]:
    """Give the cepstra of such logarithms: shape (frames, 13)."""
    order = np.arange(_CEPSTRA)[:, None]
    cosines = np.cos(np.pi * order * (np.arange(_FILTERS) + 0.5) / _FILTERS)
    cosines *= np.sqrt(2 / _FILTERS)
    cosines[0] /= np.sqrt(2)
    lifter = 1 + _LIFTER / 2 * np.sin(np.pi * np.arange(_CEPSTRA) / _LIFTER)
    return np.asarray((mel @ cosines.T) * lifter, np.float32)


def _filters() -> NDArray[np.float64]:
    step = RATE / _BINS
    ends = 700 * (10 ** (np.linspace(_mel(_LOWEST), _mel(_HIGHEST), _FILTERS + 2) / 2595) - 1)
    edges = np.round(ends / step) * step
    bins = np.fft.rfftfreq(_BINS, 1 / RATE)
    left, centre, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    shape = np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre))
    return np.maximum(0.0, shape) * 2 / (right - left)


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))
