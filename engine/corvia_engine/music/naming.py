"""Names of notes, degrees and chords, as musicians say them."""

from corvia_engine.music.tuning import DEGREES, Scale

PITCHES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th")
_VALUES = {
    1920: "a whole note",
    1440: "a dotted half",
    960: "a half note",
    720: "a dotted quarter",
    480: "a quarter",
    360: "a dotted eighth",
    240: "an eighth",
    180: "a dotted sixteenth",
    120: "a sixteenth",
}


def pitch_name(cents: int) -> str:
    """Name a pitch given in cents above MIDI key 0: “E4”, or “E4 +14 cents”; C4 is key 60."""
    key = (cents + 50) // 100
    off = cents - 100 * key
    name = f"{PITCHES[key % 12]}{key // 12 - 1}"
    return f"{name} {off:+d} cents" if off else name


def degree_name(scale: Scale, step: int) -> str:
    """Name a step's place in its scale, counting the tones that the mode has: “3rd degree”."""
    degrees = scale.mode.degrees
    place = degrees.index(step % DEGREES)
    return f"{_ORDINALS[place]} degree of {len(degrees)}"


def length_name(ticks: int) -> str:
    """Name a note's length: “a quarter”, else in beats of a quarter: “1.25 quarters”."""
    for value, name in _VALUES.items():
        if abs(ticks - value) <= value // 16:
            return name
    return f"{ticks / 480:.2f} quarters"
