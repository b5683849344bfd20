"""One recording of several lines, cut where nothing is said for longest."""

from typing import TYPE_CHECKING

from corvia_engine.voice.aligning import HOP_SECONDS, frame_levels
from corvia_engine.voice.singing import VOICE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST_PAUSE = 0.3
_BELOW_LOUD = 25.0
"""Decibels below the loud tenth of the frames, from which on nothing is said."""


def cut_at_pauses(samples: "NDArray[np.float64]", count: int) -> list["NDArray[np.float64]"]:
    """Cut samples at VOICE_RATE into `count` pieces at the middles of the longest pauses; fewer
    where there are not so many pauses of a third of a second.
    """
    import numpy as np

    levels = frame_levels(samples, VOICE_RATE)
    said = np.flatnonzero(levels > np.percentile(levels, 90) - _BELOW_LOUD)
    gaps = np.diff(said)
    longest = np.argsort(-gaps, kind="stable")[: count - 1]
    pauses = sorted(place for place in longest if gaps[place] * HOP_SECONDS >= SHORTEST_PAUSE)
    cuts = [round((said[n] + gaps[n] / 2) * HOP_SECONDS * VOICE_RATE) for n in pauses]
    return np.split(samples, cuts)
