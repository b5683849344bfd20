"""Figures by which a rendered sound is judged."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.loudness import loudness

FULL_SCALE = 32_767
SILENCE_BELOW = 10 ** (-60 / 20)
_WINDOW = 441


@dataclass(frozen=True)
class SoundFigures:
    """`peak` in dBFS, `loudness` in LUFS, silence in seconds below -60 dBFS between sounds."""

    seconds: float
    peak: float
    clipped_samples: int
    loudness: float
    longest_silence: float


def measure(audio: Audio) -> SoundFigures:
    """Measure a sound."""
    highest = float(np.abs(audio.samples.astype(np.int32)).max(initial=0))
    return SoundFigures(
        seconds=audio.seconds,
        peak=20 * float(np.log10(max(highest, 1e-3) / FULL_SCALE)),
        clipped_samples=clipped_samples(audio),
        loudness=loudness(audio.samples, SAMPLE_RATE, FULL_SCALE),
        longest_silence=longest_silence(audio),
    )


def clipped_samples(audio: Audio) -> int:
    """Count samples at or beyond full scale."""
    return int((np.abs(audio.samples.astype(np.int32)) >= FULL_SCALE).sum())


def longest_silence(audio: Audio) -> float:
    """Give the longest silence in seconds between the first and the last audible moment.

    A moment is 10 ms; it is audible where a sample lies above -60 dBFS.
    """
    audible = np.flatnonzero(envelope(audio, _WINDOW) > SILENCE_BELOW)
    gaps = np.diff(audible) - 1
    return float(gaps.max(initial=0)) * _WINDOW / SAMPLE_RATE


def envelope(audio: Audio, window: int) -> NDArray[np.float64]:
    """Give the highest absolute value (0…1) in each window of so many frames."""
    windows = -(-len(audio.samples) // window)
    padded = np.zeros((windows * window, 2), np.int32)
    padded[: len(audio.samples)] = audio.samples
    peaks: NDArray[np.float64] = np.abs(padded).reshape(windows, -1).max(axis=1) / FULL_SCALE
    return peaks


def fundamental(samples: NDArray[np.float64], low: float, high: float) -> float:
    """Give the frequency in hertz of the strongest partial between `low` and `high` hertz."""
    return strongest_partial(samples, low, high)[0]


def strongest_partial(samples: NDArray[np.float64], low: float, high: float) -> tuple[float, float]:
    """Give the frequency in hertz of the strongest partial between `low` and `high` hertz, and
    its magnitude.

    A parabola through the logarithms of the highest bin and its neighbours (Smith and Serra
    1987, PARSHL) on a Hann window, padded to eight times the length.
    """
    size = 8 * len(samples)
    spectrum = np.abs(np.fft.rfft((samples - samples.mean()) * np.hanning(len(samples)), size))
    first = int(low * size / SAMPLE_RATE)
    top = first + int(np.argmax(spectrum[first : int(high * size / SAMPLE_RATE)]))
    left, middle, right = np.log(spectrum[top - 1 : top + 2])
    is_peak = left <= middle >= right and left + right < 2 * middle
    offset = (left - right) / (2 * (left - 2 * middle + right)) if is_peak else 0.0
    return float((top + offset) * SAMPLE_RATE / size), float(spectrum[top])


def spectrogram(audio: Audio, size: int = 2048, hop: int = 1024) -> NDArray[np.float64]:
    """Give levels in dB, shape (size // 2 + 1, moments), of both channels together."""
    mono = audio.samples.astype(np.float64).mean(axis=1) / FULL_SCALE
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(mono, (0, size)), size)[::hop]
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(size), axis=1)) / (size / 4)
    return 20 * np.log10(np.maximum(spectrum.T, 1e-7))
