"""The chordal instrument's figure, and the chords that are held under it."""

from corvia_engine.music.figure_patterns import EIGHTH, Pattern, pattern_for, struck_tones
from corvia_engine.music.harmony import Harmony
from corvia_engine.music.layers import energy_of, velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.voicing import Voicing
from corvia_local.model.score import Note

ROLL = 18
"""Ticks between the tones of a rolled chord."""
UPBEAT_WEAKER = 9
OCTAVE = 12


def figure(
    stage: Stage, harmonies: tuple[Harmony, ...], voicings: tuple[Voicing, ...]
) -> list[Note]:
    """Play a section's chords."""
    pleasant = stage.plan.valence >= 0
    pattern = pattern_for(
        energy_of(stage),
        pleasant=pleasant,
        in_threes=stage.rhythm.beat == 3,
        lightly=stage.plan.kind != "chorus",
    )
    notes: list[Note] = []
    for harmony, voicing in zip(harmonies, voicings, strict=True):
        if stage.is_last and harmony is harmonies[-1]:
            notes += _rolled(stage, harmony, voicing)
        elif pattern is None:
            notes += _struck(stage, harmony, voicing, pleasant=pleasant)
        else:
            notes += _patterned(stage, harmony, voicing, pattern)
    return notes


def pad(stage: Stage, harmonies: tuple[Harmony, ...], voicings: tuple[Voicing, ...]) -> list[Note]:
    """Hold the chords softly, tones that stay tied over."""
    velocity = velocity_of(stage, "pad")
    sounding: dict[int, Note] = {}
    notes: list[Note] = []
    for harmony, voicing in zip(harmonies, voicings, strict=True):
        held: dict[int, Note] = {}
        for key in voicing:
            before = sounding.get(key)
            if before and before.duration < 4 * stage.bar:
                held[key] = Note(before.start, before.duration + harmony.duration, key, 0, velocity)
            else:
                if before:
                    notes.append(before)
                held[key] = Note(harmony.start, harmony.duration, key, 0, velocity)
        notes += [note for key, note in sounding.items() if key not in held]
        sounding = held
    return notes + list(sounding.values())


def _rolled(stage: Stage, harmony: Harmony, voicing: Voicing) -> list[Note]:
    velocity = velocity_of(stage, "figure")
    return [
        Note(harmony.start + i * ROLL, harmony.duration - i * ROLL, key, 0, velocity - 2 * i)
        for i, key in enumerate(voicing)
    ]


def _patterned(stage: Stage, harmony: Harmony, voicing: Voicing, pattern: Pattern) -> list[Note]:
    velocity = velocity_of(stage, "figure")
    notes = []
    for count, at in enumerate(range(0, harmony.duration, pattern.step)):
        strong = stage.is_strong(harmony.start + at)
        force = _force(velocity + (pattern.accent if strong else -pattern.weaker))
        length = min(pattern.ring, harmony.duration - at)
        if not pattern.bound:
            length = length * _sounding_share(stage) // 100
        notes += [
            Note(harmony.start + at, length, _key(voicing, tone), 0, force)
            for tone in pattern.cells[count % len(pattern.cells)]
        ]
    return notes


def _struck(stage: Stage, harmony: Harmony, voicing: Voicing, *, pleasant: bool) -> list[Note]:
    """Strike the chord on each beat, lightly again on the eighth before the next one."""
    velocity = velocity_of(stage, "figure")
    pulses = _pulses(stage, harmony)
    ends = [*pulses[1:], harmony.duration]
    return [
        Note(
            harmony.start + at,
            max(60, (end - at) * _sounding_share(stage) // 100),
            _key(voicing, tone),
            0,
            _force(velocity - (0 if stage.is_strong(harmony.start + at) else UPBEAT_WEAKER)),
        )
        for at, end in zip(pulses, ends, strict=True)
        for tone in struck_tones(pleasant=pleasant)
    ]


def _pulses(stage: Stage, harmony: Harmony) -> list[int]:
    pulses = []
    for at in range(0, harmony.duration, EIGHTH):
        within = (harmony.start + at - stage.start) % stage.bar
        beat, rest = divmod(within, stage.beat)
        upbeat = rest == stage.beat - EIGHTH and beat % 2 == 1
        if rest == 0 or upbeat:
            pulses.append(at)
    return pulses


def _key(voicing: Voicing, tone: int) -> int:
    octave, place = divmod(tone, len(voicing))
    return voicing[place] + OCTAVE * octave


def _sounding_share(stage: Stage) -> int:
    return (100 + stage.plan.cues.articulation) // 2


def _force(velocity: int) -> int:
    return max(1, min(127, velocity))
