"""A song's way through its moods: what each section was asked to say, and what its notes say."""

from dataclasses import dataclass

from corvia_local.model.mood import MILLI, Mood
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.traditions import find_tradition


@dataclass(frozen=True)
class CourseStep:
    """A section from tick `start` to `end`: the mood that it aims at, and the one measured."""

    name: str
    start: int
    end: int
    asked: Mood
    measured: Mood


def song_course(song: ComposedSong) -> tuple[CourseStep, ...]:
    """Measure every section of a song.

    Raises UnknownTradition for a song in a tradition file that this program does not ship.
    """
    from corvia_engine.music.measuring import measured_mood
    from corvia_engine.music.staging import stages_of

    tradition = find_tradition(song.plan.tradition)
    steps = []
    for stage in stages_of(song.plan, tradition):
        valence, arousal = measured_mood(song.score, stage)
        steps.append(
            CourseStep(
                stage.plan.name,
                stage.start,
                stage.end,
                Mood(stage.plan.valence / MILLI, stage.plan.arousal / MILLI),
                Mood(valence / MILLI, arousal / MILLI),
            )
        )
    return tuple(steps)
