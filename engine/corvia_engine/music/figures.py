"""The chordal instrument's figure: slowly broken, broken, strummed or driven, by arousal."""

from corvia_engine.music.harmony import Harmony
from corvia_engine.music.layers import energy_of, velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.voicing import Voicing
from corvia_local.model.score import Note

SLOW_BELOW, BROKEN_BELOW, STRUMMED_BELOW = -750, 50, 500
EIGHTH = 240
ROLL = 18
"""Ticks between the tones of a rolled chord."""


def figure(
    stage: Stage, harmonies: tuple[Harmony, ...], voicings: tuple[Voicing, ...]
) -> list[Note]:
    """Play a section's chords."""
    notes: list[Note] = []
    energy = energy_of(stage)
    for harmony, voicing in zip(harmonies, voicings, strict=True):
        final = stage.is_last and harmony is harmonies[-1]
        if final:
            notes += _rolled(stage, harmony, voicing)
        elif energy < BROKEN_BELOW:
            step = 2 * EIGHTH if energy < SLOW_BELOW else EIGHTH
            notes += _broken(stage, harmony, voicing, step)
        elif energy < STRUMMED_BELOW:
            notes += _strummed(stage, harmony, voicing)
        else:
            notes += _driven(stage, harmony, voicing)
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


def _broken(stage: Stage, harmony: Harmony, voicing: Voicing, step: int) -> list[Note]:
    """Break the chord in notes of `step` ticks, up and down; tones ring on a little."""
    low, middle, high = voicing
    order = (low, middle, high) if stage.rhythm.beat == 3 else (low, middle, high, middle)
    velocity = velocity_of(stage, "figure")
    notes = []
    for count, at in enumerate(range(0, harmony.duration, step)):
        length = min(3 * step, harmony.duration - at)
        accent = 5 if stage.is_strong(harmony.start + at) else 0
        notes.append(
            Note(harmony.start + at, length, order[count % len(order)], 0, velocity + accent)
        )
    return notes


def _strummed(stage: Stage, harmony: Harmony, voicing: Voicing) -> list[Note]:
    """Strike the chord on each accent, lightly again on the eighth before the next one."""
    return _struck(
        stage,
        harmony,
        voicing,
        [(at, 0 if stage.is_strong(harmony.start + at) else -9) for at in _pulses(stage, harmony)],
    )


def _driven(stage: Stage, harmony: Harmony, voicing: Voicing) -> list[Note]:
    """Repeat the chord in eighths with accents."""
    return _struck(
        stage,
        harmony,
        voicing,
        [
            (at, 4 if stage.is_strong(harmony.start + at) else -8)
            for at in range(0, harmony.duration, EIGHTH)
        ],
    )


def _pulses(stage: Stage, harmony: Harmony) -> list[int]:
    pulses = []
    for at in range(0, harmony.duration, EIGHTH):
        within = (harmony.start + at - stage.start) % stage.bar
        beat, rest = divmod(within, stage.beat)
        upbeat = rest == stage.beat - EIGHTH and beat % 2 == 1
        if rest == 0 or upbeat:
            pulses.append(at)
    return pulses


def _struck(
    stage: Stage, harmony: Harmony, voicing: Voicing, pulses: list[tuple[int, int]]
) -> list[Note]:
    velocity = velocity_of(stage, "figure")
    ends = [at for at, _ in pulses[1:]] + [harmony.duration]
    return [
        Note(
            harmony.start + at,
            max(60, (end - at) * stage.plan.cues.articulation // 100),
            key,
            0,
            max(1, min(127, velocity + accent)),
        )
        for (at, accent), end in zip(pulses, ends, strict=True)
        for key in voicing
    ]
