"""From which earlier bar a bar's tune comes, as the notes themselves show it."""

from dataclasses import dataclass
from typing import Literal

from corvia_engine.music.explaining.place import BarPlace, place_of_bar, tune_notes
from corvia_engine.music.staging import Stage
from corvia_local.model.score import Note, Score

Likeness = Literal["same", "shifted", "rhythm"]
GRID = 20
"""The coarsest grid, in ticks, on which every written onset lies."""
NEAR_CENTS = 60
"""How far two moves may differ and still be one move of a scale with its own steps."""
FEWEST_NOTES = 3
"""Fewer notes than these are alike by chance."""


@dataclass(frozen=True)
class Kinship:
    """A bar is like an earlier one: note for note, moved by `semitones`, or in rhythm alone."""

    likeness: Likeness
    bar: int
    section: str
    semitones: float = 0.0


def kinship_of(score: Score, stages: tuple[Stage, ...], place: BarPlace) -> Kinship | None:
    """Find the earlier bar that a bar is most like; the first of equals, the tune before a shifted
    one, that before its rhythm alone. None for a bar that is new, or of fewer than three notes.
    """
    notes = tune_notes(score, place)
    if len(notes) < FEWEST_NOTES:
        return None
    found: dict[Likeness, Kinship] = {}
    for number in range(1, place.number):
        earlier = place_of_bar(stages, number)
        kin = _likeness(notes, place, tune_notes(score, earlier), earlier)
        if kin is not None:
            found.setdefault(kin.likeness, kin)
    return next((found[one] for one in ("same", "shifted", "rhythm") if one in found), None)


def _likeness(
    notes: tuple[Note, ...], place: BarPlace, others: tuple[Note, ...], earlier: BarPlace
) -> Kinship | None:
    if _onsets(notes, place) != _onsets(others, earlier):
        return None
    moves = [_pitch(a) - _pitch(b) for a, b in zip(notes, others, strict=True)]
    name = earlier.stage.plan.name
    octaves = {round(move / 1200) for move in moves}
    if len(octaves) == 1 and all(abs(move - 1200 * round(move / 1200)) <= 5 for move in moves):
        return Kinship("same", earlier.number, name)
    if max(moves) - min(moves) <= 2 * NEAR_CENTS:
        return Kinship("shifted", earlier.number, name, round(sum(moves) / len(moves) / 100, 1))
    return Kinship("rhythm", earlier.number, name)


def _onsets(notes: tuple[Note, ...], place: BarPlace) -> list[int]:
    return [(note.start - place.start + GRID // 2) // GRID for note in notes]


def _pitch(note: Note) -> int:
    return 100 * note.key + note.cents
