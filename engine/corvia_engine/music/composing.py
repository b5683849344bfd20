"""From a plan to a score: tune, harmony, arrangement, tempo."""

from corvia_engine.music.arranging import arrange
from corvia_engine.music.harmony import Harmony, harmonise
from corvia_engine.music.singing import lines_of
from corvia_engine.music.staging import Stage, stages_of
from corvia_engine.music.tempo import tempo_map
from corvia_engine.music.traditions import tradition
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.tune import TuneWriter
from corvia_local.model.plan import SongPlan
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import (
    ChordMark,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    check_score,
)

TUNE_SHARE, HARMONY_SHARE = 0.8, 0.9
PITCHES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def compose(plan: SongPlan, report: Report = silent, given: Tradition | None = None) -> Score:
    """Compose a plan. Equal plans give equal scores.

    `report` hears the steps and may cancel. `given` is the checked tradition of a plan that was
    not made in one that the program ships. Raises UnknownTradition where the plan names one that
    this version does not know.
    """
    chosen = given or tradition(plan.tradition)
    stages = stages_of(plan, chosen)
    report("melody", 0.0)
    tunes = TuneWriter(plan, stages).write(lambda share: report("melody", TUNE_SHARE * share))
    report("harmony", TUNE_SHARE)
    with_chords = chosen.accompaniment == "chords"
    harmonies = tuple(harmonise(tune, plan.seed) if with_chords else () for tune in tunes)
    report("arrangement", HARMONY_SHARE)
    parts, syllables = arrange(plan, chosen, tunes, harmonies)
    score = score_of(plan, stages, harmonies, parts, syllables)
    report("composed", 1.0)
    return score


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
