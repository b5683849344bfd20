"""How much quieter each part must be so that instruments are even and the melody stands in front.

Instruments of one SoundFont differ by ten decibels and more at equal velocity. Each part's
instrument is therefore heard once, one note at the part's middle key, and brought to the same
loudness, so that the score's `volume` and velocities alone decide. Then, should the others
together still cover the melody in three short excerpts, they step back; should it stand far
above them, it does.
"""

import statistics
from collections import Counter
from dataclasses import dataclass

import numpy as np

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.loudness import SILENT, loudness
from corvia_engine.sound.schedule import SoundEvent, channels_of, schedule
from corvia_engine.sound.sequencing import play_out
from corvia_engine.sound.synthesizer import BLOCK, VOLUME, Synthesizer
from corvia_local.model.score import Part, Score

MELODY_ABOVE = (1.0, 4.0)
"""Loudness units by which the melody lies above all other parts together, at least and at most.
Beyond that, interludes without it would seem to drop out."""

LARGEST_CORRECTION = 12.0
MOST_STEPPING_BACK = 12.0
_PROBE_VELOCITY = 80
_FULL_VOLUME = 127
_MOST_DRUMS = 6
_SHARES = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Trial:
    """For how many seconds one note is heard, an excerpt is, and what sounded dies away."""

    note: float
    excerpt: float
    dying_away: float


THOROUGH = Trial(0.6, 3.0, 2.0)
BRIEF = Trial(0.4, 1.5, 0.5)
"""Where somebody waits for the first sound, and the thorough balance comes later."""


@dataclass(frozen=True)
class Balance:
    """`quieter` is each part's attenuation in decibels, 0 or more; `expected` the loudness in LUFS
    that three excerpts have with it, before any level is set."""

    quieter: tuple[float, ...]
    expected: float


def balance(synthesizer: Synthesizer, score: Score, trial: Trial = THOROUGH) -> Balance:
    """Hear a score's instruments and excerpts, and find its balance.

    `synthesizer` has the parts' programs and controllers on their channels. A part without
    notes, or whose instrument is silent, is left as it is.
    """
    instruments = [_instrument(synthesizer, part, n, trial) for n, part in enumerate(score.parts)]
    gains = _evening_gains(instruments)
    quieter = [max(gains) - gain for gain in gains]
    for number, decibels in enumerate(quieter):
        for channel in channels_of(number):
            synthesizer.attenuate(channel, decibels)
    lead, others = _lead_and_others(synthesizer, score, trial)
    melody_back, others_back = _stepping_back(lead, others)
    return Balance(
        tuple(
            decibels + (melody_back if part.role == "melody" else others_back)
            for part, decibels in zip(score.parts, quieter, strict=True)
        ),
        _together(lead - melody_back, others - others_back),
    )


def _instrument(synthesizer: Synthesizer, part: Part, number: int, trial: Trial) -> float | None:
    """Give an instrument's loudness in LUFS at full volume, or None where it is silent.

    Of percussion the loudest of the keys struck most often counts.
    """
    if not part.notes:
        return None
    channel = channels_of(number)[0]
    synthesizer.control(channel, VOLUME, _FULL_VOLUME)
    loudest = max(_note(synthesizer, channel, key, trial) for key in _probed_keys(part))
    synthesizer.control(channel, VOLUME, part.volume)
    return None if loudest <= SILENT else loudest


def _probed_keys(part: Part) -> list[int]:
    keys = [note.key for note in part.notes]
    if part.role == "percussion":
        return [key for key, _ in Counter(keys).most_common(_MOST_DRUMS)]
    return [statistics.median_low(keys)]


def _note(synthesizer: Synthesizer, channel: int, key: int, trial: Trial) -> float:
    samples = np.empty((round(trial.note * SAMPLE_RATE), 2), np.float32)
    synthesizer.note_on(channel, key, _PROBE_VELOCITY)
    synthesizer.fill(samples)
    _still(synthesizer, trial)
    return loudness(samples, SAMPLE_RATE)


def _evening_gains(instruments: list[float | None]) -> list[float]:
    """Give the gain in decibels that brings each instrument to the middle loudness."""
    middle = statistics.median([heard for heard in instruments if heard is not None] or [0.0])
    return [
        0.0 if heard is None else max(-LARGEST_CORRECTION, min(LARGEST_CORRECTION, middle - heard))
        for heard in instruments
    ]


def _lead_and_others(synthesizer: Synthesizer, score: Score, trial: Trial) -> tuple[float, float]:
    """Give the loudness in LUFS of the melody, and of all else, heard on excerpts."""
    melody = channels_of([part.role for part in score.parts].index("melody"))
    events = _excerpts(schedule(score), melody, round(trial.excerpt * SAMPLE_RATE) // BLOCK)
    lead = [event for event in events if event.channel in melody]
    others = [event for event in events if event.channel not in melody]
    return _heard(synthesizer, lead, trial), _heard(synthesizer, others, trial)


def _stepping_back(lead: float, others: float) -> tuple[float, float]:
    """Give the decibels by which the melody, and all else, must step back."""
    if SILENT in (lead, others):
        return 0.0, 0.0
    least, most = MELODY_ABOVE
    above = lead - others
    return _bounded(above - most), _bounded(least - above)


def _together(one: float, other: float) -> float:
    """Add two levels whose waves have nothing to do with each other."""
    return float(10 * np.log10(10 ** (one / 10) + 10 ** (other / 10)))


def _bounded(decibels: float) -> float:
    return max(0.0, min(MOST_STEPPING_BACK, decibels))


def _excerpts(events: list[SoundEvent], melody: range, blocks: int) -> list[SoundEvent]:
    """Join three excerpts of so many blocks that start with melody notes a quarter, half and three
    quarters in.
    """
    attacks = [e.block for e in events if e.channel in melody and e.velocity]
    joined = []
    for count, share in enumerate(_SHARES if attacks else ()):
        start = attacks[int(share * len(attacks))]
        for event in events:
            if start <= event.block < start + blocks:
                joined.append(event._replace(block=event.block - start + count * blocks))
    return joined


def _heard(synthesizer: Synthesizer, events: list[SoundEvent], trial: Trial) -> float:
    heard = loudness(play_out(synthesizer, events, ring=0), SAMPLE_RATE)
    _still(synthesizer, trial)
    return heard


def _still(synthesizer: Synthesizer, trial: Trial) -> None:
    """Stop every note and let the reverb die away."""
    synthesizer.silence()
    synthesizer.fill(np.empty((round(trial.dying_away * SAMPLE_RATE), 2), np.float32))
