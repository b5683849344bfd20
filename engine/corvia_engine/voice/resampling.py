"""Other numbers of samples a second."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HALF_LENGTH = 24


def doubled(samples: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Double the rate: a half-band low-pass (windowed sinc) between each two samples.

    The given samples stay as they are; 48 neighbours decide each new one.
    """
    import numpy as np

    if len(samples) == 0:
        return samples
    offsets = np.arange(-_HALF_LENGTH, _HALF_LENGTH) + 0.5
    taps = np.sinc(offsets) * np.kaiser(2 * _HALF_LENGTH, 8.0)
    padded = np.pad(samples, (_HALF_LENGTH - 1, _HALF_LENGTH))
    between = np.convolve(padded, (taps / taps.sum()).astype(np.float32), mode="valid")
    twice = np.empty(2 * len(samples), np.float32)
    twice[::2], twice[1::2] = samples, between
    return twice


def at_rate(samples: "NDArray[np.float64]", rate: int, wished: int) -> "NDArray[np.float64]":
    """Give a sound at another rate, without what that rate cannot hold: by its whole spectrum."""
    import numpy as np

    if rate == wished or len(samples) == 0:
        return samples
    tenth, wished_tenth = rate // 10, wished // 10
    tenths = -(-len(samples) // tenth) + 2
    padded = np.pad(samples, (tenth, (tenths - 1) * tenth - len(samples)))
    whole = tenths * wished_tenth
    spectrum = np.fft.rfft(padded)[: whole // 2 + 1]
    sound = np.fft.irfft(spectrum, whole) * (whole / len(padded))
    length = max(1, round(len(samples) * wished_tenth / tenth))
    resampled: NDArray[np.float64] = sound[wished_tenth : wished_tenth + length]
    return resampled
