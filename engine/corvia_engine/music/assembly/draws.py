"""Integers drawn from a seed: SHA-256 in counter mode, the same on every machine."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """One stream of integers for each seed and label.

    Block n is SHA-256(seed ‖ 0x00 ‖ label ‖ 0x00 ‖ n as eight bytes, big-endian); each block gives
    four numbers of 64 bits, big-endian. Numbers that would favour small results are skipped.
    """

    def __init__(self, seed: bytes, label: str) -> None:
        self._prefix = seed + b"\0" + label.encode() + b"\0"
        self._block = 0
        self._numbers: list[int] = []

    def below(self, bound: int) -> int:
        """Give an integer from 0 to bound - 1, each as likely; bound lies in 1…2⁶⁴."""
        fair = (1 << 64) // bound * bound
        while (number := self._next()) >= fair:
            pass
        return number % bound

    def around(self, spread: int) -> int:
        """Give an integer from -spread to spread, those near 0 more often."""
        return self.below(spread + 1) - self.below(spread + 1)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Give the items in a drawn order (Fisher and Yates), each order as likely."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def _next(self) -> int:
        if not self._numbers:
            digest = hashlib.sha256(self._prefix + self._block.to_bytes(8, "big")).digest()
            self._numbers = [int.from_bytes(digest[at : at + 8], "big") for at in (24, 16, 8, 0)]
            self._block += 1
        return self._numbers.pop()
