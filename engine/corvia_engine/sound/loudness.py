"""Loudness as people hear it: ITU-R BS.1770-4, in numpy.

The K-weighting filters are applied as a gain by frequency on blocks of 100 ms, not sample by
sample; a 997 Hz sine at full scale on one channel gives -3.01 LUFS as the recommendation asks.
"""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.float32] | NDArray[np.float64]

SILENT = -120.0
"""Given where there is nothing to hear, in LUFS."""

_STEPS_A_SECOND = 10
_STEPS_A_BLOCK = 4
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_OFFSET = -0.691
_FILTER_RATE = 48_000
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""BS.1770-4, tables 1 and 2: coefficients (b, a) for 48 kHz; only their gain by frequency is
used, which holds for any sample rate below it."""


def loudness(samples: "Samples", rate: int, full_scale: float = 1.0) -> float:
    """Measure integrated, gated loudness in LUFS of samples of shape (frames, channels)."""
    import numpy as np

    power = _block_power(samples, rate, full_scale)
    heard = power[_in_lufs(power) > _ABSOLUTE_GATE]
    if len(heard) == 0:
        return SILENT
    gate = _in_lufs(np.array([heard.mean()]))[0] + _RELATIVE_GATE
    kept = heard[_in_lufs(heard) > gate]
    return float(_in_lufs(np.array([kept.mean()]))[0])


def _in_lufs(power: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    levels: NDArray[np.float64] = _OFFSET + 10 * np.log10(np.maximum(power, 1e-20))
    return levels


def _block_power(samples: "Samples", rate: int, full_scale: float) -> "NDArray[np.float64]":
    """Give the K-weighted power, summed over channels, of each 400 ms at every 100 ms."""
    import numpy as np

    step = rate // _STEPS_A_SECOND
    whole = max(1, math.ceil(len(samples) / step))
    gain = _k_weight(np.fft.rfftfreq(step, 1 / rate).astype(np.float64))
    power = np.empty(whole)
    for at in range(whole):
        piece = samples[at * step : (at + 1) * step].astype(np.float32)
        spectrum = np.fft.rfft(piece, n=step, axis=0)
        energy = (spectrum.real**2 + spectrum.imag**2).sum(axis=1)
        power[at] = 2 * float(energy @ gain) / step**2
    if whole >= _STEPS_A_BLOCK:
        power = np.convolve(power, np.full(_STEPS_A_BLOCK, 1 / _STEPS_A_BLOCK), mode="valid")
    return power / full_scale**2


def _k_weight(frequencies: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Give the K-weighting's power gain at each frequency in hertz."""
    import numpy as np

    delay = np.exp(-2j * np.pi * frequencies / _FILTER_RATE)
    gain = np.ones_like(frequencies)
    for zeros, poles in (_SHELF, _HIGH_PASS):
        response = np.polyval(zeros[::-1], delay) / np.polyval(poles[::-1], delay)
        gain *= np.abs(response) ** 2
    return gain
