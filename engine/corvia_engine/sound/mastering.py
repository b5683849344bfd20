"""From the synthesizer's floats to finished 16-bit sound: level, limit, trim, round.

Loudness is brought to -16 LUFS (the Audio Engineering Society's recommendation for streams of
music and speech, AES TD1008, lies at -16 to -18), and no sample exceeds -1 dBFS. Where peaks
stand in the way, a limiter with look-ahead takes at most 6 dB from them; beyond that the song
stays quieter.
"""

from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.loudness import SILENT, loudness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET_LUFS = -16.0
CEILING = 10 ** (-1 / 20)
MOST_LIMITING = 2.0
"""The most that the limiter may take from a peak, as a factor (6 dB)."""

FULL_SCALE = 32_767
AUDIBLE = 10 ** (-60 / 20)
"""Below this share of full scale the end counts as silence."""

NOTHING = 1e-5
"""A mix that never rises above -100 dB holds no note, only the reverb's own rounding."""

REST = SAMPLE_RATE
"""Frames kept after the last audible one, faded out."""

_WINDOW = 64
_REACH = 24
"""Windows of 64 frames over which the limiter's gain moves (35 ms to either side)."""

LOOK_AHEAD = 2 * _REACH * _WINDOW
"""Frames on either side that decide the limiter's gain."""

_PIECE = 1 << 20


def master(mix: "NDArray[np.float32]") -> Audio:
    """Bring a mix, float32 of shape (frames, 2), to its final level and end; `mix` is changed."""
    import numpy as np

    if _peak(mix) < NOTHING:
        return Audio(np.zeros((min(len(mix), REST), 2), np.int16))
    return at_level(mix, level_of(mix))


def level_of(mix: "NDArray[np.float32]") -> float:
    """Give the gain that brings a mix to its final level, as far as its peaks let it."""
    return _level(loudness(mix, SAMPLE_RATE), max(NOTHING, _peak(mix)))


def at_level(mix: "NDArray[np.float32]", level: float) -> Audio:
    """Finish a mix with a gain that is known; its peaks are limited, and `mix` is changed."""
    _apply(mix, _limiter_gains(_window_peaks(mix) * level) * level)
    return Audio(_rounded(_trimmed(mix)))


def _peak(mix: "NDArray[np.float32]") -> float:
    return float(_window_peaks(mix).max(initial=0.0))


class LiveMaster:
    """Levels and limits a mix piece by piece, for hearing it while it is still being rendered.

    `level` is the gain, chosen before the whole is known. The limiter looks 70 ms ahead, so each
    piece comes out that much later; with one level all pieces together are what `master` makes.
    """

    def __init__(self, level: float) -> None:
        import numpy as np

        self._level = level
        self._held: NDArray[np.float32] = np.empty((0, 2), np.float32)
        self._context = 0

    def push(self, piece: "NDArray[np.float32]") -> "NDArray[np.int16]":
        """Take float32 frames, a multiple of 64; give those that can be finished now, as int16."""
        return self._finish(piece, LOOK_AHEAD)

    def end(self) -> "NDArray[np.int16]":
        """Give the frames still held back."""
        import numpy as np

        return self._finish(np.empty((0, 2), np.float32), 0)

    def _finish(self, piece: "NDArray[np.float32]", ahead: int) -> "NDArray[np.int16]":
        import numpy as np

        held = np.concatenate([self._held, piece])
        ready = max(self._context, len(held) - ahead)
        shaped = held.copy()
        _apply(shaped, _limiter_gains(_window_peaks(held) * self._level) * self._level)
        finished = _rounded(shaped[self._context : ready])
        kept = max(0, ready - LOOK_AHEAD)
        self._held, self._context = held[kept:], ready - kept
        return finished


def level_for(expected: float) -> float:
    """Give the gain that brings a mix of so many LUFS to the target; silence stays as it is."""
    return 1.0 if expected <= SILENT else float(10 ** ((TARGET_LUFS - expected) / 20))


def _level(measured: float, peak: float) -> float:
    if measured <= SILENT:
        return CEILING / peak
    wished = 10 ** ((TARGET_LUFS - measured) / 20)
    return float(min(wished, CEILING * MOST_LIMITING / peak))


def _window_peaks(mix: "NDArray[np.float32]") -> "NDArray[np.float64]":
    import numpy as np

    windows = -(-len(mix) // _WINDOW)
    peaks = np.zeros(windows)
    whole = len(mix) // _WINDOW
    shaped = mix[: whole * _WINDOW].reshape(whole, _WINDOW * 2)
    peaks[:whole] = np.maximum(shaped.max(axis=1, initial=0), -shaped.min(axis=1, initial=0))
    if whole < windows:
        peaks[whole] = np.abs(mix[whole * _WINDOW :]).max()
    return peaks


def _limiter_gains(peaks: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Give a smooth gain at each window's edges (one more than windows) that keeps the ceiling.

    The least gain needed within reach is averaged over the same reach, so that every value in
    the mean at an edge suffices for the windows on both sides of it.
    """
    import numpy as np

    needed = np.minimum(1.0, CEILING / np.maximum(peaks, CEILING))
    width = 2 * _REACH
    around = np.pad(needed, width, mode="edge")
    least = np.lib.stride_tricks.sliding_window_view(around, width + 1).min(axis=1)
    summed = np.concatenate(([0.0], np.cumsum(least)))
    smooth: NDArray[np.float64] = (summed[width:] - summed[:-width]) / width
    return smooth


def _apply(mix: "NDArray[np.float32]", gains: "NDArray[np.float64]") -> None:
    import numpy as np

    edges = np.arange(len(gains)) * _WINDOW
    for start in range(0, len(mix), _PIECE):
        piece = mix[start : start + _PIECE]
        at = np.arange(start, start + len(piece))
        piece *= np.interp(at, edges, gains).astype(np.float32)[:, None]


def _trimmed(mix: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Cut silence at the end but for a second, and fade that second out."""
    import numpy as np

    heard = np.flatnonzero(_window_peaks(mix) > AUDIBLE)
    last = (int(heard[-1]) + 1) * _WINDOW if len(heard) else 0
    kept = mix[: last + REST]
    fade = kept[last:]
    fade *= np.linspace(1, 0, len(fade), dtype=np.float32)[:, None] ** 2
    return kept


def _rounded(mix: "NDArray[np.float32]") -> "NDArray[np.int16]":
    import numpy as np

    samples = np.empty(mix.shape, np.int16)
    for start in range(0, len(mix), _PIECE):
        piece = np.rint(mix[start : start + _PIECE] * FULL_SCALE)
        samples[start : start + _PIECE] = piece.clip(-FULL_SCALE, FULL_SCALE)
    return samples
