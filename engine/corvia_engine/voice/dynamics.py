"""How loud each frame of a line is: by the score's velocities, evened vowels, fades at rests."""

from typing import TYPE_CHECKING

from corvia_engine.voice.laying import LaidLine
from corvia_engine.voice.vocoder import FRAMES_A_SECOND, SpeechModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MIDDLE_VELOCITY = 80
_DECIBELS_A_STEP = 0.2
"""Twenty steps of velocity are four decibels: a voice in a song ranges less than an instrument."""

_VOWEL_DECIBELS = -24.0
_MOST_EVENING = 9.0
_EVENING = 0.4
"""Share of a vowel's distance from the usual level that is evened: all of it blurs the words."""
_FADE_IN, _FADE_OUT, _CLEAR_OUT = 3, 8, 2
_SMOOTHING = 13


def gains(line: LaidLine, model: SpeechModel) -> "NDArray[np.float64]":
    """Give each frame's gain as a factor; 0 in rests."""
    import numpy as np

    power = np.exp(model.log_envelope).mean(axis=1)
    levels = [_unit_level(line, number, power) for number in range(len(line.units))]
    centres = [unit.start - line.first for unit in line.units]
    decibels = np.interp(np.arange(len(line.source)), centres, levels)
    kernel = np.hanning(_SMOOTHING)
    padded = np.pad(decibels, _SMOOTHING // 2, mode="edge")
    decibels = np.convolve(padded, kernel / kernel.sum(), mode="valid")
    factors: NDArray[np.float64] = 10 ** (decibels / 20)
    return factors * _fades(line)


def _unit_level(line: LaidLine, number: int, power: "NDArray[np.float64]") -> float:
    """Give the decibels that bring a unit's vowel to the loudness that its velocity asks for."""
    import numpy as np

    unit = line.units[number]
    vowel = unit.spoken.nucleus[0]
    low = int(vowel.start * FRAMES_A_SECOND)
    heard = power[low : max(low + 1, int(vowel.end * FRAMES_A_SECOND))]
    spoken = 10 * float(np.log10(max(float(heard.mean()) if len(heard) else 0.0, 1e-12)))
    evened = _EVENING * max(-_MOST_EVENING, min(_MOST_EVENING, _VOWEL_DECIBELS - spoken))
    velocity = sum(tone.velocity for tone in unit.tones) / len(unit.tones)
    return evened + _DECIBELS_A_STEP * (velocity - _MIDDLE_VELOCITY)


def _fades(line: LaidLine) -> "NDArray[np.float64]":
    """Rise at each entry, close each word before a rest: softly, and its last consonant clearly."""
    import numpy as np

    factors = (line.unit >= 0).astype(np.float64)
    sounding = np.concatenate(([False], line.unit >= 0, [False]))
    edges = np.flatnonzero(np.diff(sounding.astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        after, left = np.arange(1, end - start + 1), np.arange(end - start, 0, -1) - 0.5
        sung = line.units[int(line.unit[end - 1])]
        closing = (
            _FADE_OUT if (sung.spoken.coda or sung.spoken.nucleus)[-1].is_sonorant else _CLEAR_OUT
        )
        factors[start:end] *= np.clip(after / _FADE_IN, 0, 1) * np.clip(left / closing, 0, 1)
    return factors
