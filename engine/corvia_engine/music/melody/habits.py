"""A mode's habits as leanings: where phrases begin, their characteristic turns, how they close.

The model was trained on tunes of a few traditions; what other traditions do differently is told
to it here, in thousandths of a nat beside its own scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

OCTAVE: Final = 7
START_BONUS: Final = 1200
TURN_BONUS: Final = (0, 400, 1000, 1500)
"""For going on with a turn after so many of its steps."""
CADENCE_BONUS: Final = 6000
LATE_CADENCE_BONUS: Final = 4000
NEAR: Final = 3
"""For each step of the closing phrase: strong enough to be heard in most endings. The second
where its beginning did not sound, but its next step lies within a fourth."""


@dataclass(frozen=True)
class Habits:
    """`starts` and `cadence` are steps, `turns` sequences of steps, as in PhraseRequest."""

    starts: tuple[int, ...]
    turns: tuple[tuple[int, ...], ...]
    cadence: tuple[int, ...]

    def bonus(self, before: Sequence[int], step: int, left: int) -> int:
        """Give the bonus of a step after the phrase's steps so far; `left` counts it."""
        if left <= len(self.cadence):
            return self._cadence_bonus(before, step, left)
        if not before:
            return START_BONUS if step in self.starts else 0
        return self._turn_bonus(before, step)

    def _turn_bonus(self, before: Sequence[int], step: int) -> int:
        best = 0
        for turn in self.turns:
            for place in range(1, len(turn)):
                heard = before[-place:]
                if len(heard) == place and _same([*heard, step], turn[: place + 1]):
                    best = max(best, TURN_BONUS[min(place, len(TURN_BONUS) - 1)])
        return best

    def _cadence_bonus(self, before: Sequence[int], step: int, left: int) -> int:
        """Lean towards the cadence's step, in the octave in which its beginning sounded."""
        place = len(self.cadence) - left
        heard = list(before[len(before) - place :]) if place else []
        wanted = self.cadence[: place + 1]
        if len(heard) == place and _same([*heard, step], wanted):
            return CADENCE_BONUS
        late = before and (step - wanted[-1]) % OCTAVE == 0 and abs(step - before[-1]) <= NEAR
        return LATE_CADENCE_BONUS if late else 0


def _same(steps: Sequence[int], wanted: Sequence[int]) -> bool:
    """Tell whether steps are those wanted, all moved by the same whole octaves."""
    shift = steps[0] - wanted[0]
    return shift % OCTAVE == 0 and all(a - b == shift for a, b in zip(steps, wanted, strict=True))
