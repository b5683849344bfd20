"""A sung voice made ready for a song: lightly compressed, placed in a room."""

import functools
import math
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WINDOW = 441
"""Frames over which loudness is followed: 10 ms."""

_RATIO = 2.5
_KNEE_BELOW_LOUD = 8.0
"""Decibels below its loud moments (the 95th percentile) from which the voice is compressed."""

_ATTACK, _RELEASE = 0.01, 0.12
_SILENT = 1e-4

_ROOM_SECONDS = 1.3
_DELAY_SECONDS = 0.022
_WET_DECIBELS = -15.0
_DARKER_SECONDS = 0.5
_SEED = 11
_BLOCK = 1 << 17


def treated(voice: "NDArray[np.float32]", pan: float = 0.0) -> "NDArray[np.float32]":
    """Compress a mono voice and add a stereo room; shape (frames, 2), longer by its ringing.

    `pan` moves the voice from the middle, 0, to the right, 1, or to the left, -1.
    """
    import numpy as np

    even = compressed(voice)
    room = _room()
    stereo = np.zeros((len(even) + len(room), 2), np.float32)
    for side in range(2):
        _convolve_into(stereo[:, side], even, room[:, side])
    stereo *= 10 ** (_WET_DECIBELS / 20)
    stereo[: len(even), 0] += even * (1 - max(pan, 0.0))
    stereo[: len(even), 1] += even * (1 + min(pan, 0.0))
    return stereo


def compressed(voice: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Bring loud moments nearer to soft ones, 2.5 to 1 above the knee; the soft stay as they are.

    The gain follows the root mean square of 10 ms windows, falling within 10 ms and rising
    within 120 ms.
    """
    import numpy as np

    windows = -(-len(voice) // _WINDOW)
    padded = np.zeros(windows * _WINDOW, np.float32)
    padded[: len(voice)] = voice
    levels = 20 * np.log10(np.maximum(np.sqrt((padded**2).reshape(windows, -1).mean(1)), _SILENT))
    sounding = levels[levels > 20 * math.log10(_SILENT) + 1]
    if len(sounding) == 0:
        return voice
    knee = float(np.percentile(sounding, 95)) - _KNEE_BELOW_LOUD
    wished = np.minimum(0.0, (knee - levels) * (1 - 1 / _RATIO))
    gains = 10 ** (_followed(wished.tolist()) / 20)
    at = np.arange(len(voice)) / _WINDOW - 0.5
    level = np.interp(at, np.arange(windows), gains).astype(np.float32)
    return voice * level


def _followed(wished: list[float]) -> "NDArray[np.float64]":
    import numpy as np

    step = _WINDOW / SAMPLE_RATE
    falling, rising = math.exp(-step / _ATTACK), math.exp(-step / _RELEASE)
    gain, gains = 0.0, []
    for target in wished:
        kept = falling if target < gain else rising
        gain = kept * gain + (1 - kept) * target
        gains.append(gain)
    return np.array(gains)


@functools.cache
def _room() -> "NDArray[np.float32]":
    """Give a room's answer to a click: noise that dies away, the high sooner; energy 1 a side."""
    import numpy as np

    length = round(_ROOM_SECONDS * SAMPLE_RATE)
    seconds = np.arange(length)[:, None] / SAMPLE_RATE
    noise = np.random.default_rng(_SEED).standard_normal((length, 2))
    dark = np.cumsum(noise, axis=0)
    width = 8
    dark = (dark[width:] - dark[:-width]) / width
    bright = noise[width:] * np.exp(-6.9 * seconds[width:] / _DARKER_SECONDS)
    answer = dark * 2 * np.exp(-6.9 * seconds[width:] / _ROOM_SECONDS) + 0.4 * bright
    answer = np.concatenate((np.zeros((round(_DELAY_SECONDS * SAMPLE_RATE), 2)), answer))
    energy = np.sqrt((answer**2).sum(axis=0))
    room: NDArray[np.float32] = (answer / energy).astype(np.float32)
    return room


def _convolve_into(
    target: "NDArray[np.float32]", voice: "NDArray[np.float32]", room: "NDArray[np.float32]"
) -> None:
    """Add the voice in the room to `target`, by the fast Fourier transform, block by block."""
    import numpy as np

    step = _BLOCK - len(room)
    answer = np.fft.rfft(room, _BLOCK)
    for start in range(0, len(voice), step):
        piece = voice[start : start + step]
        if not piece.any():
            continue
        wet = np.fft.irfft(np.fft.rfft(piece, _BLOCK) * answer, _BLOCK)
        room_left = target[start : start + _BLOCK]
        room_left += wet[: len(room_left)].astype(np.float32)
