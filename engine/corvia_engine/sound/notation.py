"""How a key and its chords are written: key signatures, and the spelling that they imply."""

import re
from dataclasses import dataclass

from corvia_local.model.score import ChordMark, Key

_MAJOR_BY_FIFTHS = {
    -6: "Gb", -5: "Db", -4: "Ab", -3: "Eb", -2: "Bb", -1: "F", 0: "C",
    1: "G", 2: "D", 3: "A", 4: "E", 5: "B", 6: "F#",
}  # fmt: skip
_MINOR_BY_FIFTHS = {
    -6: "Ebm", -5: "Bbm", -4: "Fm", -3: "Cm", -2: "Gm", -1: "Dm", 0: "Am",
    1: "Em", 2: "Bm", 3: "F#m", 4: "C#m", 5: "G#m", 6: "D#m",
}  # fmt: skip
_FIFTHS_FROM_MAJOR = {
    "lydian": 1,
    "major": 0,
    "ionian": 0,
    "major pentatonic": 0,
    "mixolydian": -1,
    "dorian": -2,
    "minor": -3,
    "aeolian": -3,
    "natural minor": -3,
    "harmonic minor": -3,
    "melodic minor": -3,
    "minor pentatonic": -3,
    "phrygian": -4,
    "locrian": -5,
    "blues": -3,
    "bayati": -3,
    "nahawand": -3,
    "nihavent": -3,
    "uşşak": -3,
    "hicaz": -4,
}
"""How many fifths a mode's key signature lies from that of the major key on the same tonic.
Maqamat stand by the signature of the keys nearest to their degrees; every other mode as major."""

_LOWEST, _HIGHEST = -6, 6
_LINE_OF_FIFTHS = "FCGDAEB"
_KINDS = {
    frozenset(intervals): kind
    for intervals, kind in (
        ((0, 4, 7), "major"),
        ((0, 3, 7), "minor"),
        ((0, 4, 8), "augmented"),
        ((0, 3, 6), "diminished"),
        ((0, 4, 7, 10), "dominant"),
        ((0, 4, 7, 11), "major-seventh"),
        ((0, 3, 7, 10), "minor-seventh"),
        ((0, 3, 6, 9), "diminished-seventh"),
        ((0, 3, 6, 10), "half-diminished"),
        ((0, 3, 7, 11), "major-minor"),
        ((0, 4, 7, 9), "major-sixth"),
        ((0, 3, 7, 9), "minor-sixth"),
        ((0, 2, 4, 7, 10), "dominant-ninth"),
        ((0, 2, 4, 7, 11), "major-ninth"),
        ((0, 2, 3, 7, 10), "minor-ninth"),
        ((0, 2, 7), "suspended-second"),
        ((0, 5, 7), "suspended-fourth"),
        ((0, 7), "power"),
    )
}
"""MusicXML 4.0's names of chord kinds by the intervals above the root."""


@dataclass(frozen=True)
class KeySignature:
    """`fifths` counts sharps (above 0) or flats (below 0), -6…6."""

    fifths: int
    minor: bool

    @property
    def midi_name(self) -> str:
        """The name that MIDI files use, such as F#m or Bb."""
        return (_MINOR_BY_FIFTHS if self.minor else _MAJOR_BY_FIFTHS)[self.fifths]


def key_signature(key: Key) -> KeySignature:
    """Give the signature with the fewest accidentals.

    A mode that is not listed is written as minor where its name says so, else as major.
    """
    name = key.mode.lower()
    shift = _FIFTHS_FROM_MAJOR.get(name, -3 if "minor" in name else 0)
    fifths = (key.tonic * 7 + shift - _LOWEST) % 12 + _LOWEST
    return KeySignature(min(fifths, _HIGHEST), shift <= -2)


@dataclass(frozen=True)
class Spelling:
    """A written pitch: `step` A…G; `alter` in semitones, a quarter tone being 0.5; octave of C4."""

    step: str
    alter: float
    octave: int


def spell(key: int, cents: int, fifths: int) -> Spelling:
    """Spell a pitch within a key signature, rounded to the nearest quarter tone.

    Of the twelve spellings on the line of fifths those from three flats below the signature's
    own notes to the raised seventh of its minor key are used.
    """
    place = fifths - 3 + (key * 7 - fifths + 3) % 12
    step = _LINE_OF_FIFTHS[(place + 1) % 7]
    natural_alter = (place + 1) // 7
    octave = (key - natural_alter) // 12 - 1
    return Spelling(step, natural_alter + round(cents / 50) / 2, octave)


def chord_kind(chord: ChordMark) -> str:
    """Give the MusicXML kind of a chord by its intervals, or `other`."""
    intervals = frozenset((pitch - chord.root) % 12 for pitch in chord.pitch_classes)
    return _KINDS.get(intervals, "other")


def chord_suffix(chord: ChordMark) -> str:
    """Give a chord symbol without its root: `Am7` gives `m7`."""
    return re.sub(r"^[A-Ga-g][#♯b♭]?", "", chord.symbol)
