"""How a tune makes its mode heard: by the tones that tell it from its relative.

A minor key and its relative major have the same seven tones. What tells them apart is which of
them are dwelt on: the tonic's triad, against the one tone of the relative's triad that is not in
it (the seventh degree of a minor key, the sixth of a major one). The more a section is meant to be
pleasant or unpleasant, the more its tune leans that way; by how much was chosen so that the keys of
tunes alone are heard as meant (`python -m benchmarks feeling`), and the rest is left to the model.
"""

from corvia_engine.music.traditions.tradition import Mode
from corvia_local.model.score import Milli

Leanings = tuple[int, int, int, int, int, int, int]

BRIGHT: Leanings = (750, 0, -250, 100, 100, 0, 300)
DARK: Leanings = (850, 0, -250, 100, 150, 250, -200)
"""Thousandths of a nat for each degree, at full valence."""
FULL = 700
"""Valence, to either side, from which a tune leans in full."""


def leanings_of(mode: Mode, valence: Milli) -> Leanings | tuple[()]:
    """Give what is added for each degree, in thousandths of a nat.

    Only seven-tone modes with chords lean: what makes other modes heard are their own turns,
    beginnings and endings.
    """
    if not mode.chords or len(mode.degrees) < len(BRIGHT):
        return ()
    share = min(abs(valence), FULL)
    one, two, three, four, five, six, seven = (
        leaning * share // FULL for leaning in (BRIGHT if mode.bright else DARK)
    )
    return one, two, three, four, five, six, seven
