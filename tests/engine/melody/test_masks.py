"""The exact masks, against plain enumeration; and the integer draw."""

import itertools

from corvia_engine.music.melody.compass import Compass, may_move, owed_after
from corvia_engine.music.melody.drawing import NAT, Drawing, weights_of
from corvia_engine.music.melody.metric import level_at
from corvia_engine.music.melody.rhythm import Rhythm
from corvia_local.model.score import Meter

THREE_FOUR = Meter((3,), 4)


def test_possible_onsets_are_those_that_enumeration_finds() -> None:
    rhythm = Rhythm(THREE_FOUR, 1440, 120, (720, 960), (0,) * 4)
    found = {
        last - sum(spans)
        for spans in itertools.product(rhythm.spans, repeat=3)
        for last in (720, 840, 960)
        if sum(spans) <= last
    }
    assert {t for t in range(0, 1440, 120) if rhythm.can_stand(t, 4)} == found
    assert rhythm.spans_at(600, 2) == [120, 240, 360]
    assert not rhythm.can_stand(60, 4)


def test_what_is_ahead_is_the_best_of_all_ways() -> None:
    rhythm = Rhythm(THREE_FOUR, 1440, 240, (0, 960), (2, 0, 2))

    def best(tick: int, left: int) -> int:
        if left == 1:
            return rhythm.ahead(tick, 1)
        return max(
            rhythm.after(tick, span, left)
            - rhythm.ahead(tick + span, left - 1)
            + best(tick + span, left - 1)
            for span in rhythm.spans_at(tick, left)
        )

    assert rhythm.ahead(0, 3) == best(0, 3)


def test_next_steps_are_those_from_which_an_ending_can_be_reached() -> None:
    compass = Compass(tuple(range(-2, 8)), (0,), 4)

    def can_end(steps: tuple[int, ...]) -> bool:
        state = (steps[0], 0)
        for step in steps[1:]:
            if not may_move(state, step):
                return False
            state = (step, owed_after(state[0], step))
        return (state[1] == 0 and steps[-1] == 0) or (steps[-1] == 7 and state[1] == 0)

    reachable = {
        steps[:2] for steps in itertools.product(compass.steps, repeat=4) if can_end(steps)
    }
    for first in compass.steps:
        allowed = {step for f, step in reachable if f == first}
        assert set(compass.next_steps((first, 0), 3)) == allowed


def test_levels_follow_the_groups() -> None:
    aksak = Meter((2, 2, 2, 3), 8)
    assert [level_at(aksak, 240 * n) for n in range(9)] == [4, 1, 3, 1, 3, 1, 3, 1, 1]
    common = Meter((2, 2), 4)
    assert [level_at(common, 240 * n) for n in range(8)] == [4, 1, 2, 1, 3, 1, 2, 1]
    assert level_at(common, 1920 + 120) == 0


def test_draws_follow_their_weights_and_repeat() -> None:
    weights = weights_of({1: 2 * NAT, 2: NAT, 3: 0})
    assert weights[1] == 1 << 24
    counts = dict.fromkeys(weights, 0)
    drawing = Drawing(1, 0)
    for _ in range(3000):
        counts[drawing.choose(weights)] += 1
    total = sum(weights.values())
    for choice, weight in weights.items():
        assert abs(counts[choice] / 3000 - weight / total) < 0.04
    assert [Drawing(7, 2).below(1000) for _ in range(2)] == [Drawing(7, 2).below(1000)] * 2


def test_unlikely_choices_are_left_out() -> None:
    assert set(weights_of({1: 3 * NAT, 2: 2 * NAT, 3: 0}, 900)) == {1, 2}
    assert set(weights_of({1: 0, 2: -900 * NAT}, 1)) == {1}
