"""Patterns that turn without end under the tune, as the tradition's rhythms give them."""

from typing import Literal

from corvia_engine.music.layers import energy_of, velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.traditions.tradition import Ostinato
from corvia_engine.music.tuning import DEGREES, key_and_cents
from corvia_local.model.score import Note

PERIODS_BELOW: dict[str, int] = {"figure": 1, "bass": 2}
"""How many octaves of the mode a part lies below the tune's tonic."""
WEAKER = 7


def ostinato(stage: Stage, part: Literal["figure", "bass"]) -> list[Note]:
    """Play a part's patterns through a section, cut off at its end."""
    energy = energy_of(stage)
    return [
        note
        for pattern in stage.rhythm.ostinati
        if pattern.part == part and pattern.from_arousal <= energy
        for note in _played(stage, pattern)
    ]


def _played(stage: Stage, pattern: Ostinato) -> list[Note]:
    parts = pattern.parts()
    length = pattern.bars * stage.bar
    unit = length // len(parts)
    sounding = [(place * unit, step) for place, step in enumerate(parts) if step is not None]
    ends = [at for at, _ in sounding[1:]] + [length + sounding[0][0]]
    velocity = velocity_of(stage, pattern.part)
    notes = []
    for begin in range(stage.start, stage.end, length):
        for (at, step), end in zip(sounding, ends, strict=True):
            start = begin + at
            if start >= stage.end:
                break
            weaker = 0 if stage.is_strong(start) else WEAKER
            key, cents = key_and_cents(_pitch(stage, pattern.part, step))
            lasting = min(end - at, stage.end - start)
            notes.append(Note(start, lasting, key, cents, max(1, velocity - weaker)))
    return notes


def _pitch(stage: Stage, part: str, step: int) -> int:
    """Give a step's pitch; a degree that the mode lacks gives way to the next one below."""
    mode = stage.scale.mode
    while step % DEGREES not in mode.degrees:
        step -= 1
    below = PERIODS_BELOW[part] * round(mode.period)
    return stage.scale.cents(step) - below
