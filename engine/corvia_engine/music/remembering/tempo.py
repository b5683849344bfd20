"""A tempo that the last songs did not have, within what the mood asks."""

from collections.abc import Sequence

from corvia_engine.music.remembering.likeness import fading, tempo_likeness
from corvia_local.model.plan import SongTrace

SHARES = (1000, 960, 1040, 930, 1070)
"""Thousandths of the mood's tempo, the plain one first: less than a step of “faster” away, so that
the mood stays what it was."""


def tempo_share(quarter: int, remembered: Sequence[SongTrace]) -> int:
    """Choose the share of a tempo, given as a quarter's length in microseconds, that is least like
    the remembered ones; the plain tempo where none is.
    """
    weights = fading(len(remembered))

    def cost(share: int) -> int:
        mine = quarter * 1000 // share
        return sum(
            weight * tempo_likeness(mine, trace.quarter_micros)
            for weight, trace in zip(weights, remembered, strict=True)
        )

    return min(SHARES, key=lambda share: (cost(share), SHARES.index(share)))
