"""A song as notes: integer ticks, MIDI keys with a cents offset. Nothing in a score is a float.

The encoding and every bound are specified in specs/score-v1.md. Scores from peers pass
`decode_score`, which enforces the bounds before anything else sees them.
"""

import itertools
from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corvia_local.errors import PeerRefused

TICKS_PER_QUARTER = 480
LAST_TICK = 4_000_000
LARGEST_SCORE_BYTES = 4_000_000
RINGING_ON = 16 * TICKS_PER_QUARTER
"""How far a last note may ring beyond the score's end."""

Tick = Annotated[int, Meta(ge=0, le=LAST_TICK)]
Length = Annotated[int, Meta(ge=1, le=LAST_TICK)]
SevenBit = Annotated[int, Meta(ge=0, le=127)]
Milli = Annotated[int, Meta(ge=-1000, le=1000)]
GroupLength = Annotated[int, Meta(ge=1, le=16)]
PitchClass = Annotated[int, Meta(ge=0, le=11)]
Name = Annotated[str, Meta(max_length=80)]
Line = Annotated[str, Meta(max_length=1000)]

Role = Literal["melody", "counter", "chords", "figure", "pad", "bass", "percussion", "drone"]
SectionKind = Literal["intro", "verse", "chorus", "bridge", "interlude", "outro"]


class Note(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """A note: sounds from `start` for `duration` ticks.

    `key` is a MIDI key; `cents` (hundredths of a semitone) bends it, so the sounding pitch is
    100·key + cents above MIDI key 0.
    """

    start: Tick
    duration: Length
    key: SevenBit
    cents: Annotated[int, Meta(ge=-100, le=100)]
    velocity: Annotated[int, Meta(ge=1, le=127)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One instrument's line. `program` is a General MIDI program (0-based).

    A percussion part's keys are General MIDI percussion keys. `volume` and `pan` are the MIDI
    controllers 7 and 10. Notes are ordered by (start, key).
    """

    name: Name
    role: Role
    program: SevenBit
    volume: SevenBit
    pan: SevenBit
    notes: Annotated[tuple[Note, ...], Meta(max_length=20_000)]


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tonic as a pitch class (C is 0) and the mode's name in its tradition."""

    tonic: PitchClass
    mode: Name


class Meter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bar: `groups` counts the units (1/`unit` notes) between accents, e.g. (2, 2, 2, 3) / 8."""

    groups: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=16)], ...], Meta(min_length=1, max_length=16)
    ]
    unit: Literal[2, 4, 8, 16]

    @property
    def beats(self) -> int:
        """Units in a bar: the upper figure of the time signature."""
        return sum(self.groups)

    @property
    def bar_ticks(self) -> int:
        """A bar's length in ticks."""
        return self.beats * TICKS_PER_QUARTER * 4 // self.unit


class TempoMark(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """From `tick` on a quarter note lasts `microseconds` (20 to 300 quarters a minute)."""

    tick: Tick
    microseconds: Annotated[int, Meta(ge=200_000, le=3_000_000)]


class ChordMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The harmony from `tick` for `duration`: root's pitch class and pitch classes, root first."""

    tick: Tick
    duration: Length
    root: PitchClass
    symbol: Annotated[str, Meta(max_length=16)]
    pitch_classes: Annotated[tuple[PitchClass, ...], Meta(min_length=1, max_length=7)]


class SectionMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section and the mood that it aims at, in integer thousandths. `name`: “verse 1”."""

    name: Name
    kind: SectionKind
    start: Tick
    end: Length
    valence: Milli
    arousal: Milli


class SungSyllable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A syllable on the melody from `tick` for `duration`; `line` indexes the score's lines."""

    tick: Tick
    duration: Length
    text: Annotated[str, Meta(max_length=80)]
    line: Annotated[int, Meta(ge=0, le=2000)]
    begins_word: bool
    ends_word: bool


class Score(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole piece. Sections follow each other without a gap and end at `end`."""

    version: Literal[1]
    title: Annotated[str, Meta(max_length=200)]
    tradition: Name
    key: Key
    meter: Meter
    tempo: Annotated[tuple[TempoMark, ...], Meta(min_length=1, max_length=2000)]
    sections: Annotated[tuple[SectionMark, ...], Meta(min_length=1, max_length=200)]
    chords: Annotated[tuple[ChordMark, ...], Meta(max_length=5000)]
    parts: Annotated[tuple[Part, ...], Meta(min_length=1, max_length=16)]
    lines: Annotated[tuple[Line, ...], Meta(max_length=2000)]
    syllables: Annotated[tuple[SungSyllable, ...], Meta(max_length=20_000)]
    end: Length

    @property
    def melody(self) -> Part:
        """The part that carries the words."""
        return next(part for part in self.parts if part.role == "melody")


_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Score)


def encode_score(score: Score) -> bytes:
    """Encode a score: JSON in UTF-8, fields in declared order, no white space. Equal scores give
    equal bytes.
    """
    return _ENCODER.encode(score)


class ScoreRefused(PeerRefused):
    """A score breaks its format or one of its bounds."""


def decode_score(data: bytes) -> Score:
    """Decode and check a score; raise ScoreRefused naming the field that is wrong."""
    if len(data) > LARGEST_SCORE_BYTES:
        raise ScoreRefused(
            f"The score is {len(data)} bytes long; at most {LARGEST_SCORE_BYTES} are read."
        )
    try:
        score = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ScoreRefused(f"The score cannot be read: {error}.") from error
    check_score(score)
    return score


def check_score(score: Score) -> None:
    """Check what field types cannot: order, lengths, and that marks point at what exists."""
    if score.tempo[0].tick != 0 or _not_rising(mark.tick for mark in score.tempo):
        raise ScoreRefused("The score's tempo marks do not start at 0 and rise.")
    at = 0
    for section in score.sections:
        if section.start != at or section.end <= at:
            raise ScoreRefused(
                f"The score's section “{section.name}” does not follow the one before."
            )
        at = section.end
    if at != score.end:
        raise ScoreRefused("The score's sections do not end where the score ends.")
    if sum(part.role == "melody" for part in score.parts) != 1:
        raise ScoreRefused("The score needs exactly one melody part.")
    for part in score.parts:
        starts = [note.start for note in part.notes]
        ends = [note.start + note.duration for note in part.notes]
        if max(ends, default=0) > score.end + RINGING_ON:
            raise ScoreRefused(f"A note of the part “{part.name}” lies beyond the score's end.")
        if starts != sorted(starts):
            raise ScoreRefused(f"The notes of the part “{part.name}” are not in order.")
    lines = [syllable.line for syllable in score.syllables]
    if max(lines, default=-1) >= len(score.lines):
        raise ScoreRefused("A syllable of the score points at a line that does not exist.")


def _not_rising(ticks: Iterable[int]) -> bool:
    values = list(ticks)
    return any(a >= b for a, b in itertools.pairwise(values))


def seconds_at(score: Score, tick: int) -> float:
    """Give the time in seconds at which a tick sounds, by the score's tempo map."""
    microticks = 0
    for mark, following in zip(score.tempo, (*score.tempo[1:], None), strict=True):
        until = tick if following is None else min(tick, following.tick)
        if until <= mark.tick:
            break
        microticks += (until - mark.tick) * mark.microseconds
    return microticks / (TICKS_PER_QUARTER * 1_000_000)
