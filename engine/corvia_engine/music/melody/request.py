"""What a phrase of melody is asked to be, and what comes back.

Pitch is a *step*: degree + 7·octave, degree 0 being the tonic and octave 0 the one in which the
song lies. A tradition maps steps to keys and cents; scales with fewer than seven tones leave
degrees out.
"""

import msgspec

from corvia_local.model.score import Meter

Steps = tuple[int, ...]


class MelodyNote(msgspec.Struct, frozen=True, array_like=True):
    """A note of melody: ticks from the phrase's first bar line, and its step."""

    start: int
    duration: int
    step: int


class PhraseRequest(msgspec.Struct, frozen=True):
    """One phrase, to be filled exactly: `bars` bars, one note for each syllable.

    `stresses` has one entry a syllable (0 none, 1 secondary, 2 primary) and sets the number of
    notes. `degrees` are the scale's degrees (0…6) that may sound. `low` and `high` bound the step,
    inclusive. `endings` are the degrees on which the phrase may end. `bright` tells a scale with a
    major third from one with a minor third. `density` is the wished number of onsets a bar in
    hundredths; `contour` the wished direction in thousandths (-1000 falls, 1000 rises). `opening`,
    where given, is a motif with which the phrase has to begin; it is shortened where it does not
    fit. `rest` is the least silence, in ticks, left at the phrase's end for a breath.

    A mode's habits: the phrase never moves up to a degree in `not_rising`, nor down to one in
    `not_falling`; it leans towards beginning on one of `starts`, towards `turns` wherever their
    beginning has just sounded (at any octave), and towards ending with `cadence`. These are
    steps, the tonic being 0. `leanings`, where given, has a number for each of the seven degrees,
    in thousandths of a nat: how much more, or less, it is chosen than it would be by itself.
    `balanced` phrases lean towards as many steps and as wide a compass as the tunes have that the
    model was trained on.
    """

    meter: Meter
    bars: int
    stresses: tuple[int, ...]
    degrees: tuple[int, ...]
    low: int
    high: int
    endings: tuple[int, ...]
    bright: bool
    density: int
    contour: int
    opening: tuple[MelodyNote, ...] = ()
    rest: int = 240
    not_rising: Steps = ()
    not_falling: Steps = ()
    starts: Steps = ()
    turns: tuple[Steps, ...] = ()
    cadence: Steps = ()
    leanings: tuple[int, ...] = ()
    balanced: bool = True
