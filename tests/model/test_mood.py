import pytest

from corvia_local.model.mood import GOALS, Mood, MoodOutOfRange, from_milli, parse_mood


@pytest.mark.parametrize("text", ["1.2,0", "0,-2", "nan,0", "inf,0", "a,b", "0.1", "", "0,0,0"])
def test_a_mood_out_of_range_or_shape_is_named(text: str) -> None:
    with pytest.raises(MoodOutOfRange, match=r"-1|1"):
        parse_mood(text)


def test_a_goal_is_found_by_its_name() -> None:
    assert parse_mood("Calm") == GOALS["calm"]


def test_two_numbers_make_a_mood() -> None:
    assert parse_mood(" -0.6, 0.4") == Mood(-0.6, 0.4)


def test_thousandths_come_back_as_they_went() -> None:
    assert from_milli(*Mood(-0.613, 0.4).in_milli()) == Mood(-0.613, 0.4)
