"""The form of a tradition's data file, as specified in specs/tradition-v1.md.

Reading checks types and bounds; `checking` checks what one field alone cannot show.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corvia_local.model.score import Milli, PitchClass, SevenBit

Word = Annotated[str, Meta(min_length=1, max_length=60)]
Text = Annotated[str, Meta(min_length=1, max_length=600)]
Degree = Annotated[int, Meta(ge=0, le=6)]
Step = Annotated[int, Meta(ge=-7, le=14)]
"""A degree plus 7 for each octave; 0 is the tonic."""
Cents = Annotated[float, Meta(ge=0, lt=1300)]
Degrees = Annotated[tuple[Degree, ...], Meta(min_length=1, max_length=7)]
Contour = Annotated[tuple[Step, ...], Meta(min_length=2, max_length=12)]
Function = Literal["tonic", "subdominant", "dominant"]
Accompaniment = Literal["chords", "drone", "cycle", "ostinato"]
Certainty = Literal["verified", "seen", "unchecked"]
Kind = Literal["measured", "practitioner", "archive", "theory"]
Path = Literal["arch", "rising", "falling"]

BarCount = Annotated[int, Meta(ge=1, le=8)]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where something in the file is from.

    `certainty`: `verified` against the file or data named, `seen` in the source named, or
    `unchecked`, which is general knowledge that wants checking.
    """

    id: Word
    title: Text
    used_for: Text
    certainty: Certainty


class Tuning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gamut as its source gives it: `cents` above its first tone, and its own octave.

    `source` is the id of a source. Modes take their tones from here and nowhere else.
    """

    name: Word
    source: Word
    kind: Kind
    cents: Annotated[tuple[Cents, ...], Meta(min_length=4, max_length=40)]
    period: Annotated[float, Meta(ge=1100, le=1300)] = 1200
    note: Annotated[str, Meta(max_length=600)] = ""


class Chord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chord of a mode: `root` in semitones above the tonic, `intervals` above the root.

    `cost` is how rare it is (0 common). `dark` is how much it belongs to unpleasant moods:
    positive chords grow cheaper as valence falls, negative ones dearer.
    """

    numeral: Annotated[str, Meta(min_length=1, max_length=8)]
    root: PitchClass
    intervals: Annotated[tuple[PitchClass, ...], Meta(min_length=3, max_length=4)]
    suffix: Annotated[str, Meta(max_length=8)]
    function: Function
    cost: Annotated[int, Meta(ge=0, le=20)] = 0
    dark: Annotated[int, Meta(ge=-10, le=10)] = 0


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scale with its habits.

    `degrees` names the scale steps (0…6) that exist and `cents` their height above the tonic, all
    of them tones of `tuning`, the tonic being its tone at `tonic` cents. `falling` gives cents
    that a degree takes where the melody goes down from it, `below` those that it takes below the
    final. `source` is the id of what the habits are from. `valence` is the range of moods, in
    thousandths, for which the mode is proposed. Modes with the same `collection` share their
    notes: `rotation` is the place of their tonic in it, in semitones, so that a song can pass
    from one to another.

    `rest` and `close` are the degrees on which a phrase may pause and end, `starts` the steps on
    which sections like to begin. The melody never moves up to a degree in `not_rising` nor down
    to one in `not_falling`. `turns` are characteristic phrases, `endings` closing ones, as steps.
    `path` is the way of the whole melody.

    `rest_chords` name the chords on which a phrase may pause, `close_chords` those that end a
    section, in order. `loops` are progressions, a chord a bar, that songs in the mode turn on.
    """

    name: Word
    label: Word
    source: Word
    tuning: Word
    bright: bool
    valence: tuple[Milli, Milli]
    degrees: Annotated[tuple[Degree, ...], Meta(min_length=4, max_length=7)]
    cents: Annotated[tuple[Cents, ...], Meta(min_length=4, max_length=7)]
    rest: Degrees
    close: Degrees
    tonic: Cents = 0
    heard_as: Annotated[str, Meta(max_length=200)] = ""
    period: Annotated[float, Meta(ge=1100, le=1300)] = 1200
    falling: Annotated[dict[str, Cents], Meta(max_length=7)] = {}
    below: Annotated[dict[str, Cents], Meta(max_length=7)] = {}
    starts: Annotated[tuple[Step, ...], Meta(max_length=7)] = ()
    not_rising: Annotated[tuple[Degree, ...], Meta(max_length=3)] = ()
    not_falling: Annotated[tuple[Degree, ...], Meta(max_length=3)] = ()
    turns: Annotated[tuple[Contour, ...], Meta(max_length=16)] = ()
    endings: Annotated[tuple[Contour, ...], Meta(max_length=16)] = ()
    path: Path = "arch"
    collection: Word | None = None
    rotation: PitchClass = 0
    drone: Annotated[tuple[Degree, ...], Meta(min_length=1, max_length=3)] = (0, 4)
    chords: Annotated[tuple[Chord, ...], Meta(max_length=16)] = ()
    rest_chords: Annotated[tuple[str, ...], Meta(max_length=16)] = ()
    close_chords: Annotated[tuple[tuple[str, str], ...], Meta(max_length=16)] = ()
    loops: Annotated[
        tuple[Annotated[tuple[str, ...], Meta(min_length=1, max_length=16)], ...],
        Meta(max_length=16),
    ] = ()


class Stroke(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One percussion line: `hits` has a character for each of the equal parts of `bars` bars.

    `.` is silence, `1`…`9` the strength. `from_arousal` (thousandths) is where it joins in,
    `until_arousal` where it gives way again to others; it stays where that is left out.
    """

    key: SevenBit
    hits: Annotated[str, Meta(min_length=1, max_length=192, pattern=r"^[.1-9]+$")]
    from_arousal: Milli
    bars: BarCount = 1
    until_arousal: Milli | None = None


class Ostinato(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern that returns every `bars` bars: `steps` has a step or a `.` for each of their
    equal parts, parted by spaces. It joins in `from_arousal` and stays.
    """

    part: Literal["figure", "bass"]
    steps: Annotated[
        str, Meta(min_length=1, max_length=600, pattern=r"^(-?\d{1,2}|\.)( (-?\d{1,2}|\.))*$")
    ]
    from_arousal: Milli = -1000
    bars: BarCount = 1

    def parts(self) -> tuple[int | None, ...]:
        """Give the step of each part, None where it is silent."""
        return tuple(None if word == "." else int(word) for word in self.steps.split(" "))


class Rhythm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A metre with its percussion. `arousal` is the range in which it is chosen.

    `beat` is the felt beat in units of the metre: 3 in 6/8, 1 in 4/4. No two rhythms of a
    tradition have the same groups and unit. `source` is the id of what it is from.
    """

    name: Word
    source: Word
    groups: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=16)], ...], Meta(min_length=1, max_length=16)
    ]
    unit: Literal[2, 4, 8, 16]
    beat: Annotated[int, Meta(ge=1, le=3)]
    arousal: tuple[Milli, Milli]
    weight: Annotated[int, Meta(ge=1, le=20)]
    strokes: Annotated[tuple[Stroke, ...], Meta(max_length=16)] = ()
    ostinati: Annotated[tuple[Ostinato, ...], Meta(max_length=8)] = ()


class Ornament(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Short tones just before a tone of the tune, where an instrument plays it.

    `steps` are tones of the mode above or below it, in order; `cents` glide to it instead. It
    stands before tones that are `strong`, `long` (a quarter or so) or `any`, reached by a rise or
    fall (`after`), on `degrees` where they are given, in `share` of a hundred such places.
    `source` is the id of what it is from.
    """

    name: Word
    source: Word
    share: Annotated[int, Meta(ge=1, le=100)]
    steps: Annotated[tuple[Annotated[int, Meta(ge=-3, le=3)], ...], Meta(max_length=3)] = ()
    cents: Annotated[tuple[Annotated[float, Meta(ge=-200, le=200)], ...], Meta(max_length=3)] = ()
    on: Literal["strong", "long", "any"] = "any"
    after: Literal["rise", "fall", "any"] = "any"
    degrees: Annotated[tuple[Degree, ...], Meta(max_length=7)] = ()

    @property
    def count(self) -> int:
        """How many short tones it has."""
        return len(self.steps or self.cents)


Programs = Annotated[tuple[SevenBit, ...], Meta(min_length=1, max_length=8)]


class Palette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """General MIDI programs by part, for songs whose mean arousal lies in `arousal`."""

    arousal: tuple[Milli, Milli]
    melody: Programs
    counter: Programs
    figure: Programs
    bass: Programs
    pad: Programs
    drone: Annotated[tuple[SevenBit, ...], Meta(max_length=8)] = ()


class Tradition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tradition as far as this program knows it. `note` says how to speak of it.

    `origin` is whose music it is, `instruments` what is played and by what it is replaced,
    `ensemble` how they play together, `respect` what not to do with it.
    """

    version: Literal[1]
    name: Annotated[str, Meta(max_length=40, pattern=r"^[a-z][a-z0-9-]*$")]
    label: Word
    region: Text
    origin: Text
    note: Text
    respect: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=16)]
    simplified: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=16)]
    instruments: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=16)]
    ensemble: Text
    accompaniment: Accompaniment
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=32)]
    tunings: Annotated[tuple[Tuning, ...], Meta(min_length=1, max_length=16)]
    modes: Annotated[tuple[Mode, ...], Meta(min_length=1, max_length=16)]
    rhythms: Annotated[tuple[Rhythm, ...], Meta(min_length=1, max_length=16)]
    palettes: Annotated[tuple[Palette, ...], Meta(min_length=1, max_length=8)]
    ornaments: Annotated[tuple[Ornament, ...], Meta(max_length=8)] = ()

    def mode(self, name: str) -> Mode:
        """Give the mode of this name, which must exist."""
        return next(mode for mode in self.modes if mode.name == name)

    def rhythm(self, groups: tuple[int, ...], unit: int) -> Rhythm:
        """Give the rhythm of this metre, which must exist."""
        return next(
            rhythm for rhythm in self.rhythms if (rhythm.groups, rhythm.unit) == (groups, unit)
        )

    def tuning(self, name: str) -> Tuning:
        """Give the tuning of this name, which must exist."""
        return next(tuning for tuning in self.tunings if tuning.name == name)

    def source(self, name: str) -> Source:
        """Give the source of this id, which must exist."""
        return next(source for source in self.sources if source.id == name)

    @property
    def credits(self) -> tuple[str, ...]:
        """Name each source with what it was used for."""
        return tuple(f"{source.used_for}: {source.title}" for source in self.sources)
