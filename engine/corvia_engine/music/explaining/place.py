"""Where a bar lies in its song."""

from dataclasses import dataclass

from corvia_engine.music.ornaments import is_ornament
from corvia_engine.music.staging import Stage
from corvia_local.errors import BadInput
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Note, Score

EARLY = 3
"""Ticks by which a note may be played before the bar to which it belongs (see `touch`)."""


class NoSuchBar(BadInput):
    """The song has no bar of this number."""


@dataclass(frozen=True)
class BarPlace:
    """A bar, counted from 1, its ticks, and the section in which it lies.

    `bar_in_section` counts from 1; `before` are the sections that precede it.
    """

    number: int
    start: int
    end: int
    stage: Stage
    bar_in_section: int

    def holds(self, tick: int) -> bool:
        """Tell whether what begins at a tick belongs to the bar."""
        return self.start <= tick + EARLY < self.end


def place_of_bar(stages: tuple[Stage, ...], bar: int) -> BarPlace:
    """Find a bar, counted from 1; raise NoSuchBar."""
    length = stages[0].bar
    start = (bar - 1) * length
    for stage in stages:
        if stage.start <= start < stage.end:
            return BarPlace(bar, start, start + length, stage, 1 + (start - stage.start) // length)
    last = stages[-1].end // length
    raise NoSuchBar(f"There is no bar {bar}: the song has the bars 1 to {last}.")


def tune_notes(score: Score, place: BarPlace) -> tuple[Note, ...]:
    """Give the tune's notes that begin in a bar: the melody's, or the instrument's that plays it
    where nobody sings. Ornaments are left out.
    """
    role = "melody" if place.stage.plan.stanza is not None else "counter"
    return tuple(
        note
        for part in score.parts
        if part.role == role
        for note in part.notes
        if place.holds(note.start) and not is_ornament(note)
    )


def progress_of(plan: SongPlan, place: BarPlace) -> int:
    """Give the share of the song's bars that lie before a bar, in thousandths."""
    bars = sum(section.bars for section in plan.sections)
    return 1000 * (place.number - 1) // bars
