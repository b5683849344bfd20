"""A whole tune goes by step about as often as tunes do, and opens its compass."""

import itertools

from corvia_engine.music.melody.balance import USUAL_COMPASS, Balance
from corvia_engine.music.melody.writing import MelodyWriter
from tests.engine.melody.asking import FOUR_FOUR


def heard(*places: int) -> Balance:
    balance = Balance()
    for _ in range(4):
        balance.hear(places)
    return balance


def test_wider_moves_are_the_more_welcome_the_more_steps_there_were() -> None:
    stepping, leaping = heard(0, 1, 2, 3, 4, 3, 2, 7), heard(0, 4, 7, 2, 5, 0)
    assert stepping.bonus(2, 5) > Balance().bonus(2, 5) > leaping.bonus(2, 5)


def test_steps_within_the_compass_are_left_to_the_model() -> None:
    assert heard(0, 1, 2, 3).bonus(1, 2) == 0


def test_a_new_height_is_welcome_while_the_compass_is_narrow() -> None:
    assert heard(0, 1, 2).bonus(2, 3) > 0
    assert heard(0, USUAL_COMPASS).bonus(USUAL_COMPASS, USUAL_COMPASS + 1) == 0


def test_tunes_lie_in_the_band_of_tunes() -> None:
    inside = 0
    for seed in range(10):
        writer = MelodyWriter(seed)
        steps = [[note.step for note in writer.write(FOUR_FOUR)] for _ in range(8)]
        moves = [b - a for line in steps for a, b in itertools.pairwise(line)]
        inside += 0.52 <= sum(abs(move) <= 1 for move in moves) / len(moves) <= 0.86
    assert inside >= 8
