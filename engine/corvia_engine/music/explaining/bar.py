"""Everything that made one bar of a song, in plain sentences."""

from corvia_engine.music.explaining.chords import chord_reasons
from corvia_engine.music.explaining.place import BarPlace, place_of_bar
from corvia_engine.music.explaining.section import section_reasons
from corvia_engine.music.explaining.tune import tune_reasons
from corvia_engine.music.explaining.words import word_reasons
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions.tradition import Tradition
from corvia_local.model.plan import Reason, SongPlan
from corvia_local.model.score import Score


def bar_of(plan: SongPlan, tradition: Tradition, bar: int) -> BarPlace:
    """Find a bar, counted from 1; raise NoSuchBar."""
    return place_of_bar(stages_of(plan, tradition), bar)


def reasons_for_bar(
    plan: SongPlan, score: Score, tradition: Tradition, bar: int
) -> tuple[Reason, ...]:
    """Say what gave a bar, counted from 1: the person's words and changes first, then the
    section, the chords and the tune. Raises NoSuchBar.
    """
    stages = stages_of(plan, tradition)
    place = place_of_bar(stages, bar)
    changes = tuple(
        reason for reason in plan.reasons if any(low <= bar <= high for low, high in reason.bars)
    )
    return (
        *word_reasons(plan, score, place),
        *changes,
        *section_reasons(plan, score, place),
        *chord_reasons(plan, score, place),
        *tune_reasons(plan, score, stages, place),
    )
