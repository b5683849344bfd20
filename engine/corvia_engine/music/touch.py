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


def in_order(notes: list[Note]) -> list[Note]:
    """Sort notes by start and key, and end each where its own key is struck again, as on any
    instrument; of two strokes on one key at one tick the longer stays.
    """
    kept: dict[tuple[int, int], Note] = {}
    for note in notes:
        twin = kept.get((note.start, note.key))
        if twin is None or twin.duration < note.duration:
            kept[note.start, note.key] = note
    following: dict[int, int] = {}
    cut = []
    for place in sorted(kept, reverse=True):
        note = kept[place]
        room = following.get(note.key, note.start + note.duration) - note.start
        following[note.key] = note.start
        duration = min(note.duration, room)
        cut.append(Note(note.start, duration, note.key, note.cents, note.velocity))
    return cut[::-1]
