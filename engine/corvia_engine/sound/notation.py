"""How a key and its chords are written: key signatures, and the spelling that they imply."""

from dataclasses import dataclass

from corvia_local.model.score import Key

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
