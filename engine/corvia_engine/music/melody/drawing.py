"""Drawing one of several choices with integers only.

Scores come in as floating point once, from the model, and are rounded to 1/64 nat at once. From
there on weights, cumulative sums and the draw are integers, so that equal rounded scores give
equal choices on every machine. What can differ is the model's floating point, by about 5e-6 of a
nat between kinds of processor: then now and then a score is rounded the other way and its weight
is 1/64 larger or smaller. A draw falls into that gap about once in fifty thousand, so of songs with
five hundred draws one in a hundred takes another turn on another kind of machine.
"""

import hashlib
from collections.abc import Mapping
from decimal import Context, Decimal
from functools import cache
from typing import Final

NAT: Final = 64
"""Units of a score in a nat."""
_SCALE: Final = 1 << 24
_DEEPEST: Final = 16 * NAT


@cache
def _exponentials() -> tuple[int, ...]:
    """Give e^(-k/64) in 24 bits. `decimal` rounds correctly, so the table is the same anywhere."""
    context = Context(prec=20)
    powers = (context.divide(Decimal(-k), Decimal(NAT)) for k in range(_DEEPEST))
    return tuple(int(context.multiply(context.exp(power), Decimal(_SCALE))) for power in powers)


def weights_of(scores: Mapping[int, int], top_thousandths: int = 1000) -> dict[int, int]:
    """Turn scores (in 1/64 nat, by choice) into integer weights.

    Of the choices in order of weight only those are kept that make up the first
    `top_thousandths` of the whole (Holtzman et al. 2020, nucleus sampling); one is always kept.
    """
    best = max(scores.values())
    table = _exponentials()
    weights = {
        choice: table[best - score] if best - score < _DEEPEST else 0
        for choice, score in scores.items()
    }
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    enough = sum(weights.values()) * top_thousandths
    kept: dict[int, int] = {}
    total = 0
    for choice, weight in ordered:
        if kept and total * 1000 >= enough:
            break
        kept[choice] = weight
        total += weight
    return kept


class Drawing:
    """A stream of draws: SHA-256 over a seed, a phrase's number and a counter."""

    def __init__(self, seed: int, phrase: int) -> None:
        self._prefix = f"corvia melody 1 {seed} {phrase} "
        self._count = 0

    def below(self, total: int) -> int:
        """Draw an integer in 0…total-1, total below 2^64."""
        digest = hashlib.sha256(f"{self._prefix}{self._count}".encode()).digest()
        self._count += 1
        return int.from_bytes(digest[:16], "big") * total >> 128

    def choose(self, weights: Mapping[int, int]) -> int:
        """Draw one of the choices by its weight."""
        place = self.below(sum(weights.values()))
        for choice, weight in weights.items():
            place -= weight
            if place < 0:
                return choice
        raise AssertionError("a draw lies below the sum of its weights")
