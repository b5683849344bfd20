"""What a section's notes say of its mood, measured on the score and not on the plan.

Arousal from onsets a second and velocity, read backwards along the line of 1,078 labelled piano
clips (onsets a second 4.5 lively and 3.0 calm, velocity 78 and 54, quadrants' middles at ±0.5);
valence from the height of the mode's third, the share of major chords, and the register, the
cues that Eerola, Friberg & Bresin 2013 (Frontiers in Psychology 4:487) found to carry it. The
weights are our own; it is an estimate by rule and no listener.
"""

from corvia_engine.music.cues import MIDDLE_REGISTER
from corvia_engine.music.staging import Stage
from corvia_local.model.score import Milli, Score, seconds_at

CALM_ONSETS, LIVELY_ONSETS = 3.0, 4.5
MIDDLE_VELOCITY, VELOCITY_STEP = 66, 24
NEUTRAL_THIRD, HALF_THIRD = 350, 50
"""Cents: a neutral third, and how far major and minor ones lie from it."""
MAJOR, MINOR = frozenset({(4, 7), (4, 7, 10), (4, 7, 11)}), frozenset({(3, 7), (3, 7, 10), (3, 6)})
REGISTER_STEP = 4
"""Keys above the middle that say as much as they can of pleasantness."""
SAME_MOMENT = 30
THIRD_DEGREE = 2
VALENCE_WEIGHTS = (3, 2, 1)
"""Of the third, the chords, the register."""


def measured_mood(score: Score, stage: Stage) -> tuple[Milli, Milli]:
    """Give (valence, arousal) in thousandths as a section's notes tell them."""
    return _valence(score, stage), _arousal(score, stage)


def _arousal(score: Score, stage: Stage) -> Milli:
    notes = [
        note
        for part in score.parts
        if part.role != "percussion"
        for note in part.notes
        if stage.start <= note.start < stage.end
    ]
    if not notes:
        return 0
    seconds = seconds_at(score, stage.end) - seconds_at(score, stage.start)
    onsets = len({(note.start + SAME_MOMENT // 2) // SAME_MOMENT for note in notes}) / seconds
    busy = (onsets - (CALM_ONSETS + LIVELY_ONSETS) / 2) / (LIVELY_ONSETS - CALM_ONSETS)
    loud = (sum(note.velocity for note in notes) / len(notes) - MIDDLE_VELOCITY) / VELOCITY_STEP
    return _milli((_within(busy) + _within(loud)) / 2)


def _valence(score: Score, stage: Stage) -> Milli:
    cues = [_third(stage), _chords(score, stage), _register(score, stage)]
    known = [
        (cue, weight) for cue, weight in zip(cues, VALENCE_WEIGHTS, strict=True) if cue is not None
    ]
    total = sum(weight for _, weight in known)
    return _milli(sum(cue * weight for cue, weight in known) / total) if known else 0


def _third(stage: Stage) -> float | None:
    mode = stage.scale.mode
    if THIRD_DEGREE not in mode.degrees:
        return None
    height = mode.cents[mode.degrees.index(THIRD_DEGREE)]
    return _within((height - NEUTRAL_THIRD) / HALF_THIRD)


def _chords(score: Score, stage: Stage) -> float | None:
    lengths = {1: 0, -1: 0}
    for mark in score.chords:
        if stage.start <= mark.tick < stage.end:
            rises = tuple(sorted((tone - mark.root) % 12 for tone in mark.pitch_classes[1:]))
            side = 1 if rises in MAJOR else -1 if rises in MINOR else 0
            if side:
                lengths[side] += mark.duration
    total = sum(lengths.values())
    return (lengths[1] - lengths[-1]) / total if total else None


def _register(score: Score, stage: Stage) -> float | None:
    keys = [note.key for note in score.melody.notes if stage.start <= note.start < stage.end]
    if not keys:
        return None
    return _within((sum(keys) / len(keys) - MIDDLE_REGISTER) / REGISTER_STEP)


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _milli(value: float) -> Milli:
    return round(1000 * _within(value))
