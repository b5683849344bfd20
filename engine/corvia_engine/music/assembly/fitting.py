"""Fit a line to the harmony and to the other voices, changing as little as possible.

A least-cost path (Viterbi 1967) through the pitches near each note: it costs to move a note, to
bend the line's contour, to rub against chord or voices on a strong beat.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corvia_engine.music.assembly.bar_shape import BarShape
from corvia_engine.music.assembly.harmony import Chord
from corvia_engine.music.assembly.phrases import window_of
from corvia_engine.music.assembly.tone import Tone
from corvia_engine.music.assembly.whole_numbers import clamped

REACH = 3
"""How many semitones a note may be moved."""

_MOVED, _INTERVAL, _CONTOUR = 5, 2, 12
_CHORD_CLASH = (3, 10, 24, 30)
"""Cost of a clash with the chord between groups, on a group, on an accent, on the bar line."""
_HELD_CLASH = 24
_TENSION = 3
_RUB = {0: 6, 1: 20, 2: 4, 6: 10, 10: 3, 11: 14}
"""Cost of an interval (in semitones within the octave) against another voice."""


@dataclass(frozen=True, slots=True)
class Harmony:
    """One chord a bar, from tick 0 of what is fitted; the collection as twelve booleans."""

    bar: BarShape
    chords: tuple[Chord, ...]
    scale: tuple[bool, ...]

    def at(self, tick: int) -> Chord:
        """Give the chord that sounds at a tick; the last one stays."""
        return self.chords[min(tick // self.bar.ticks, len(self.chords) - 1)]


def fitted(
    tones: Sequence[Tone],
    harmony: Harmony,
    others: Sequence[Tone] = (),
    *,
    in_own_tuning: bool = False,
) -> tuple[Tone, ...]:
    """Give the line with its pitches moved where they have to. What stays keeps its cents if the
    line may sound in its own tuning; what moves loses them.
    """
    if not tones:
        return ()
    low, high = window_of([tone.key for tone in tones])
    ways: dict[int, tuple[int, tuple[int, ...]]] = {}
    for index, tone in enumerate(tones):
        before = tones[index - 1] if index else None
        here = {
            key: _rest_cost(tone, key, harmony, others)
            for key in _candidates(tone.key, harmony.scale, low, high)
        }
        ways = {
            key: min(_ways_to(key, cost, ways, tone, before), key=lambda way: (way[0], way[1]))
            for key, cost in here.items()
        }
    keys = min(ways.values())[1]
    return tuple(
        replace(tone, key=key, cents=tone.cents if in_own_tuning and key == tone.key else 0)
        for tone, key in zip(tones, keys, strict=True)
    )


def _ways_to(
    key: int,
    cost: int,
    ways: dict[int, tuple[int, tuple[int, ...]]],
    tone: Tone,
    before: Tone | None,
) -> list[tuple[int, tuple[int, ...]]]:
    if before is None:
        return [(cost, (key,))]
    return [
        (spent + cost + _bend(key - way[-1], tone.key - before.key), (*way, key))
        for spent, way in ways.values()
    ]


def _bend(interval: int, meant: int) -> int:
    """Give the cost of singing another interval than was meant."""
    turned = (interval > 0) - (interval < 0) != (meant > 0) - (meant < 0)
    return _INTERVAL * abs(interval - meant) + _CONTOUR * turned


def _candidates(key: int, scale: tuple[bool, ...], low: int, high: int) -> list[int]:
    within = clamped(key, low, high)
    near = range(max(within - REACH, low), min(within + REACH, high) + 1)
    return [candidate for candidate in near if scale[candidate % 12]]


def _rest_cost(tone: Tone, key: int, harmony: Harmony, others: Sequence[Tone]) -> int:
    strength = harmony.bar.strength(tone.start)
    cost = _MOVED * abs(key - tone.key) + _chord_cost(tone, key, harmony, strength)
    for other in others:
        if other.start < tone.end and tone.start < other.end:
            together = other.start == tone.start or strength >= 2
            cost += _RUB.get(abs(key - other.key) % 12, 0) * (2 if together else 1)
    return cost


def _chord_cost(tone: Tone, key: int, harmony: Harmony, strength: int) -> int:
    """Weigh a note against every chord during which it sounds."""
    bar = harmony.bar.ticks
    cost = 0
    for index in range(tone.start // bar, (tone.end - 1) // bar + 1):
        chord = harmony.at(index * bar)
        if key % 12 in chord.pitch_classes:
            continue
        weight = _CHORD_CLASH[strength] if index == tone.start // bar else _CHORD_CLASH[3]
        if tone.duration >= bar // 2:
            weight = max(weight, _HELD_CLASH)
        cost += weight if chord.clashes(key % 12) else weight // _TENSION
    return cost
