"""Which steps may follow, so that the phrase can still end where it has to.

A leap of a sixth or more is answered by a move back of at most a fifth, and no move is wider than
an octave. Some modes forbid moving up, or down, to certain degrees. Answered exactly, backwards
from the last note, like the rhythm.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

OCTAVE: Final = 7
LEAP: Final = 5
"""Steps from which on a move is a leap that must be answered: a sixth."""
LARGEST_ANSWER: Final = 4

State = tuple[int, int]
"""A step, and the direction that it owes: -1 down, 1 up, 0 none."""


def owed_after(before: int, step: int) -> int:
    """Give the direction that is owed after a move."""
    move = step - before
    return 0 if abs(move) < LEAP else -1 if move > 0 else 1


def may_move(state: State, step: int) -> bool:
    """Say whether a step may follow a state."""
    before, owed = state
    move = step - before
    if owed:
        return 0 < move * owed <= LARGEST_ANSWER
    return abs(move) <= OCTAVE


@dataclass(frozen=True)
class Compass:
    """The steps that may sound and the degrees on which the phrase may end, for `count` notes."""

    steps: tuple[int, ...]
    endings: tuple[int, ...]
    count: int
    not_rising: tuple[int, ...] = ()
    not_falling: tuple[int, ...] = ()

    def allows(self, state: State, step: int) -> bool:
        """Say whether a step may follow a state in this mode."""
        move = step - state[0]
        barred = self.not_rising if move > 0 else self.not_falling if move < 0 else ()
        return step % OCTAVE not in barred and may_move(state, step)

    @cached_property
    def possible(self) -> tuple[frozenset[State], ...]:
        """For each number of notes still to follow the states from which they can."""
        last = frozenset((step, 0) for step in self.steps if step % 7 in self.endings)
        found = [last]
        states = [(step, owed) for step in self.steps for owed in (-1, 0, 1)]
        for _ in range(self.count - 1):
            before = found[-1]
            found.append(
                frozenset(
                    state
                    for state in states
                    if any(
                        self.allows(state, step) and (step, owed_after(state[0], step)) in before
                        for step in self.steps
                    )
                )
            )
        return tuple(found)

    def next_steps(self, state: State | None, notes_left: int) -> list[int]:
        """Give the steps that a note may have; `notes_left` counts it. Without a state the
        phrase begins."""
        ahead = self.possible[notes_left - 1]
        if state is None:
            return [step for step in self.steps if (step, 0) in ahead]
        return [
            step
            for step in self.steps
            if self.allows(state, step) and (step, owed_after(state[0], step)) in ahead
        ]
