"""The way from the felt mood to the goal."""

from hypothesis import given
from hypothesis import strategies as st

from corvia_engine.music.trajectory import path, smoothstep

points = st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000))
bars = st.lists(st.integers(1, 20), min_size=2, max_size=20)


@given(points, points, bars)
def test_begins_at_the_felt_mood_and_holds_the_goal(start, goal, lengths):
    begins = [sum(lengths[:place]) for place in range(len(lengths))]
    moods = path(start, goal, begins, begins[-1] // 4, begins[-1])
    assert moods[0] == start
    assert moods[-1] == goal


@given(points, points, bars)
def test_never_turns_back(start, goal, lengths):
    begins = [sum(lengths[:place]) for place in range(len(lengths))]
    moods = path(start, goal, begins, begins[-1] // 4, begins[-1])
    for axis in (0, 1):
        values = [mood[axis] for mood in moods]
        assert values in (sorted(values), sorted(values, reverse=True))


def test_holds_the_felt_mood_before_it_leaves():
    moods = path((-700, -700), (700, 700), [0, 10, 20, 60, 90, 120], 20, 90)
    assert moods[:3] == [(-700, -700)] * 3
    assert moods[4:] == [(700, 700)] * 2
    assert -700 < moods[3][0] < 700


def test_leaves_and_arrives_slowly():
    assert smoothstep(0) == 0
    assert smoothstep(500) == 500
    assert smoothstep(1000) == 1000
    assert smoothstep(100) < 100
    assert smoothstep(900) > 900
