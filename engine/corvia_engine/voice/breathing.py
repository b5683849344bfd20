"""The breath that a singer draws before a phrase: shaped noise, soft."""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST_REST, LONGEST_BREATH = 0.35, 0.4
BEFORE_PHRASE = 0.06
_LEVEL = 0.006
_SEED = 7
_BANDS = ((700.0, 400.0, 0.5), (1700.0, 500.0, 1.0), (3600.0, 1100.0, 0.7))
"""Centre, width and height of the resonances of an open throat drawing air, in hertz; roughly
those of a whispered neutral vowel."""


@functools.lru_cache(maxsize=64)
def breath(frames: int, rate: int) -> "NDArray[np.float64]":
    """Give a breath of so many samples; equal lengths give equal breaths."""
    import numpy as np

    noise = np.random.default_rng(_SEED).standard_normal(frames)
    hertz = np.fft.rfftfreq(frames, 1 / rate)
    shape = sum(
        height * np.exp(-(((hertz - centre) / width) ** 2)) for centre, width, height in _BANDS
    )
    air = np.fft.irfft(np.fft.rfft(noise) * shape, frames)
    swell = np.sin(np.pi * np.linspace(0, 1, frames) ** 1.5) ** 2
    drawn: NDArray[np.float64] = _LEVEL * swell * air / max(float(np.std(air)), 1e-9)
    return drawn
