"""The pitch of a sung line: notes joined by portamento, with a vibrato that starts late.

A voice reaches a new pitch within the consonants before the beat, as singers do (Sundberg 1987,
The Science of the Singing Voice). Vibrato has some 5.5 cycles a second and grows to 35 cents to
either side after the first third of a second.
"""

import math
from typing import TYPE_CHECKING

from corvia_engine.voice.laying import LaidLine, frame_of
from corvia_engine.voice.vocoder import FRAMES_A_SECOND

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONCERT_PITCH, CONCERT_KEY = 440.0, 69
_GLIDE_BEFORE, _GLIDE_AFTER = 12, 2
_SLUR_BEFORE, _SLUR_AFTER = 6, 5
_MOST_GLIDE = 0.25
"""Share of a short note that the glide away from it may take."""

_SCOOP_CENTS = -70.0
VIBRATO_HERTZ = 5.5
VIBRATO_CENTS = 35.0
_VIBRATO_FROM = 0.3
_VIBRATO_GROWS = 0.45
_SHORTEST_WITH_VIBRATO = 0.5
_VIBRATO_FADES = 0.08


def hertz(cents: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Give frequencies of pitches in cents above MIDI key 0."""
    frequencies: NDArray[np.float64] = CONCERT_PITCH * 2 ** ((cents - 100 * CONCERT_KEY) / 1200)
    return frequencies


def contour(line: LaidLine, octaves: int) -> "NDArray[np.float64]":
    """Give the pitch of each frame of a line in cents above MIDI key 0, moved by octaves."""
    import numpy as np

    changes = _changes(line)
    cents = np.full(len(line.source), float(changes[0][1]))
    frames = np.arange(len(cents))
    for (at, target, slurred), (since, before, _) in zip(changes[1:], changes, strict=False):
        ahead, after = (_SLUR_BEFORE, _SLUR_AFTER) if slurred else (_GLIDE_BEFORE, _GLIDE_AFTER)
        ahead = max(1, min(ahead, int(_MOST_GLIDE * (at - since))))
        share = np.clip((frames - (at - ahead)) / (ahead + after), 0, 1)
        cents += (target - before) * (0.5 - 0.5 * np.cos(np.pi * share))
    opening = line.units[0].start - line.first
    if opening > 0:
        rise = np.clip(1 - frames / opening, 0, 1)
        cents += _SCOOP_CENTS * rise**2
    return cents + _vibrato(line) + 1200.0 * octaves


def _changes(line: LaidLine) -> list[tuple[int, int, bool]]:
    """List where a new pitch begins (in the line's frames), the pitch, and if it is slurred."""
    return [
        (frame_of(tone.start) - line.first, tone.cents, place > 0)
        for unit in line.units
        for place, tone in enumerate(unit.tones)
    ]


def _vibrato(line: LaidLine) -> "NDArray[np.float64]":
    import numpy as np

    swing = np.zeros(len(line.source))
    for unit in line.units:
        for place, tone in enumerate(unit.tones):
            start = frame_of(tone.start) - line.first
            is_last = place + 1 == len(unit.tones)
            end = (unit.end if is_last else frame_of(unit.tones[place + 1].start)) - line.first
            start, end = max(0, start), min(end, len(swing))
            if (end - start) / FRAMES_A_SECOND >= _SHORTEST_WITH_VIBRATO:
                swing[start:end] += _swing(end - start)
    return swing


def _swing(frames: int) -> "NDArray[np.float64]":
    import numpy as np

    seconds = np.arange(frames) / FRAMES_A_SECOND
    grown = np.clip((seconds - _VIBRATO_FROM) / _VIBRATO_GROWS, 0, 1)
    fading = np.clip((frames / FRAMES_A_SECOND - seconds) / _VIBRATO_FADES, 0, 1)
    turning = 2 * math.pi * VIBRATO_HERTZ * (seconds - _VIBRATO_FROM)
    swing: NDArray[np.float64] = VIBRATO_CENTS * grown * fading * np.sin(turning)
    return swing
