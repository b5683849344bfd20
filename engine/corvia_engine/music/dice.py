"""Repeatable choices from integers alone, the same on every machine and Python."""

import zlib
from collections.abc import Sequence
from typing import TypeVar

_MASK = 2**64 - 1
T = TypeVar("T")


class Dice:
    """SplitMix64 (Steele, Lea & Flood 2014), one stream for each seed and label."""

    def __init__(self, seed: int, label: str) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 + zlib.crc32(label.encode())) & _MASK

    def below(self, bound: int) -> int:
        """Give an integer from 0 to bound - 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((mixed ^ (mixed >> 31)) * bound) >> 64

    def around(self, spread: int) -> int:
        """Give an integer from -spread to spread, those near 0 more often."""
        return (self.below(2 * spread + 1) + self.below(2 * spread + 1)) // 2 - spread

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices, each as likely."""
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        """Give one of the choices, each as likely as its weight."""
        at = self.below(sum(weight for _, weight in choices))
        for choice, weight in choices:
            if at < weight:
                return choice
            at -= weight
        raise AssertionError("weights are positive")
