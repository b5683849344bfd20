"""Where vowels begin in speech, corrected by what is heard.

A synthesizer's marks tell when it turned to a new phoneme; the sound is half way to the vowel up
to 60 ms before or after, most of all after nasals and liquids. A vowel that is to meet a beat needs
the moment at which it is heard.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corvia_engine.voice.phonemes import Phoneme
from corvia_engine.voice.vocoder import FRAMES_A_SECOND, SpeechModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BANDS = 20
_LOWEST, _HIGHEST = 100.0, 6000.0
_QUIET_DECIBELS = 35.0
"""What lies so far below the vowel counts as silence."""

_VOWEL_SHARES, _GLIDING_SHARES = (0.35, 0.5), (0.15, 0.3)
"""Where a vowel, and the first element of a diphthong, is most itself."""
_CONSONANT_FROM, _VOWEL_TO = 0.3, 0.3
"""The boundary stays within the consonant's last 70 % and the vowel's first 30 %."""

_LEAST_CHANGE = 3.0


def heard_boundaries(phonemes: Sequence[Phoneme], model: SpeechModel) -> list[Phoneme]:
    """Move the boundaries between a consonant and the vowel after it to where the spectrum has
    gone half of the way, in decibels over 20 bands of the mel scale, from one to the other.
    """
    levels = _levels(model)
    moved = list(phonemes)
    for place, (before, vowel) in enumerate(itertools.pairwise(phonemes)):
        if before.is_vowel or not vowel.is_vowel or before.end != vowel.start:
            continue
        at = _half_way(levels, before, vowel)
        moved[place] = replace(moved[place], end=at)
        moved[place + 1] = replace(vowel, start=at)
    return moved


def _half_way(levels: "NDArray[np.float64]", before: Phoneme, vowel: Phoneme) -> float:
    """Give the time of the boundary in seconds; as marked where the spectrum hardly changes."""
    import numpy as np

    length = vowel.end - vowel.start
    first = _frame(before.start)
    shares = _GLIDING_SHARES if vowel.glides else _VOWEL_SHARES
    low, high = (_frame(vowel.start + share * length) for share in shares)
    span = levels[first : high + 1]
    if low <= first + 1 or len(span) <= low - first:
        return vowel.start
    span = np.maximum(span, span[low - first :].max() - _QUIET_DECIBELS)
    target = np.median(span[low - first :], axis=0)
    distance = np.sqrt(((span - target) ** 2).mean(axis=1))
    farthest, inside = float(distance[: low - first].max()), float(distance[low - first :].mean())
    if farthest < inside + _LEAST_CHANGE:
        return vowel.start
    half = (farthest + inside) / 2
    place = low - first
    while place > 0 and distance[place - 1] < half:
        place -= 1
    if place == 0:
        return vowel.start
    passed = (half - distance[place]) / max(distance[place - 1] - distance[place], 1e-9)
    heard = (first + place - float(passed)) / FRAMES_A_SECOND
    earliest = before.start + _CONSONANT_FROM * (before.end - before.start)
    return max(earliest, min(vowel.start + _VOWEL_TO * length, heard))


def _levels(model: SpeechModel) -> "NDArray[np.float64]":
    """Give the mean decibels of each frame in each band."""
    import numpy as np

    bins = np.linspace(0, model.rate / 2, model.log_envelope.shape[1])
    low, high = (2595 * math.log10(1 + edge / 700) for edge in (_LOWEST, _HIGHEST))
    mel = np.linspace(low, high, _BANDS + 1)
    edges = 700 * (10 ** (mel / 2595) - 1)
    inside = (bins >= edges[:-1, None]) & (bins < edges[1:, None])
    shares = inside / np.maximum(1, inside.sum(axis=1))[:, None]
    levels: NDArray[np.float64] = model.log_envelope @ shares.T * (10 / np.log(10))
    return levels


def _frame(seconds: float) -> int:
    return round(seconds * FRAMES_A_SECOND)
