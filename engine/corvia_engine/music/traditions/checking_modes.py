"""The faults that a mode can have."""

import itertools
from collections.abc import Iterator

from corvia_engine.music.traditions.fault import Fault
from corvia_engine.music.traditions.tradition import Mode, Tradition, Tuning

NEAR = 0.1
"""Cents by which a tone may differ from its source: figures are rounded to a tenth."""
DEGREES = 7
WIDEST_MOVE = 7
WIDEST_GAP = 800
"""Cents; a wider gap between neighbours leaves no scale to move in."""


def mode_faults(key: str, mode: Mode, data: Tradition) -> Iterator[Fault]:
    """List a mode's faults; `key` is its place in the file."""
    yield from _scale_faults(key, mode)
    yield from _tuning_faults(key, mode, data)
    yield from _degree_faults(key, mode)
    yield from _contour_faults(key, mode)
    yield from _chord_faults(key, mode, with_chords=data.accompaniment == "chords")
    if mode.valence[0] > mode.valence[1]:
        yield Fault(f"{key}.valence", "its first figure lies above its second")


def _scale_faults(key: str, mode: Mode) -> Iterator[Fault]:
    if mode.degrees[0] != 0 or list(mode.degrees) != sorted(set(mode.degrees)):
        yield Fault(f"{key}.degrees", "must begin with 0 and rise")
    if len(mode.cents) != len(mode.degrees):
        yield Fault(f"{key}.cents", f"has {len(mode.cents)} tones for {len(mode.degrees)} degrees")
    elif mode.cents[0] != 0 or list(mode.cents) != sorted(set(mode.cents)):
        yield Fault(f"{key}.cents", "must begin with 0 and rise")
    elif mode.cents[-1] >= mode.period:
        yield Fault(f"{key}.cents", f"must stay below the octave of {mode.period:g} cents")
    else:
        rungs = [*mode.cents, mode.period]
        if max(b - a for a, b in itertools.pairwise(rungs)) > WIDEST_GAP:
            yield Fault(f"{key}.cents", f"has a gap wider than {WIDEST_GAP} cents")


def _tuning_faults(key: str, mode: Mode, data: Tradition) -> Iterator[Fault]:
    tuning = next((tuning for tuning in data.tunings if tuning.name == mode.tuning), None)
    if tuning is None:
        yield Fault(f"{key}.tuning", f"there is no tuning “{mode.tuning}”")
        return
    if mode.period != tuning.period:
        yield Fault(
            f"{key}.period", f"is {mode.period:g}, but the tuning's octave is {tuning.period:g}"
        )
    named = {
        "cents": mode.cents,
        "falling": tuple(mode.falling.values()),
        "below": tuple(mode.below.values()),
    }
    for name, tones in named.items():
        for tone in tones:
            if not _cited(mode.tonic + tone, tuning):
                yield Fault(
                    f"{key}.{name}",
                    f"{tone:g} cents above {mode.tonic:g} is no tone of “{tuning.name}”",
                )


def _cited(tone: float, tuning: Tuning) -> bool:
    return any(
        min((tone - cited) % tuning.period, (cited - tone) % tuning.period) <= NEAR
        for cited in tuning.cents
    )


def _degree_faults(key: str, mode: Mode) -> Iterator[Fault]:
    there = set(mode.degrees)
    for name in ("rest", "close", "drone", "not_rising", "not_falling"):
        for degree in getattr(mode, name):
            if degree not in there:
                yield Fault(f"{key}.{name}", f"the mode has no degree {degree}")
    for name in ("falling", "below"):
        for degree in getattr(mode, name):
            if degree not in {str(d) for d in there}:
                yield Fault(f"{key}.{name}", f"the mode has no degree “{degree}”")
    both = set(mode.not_rising) & set(mode.not_falling)
    if both:
        yield Fault(f"{key}.not_falling", f"degree {min(both)} could never be reached")
    if both or not set(mode.close) - set(mode.not_falling):
        yield Fault(f"{key}.close", "none of these degrees can be reached from above")
    for step in mode.starts:
        if step % DEGREES not in there:
            yield Fault(f"{key}.starts", f"the mode has no step {step}")


def _contour_faults(key: str, mode: Mode) -> Iterator[Fault]:
    for name in ("turns", "endings"):
        for place, steps in enumerate(getattr(mode, name)):
            where = f"{key}.{name}[{place}]"
            for step in steps:
                if step % DEGREES not in mode.degrees:
                    yield Fault(where, f"the mode has no step {step}")
            for before, after in itertools.pairwise(steps):
                yield from _move_faults(where, mode, before, after)
            if name == "endings" and steps[-1] % DEGREES not in mode.close:
                yield Fault(where, f"ends on step {steps[-1]}, which is not in close")


def _move_faults(where: str, mode: Mode, before: int, after: int) -> Iterator[Fault]:
    if abs(after - before) > WIDEST_MOVE:
        yield Fault(where, f"leaps from {before} to {after}, more than an octave")
    if after > before and after % DEGREES in mode.not_rising:
        yield Fault(where, f"rises to step {after}, which not_rising forbids")
    if after < before and after % DEGREES in mode.not_falling:
        yield Fault(where, f"falls to step {after}, which not_falling forbids")


def _chord_faults(key: str, mode: Mode, *, with_chords: bool) -> Iterator[Fault]:
    if not with_chords:
        if mode.chords:
            yield Fault(f"{key}.chords", "stand here although the accompaniment has none")
        return
    if not mode.chords:
        yield Fault(f"{key}.chords", "are missing; the accompaniment needs them")
        return
    for place, chord in enumerate(mode.chords):
        if chord.intervals[0] != 0 or list(chord.intervals) != sorted(set(chord.intervals)):
            yield Fault(f"{key}.chords[{place}].intervals", "must begin with 0 and rise")
    numerals = {chord.numeral for chord in mode.chords}
    used = {
        "rest_chords": mode.rest_chords,
        "close_chords": tuple(numeral for pair in mode.close_chords for numeral in pair),
        "loops": tuple(numeral for loop in mode.loops for numeral in loop),
    }
    for name, wanted in used.items():
        for numeral in wanted:
            if numeral not in numerals:
                yield Fault(f"{key}.{name}", f"there is no chord “{numeral}”")
