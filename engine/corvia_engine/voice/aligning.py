"""Two readings of the same words brought together in time, by dynamic time warping.

Sakoe and Chiba 1978, Dynamic programming algorithm optimization for spoken word recognition: the
path through all pairs of frames whose spectra differ least in sum.
"""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOP_SECONDS = 0.01
_WINDOW_SECONDS = 0.025
_BANDS, _LOWEST, _HIGHEST = 24, 100.0, 8000.0
_FLOOR_DECIBELS = 50.0
_STAYING = 1.2
"""What a step in one reading alone costs, as a factor; a step in both costs 1."""


def same_moments(
    one: "NDArray[np.float64]", other: "NDArray[np.float64]", rate: int
) -> "NDArray[np.float64]":
    """Give for each 10 ms of `one` the seconds of `other` at which the same is said; they rise.

    Both are samples at `rate`. Each band is compared by its deviation from its own mean, so that
    voices and microphones may differ.
    """
    import numpy as np

    path = _warped(_features(one, rate), _features(other, rate))
    frames = int(path[:, 0].max()) + 1
    sums = np.bincount(path[:, 0], path[:, 1].astype(np.float64), frames)
    counts = np.bincount(path[:, 0], minlength=frames)
    moments: NDArray[np.float64] = np.maximum.accumulate(sums / counts) * HOP_SECONDS
    return moments


def mel_levels(samples: "NDArray[np.float64]", rate: int) -> "NDArray[np.float64]":
    """Give decibels by frame of 10 ms and band of the mel scale, at most 50 below the loudest."""
    import numpy as np

    width = round(_WINDOW_SECONDS * rate)
    size = 1 << (width - 1).bit_length()
    frames = max(2, int(len(samples) / rate / HOP_SECONDS))
    padded = np.pad(samples, (width // 2, width + round(rate * HOP_SECONDS)))
    starts = (np.arange(frames) * HOP_SECONDS * rate).round().astype(np.int64)
    windows = padded[starts[:, None] + np.arange(width)] * np.hanning(width)
    power = np.abs(np.fft.rfft(windows, size, axis=1)) ** 2
    levels = 10 * np.log10(power @ _bands(size, rate).T + 1e-12)
    floored: NDArray[np.float64] = np.maximum(levels, levels.max() - _FLOOR_DECIBELS)
    return floored


def frame_levels(samples: "NDArray[np.float64]", rate: int) -> "NDArray[np.float64]":
    """Give the level of each frame of 10 ms in decibels below full scale, -100 at least."""
    import numpy as np

    width = round(HOP_SECONDS * rate)
    frames = max(1, len(samples) // width)
    padded = np.pad(samples, (0, max(0, width - len(samples))))[: frames * width]
    levels: NDArray[np.float64] = 10 * np.log10(
        (padded.reshape(frames, width) ** 2).mean(axis=1) + 1e-10
    )
    return levels


def _features(samples: "NDArray[np.float64]", rate: int) -> "NDArray[np.float64]":
    levels = mel_levels(samples, rate)
    spread = levels.std(axis=0)
    features: NDArray[np.float64] = (levels - levels.mean(axis=0)) / (spread + 1e-6)
    return features


def _warped(one: "NDArray[np.float64]", other: "NDArray[np.float64]") -> "NDArray[np.int64]":
    """Give the path as pairs of frames, from the first pair to the last."""
    import numpy as np

    squares = (one**2).sum(1)[:, None] + (other**2).sum(1)[None, :] - 2 * one @ other.T
    cost = np.sqrt(np.maximum(squares, 0.0) / one.shape[1])
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0.0
    for diagonal in range(2, rows + columns + 1):
        i = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        j = diagonal - i
        here = cost[i - 1, j - 1]
        alone = np.minimum(total[i - 1, j], total[i, j - 1]) + _STAYING * here
        total[i, j] = np.minimum(total[i - 1, j - 1] + here, alone)
    path = [(rows, columns)]
    while path[-1] != (1, 1):
        i, j = path[-1]
        path.append(min(((i - 1, j - 1), (i - 1, j), (i, j - 1)), key=lambda at: total[at]))
    return np.array(path[::-1]) - 1


def _bands(size: int, rate: int) -> "NDArray[np.float64]":
    import numpy as np

    low, high = (
        2595 * math.log10(1 + edge / 700) for edge in (_LOWEST, min(_HIGHEST, 0.45 * rate))
    )
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(size, 1 / rate)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    bands: NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling))
    return bands
