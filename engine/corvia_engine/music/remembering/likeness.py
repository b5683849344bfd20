"""How alike two songs are, in thousandths, by what is remembered of them. Integers only."""

from collections.abc import Sequence

from corvia_local.model.plan import SongTrace

OPENING, PROGRESSION, TEMPO, FORM, KEY, MODE, METER, PROGRAM = 350, 200, 100, 100, 80, 50, 70, 50
"""Weights, a thousand in all: our own choice, by what is noticed first when a song is heard again.
"""
FAR_TEMPO = 80
"""Thousandths of a tempo from which on two songs are unlike in it: a step of “faster”."""
FADING = 800
"""How much of a song's weight the next older one has, in thousandths."""


def likeness(one: SongTrace, other: SongTrace) -> int:
    """Give how alike two songs are, 0…1000."""
    return (
        OPENING * alike(one.opening, other.opening)
        + PROGRESSION * alike(one.progression, other.progression)
        + TEMPO * tempo_likeness(one.quarter_micros, other.quarter_micros)
        + 1000 * FORM * (one.form == other.form)
        + 1000 * KEY * (one.tonic == other.tonic)
        + 1000 * MODE * (one.mode == other.mode)
        + 1000 * METER * (one.meter == other.meter)
        + 1000 * PROGRAM * (one.program == other.program)
    ) // 1000


def likeness_to_all(one: SongTrace, remembered: Sequence[SongTrace]) -> int:
    """Give how alike a song is to those remembered, newest first, the newer counting more."""
    weights = fading(len(remembered))
    total = sum(
        weight * likeness(one, other) for weight, other in zip(weights, remembered, strict=True)
    )
    return total // max(1, sum(weights))


def fading(count: int) -> list[int]:
    """Give the weights of so many songs, newest first."""
    weights = [1000]
    while len(weights) < count:
        weights.append(weights[-1] * FADING // 1000)
    return weights[:count]


def tempo_likeness(one: int, other: int) -> int:
    """Give how alike two tempi are, as lengths of a quarter in microseconds."""
    apart = 1000 * abs(one - other) // max(1, other)
    return max(0, 1000 - 1000 * apart // FAR_TEMPO)


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Give how alike two sequences are: 1000 less the share of items to change, add or drop."""
    longest = max(len(one), len(other))
    if not longest:
        return 0
    row = list(range(len(other) + 1))
    for count, item in enumerate(one, 1):
        before, row = row, [count]
        for place, wanted in enumerate(other, 1):
            swapped = before[place - 1] + (item != wanted)
            row.append(min(before[place] + 1, row[-1] + 1, swapped))
    return 1000 - 1000 * row[-1] // longest
