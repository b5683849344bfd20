"""Small irregularities of playing, from integers: nobody strikes twice alike."""

from corvia_engine.music.dice import Dice
from corvia_local.model.score import Note

LATENESS = 7
"""Ticks a note may come late, about 10 ms at a middle tempo: below what is heard as a flam."""
EARLY_ENOUGH = 3
FORCE = 4


def humanised(notes: list[Note], dice: Dice) -> list[Note]:
    """Move onsets by a few ticks and velocities by a few steps, never before tick 0."""
    return [
        Note(
            max(0, note.start + dice.below(LATENESS + EARLY_ENOUGH + 1) - EARLY_ENOUGH),
            note.duration,
            note.key,
            note.cents,
            max(1, min(127, note.velocity + dice.around(FORCE))),
        )
        for note in notes
    ]


def accented(velocity: int, stage_accent: int) -> int:
    """Add an accent to a velocity, within MIDI's range."""
    return max(1, min(127, velocity + stage_accent))
