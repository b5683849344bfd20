"""Give a song another character by a changed plan, its tune kept where the tradition lets it."""

import msgspec

from corvia_engine.music.arranging import arrange
from corvia_engine.music.composing import score_of
from corvia_engine.music.harmony import harmonise
from corvia_engine.music.melody.request import MelodyNote
from corvia_engine.music.staging import Stage, stages_of
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.tune import SectionTune, TunePhrase, nearest_step
from corvia_engine.music.varying.character import (
    ChangeTooFar,
    transposed,
    with_brightness,
    with_fullness,
    with_tempo,
)
from corvia_engine.music.varying.reading_back import harmonies_of, home_of, tunes_of
from corvia_engine.music.varying.rewriting import Rewriter
from corvia_engine.music.varying.scope import scope_of
from corvia_local.model.plan import Change, SongPlan
from corvia_local.model.score import Part, Score

MOST_STEPS = 4
"""From neutral to an end of the scale."""


def changed(
    plan: SongPlan, score: Score, tradition: Tradition, change: Change
) -> tuple[SongPlan, Score]:
    """Give a song a step of another character. Raises ChangeTooFar, ScoreUnlikePlan."""
    if change in ("faster", "slower"):
        return with_tempo(plan, score, tradition, change)
    if change in ("higher", "lower"):
        return transposed(plan, score, change)
    if change in ("fuller", "sparser"):
        return _played_differently(plan, score, tradition, with_fullness(plan, change))
    return _in_other_light(plan, score, tradition, change)


def _played_differently(
    plan: SongPlan, score: Score, tradition: Tradition, wished: SongPlan
) -> tuple[SongPlan, Score]:
    """Arrange anew; tune and chords stay."""
    stages = stages_of(wished, tradition)
    tunes = tunes_of(plan, score, stages)
    chords = harmonies_of(score, stages)
    parts, syllables = arrange(wished, tradition, tunes, chords)
    made = score_of(wished, stages, chords, _as_before(score, parts), syllables)
    return wished, _in_time(score, made)


def _in_other_light(
    plan: SongPlan, score: Score, tradition: Tradition, change: Change
) -> tuple[SongPlan, Score]:
    """Go as many steps as it takes until modes or chords are others."""
    wished = plan
    for _ in range(MOST_STEPS):
        wished = with_brightness(wished, tradition, change)
        made = _in_modes_of(wished, plan, score, tradition)
        if made.chords != score.chords or _modes(wished) != _modes(plan):
            return wished, made
    raise ChangeTooFar(
        f"It cannot go {change}: {tradition.label} has no other mode or chord here that is."
    )


def _in_modes_of(wished: SongPlan, plan: SongPlan, score: Score, tradition: Tradition) -> Score:
    """Keep the tune's steps in the other modes and harmonise anew.

    Where a tradition is not built on chords a mode is more than its tones: ways up and down,
    turns, endings. There a tune is written anew in the other mode.
    """
    stages = stages_of(wished, tradition)
    tunes = tuple(
        _moved_into(tune, stage, home_of(stages, stage))
        for tune, stage in zip(
            tunes_of(plan, score, stages_of(plan, tradition)), stages, strict=True
        )
    )
    with_chords = tradition.accompaniment == "chords"
    if _modes(wished) != _modes(plan) and not with_chords:
        tunes = Rewriter(tunes, scope_of(stages, (), (), ()), wished.seed).rewrite()
    chords = tuple(harmonise(tune, wished.seed) if with_chords else () for tune in tunes)
    parts, syllables = arrange(wished, tradition, tunes, chords)
    made = score_of(wished, stages, chords, _as_before(score, parts), syllables)
    return _in_time(score, made)


def _modes(plan: SongPlan) -> list[str]:
    return [section.key.mode for section in plan.sections]


def _moved_into(tune: SectionTune, stage: Stage, home: Stage) -> SectionTune:
    steps = home.scale.steps_within(home.low, home.high)

    def moved(phrase: TunePhrase) -> TunePhrase:
        notes = tuple(
            MelodyNote(note.start, note.duration, nearest_step(steps, note.step))
            for note in phrase.notes
        )
        request = msgspec.structs.replace(
            phrase.request,
            degrees=home.scale.mode.degrees,
            low=steps[0],
            high=steps[-1],
            endings=home.scale.mode.close,
            bright=home.scale.mode.bright,
            not_rising=home.scale.mode.not_rising,
            not_falling=home.scale.mode.not_falling,
            starts=home.scale.mode.starts,
            turns=home.scale.mode.turns,
            cadence=(),
        )
        return TunePhrase(phrase.offset, phrase.bars, notes, request, phrase.sung)

    return SectionTune(stage, home, tuple(moved(phrase) for phrase in tune.phrases))


def _as_before(score: Score, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Keep the instruments that were there."""
    before = {part.role: part for part in score.parts}
    return tuple(
        msgspec.structs.replace(part, program=before[part.role].program)
        if part.role in before
        else part
        for part in parts
    )


def _in_time(score: Score, made: Score) -> Score:
    """Keep a tempo map that was changed before."""
    return msgspec.structs.replace(made, tempo=score.tempo)
