"""How a chordal instrument breaks or strikes a chord, by how lively and how pleasant a section is.

A voicing has three tones; a pattern names them 0, 1, 2 from the lowest, and 3, 4, 5 an octave
higher. How many tones a second come of it, how long they sound and how high they lie follows the
means of labelled piano clips (Q1 happy to Q4 calm: 4.1, 4.9, 3.1, 2.9 onsets a second; median
lengths .56, .50, 1.10, 1.03 s; mean pitch 63, 60, 64, 61): sad figures fall from high up, calm
ones open from below, glad ones spring off the beat, tense ones run.
"""

from dataclasses import dataclass

EIGHTH, SIXTEENTH = 240, 120
SLOW_BELOW, BROKEN_BELOW, STRUMMED_BELOW = -900, 50, 400
"""Energies, in thousandths of arousal, up to which chords are broken in quarters, broken in
eighths, and struck with the beat; above it they are driven on."""

Cell = tuple[int, ...]
"""Tones struck together; empty where nothing is."""


@dataclass(frozen=True)
class Pattern:
    """`cells` follow each other every `step` ticks and begin anew with each chord; a tone rings
    for `ring` ticks at most. Cells on an accent are played louder by `accent`, others softer by
    `weaker`. `bound` tones keep their whole length; the rest is shortened by half of what the
    section's articulation asks for, as a pedal does.
    """

    step: int
    cells: tuple[Cell, ...]
    ring: int
    accent: int
    weaker: int
    bound: bool


def _broken(step: int, *tones: int) -> Pattern:
    return Pattern(step, tuple((tone,) for tone in tones), 3 * step, 5, 0, True)


def _driven(step: int, *cells: Cell) -> Pattern:
    return Pattern(step, cells, 2 * EIGHTH, 7, 9, False)


_SLOW = {True: _broken(2 * EIGHTH, 0, 1, 2, 3), False: _broken(2 * EIGHTH, 4, 3, 2, 3)}
_BROKEN = {
    True: _broken(EIGHTH, 0, 1, 2, 3, 4, 5, 4, 3),
    False: Pattern(SIXTEENTH, ((5,), (), (4,), (), (3,), (), (1,), (3,)), 3 * EIGHTH, 5, 0, True),
}
_BROKEN_IN_THREES = {
    True: _broken(EIGHTH, 0, 1, 2, 3, 2, 1),
    False: _broken(EIGHTH, 5, 4, 3, 4, 3, 2),
}
_DRIVEN = {
    True: _driven(EIGHTH, (1, 3, 5), (4,), (3, 5), (4,)),
    False: _driven(SIXTEENTH, (0, 3), (), (4,), (), (2, 5), (), (4,), (3,)),
}
_DRIVEN_LIGHTLY = {
    True: _driven(EIGHTH, (1, 5), (4,), (3, 5), (4,)),
    False: _driven(SIXTEENTH, (0,), (), (4,), (), (2, 5), (), (4,), (3,)),
}
_DRIVEN_IN_THREES = {
    True: _driven(EIGHTH, (1, 3, 5), (4,), (3,)),
    False: _driven(EIGHTH, (0, 3), (4,), (5,), (2, 3), (4,), (3,)),
}
_STRUCK = {True: (1, 2, 3), False: (0, 1, 2)}


def pattern_for(energy: int, *, pleasant: bool, in_threes: bool, lightly: bool) -> Pattern | None:
    """Choose a pattern; None where chords are struck with the beat.

    `in_threes`: the felt beat has three parts; `lightly`: with fewer tones, as in verses, so that
    a chorus has more.
    """
    if energy < SLOW_BELOW:
        return _SLOW[pleasant]
    if energy < BROKEN_BELOW:
        return (_BROKEN_IN_THREES if in_threes else _BROKEN)[pleasant]
    if energy < STRUMMED_BELOW:
        return None
    if in_threes:
        return _DRIVEN_IN_THREES[pleasant]
    return (_DRIVEN_LIGHTLY if lightly else _DRIVEN)[pleasant]


def struck_tones(*, pleasant: bool) -> Cell:
    """Name the tones of a chord that is struck at once: pleasant ones lie an inversion higher."""
    return _STRUCK[pleasant]
