"""Means and medians without fractions."""

from collections.abc import Iterable, Sequence


def rounded(numerator: int, denominator: int) -> int:
    """Divide, rounding to the nearest integer and halves up; the denominator is positive."""
    return (2 * numerator + denominator) // (2 * denominator)


def mean(values: Sequence[int]) -> int:
    """Give the rounded mean, 0 of nothing."""
    return rounded(sum(values), len(values)) if values else 0


def weighted_median(pairs: Iterable[tuple[int, int]]) -> int:
    """Give the least value up to which half of all weight lies; pairs are (value, weight > 0)."""
    ordered = sorted(pairs)
    half = sum(weight for _, weight in ordered)
    reached = 0
    for value, weight in ordered:
        reached += weight
        if 2 * reached >= half:
            return value
    raise ValueError("a median needs at least one value")


def median(values: Iterable[int]) -> int:
    """Give the lower median."""
    return weighted_median((value, 1) for value in values)


def clamped(value: int, low: int, high: int) -> int:
    """Give the value, or the bound that it passes."""
    return min(max(value, low), high)
