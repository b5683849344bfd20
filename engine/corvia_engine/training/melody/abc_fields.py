"""The header fields of an ABC tune that decide pitch and time: key, metre, unit length.

ABC music standard 2.1, sections 3.1.6 (M:), 3.1.7 (L:), 3.1.14 (K:).
"""

import re

WHOLE = 80640
"""Fine ticks in a whole note (2^8·3^2·5·7): 256ths, triplets, quintuplets, septuplets are whole."""
LETTERS = "CDEFGAB"
NATURAL = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_FIFTHS_OF_LETTER = {"F": -1, "C": 0, "G": 1, "D": 2, "A": 3, "E": 4, "B": 5}
_FIFTHS_OF_MODE = {
    "": 0, "maj": 0, "ion": 0, "mix": -1, "dor": -2, "m": -3, "min": -3, "aeo": -3, "phr": -4,
    "loc": -5, "lyd": 1,
}  # fmt: skip
_SHARPS_IN_ORDER = "FCGDAEB"
_KEY = re.compile(r"^([A-G])([#b]?)\s*([A-Za-z]*)\s*$")
_RATIO = re.compile(r"^(\d+)\s*/\s*(\d+)$")


class FieldNotRead(ValueError):
    """A field holds what this reader does not understand."""


class AbcKey:
    """A key: the tonic's letter and alteration, and the alteration of each letter."""

    def __init__(self, letter: str, alteration: int, fifths: int) -> None:
        self.letter = letter
        self.alteration = alteration
        self.signature = dict.fromkeys(LETTERS, 0)
        for index in range(abs(fifths)):
            if fifths > 0:
                self.signature[_SHARPS_IN_ORDER[index % 7]] += 1
            else:
                self.signature[_SHARPS_IN_ORDER[-1 - index % 7]] -= 1

    @property
    def tonic(self) -> int:
        """The tonic's pitch class."""
        return (NATURAL[self.letter] + self.alteration) % 12


def read_key(text: str) -> AbcKey:
    """Read a K: field such as `D`, `Gm`, `E Dorian`; raise FieldNotRead for anything else."""
    match = _KEY.match(text.split("%", maxsplit=1)[0].strip())
    if match is None:
        raise FieldNotRead(f"key {text!r}")
    letter, accidental, mode = match.groups()
    alteration = {"": 0, "#": 1, "b": -1}[accidental]
    name = "m" if mode == "m" else mode.lower()[:3]
    if name not in _FIFTHS_OF_MODE:
        raise FieldNotRead(f"mode {mode!r}")
    fifths = _FIFTHS_OF_LETTER[letter] + 7 * alteration + _FIFTHS_OF_MODE[name]
    if abs(fifths) > 7:
        raise FieldNotRead(f"key {text!r}")
    return AbcKey(letter, alteration, fifths)


def read_meter(text: str) -> tuple[int, int]:
    """Read an M: field as (beats, unit); free metre and anything else raise FieldNotRead."""
    text = text.split("%", maxsplit=1)[0].strip()
    if text == "C":
        return 4, 4
    if text == "C|":
        return 2, 2
    match = _RATIO.match(text)
    if match is None:
        raise FieldNotRead(f"metre {text!r}")
    beats, unit = int(match.group(1)), int(match.group(2))
    if not 1 <= beats <= 16 or unit not in (1, 2, 4, 8, 16):
        raise FieldNotRead(f"metre {text!r}")
    return beats, unit


def read_unit(text: str) -> int:
    """Read an L: field in fine ticks."""
    match = _RATIO.match(text.split("%", maxsplit=1)[0].strip())
    if match is None or not int(match.group(2)):
        raise FieldNotRead(f"unit {text!r}")
    length, rest = divmod(WHOLE * int(match.group(1)), int(match.group(2)))
    if rest:
        raise FieldNotRead(f"unit {text!r}")
    return length


def unit_of_meter(beats: int, unit: int) -> int:
    """Give the unit length where L: is absent: 1/16 for metres below 3/4, else 1/8."""
    return WHOLE // 16 if 4 * beats < 3 * unit else WHOLE // 8
