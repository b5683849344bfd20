"""A second voice for the chorus: the same words a third or a sixth below, within the harmony.

Each note takes a tone of the chord that sounds, 2.5 to 9.5 semitones below the melody, near a third
and near where the second voice was. Where the chord has none there, the voice waits on the tone of
its scale that is nearest to a third below. Melodies without chords, and quarter tones, stay alone.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corvia_engine.sound.tempo_map import TempoMap
from corvia_engine.voice.laying import LaidLine
from corvia_engine.voice.sung_notes import SungTone
from corvia_engine.voice.vocoder import FRAMES_A_SECOND
from corvia_local.model.score import Score

_NEAREST, _FARTHEST = 250, 950
_THIRD = 350
_LEAP_WEIGHT = 0.5
_OWN_TUNING = 20
"""Cents from equal temperament beyond which a note has a tuning of its own."""


@dataclass(frozen=True)
class _Harmony:
    starts: tuple[float, ...]
    classes: tuple[tuple[int, ...], ...]
    scale: frozenset[int]

    def at(self, seconds: float) -> tuple[int, ...]:
        place = bisect.bisect_right(self.starts, seconds + 0.01) - 1
        return self.classes[place] if place >= 0 else ()


def second_voice(score: Score, lines: Sequence[LaidLine]) -> list[tuple[int, LaidLine]]:
    """Give the chorus's lines on the second voice's tones, each with its place among `lines`."""
    if not score.chords:
        return []
    clock = TempoMap(score)
    harmony = _Harmony(
        tuple(clock.seconds(chord.tick) for chord in score.chords),
        tuple(chord.pitch_classes for chord in score.chords),
        frozenset(pitch for chord in score.chords for pitch in chord.pitch_classes)
        | frozenset(note.key % 12 for note in score.melody.notes if note.cents == 0),
    )
    choruses = [
        (clock.seconds(section.start), clock.seconds(section.end))
        for section in score.sections
        if section.kind == "chorus"
    ]
    found = []
    for place, line in enumerate(lines):
        at = line.units[0].start / FRAMES_A_SECOND
        if any(start - 0.01 <= at < end for start, end in choruses) and _is_tempered(line):
            found.append((place, _below(line, harmony)))
    return found


def _is_tempered(line: LaidLine) -> bool:
    return all(
        abs((tone.cents + 50) % 100 - 50) <= _OWN_TUNING
        for unit in line.units
        for tone in unit.tones
    )


def _below(line: LaidLine, harmony: _Harmony) -> LaidLine:
    before: int | None = None
    units = []
    for unit in line.units:
        tones = []
        for tone in unit.tones:
            before = _tone_below(tone, harmony, before)
            tones.append(replace(tone, cents=before))
        units.append(replace(unit, tones=tuple(tones)))
    return replace(line, units=tuple(units))


def _tone_below(tone: SungTone, harmony: _Harmony, before: int | None) -> int:
    chord = harmony.at(tone.start)
    for classes in (chord, harmony.scale):
        near = [
            cents
            for cents in range(
                (tone.cents - _FARTHEST) // 100 * 100, tone.cents - _NEAREST + 1, 100
            )
            if cents // 100 % 12 in classes and tone.cents - cents <= _FARTHEST
        ]
        if near:
            return min(near, key=lambda cents: _cost(tone.cents - cents, cents, before))
    return tone.cents - 1200


def _cost(interval: int, cents: int, before: int | None) -> float:
    leap = 0 if before is None else abs(cents - before)
    return abs(interval - _THIRD) + _LEAP_WEIGHT * leap
