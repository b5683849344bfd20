"""Pieces of sound written down as they come, where there is no sound device to hear them."""

import wave
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def write_wav(pieces: "Iterable[NDArray[np.int16]]", file: IO[bytes]) -> None:
    """Write pieces of 16-bit stereo sound to a WAV file, each as soon as it is there.

    The header's length is set at the end, where the file can be rewound.
    """
    with wave.open(file, "wb") as written:
        written.setnchannels(2)
        written.setsampwidth(2)
        written.setframerate(SAMPLE_RATE)
        for piece in pieces:
            written.writeframesraw(piece.astype("<i2").tobytes())
