"""Vary a song within a scope: new notes by another seed, everything locked as it was."""

from dataclasses import replace

import msgspec

from corvia_engine.music.arranging import arrange
from corvia_engine.music.composing import score_of
from corvia_engine.music.dice import Dice
from corvia_engine.music.harmony import Harmony, harmonise, rub
from corvia_engine.music.staging import Stage, stages_of
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.tune import SectionTune
from corvia_engine.music.varying.reading_back import harmonies_of, tunes_of
from corvia_engine.music.varying.rewriting import Rewriter
from corvia_engine.music.varying.scope import EARLY, HARMONY, Scope
from corvia_engine.music.varying.splicing import spliced_parts
from corvia_local.model.plan import SongPlan
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import ChordMark, Score, SectionKind, check_score

TRIES = 6
"""Melodies written against locked chords, of which the one that rubs least is taken."""
FULLNESSES = (250, -250, 500, -500, 750, -750)
"""By how much livelier or quieter an accompaniment may be played that alone may change; the first
that is heard is taken.
"""
ROUGHLY = 30
"""Ticks within which two onsets are the same playing."""

Harmonies = tuple[tuple[Harmony, ...], ...]


def vary(
    plan: SongPlan,
    score: Score,
    tradition: Tradition,
    scope: Scope,
    seed: int,
    report: Report = silent,
) -> Score:
    """Write a scope anew. The same song, scope and seed give the same notes.

    The melody is written anew unless it is locked; where the chords are locked it is the best of
    several. Chords follow the melody unless they, or parts that stand on them, are locked. Where
    melody and chords both stay, the accompaniment is played fuller or sparser. Raises
    ScoreUnlikePlan and whatever `report` raises.
    """
    stages = stages_of(plan, tradition)
    report("reading the song", 0.0)
    old_tunes, old_chords = tunes_of(plan, score, stages), harmonies_of(score, stages)
    tunes = _tunes(old_tunes, old_chords, scope, seed, report)
    report("harmony", 0.8)
    chords = _chords(tunes, old_chords, scope, seed)
    report("arrangement", 0.9)
    for fullness in (0,) if (tunes, chords) != (old_tunes, old_chords) else _fullnesses(seed):
        fuller = tuple(_fuller(tune, scope, fullness) for tune in tunes)
        varied = _arranged(plan, score, tradition, stages, scope, seed, fuller, chords)
        if _heard(varied) != _heard(score):
            break
    report("varied", 1.0)
    return varied


def _tunes(
    old: tuple[SectionTune, ...], chords: Harmonies, scope: Scope, seed: int, report: Report
) -> tuple[SectionTune, ...]:
    if scope.is_locked("melody"):
        return old
    against_chords = scope.is_locked(HARMONY) and any(chords)
    tries = []
    for number in range(TRIES if against_chords else 1):
        report("melody", 0.1 + 0.7 * number / TRIES)
        own_seed = Dice(seed, f"try {number}").below(2**62)
        tries.append(Rewriter(old, scope, own_seed).rewrite())
    return _best_by_kind(tries, chords, scope)


def _best_by_kind(
    tries: list[tuple[SectionTune, ...]], chords: Harmonies, scope: Scope
) -> tuple[SectionTune, ...]:
    """Take each kind of section from the try in which it rubs least; choruses stay alike."""
    kinds = [tune.stage.plan.kind for tune in tries[0]]
    best = {}
    for kind in dict.fromkeys(kinds):
        costs = [_rubbing(tunes, chords, scope, kind) for tunes in tries]
        best[kind] = tries[costs.index(min(costs))]
    return tuple(best[kind][place] for place, kind in enumerate(kinds))


def _rubbing(
    tunes: tuple[SectionTune, ...], chords: Harmonies, scope: Scope, kind: SectionKind
) -> int:
    """Weigh how much a kind of section rubs against the chords, strong beats twice."""
    cost = 0
    for tune, harmonies in zip(tunes, chords, strict=True):
        if tune.stage.plan.kind != kind:
            continue
        for tone in tune.tones():
            if not scope.holds(tone.start):
                continue
            weight = 2 if tune.stage.is_strong(tone.start) else 1
            under = [h for h in harmonies if h.start <= tone.start < h.start + h.duration]
            cost += sum(weight * rub(tone.cents, h.chord, h.tonic) for h in under)
    return cost


def _chords(tunes: tuple[SectionTune, ...], old: Harmonies, scope: Scope, seed: int) -> Harmonies:
    """Harmonise anew within the scope; try other progressions where it comes out the same."""
    if scope.is_locked(HARMONY) or not any(old):
        return old
    for number in range(TRIES):
        own_seed = Dice(seed, f"chords {number}").below(2**62)
        made = tuple(
            _joined(before, harmonise(tune, own_seed), scope)
            for tune, before in zip(tunes, old, strict=True)
        )
        if made != old:
            return made
    return old


def _joined(
    before: tuple[Harmony, ...], after: tuple[Harmony, ...], scope: Scope
) -> tuple[Harmony, ...]:
    both = [h for h in before if not scope.holds(h.start)]
    both += [h for h in after if scope.holds(h.start)]
    return tuple(sorted(both, key=lambda harmony: harmony.start))


def _fullnesses(seed: int) -> tuple[int, ...]:
    turned = Dice(seed, "varied fullness").pick((1, -1))
    return tuple(turned * fullness for fullness in FULLNESSES)


def _heard(score: Score) -> set[tuple[str, int, int]]:
    """Give what one hears as notes: part, onset and pitch, small irregularities aside."""
    return {
        (part.role, (note.start + EARLY) // ROUGHLY, 100 * note.key + note.cents)
        for part in score.parts
        for note in part.notes
    }


def _fuller(tune: SectionTune, scope: Scope, fullness: int) -> SectionTune:
    stage = tune.stage
    if not scope.touches(stage.start, stage.end):
        return tune
    plan = msgspec.structs.replace(
        stage.plan, fullness=max(-1000, min(1000, stage.plan.fullness + fullness))
    )
    return replace(tune, stage=replace(stage, plan=plan))


def _arranged(
    plan: SongPlan,
    score: Score,
    tradition: Tradition,
    stages: tuple[Stage, ...],
    scope: Scope,
    seed: int,
    tunes: tuple[SectionTune, ...],
    chords: Harmonies,
) -> Score:
    reseeded = msgspec.structs.replace(plan, seed=seed)
    parts, syllables = arrange(reseeded, tradition, tunes, chords)
    fresh = score_of(plan, stages, chords, parts, syllables)
    sung = score.syllables
    if not scope.is_locked("melody"):
        both = [s for s in score.syllables if not scope.holds(s.tick)]
        both += [s for s in fresh.syllables if scope.holds(s.tick)]
        sung = tuple(sorted(both, key=lambda syllable: syllable.tick))
    varied = msgspec.structs.replace(
        score,
        chords=_marks(score, fresh, scope),
        parts=spliced_parts(score.parts, parts, scope),
        syllables=sung,
    )
    check_score(varied)
    return varied


def _marks(old: Score, new: Score, scope: Scope) -> tuple[ChordMark, ...]:
    if scope.is_locked(HARMONY):
        return old.chords
    marks = [m for m in old.chords if not scope.holds(m.tick)]
    marks += [m for m in new.chords if scope.holds(m.tick)]
    return tuple(sorted(marks, key=lambda mark: mark.tick))
