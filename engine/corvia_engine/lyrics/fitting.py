"""How well lines stand together in a stanza: rhyme, one metre, even length."""

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from corvia_engine.lyrics.editing import goes_on, possible_ends
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.metre import METRES, alignment
from corvia_engine.lyrics.rhyme import Rhyme, rhyme_of
from corvia_engine.lyrics.syllables import syllables_of_line

RHYME_WORTH: Final[dict[Rhyme, float]] = {
    "perfect": 12.0, "near": 10.0, "assonance": 6.0, "same word": 0.2, "none": 0.0,
}  # fmt: skip
"""What a rhyme is worth, in the unit of an edit's cost and of a sentence's weight."""

SECOND_RHYME = 0.5
"""What a second rhyme of a stanza counts against its first."""

OFF_LENGTH = 0.12
"""Cost of each syllable by which a line differs from the middle length of its stanza."""

OFF_BEAT = 2.5
"""Cost of a line whose stresses all clash with the stanza's metre."""

_FAR_APART = 0.8
"""What a rhyme counts in an unusual place of its stanza: ABBA's pairs."""


def togetherness(
    lines: Sequence[str], language: str = ENGLISH, *, with_edits: bool = False
) -> float:
    """Value the rhymes of a stanza's lines less what is uneven or off the beat in them.

    `with_edits` values also the rhymes that an edit can bring, less its cost. In another language
    than English only the length is known.
    """
    return _togetherness(tuple(lines), language, with_edits)


@lru_cache(maxsize=65536)
def _togetherness(lines: tuple[str, ...], language: str, with_edits: bool) -> float:
    counts = sorted(_count(line, language) for line in lines)
    usual = counts[len(counts) // 2]
    uneven = OFF_LENGTH * sum(abs(count - usual) for count in counts)
    if language != ENGLISH:
        return -uneven
    aligned = max(map(sum, zip(*map(_alignments, lines), strict=True)))
    return _rhymes(lines, with_edits) - uneven - OFF_BEAT * (len(lines) - aligned)


def _rhymes(lines: Sequence[str], with_edits: bool) -> float:
    """Value the best rhyme of a stanza, and half the best of those that are left."""
    following = [goes_on(line) for line in (*lines[1:], "")]
    found = []
    for a, b in itertools.combinations(range(len(lines)), 2):
        if with_edits:
            worth = _best_pair(lines[a], following[a], lines[b], following[b])
        else:
            worth = RHYME_WORTH[rhyme_of(lines[a], lines[b])]
        found.append((_PLACES.get((len(lines), a, b), 1.0) * worth, a, b))
    found.sort(reverse=True)
    if not found:
        return 0.0
    worth, first, second = found[0]
    others = [one for one, a, b in found[1:] if not {a, b} & {first, second}]
    return worth + SECOND_RHYME * max(others, default=0.0)


@lru_cache(maxsize=65536)
def _best_pair(one: str, one_open: bool, other: str, other_open: bool) -> float:
    return max(
        RHYME_WORTH[rhyme_of(end, other_end)] - cost - other_cost
        for end, cost in possible_ends(one, open_end=one_open)
        for other_end, other_cost in possible_ends(other, open_end=other_open)
    )


_PLACES = {(4, 0, 3): _FAR_APART, (4, 1, 2): _FAR_APART}


@lru_cache(maxsize=16384)
def _alignments(line: str) -> tuple[float, ...]:
    syllables = syllables_of_line(line)
    return tuple(alignment(syllables, metre) for metre in METRES)


@lru_cache(maxsize=16384)
def _count(line: str, language: str) -> int:
    return len(syllables_of_line(line, language))
