"""The pitch of a steady tone, read from its samples."""

import math

import numpy as np
from numpy.typing import NDArray

from corvia_engine.sound.measures import strongest_partial

PARTIALS = (1, 2, 3)
SEARCHED = 80
"""Cents to either side of where the pitch is looked for."""
_A4_KEY, _A4_HERTZ = 69, 440.0


def read_pitch(samples: NDArray[np.float64], near: float) -> float:
    """Give a tone's pitch in cents above MIDI key 0.

    `samples` are mono, best half a second or more; `near` is within 80 cents of the pitch. The
    strongest of the first three partials decides.
    """
    return max(read_partials(samples, near))[1]


def read_partials(samples: NDArray[np.float64], near: float) -> list[tuple[float, float]]:
    """Give magnitude and pitch, in cents above MIDI key 0, by each of the first three partials."""
    expected = _A4_HERTZ * 2 ** ((near - 100 * _A4_KEY) / 1200)
    below, above = (expected * 2 ** (side * SEARCHED / 1200) for side in (-1, 1))
    found = []
    for partial in PARTIALS:
        frequency, magnitude = strongest_partial(samples, partial * below, partial * above)
        pitch = 100 * _A4_KEY + 1200 * math.log2(frequency / partial / _A4_HERTZ)
        found.append((magnitude, pitch))
    return found
