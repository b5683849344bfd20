"""The form of a tradition's data file. Everything in it is checked when it is read."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corvia_local.model.score import Milli, PitchClass, SevenBit

Degree = Annotated[int, Meta(ge=0, le=6)]
Function = Literal["tonic", "subdominant", "dominant"]
Accompaniment = Literal["chords", "drone", "cycle"]


class Chord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chord of a mode: `root` in semitones above the tonic, `intervals` above the root.

    `cost` is how rare it is (0 common). `dark` is how much it belongs to unpleasant moods:
    positive chords grow cheaper as valence falls, negative ones dearer.
    """

    numeral: str
    root: PitchClass
    intervals: tuple[PitchClass, ...]
    suffix: str
    function: Function
    cost: Annotated[int, Meta(ge=0, le=20)] = 0
    dark: Annotated[int, Meta(ge=-10, le=10)] = 0


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scale with its habits.

    `degrees` names the scale steps (0…6) that exist and `cents` their height above the tonic;
    `falling` gives cents that a degree takes where the melody goes down from it. `period` is the
    octave's size in cents. `valence` is the range of moods, in thousandths, for which the mode is
    proposed. Modes with the same `collection` share their notes: `rotation` is the place of their
    tonic in it, in semitones, so that a song can pass from one to another.
    `rest` and `close` are the degrees on which a phrase may pause and end.
    `rest_chords` name the chords on which a phrase may pause, `close_chords` those that end a
    section, in order. `loops` are progressions, a chord a bar, that songs in the mode turn on.
    """

    name: str
    label: str
    source: str
    bright: bool
    valence: tuple[Milli, Milli]
    degrees: Annotated[tuple[Degree, ...], Meta(min_length=4, max_length=7)]
    cents: Annotated[tuple[float, ...], Meta(min_length=4, max_length=7)]
    rest: Annotated[tuple[Degree, ...], Meta(min_length=1)]
    close: Annotated[tuple[Degree, ...], Meta(min_length=1)]
    heard_as: str = ""
    period: Annotated[float, Meta(ge=1100, le=1300)] = 1200
    falling: dict[str, float] = {}
    collection: str | None = None
    rotation: PitchClass = 0
    drone: tuple[Degree, ...] = (0, 4)
    chords: tuple[Chord, ...] = ()
    rest_chords: tuple[str, ...] = ()
    close_chords: tuple[tuple[str, ...], ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()


class Stroke(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One percussion line: `hits` has a character for each of the bar's equal parts.

    `.` is silence, `1`…`9` the strength. `from_arousal` (thousandths) is where it joins in.
    """

    key: SevenBit
    hits: str
    from_arousal: Milli


class Rhythm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A metre with its percussion. `arousal` is the range in which it is chosen.

    `beat` is the felt beat in units of the metre: 3 in 6/8, 1 in 4/4.
    """

    name: str
    groups: tuple[Annotated[int, Meta(ge=1, le=16)], ...]
    unit: Literal[2, 4, 8, 16]
    beat: Annotated[int, Meta(ge=1, le=3)]
    arousal: tuple[Milli, Milli]
    weight: Annotated[int, Meta(ge=1, le=20)]
    strokes: tuple[Stroke, ...] = ()


class Palette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """General MIDI programs by part, for songs whose mean arousal lies in `arousal`."""

    arousal: tuple[Milli, Milli]
    melody: tuple[SevenBit, ...]
    counter: tuple[SevenBit, ...]
    figure: tuple[SevenBit, ...]
    bass: tuple[SevenBit, ...]
    pad: tuple[SevenBit, ...]
    drone: tuple[SevenBit, ...] = ()


class Tradition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tradition as far as this program knows it. `note` says how to speak of it."""

    name: str
    label: str
    note: str
    respect: str
    simplified: str
    credits: tuple[str, ...]
    accompaniment: Accompaniment
    modes: Annotated[tuple[Mode, ...], Meta(min_length=1)]
    rhythms: Annotated[tuple[Rhythm, ...], Meta(min_length=1)]
    palettes: Annotated[tuple[Palette, ...], Meta(min_length=1)]

    def mode(self, name: str) -> Mode:
        """Give the mode of this name, which must exist."""
        return next(mode for mode in self.modes if mode.name == name)

    def rhythm(self, groups: tuple[int, ...], unit: int) -> Rhythm:
        """Give the rhythm of this metre, which must exist."""
        return next(
            rhythm for rhythm in self.rhythms if (rhythm.groups, rhythm.unit) == (groups, unit)
        )
