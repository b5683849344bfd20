"""From played onsets to written ones: each quarter on the grid that fits it best."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corvia_local.model.score import TICKS_PER_QUARTER, Note

SIXTEENTHS, TRIPLETS, THIRTY_SECONDS = 120, 160, 60
_RELUCTANCE = {SIXTEENTHS: 0, TRIPLETS: 8, THIRTY_SECONDS: 14}
"""Ticks a note by which a rarer grid must fit better before it is taken."""

_COLLISION = 10_000
_BREATH = 240
"""A gap before the next note of at most this many ticks, an eighth, is articulation, not a rest;
for the same reason longer notes end on eighths."""


@dataclass(frozen=True)
class WrittenNote:
    """One or more notes struck together, from `start` to `end` in ticks, as notation shows them.

    `notes` are the played notes, lowest first.
    """

    start: int
    end: int
    notes: tuple[Note, ...]


def written_notes(
    notes: Sequence[Note], *, triplets: bool, apart: bool = True
) -> list[WrittenNote]:
    """Quantise a part to one line of notes and chords that do not overlap.

    `triplets` allows thirds of a quarter. `apart`: no two notes are struck together, so notes
    that fall on one place of the grid are moved apart instead of being joined into a chord.
    """
    grids = _grids(notes, triplets=triplets, apart=apart)
    struck = _struck(notes, grids, apart=apart)
    written = []
    for at, (start, together) in enumerate(struck):
        following = struck[at + 1][0] if at + 1 < len(struck) else None
        end = _end(start, max(n.start + n.duration for n in together), following, grids)
        written.append(WrittenNote(start, end, tuple(together)))
    return written


def _grids(notes: Sequence[Note], *, triplets: bool, apart: bool) -> dict[int, int]:
    choices = [SIXTEENTHS, THIRTY_SECONDS] + ([TRIPLETS] if triplets else [])
    by_quarter = itertools.groupby(notes, key=lambda note: note.start // TICKS_PER_QUARTER)
    grids = {}
    for quarter, group in by_quarter:
        starts = [note.start for note in group]
        grids[quarter] = min(choices, key=lambda grid: _misfit(starts, grid, apart))
    return grids


def _misfit(starts: list[int], grid: int, apart: bool) -> int:
    places = [_round(start, grid) for start in starts]
    moved = sum(abs(place - start) for place, start in zip(places, starts, strict=True))
    joined = len(places) - len(set(places)) if apart else 0
    return moved + _RELUCTANCE[grid] * len(starts) + _COLLISION * joined


def _struck(
    notes: Iterable[Note], grids: dict[int, int], *, apart: bool
) -> list[tuple[int, list[Note]]]:
    struck: list[tuple[int, list[Note]]] = []
    for note in notes:
        grid = grids[note.start // TICKS_PER_QUARTER]
        place = _round(note.start, grid)
        if struck and place <= struck[-1][0]:
            if not apart:
                struck[-1][1].append(note)
                continue
            place = struck[-1][0] + THIRTY_SECONDS
        struck.append((place, [note]))
    return struck


def _end(start: int, played_end: int, following: int | None, grids: dict[int, int]) -> int:
    grid = grids.get(start // TICKS_PER_QUARTER, SIXTEENTHS)
    last = grids.get((played_end - 1) // TICKS_PER_QUARTER, SIXTEENTHS)
    end = max(_round(played_end, last), (start // grid + 1) * grid)
    if following is not None:
        gap = following - end
        if gap <= _BREATH or (gap <= TICKS_PER_QUARTER and 2 * gap <= following - start):
            return following
    if SIXTEENTHS == last == grid and end - start > _BREATH:
        return -(-end // _BREATH) * _BREATH
    return end


def _round(tick: int, grid: int) -> int:
    return (tick + grid // 2) // grid * grid
