"""What of a song may change: which bars, and which of its voices are locked."""

from collections.abc import Iterable
from dataclasses import dataclass

from corvia_engine.music.staging import Stage
from corvia_local.errors import BadInput
from corvia_local.model.score import Role

HARMONY = "harmony"
"""Beside the parts' roles: the chords."""
LEANING_ON_CHORDS: frozenset[Role] = frozenset({"figure", "chords", "pad", "bass"})
"""Parts that would clash if the chords under them moved."""
EARLY = 3
"""Ticks by which a note may be played before the bar to which it belongs (see `touch`)."""


class NothingToVary(BadInput):
    """Everything that could change is locked, or the bars do not exist."""


@dataclass(frozen=True)
class Scope:
    """`bars` counts the song's bars from 0; `locked` names roles, and “harmony”."""

    bar: int
    bars: frozenset[int]
    locked: frozenset[str]

    def holds(self, tick: int) -> bool:
        """Tell whether a note that begins at a tick lies within the bars."""
        return (tick + EARLY) // self.bar in self.bars

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any of the bars lies between two ticks."""
        return any(bar in self.bars for bar in range(start // self.bar, -(-end // self.bar)))

    def is_locked(self, part: str) -> bool:
        """Tell whether a role, or the harmony, stays as it is."""
        if part == HARMONY and self.locked & LEANING_ON_CHORDS:
            return True
        return part in self.locked

    def runs(self) -> tuple[tuple[int, int], ...]:
        """Give the bars as runs of ticks: (start, end)."""
        runs: list[tuple[int, int]] = []
        for bar in sorted(self.bars):
            start, end = bar * self.bar, (bar + 1) * self.bar
            if runs and runs[-1][1] == start:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        return tuple(runs)


def scope_of(
    stages: tuple[Stage, ...],
    ranges: Iterable[tuple[int, int]],
    sections: Iterable[str],
    locked: Iterable[str],
) -> Scope:
    """Make a scope of ranges of bars (counted from 1, both ends included) and sections by name.

    “chorus” names every chorus, “chorus 2” the second. Without either it is the whole song.
    Raises NothingToVary.
    """
    bar = stages[0].bar
    last = stages[-1].end // bar
    chosen: set[int] = set()
    for low, high in ranges:
        if not 1 <= low <= high <= last:
            raise NothingToVary(
                f"There are no bars {low} to {high}: the song has the bars 1 to {last}."
            )
        chosen.update(range(low - 1, high))
    for name in sections:
        found = [s for s in stages if name.lower() in (s.plan.name, s.plan.kind)]
        if not found:
            names = ", ".join(stage.plan.name for stage in stages)
            raise NothingToVary(f"The song has no section “{name}”. It has: {names}.")
        for stage in found:
            chosen.update(range(stage.start // bar, stage.end // bar))
    return Scope(bar, frozenset(chosen or range(last)), frozenset(locked))
