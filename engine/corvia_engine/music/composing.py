"""From a plan to a score, section by section: tune, harmony, arrangement; tempo over all."""

import math
import operator
from collections.abc import Iterator

import msgspec

from corvia_engine.music.arranging import Arranger
from corvia_engine.music.harmony import Harmony, harmonise
from corvia_engine.music.layers import velocity_of
from corvia_engine.music.part_writing import settled_until
from corvia_engine.music.singing import lines_of
from corvia_engine.music.staging import Stage, stages_of
from corvia_engine.music.tempo import tempo_map
from corvia_engine.music.traditions import tradition
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.tune import SectionTune, TuneWriter
from corvia_local.errors import Cancelled
from corvia_local.model.plan import SongPlan
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import (
    ChordMark,
    Note,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    check_score,
)
from corvia_local.model.stretch import Stretch

PITCHES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def compose(plan: SongPlan, report: Report = silent, given: Tradition | None = None) -> Score:
    """Compose a plan. Equal plans give equal scores.

    `report` hears the steps and may cancel. `given` is the checked tradition of a plan that was
    not made in one that the program ships. Raises UnknownTradition where the plan names one that
    this version does not know.
    """
    composing = Composing(plan, given)
    for _ in composing.stretches(report):
        pass
    return composing.score()


class Composing:
    """A song on its way from plan to score. Go through `stretches`, then ask for the `score`.

    Raises what `compose` raises.
    """

    def __init__(self, plan: SongPlan, given: Tradition | None = None) -> None:
        self._plan = plan
        self._tradition = given or tradition(plan.tradition)
        self._stages = stages_of(plan, self._tradition)
        self._writer = TuneWriter(plan, self._stages)
        self._arranger = Arranger(plan, self._tradition)
        self._harmonies: list[tuple[Harmony, ...]] = []

    def foretaste(self) -> Score:
        """Give the whole song's frame with nothing but its last chorus, where all parts play that
        ever do, played as loudly as the song is on the whole: by it instruments and levels can be
        set before the first section is there.
        """
        tune = self._writer.last_chorus()
        chords = self._chords(tune)
        arranger = Arranger(self._plan, self._tradition)
        sections = arranger.add(tune, chords)
        louder = _mean_velocity(self._stages) - velocity_of(tune.stage, "melody")
        parts = tuple(
            msgspec.structs.replace(part, notes=tuple(_struck(note, louder) for note in notes))
            for part, notes in zip(arranger.instruments, sections, strict=True)
        )
        return score_of(self._plan, self._stages, (chords,), parts, arranger.syllables())

    def stretches(self, report: Report = silent) -> Iterator[Stretch]:
        """Give section after section as it is done, in the order of the foretaste's parts."""
        report("composing", 0.0)
        for done, tune in enumerate(self._writer.sections(), start=1):
            chords = self._chords(tune)
            self._harmonies.append(chords)
            notes = self._arranger.add(tune, chords)
            report("composing", done / len(self._stages))
            yield Stretch(notes, None if tune.stage.is_last else settled_until(tune.stage.end))

    def score(self) -> Score:
        """Give the score, after all stretches; raise Cancelled where they were not all taken."""
        if len(self._harmonies) < len(self._stages):
            raise Cancelled("The song was stopped before it was composed.")
        harmonies = tuple(self._harmonies)
        parts, syllables = self._arranger.parts(), self._arranger.syllables()
        return score_of(self._plan, self._stages, harmonies, parts, syllables)

    def _chords(self, tune: SectionTune) -> tuple[Harmony, ...]:
        with_chords = self._tradition.accompaniment == "chords"
        return harmonise(tune, self._plan.seed) if with_chords else ()


def _mean_velocity(stages: tuple[Stage, ...]) -> int:
    """Give the velocity that carries as much power as the song's sections do on the mean; a
    synthesizer's power grows with its fourth power (SoundFont 2.04, section 8.4.1).
    """
    lengths = [stage.plan.bars * stage.plan.cues.quarter_micros for stage in stages]
    powers = [velocity_of(stage, "melody") ** 4 for stage in stages]
    mean = sum(map(operator.mul, lengths, powers)) / sum(lengths)
    return round(math.sqrt(math.sqrt(mean)))


def _struck(note: Note, louder: int) -> Note:
    velocity = max(1, min(127, note.velocity + louder))
    return Note(note.start, note.duration, note.key, note.cents, velocity)


def score_of(
    plan: SongPlan,
    stages: tuple[Stage, ...],
    harmonies: tuple[tuple[Harmony, ...], ...],
    parts: tuple[Part, ...],
    syllables: tuple[SungSyllable, ...],
) -> Score:
    """Put a song together from its parts; the score is checked."""
    score = Score(
        version=1,
        title=plan.lyric.title,
        tradition=plan.tradition,
        key=plan.key,
        meter=plan.meter,
        tempo=tempo_map(stages),
        sections=tuple(
            SectionMark(
                stage.plan.name,
                stage.plan.kind,
                stage.start,
                stage.end,
                stage.plan.valence,
                stage.plan.arousal,
            )
            for stage in stages
        ),
        chords=tuple(_mark(harmony) for section in harmonies for harmony in section),
        parts=parts,
        lines=lines_of(plan.lyric),
        syllables=syllables,
        end=stages[-1].end,
    )
    check_score(score)
    return score


def _mark(harmony: Harmony) -> ChordMark:
    return ChordMark(
        tick=harmony.start,
        duration=harmony.duration,
        root=harmony.root,
        symbol=PITCHES[harmony.root] + harmony.chord.suffix,
        pitch_classes=harmony.pitch_classes,
    )
