"""Sound as samples."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 44_100
"""Frames a second, everywhere in this room."""


@dataclass(frozen=True, eq=False)
class Audio:
    """Stereo sound: `samples` is int16 of shape (frames, 2), at 44,100 frames a second."""

    samples: "NDArray[np.int16]"

    @property
    def seconds(self) -> float:
        """The sound's length."""
        return len(self.samples) / SAMPLE_RATE
