"""What is remembered of a song: opening, chords, tempo, form, key, metre, lead instrument."""

import itertools

from corvia_engine.music.form import shape_of
from corvia_engine.music.harmony import Harmony
from corvia_engine.music.staging import Stage
from corvia_engine.music.tune import Tone
from corvia_local.model.plan import SongPlan, SongTrace
from corvia_local.model.score import Score

LONGEST_OPENING = 8
"""Notes of the last chorus's beginning that are remembered: its motif, and how it goes on."""
LONGEST_PROGRESSION = 8


def trace_of(plan: SongPlan, score: Score) -> SongTrace:
    """Read what is to be remembered from a song."""
    start, end = _last_chorus(score)
    notes = [n for n in score.melody.notes if start <= n.start < end][:LONGEST_OPENING]
    tonic = plan.key.tonic
    return SongTrace(
        opening=opening_of([(n.start, 100 * n.key + n.cents) for n in notes]),
        progression=tuple(
            chord_name((mark.root - tonic) % 12, mark.symbol)
            for mark in score.chords
            if start <= mark.tick < end
        )[:LONGEST_PROGRESSION],
        quarter_micros=plan.sections[0].cues.quarter_micros,
        form=shape_of([(s.kind, s.bars if s.stanza is None else 0) for s in plan.sections]),
        tonic=tonic,
        mode=f"{plan.tradition} {plan.key.mode}",
        meter=(*plan.meter.groups, plan.meter.unit),
        program=score.melody.program,
    )


def opening_of(notes: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Give (move in semitones, ticks) between the notes of an opening, given as (tick, cents)."""
    return tuple(
        ((after[1] - before[1] + 50) // 100, after[0] - before[0])
        for before, after in itertools.pairwise(notes)
    )


def tune_opening(tones: tuple[Tone, ...]) -> tuple[tuple[int, int], ...]:
    """Give the opening of a tune that was composed."""
    return opening_of([(tone.start, tone.cents) for tone in tones[:LONGEST_OPENING]])


def progression_of(chords: tuple[Harmony, ...], tonic: int) -> tuple[str, ...]:
    """Give the chords of a section relative to the song's tonic."""
    return tuple(
        chord_name((harmony.root - tonic) % 12, harmony.chord.suffix)
        for harmony in chords[:LONGEST_PROGRESSION]
    )


def chord_name(rise: int, symbol: str) -> str:
    """Name a chord by its root's rise above the tonic in semitones, and what kind it is."""
    return f"{rise}{symbol.lstrip('ABCDEFG').lstrip('#b')}"


def plan_shape(stages: tuple[Stage, ...]) -> str:
    """Give a planned song's form as it is remembered."""
    return shape_of([(s.plan.kind, s.plan.bars if s.plan.stanza is None else 0) for s in stages])


def _last_chorus(score: Score) -> tuple[int, int]:
    choruses = [s for s in score.sections if s.kind == "chorus"] or [score.sections[0]]
    return choruses[-1].start, choruses[-1].end
