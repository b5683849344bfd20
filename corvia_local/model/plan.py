"""What a song is asked to be, and the plan that answers, with its reasons."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corvia_local.model.lyric import Lyric
from corvia_local.model.mood import Mood
from corvia_local.model.score import Key, Meter, Milli, SectionKind

Change = Literal["faster", "slower", "higher", "lower", "brighter", "darker", "fuller", "sparser"]
"""A step by which a song's character can be changed as a whole."""


class SongTrace(msgspec.Struct, frozen=True):
    """What is remembered of a song, so that the next one is another.

    `opening`: (move in semitones, ticks) between the first notes of its last chorus.
    `progression`: that chorus's chords, by the root's rise above the tonic and their kind.
    `quarter_micros`: the tempo at the start. `form`: kinds of sections, and the bars of those that
    are not sung. `meter`: the groups of a bar, then its unit. `program`: who leads.
    """

    opening: tuple[tuple[int, int], ...]
    progression: tuple[str, ...]
    quarter_micros: int
    form: str
    tonic: int
    mode: str
    meter: tuple[int, ...]
    program: int


class SongRequest(msgspec.Struct, frozen=True):
    """What the person asks for. `minutes` is the wished length; `seed` makes it repeatable.

    `heart_rate` (beats a minute), where a sensor gave one, sets the first section's tempo.
    `remembered` are the person's last songs, newest first, which the new one is to be unlike.
    """

    lyric: Lyric
    start: Mood
    goal: Mood
    tradition: str = "western"
    minutes: Annotated[float, Meta(ge=0.5, le=6.0)] = 2.0
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)] = 0
    heart_rate: Annotated[float, Meta(ge=30, le=220)] | None = None
    remembered: tuple[SongTrace, ...] = ()


BarRange = tuple[int, int]
"""First and last bar, counted from 1, both included."""


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One decision, said so that a person can follow it. `source` names the finding behind it.

    `bars` are those that it is about; none where it is about the whole song.
    """

    about: str
    choice: str
    because: str
    source: str
    bars: tuple[BarRange, ...] = ()


class Cues(msgspec.Struct, frozen=True):
    """What carries the mood of one section, all integers.

    `quarter_micros`: length of a quarter note in microseconds. `register`: the melody's middle
    as a MIDI key. `velocity`: mean, 1…127. `density`: melody onsets per bar in hundredths.
    `articulation`: sounding share of the notated length in hundredths. `brightness`: -1000 (dark
    mode, muted timbre) to 1000.
    """

    quarter_micros: int
    register: int
    velocity: int
    density: int
    articulation: int
    brightness: Milli


class SectionPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """One section to be composed: its length, its aim, its key and cues, and the stanza it sings.

    `fullness` is how much livelier it is accompanied than its mood alone asks, in thousandths of
    arousal. `layout` says how the stanza's lines lie in phrases where that no longer follows from
    their syllables: (line, first syllable, last syllable exclusive, bars). Both are written only
    where the person asked for a change.

    Keys of one song share their notes (a minor and its relative major), so that a song can pass
    from a dark mode to a bright one without a break.
    """

    name: str
    kind: SectionKind
    bars: int
    valence: Milli
    arousal: Milli
    key: Key
    cues: Cues
    stanza: int | None
    fullness: Milli = 0
    layout: tuple[tuple[int, int, int, int], ...] = ()


class SongPlan(msgspec.Struct, frozen=True):
    """Everything that decides a song before the first note. Equal plans give equal scores.

    `key` is the last section's, in which the song settles.
    """

    version: int
    seed: int
    tradition: str
    key: Key
    meter: Meter
    start_valence: Milli
    start_arousal: Milli
    goal_valence: Milli
    goal_arousal: Milli
    sections: tuple[SectionPlan, ...]
    lyric: Lyric
    reasons: tuple[Reason, ...]
