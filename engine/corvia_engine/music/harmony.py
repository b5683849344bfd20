"""Chords for a tune by dynamic programming (Viterbi 1967): the cheapest way through the mode's
chords, where a chord costs what it rubs against the tune, how rare it is in this mood, and how
unusual the step to it is. Phrases end on the cadences that the mode names.
"""

from dataclasses import dataclass

from corvia_engine.music.dice import Dice
from corvia_engine.music.staging import Stage
from corvia_engine.music.traditions.tradition import Chord, Mode
from corvia_engine.music.tune import SectionTune, Tone
from corvia_local.model.score import SectionKind

NEAR_TONE = 85
"""A tone within this many cents of a chord's tone counts as one, so that blue notes do."""
RUB, SHARP_RUB = 4, 7
OFF_CLOSE, OFF_REST = 60, 6
ON_LOOP = 10
"""What a place in the progression is worth for each half note that it lasts."""
SAME_AGAIN = 9
MID_BAR_CHANGE = 6
OFF_TONIC_START = 14
_STEP_COST = {
    ("tonic", "tonic"): 2,
    ("tonic", "subdominant"): 0,
    ("tonic", "dominant"): 1,
    ("subdominant", "tonic"): 2,
    ("subdominant", "subdominant"): 3,
    ("subdominant", "dominant"): 0,
    ("dominant", "tonic"): 0,
    ("dominant", "subdominant"): 5,
    ("dominant", "dominant"): 3,
}
_ROOT_COST = {0: 1, 5: -2, 7: 1, 9: -1, 8: -1, 3: 1, 4: 1, 2: 0, 10: 0, 1: 2, 11: 2, 6: 6}
"""By the root's rise in semitones: a fourth up (fifth down) is the strongest step."""


@dataclass(frozen=True)
class Harmony:
    """A chord from `start` for `duration` ticks. `tonic` is the key's pitch class."""

    start: int
    duration: int
    chord: Chord
    tonic: int

    @property
    def root(self) -> int:
        """The root's pitch class."""
        return (self.tonic + self.chord.root) % 12

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """The chord's pitch classes, root first."""
        return tuple((self.root + interval) % 12 for interval in self.chord.intervals)


@dataclass(frozen=True)
class _Slot:
    start: int
    duration: int
    on_bar: bool
    looped: str | None
    """The numeral that the section's progression has here."""
    wanted: tuple[str, ...]
    """Numerals that a cadence asks for here; empty where any chord may stand."""
    off: int
    """What it costs to leave the cadence."""


def loop_for(mode: Mode, kind: SectionKind, seed: int) -> tuple[str, ...]:
    """Choose the progression on which sections of a kind turn; the same for all of a song."""
    return Dice(seed, f"loop {kind} {mode.name}").pick(mode.loops) if mode.loops else ()


def harmonise(tune: SectionTune, seed: int) -> tuple[Harmony, ...]:
    """Choose chords for a section. A chord that lasts over half bars becomes one.

    `seed` is the song's, and chooses the progression toward which its sections lean.
    """
    stage = tune.stage
    mode = stage.scale.mode
    slots = _slots(tune, loop_for(mode, stage.plan.kind, seed))
    tones = tune.tones()
    fits = [[_fit(slot, chord, tones, stage) for chord in mode.chords] for slot in slots]
    best = [
        cost + (OFF_TONIC_START if chord.function != "tonic" else 0)
        for cost, chord in zip(fits[0], mode.chords, strict=True)
    ]
    came_from: list[list[int]] = []
    for slot, fit in zip(slots[1:], fits[1:], strict=True):
        ways = [
            min(
                (best[before] + _step(mode.chords[before], chord, slot), before)
                for before in range(len(mode.chords))
            )
            for chord in mode.chords
        ]
        came_from.append([before for _, before in ways])
        best = [way + cost for (way, _), cost in zip(ways, fit, strict=True)]
    chosen = [min(range(len(best)), key=lambda i: (best[i], i))]
    for back in reversed(came_from):
        chosen.append(back[chosen[-1]])
    chords = [mode.chords[i] for i in reversed(chosen)]
    return _merged(slots, chords, stage.plan.key.tonic)


def _slots(tune: SectionTune, loop: tuple[str, ...]) -> list[_Slot]:
    stage = tune.stage
    halves = _halves(stage)
    slots = []
    for place, phrase in enumerate(tune.phrases):
        closing = place == len(tune.phrases) - 1 and stage.plan.kind not in ("intro", "interlude")
        for bar in range(phrase.bars):
            begin = phrase.offset + bar * stage.bar
            looped = loop[begin // stage.bar % len(loop)] if loop else None
            for half in range(halves):
                left = halves * (phrase.bars - bar) - half
                slots.append(
                    _Slot(
                        start=stage.start + begin + half * stage.bar // halves,
                        duration=stage.bar // halves,
                        on_bar=half == 0,
                        looped=looped,
                        wanted=_wanted(stage.scale.mode, closing, left, halves),
                        off=OFF_CLOSE if closing else OFF_REST,
                    )
                )
    return slots


def _halves(stage: Stage) -> int:
    """Two chords a bar may stand where it halves evenly and each half has two beats, or one beat
    of three parts.
    """
    parts = stage.bar // stage.beat * stage.rhythm.beat
    even = len(stage.rhythm.groups) % 2 == 0 and parts >= 4
    middle = stage.bar // 2
    return 2 if even and middle in stage.group_starts() else 1


def _wanted(mode: Mode, closing: bool, left: int, halves: int) -> tuple[str, ...]:
    """Name the chords that may stand `left` slots before a phrase's end (1 is the last)."""
    if not closing:
        return mode.rest_chords if left == 1 else ()
    if left <= halves:
        return tuple(pair[-1] for pair in mode.close_chords)
    if left == halves + 1:
        return tuple(pair[0] for pair in mode.close_chords)
    return ()


def _fit(slot: _Slot, chord: Chord, tones: tuple[Tone, ...], stage: Stage) -> int:
    cost = 2 * chord.cost - chord.dark * (300 - stage.plan.valence) // 200
    if slot.wanted and chord.numeral not in slot.wanted:
        cost += slot.off
    if slot.looped == chord.numeral:
        cost -= ON_LOOP * slot.duration // 960
    for tone in tones:
        overlap = min(tone.start + tone.duration, slot.start + slot.duration) - max(
            tone.start, slot.start
        )
        if overlap <= 0:
            continue
        weight = 2 if stage.is_strong(tone.start) or tone.start <= slot.start else 1
        cost += weight * rub(tone.cents, chord, stage.plan.key.tonic) * min(overlap, 960) // 240
    return cost


def rub(cents: int, chord: Chord, tonic: int) -> int:
    """Tell how much a tone, in cents above MIDI key 0, rubs against a chord: nothing for its own
    tones. `tonic` is the key's pitch class.
    """
    above_root = (cents - 100 * (tonic + chord.root)) % 1200
    distances = [
        min((above_root - 100 * interval) % 1200, (100 * interval - above_root) % 1200)
        for interval in chord.intervals
    ]
    nearest = min(distances)
    if nearest <= NEAR_TONE:
        return 0
    return SHARP_RUB if nearest <= 120 else RUB


def _step(before: Chord, after: Chord, slot: _Slot) -> int:
    if before == after:
        return SAME_AGAIN if slot.on_bar else 0
    cost = _STEP_COST[before.function, after.function]
    cost += _ROOT_COST[(after.root - before.root) % 12]
    return cost + (0 if slot.on_bar else MID_BAR_CHANGE)


def _merged(slots: list[_Slot], chords: list[Chord], tonic: int) -> tuple[Harmony, ...]:
    merged: list[Harmony] = []
    for slot, chord in zip(slots, chords, strict=True):
        if merged and merged[-1].chord == chord and not slot.on_bar:
            before = merged.pop()
            merged.append(Harmony(before.start, before.duration + slot.duration, chord, tonic))
        else:
            merged.append(Harmony(slot.start, slot.duration, chord, tonic))
    return tuple(merged)
