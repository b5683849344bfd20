"""A line that a person read aloud: aligned to the synthetic reading, checked, made singable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corvia_engine.voice.aligning import HOP_SECONDS, frame_levels, same_moments
from corvia_engine.voice.espeak import Espeak
from corvia_engine.voice.phonemes import Phoneme, phonemes_of
from corvia_engine.voice.wording import ENGLISH, language_of, spoken_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GUIDE_VARIANT = "f5"
"""The synthetic voice whose reading is aligned to."""

LONGEST_SECONDS, SHORTEST_SECONDS = 20.0, 0.25
_QUIETEST_PEAK = 0.02
_CLIPPED = 0.985
_CLIPPED_SHARE = 0.0005
_LEAST_SNR = 18.0
"""Decibels between the loud tenth and the quiet tenth of the frames."""
_LEAST_SHARE = 0.3
"""A word that takes less than this share of the time that it should is taken to be missing."""
_SOUNDING = 30.0
"""Decibels below the loud frames, from which on speech is taken to begin and end."""


@dataclass(frozen=True)
class ReadWord:
    """A word of the line, or several that are said as one, from `start` to `end` in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class CheckedReading:
    """What was found in a reading: its words in time, and what speaks against singing it."""

    words: tuple[ReadWord, ...]
    faults: tuple[str, ...]


def aligned_phonemes(
    espeak: Espeak, words: Sequence[str], samples: "NDArray[np.float64]"
) -> list[Phoneme]:
    """Give the phonemes of the words at the times at which the reading says them.

    `samples` are at the synthesizer's rate. A line without any phoneme gives nothing.
    """
    spoken = spoken_words(words)
    text = " ".join(spoken)
    speech = espeak.speak(text, f"{language_of(text)}+{GUIDE_VARIANT}")
    phonemes = phonemes_of(speech.phonemes, speech.rate, len(speech.samples))
    if not phonemes:
        return []
    first, last = _sounding(speech.samples, speech.rate)
    start, end = _sounding(samples, speech.rate)
    moments = start + same_moments(
        speech.samples[round(first * speech.rate) : round(last * speech.rate)],
        samples[round(start * speech.rate) : round(end * speech.rate)],
        speech.rate,
    )
    moved = []
    for phoneme in phonemes:
        low, high = (_moment(moments, at - first) for at in (phoneme.start, phoneme.end))
        moved.append(replace(phoneme, start=low, end=max(high, low + HOP_SECONDS)))
    return moved


def check_reading(
    espeak: Espeak, words: Sequence[str], samples: "NDArray[np.float64]"
) -> CheckedReading:
    """Check a reading of the words: too short or long, too quiet, clipped, noisy, words missing.

    The faults are phrases that go on from “the line …”.
    """
    import numpy as np

    seconds = len(samples) / espeak.rate
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        return CheckedReading((), (f"is {seconds:.1f} seconds long; 0.3 to 20 can be used",))
    if float(np.abs(samples).max()) < _QUIETEST_PEAK:
        return CheckedReading((), ("is too quiet: come nearer to the microphone",))
    faults = []
    if float((np.abs(samples) >= _CLIPPED).mean()) > _CLIPPED_SHARE:
        faults.append("is clipped: speak softer, or turn the microphone down")
    snr = _signal_to_noise(samples, espeak.rate)
    if snr < _LEAST_SNR:
        faults.append(f"is noisy ({snr:.0f} decibels between voice and noise, 18 are needed)")
    read = _read_words(espeak, words, samples)
    expected = _read_words(espeak, words, None)
    missing = _missing(read, expected)
    if missing:
        faults.append("lacks " + ", ".join(f"“{word}”" for word in missing))
    return CheckedReading(tuple(read), tuple(faults))


def _read_words(
    espeak: Espeak, words: Sequence[str], samples: "NDArray[np.float64] | None"
) -> list[ReadWord]:
    """Give the words in time: of a reading, or of the synthetic one where there is none."""
    spoken = spoken_words(words)
    if samples is None:
        speech = espeak.speak(" ".join(spoken), f"{ENGLISH}+{GUIDE_VARIANT}")
        phonemes = phonemes_of(speech.phonemes, speech.rate, len(speech.samples))
    else:
        phonemes = aligned_phonemes(espeak, words, samples)
    found, at = [], 1
    for word, written in zip(spoken, words, strict=True):
        own = [p for p in phonemes if at <= p.text_position < at + len(word) + 1]
        if own:
            found.append(ReadWord(written, own[0].start, own[-1].end))
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {written}")
        at += len(word) + 1
    return found


def _missing(read: Sequence[ReadWord], expected: Sequence[ReadWord]) -> list[str]:
    """Name the words that take far less of the reading than of the synthetic one."""
    pairs = list(zip(read, expected, strict=False))
    if len(pairs) < 2:
        return []
    ratios = sorted((a.end - a.start) / (b.end - b.start) for a, b in pairs)
    usual = ratios[len(ratios) // 2]
    return [a.text for a, b in pairs if a.end - a.start < _LEAST_SHARE * usual * (b.end - b.start)]


def _signal_to_noise(samples: "NDArray[np.float64]", rate: int) -> float:
    import numpy as np

    levels = frame_levels(samples, rate)
    low, high = np.percentile(levels, (5, 90))
    return float(high - low)


def _sounding(samples: "NDArray[np.float64]", rate: int) -> tuple[float, float]:
    """Give the seconds between which something is said."""
    import numpy as np

    levels = frame_levels(samples, rate)
    loud = np.flatnonzero(levels > np.percentile(levels, 90) - _SOUNDING)
    return float(loud[0]) * HOP_SECONDS, float(loud[-1] + 1) * HOP_SECONDS


def _moment(moments: "NDArray[np.float64]", seconds: float) -> float:
    import numpy as np

    at = np.arange(len(moments)) * HOP_SECONDS
    return float(np.interp(seconds, at, moments))
