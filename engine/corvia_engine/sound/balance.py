"""How much quieter each part must be so that instruments are even and the melody stands in front.

Instruments of one SoundFont differ by ten decibels and more at equal velocity. Each part's
instrument is therefore heard once, one note at the part's middle key, and brought to the same
loudness, so that the score's `volume` and velocities alone decide. Then, should the others
together still cover the melody in three short excerpts, they step back.
"""

import math
import statistics

import numpy as np

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.loudness import SILENT, loudness
from corvia_engine.sound.schedule import SoundEvent, channels_of, schedule
from corvia_engine.sound.sequencing import play_out
from corvia_engine.sound.synthesizer import BLOCK, Synthesizer
from corvia_local.model.score import Part, Score

MELODY_ABOVE = 1.0
"""Loudness units by which the melody lies above all other parts together."""

LARGEST_CORRECTION = 12.0
MOST_STEPPING_BACK = 12.0
_PROBE_SECONDS = 0.6
_PROBE_VELOCITY = 80
_DYING_AWAY = 2 * SAMPLE_RATE
_SHARES = (0.25, 0.5, 0.75)
_EXCERPT = 3 * SAMPLE_RATE // BLOCK
"""Blocks in three seconds."""


def attenuations(synthesizer: Synthesizer, score: Score) -> list[float]:
    """Give each part's attenuation in decibels, 0 or more.

    `synthesizer` has the parts' programs and controllers on their channels. A part without
    notes, or whose instrument is silent, is left as it is.
    """
    gains = _evening_gains([_instrument(synthesizer, p, n) for n, p in enumerate(score.parts)])
    quieter = [max(gains) - gain for gain in gains]
    for number, decibels in enumerate(quieter):
        for channel in channels_of(number):
            synthesizer.attenuate(channel, decibels)
    back = _stepping_back(synthesizer, score)
    return [
        decibels + (0.0 if part.role == "melody" else back)
        for part, decibels in zip(score.parts, quieter, strict=True)
    ]


def _instrument(synthesizer: Synthesizer, part: Part, number: int) -> float | None:
    """Give a pitched instrument's loudness in LUFS at full volume, or None."""
    if not part.notes or part.volume == 0 or part.role == "percussion":
        return None
    key = statistics.median_low(note.key for note in part.notes)
    samples = np.empty((round(_PROBE_SECONDS * SAMPLE_RATE), 2), np.float32)
    synthesizer.note_on(channels_of(number)[0], key, _PROBE_VELOCITY)
    synthesizer.fill(samples)
    _still(synthesizer)
    heard = loudness(samples, SAMPLE_RATE)
    return None if heard <= SILENT else heard - 40 * math.log10(part.volume / 127)


def _evening_gains(instruments: list[float | None]) -> list[float]:
    """Give the gain in decibels that brings each instrument to the middle loudness."""
    middle = statistics.median([heard for heard in instruments if heard is not None] or [0.0])
    return [
        0.0 if heard is None else max(-LARGEST_CORRECTION, min(LARGEST_CORRECTION, middle - heard))
        for heard in instruments
    ]


def _stepping_back(synthesizer: Synthesizer, score: Score) -> float:
    """Give the decibels by which all but the melody must step back, heard on excerpts."""
    melody = channels_of([part.role for part in score.parts].index("melody"))
    events = _excerpts(schedule(score), melody)
    lead = _heard(synthesizer, [event for event in events if event.channel in melody])
    others = _heard(synthesizer, [event for event in events if event.channel not in melody])
    if SILENT in (lead, others):
        return 0.0
    return max(0.0, min(MOST_STEPPING_BACK, others + MELODY_ABOVE - lead))


def _excerpts(events: list[SoundEvent], melody: range) -> list[SoundEvent]:
    """Join three excerpts that start with melody notes a quarter, half and three quarters in."""
    attacks = [e.block for e in events if e.channel in melody and e.velocity]
    joined = []
    for count, share in enumerate(_SHARES if attacks else ()):
        start = attacks[int(share * len(attacks))]
        for event in events:
            if start <= event.block < start + _EXCERPT:
                joined.append(event._replace(block=event.block - start + count * _EXCERPT))
    return joined


def _heard(synthesizer: Synthesizer, events: list[SoundEvent]) -> float:
    heard = loudness(play_out(synthesizer, events, ring=0), SAMPLE_RATE)
    _still(synthesizer)
    return heard


def _still(synthesizer: Synthesizer) -> None:
    """Stop every note and let the reverb die away."""
    synthesizer.silence()
    synthesizer.fill(np.empty((_DYING_AWAY, 2), np.float32))
