"""Read a song's tunes and chords back from its score, so that it can be changed.

A song's plan gives its sections and the layout of its phrases; the melody's notes give the steps.
"""

from dataclasses import replace

from corvia_engine.music.harmony import Harmony
from corvia_engine.music.melody.request import MelodyNote
from corvia_engine.music.ornaments import is_ornament
from corvia_engine.music.phrasing import layout_of
from corvia_engine.music.singing import sounding_share
from corvia_engine.music.staging import Stage
from corvia_engine.music.step_finding import step_of
from corvia_engine.music.traditions.tradition import Chord
from corvia_engine.music.tune import (
    SectionTune,
    TunePhrase,
    alternating,
    motif_of,
    phrase_lengths,
    phrase_request,
)
from corvia_engine.music.tuning import Scale
from corvia_engine.music.varying.scope import EARLY
from corvia_local.errors import BadInput
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import ChordMark, Note, Score

GRID = 20
"""The coarsest grid, in ticks, on which every written onset lies (see `melody.vocabulary`)."""


class ScoreUnlikePlan(BadInput):
    """The score was not composed from this plan, or was changed by another program."""


def home_of(stages: tuple[Stage, ...], stage: Stage) -> Stage:
    """Give the stage for whose scale a section's tune is written: a chorus's is its last return."""
    if stage.plan.kind != "chorus":
        return stage
    return [s for s in stages if s.plan.stanza == stage.plan.stanza][-1]


def tunes_of(plan: SongPlan, score: Score, stages: tuple[Stage, ...]) -> tuple[SectionTune, ...]:
    """Read every section's tune; raise ScoreUnlikePlan where notes and words do not meet."""
    if score.end != stages[-1].end or score.meter != plan.meter:
        raise _unlike()
    return tuple(
        _sung(plan, score, stage, home_of(stages, stage))
        if stage.plan.stanza is not None
        else _played(plan, score, stage)
        for stage in stages
    )


def harmonies_of(score: Score, stages: tuple[Stage, ...]) -> tuple[tuple[Harmony, ...], ...]:
    """Read every section's chords as chords of its mode."""
    return tuple(
        tuple(
            Harmony(mark.tick, mark.duration, _chord(mark, stage), stage.plan.key.tonic)
            for mark in score.chords
            if stage.start <= mark.tick < stage.end
        )
        for stage in stages
    )


def _chord(mark: ChordMark, stage: Stage) -> Chord:
    for chord in stage.scale.mode.chords:
        root = (stage.plan.key.tonic + chord.root) % 12
        if root == mark.root and mark.pitch_classes == tuple(
            (root + interval) % 12 for interval in chord.intervals
        ):
            return chord
    raise _unlike()


def _sung(plan: SongPlan, score: Score, stage: Stage, home: Stage) -> SectionTune:
    assert stage.plan.stanza is not None
    stanza = plan.lyric.stanzas[stage.plan.stanza]
    layout = layout_of(stage.plan, plan.lyric, home.rhythm)
    groups = notes_by_syllable(score, stage)
    if len(groups) != sum(phrase.last - phrase.first for phrase in layout):
        raise _unlike()
    phrases = []
    at = offset = 0
    for place, phrase in enumerate(layout):
        syllables = stanza.lines[phrase.line].syllables[phrase.first : phrase.last]
        own = groups[at : at + len(syllables)]
        stresses = tuple(
            stress
            for syllable, notes in zip(syllables, own, strict=True)
            for stress in (syllable.stress, *(0 for _ in notes[1:]))
        )
        request = phrase_request(home, phrase.bars, stresses, place, len(layout), (), plan.seed)
        sung = [note for notes in own for note in notes]
        melody = _written(sung, stage.start + offset, home.scale, 0, stage)
        held = _held_places(own)
        phrases.append(TunePhrase(offset, phrase.bars, melody, request, replace(phrase, held=held)))
        at += len(syllables)
        offset += phrase.bars * stage.bar
    return SectionTune(stage, home, tuple(phrases))


def notes_by_syllable(score: Score, stage: Stage) -> list[list[Note]]:
    """Gather a section's notes: each that a syllable begins on, with those that carry it on."""
    begun = {syllable.tick for syllable in score.syllables}
    groups: list[list[Note]] = []
    for note in score.melody.notes:
        if not stage.start <= note.start < stage.end:
            continue
        if note.start in begun:
            groups.append([note])
        elif groups:
            groups[-1].append(note)
        else:
            raise _unlike()
    return groups


def _held_places(groups: list[list[Note]]) -> tuple[int, ...]:
    held: list[int] = []
    at = 0
    for notes in groups:
        held += range(at + 1, at + len(notes))
        at += len(notes)
    return tuple(held)


def _played(plan: SongPlan, score: Score, stage: Stage) -> SectionTune:
    counter = next((part for part in score.parts if part.role == "counter"), None)
    notes = [n for n in counter.notes if not is_ornament(n)] if counter else []
    raised = round(stage.scale.mode.period)
    phrases = []
    offset = 0
    lengths = phrase_lengths(stage.plan.bars)
    for place, bars in enumerate(lengths):
        begin = stage.start + offset
        within = [n for n in notes if begin <= n.start + EARLY < begin + bars * stage.bar]
        if within:
            stresses = alternating(len(within))
            request = phrase_request(stage, bars, stresses, place, len(lengths), (), plan.seed)
            melody = _written(within, begin, stage.scale, raised, stage)
            phrases.append(TunePhrase(offset, bars, melody, request, None))
        offset += bars * stage.bar
    return SectionTune(stage, stage, tuple(phrases))


def _written(
    notes: list[Note], begin: int, scale: Scale, raised: int, stage: Stage
) -> tuple[MelodyNote, ...]:
    share = sounding_share(stage)
    return tuple(
        MelodyNote(
            max(0, (note.start - begin + GRID // 2) // GRID * GRID),
            -(-note.duration * 100 // share),
            step_of(scale, 100 * note.key + note.cents - raised),
        )
        for note in notes
    )


def motif_now(tunes: tuple[SectionTune, ...]) -> tuple[MelodyNote, ...]:
    """Give the opening of the last chorus, which the instruments take up."""
    return motif_of([tune for tune in tunes if tune.stage.is_last_chorus][-1])


def _unlike() -> ScoreUnlikePlan:
    return ScoreUnlikePlan(
        "This song's notes do not fit its plan any more, so it cannot be varied bar by bar."
        " Compose it anew from its words instead."
    )
