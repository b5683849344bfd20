"""What a change gives: the song as it is now, and what there is to say of it."""

from dataclasses import dataclass

from corvia_local.errors import BadInput
from corvia_local.model.plan import BarRange, SongPlan
from corvia_local.model.score import Score

SHORTEST = 120
"""Ticks of the shortest note that a change may leave: a sixteenth, the shortest that is sung."""


class CannotEdit(BadInput):
    """There is no such note, chord or word here, or it cannot be changed as asked."""


@dataclass(frozen=True)
class Edited:
    """A changed song, what changed in sentences, and the bars that it is about."""

    plan: SongPlan
    score: Score
    said: tuple[str, ...]
    bars: tuple[BarRange, ...] = ()
