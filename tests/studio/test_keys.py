"""How much work a passphrase may cost: memory first, within the wished time."""

import pytest

from corvia_crypto.passphrase import MODERATE, KdfLimits
from corvia_crypto.recovery_phrase import WORD_COUNT
from corvia_local.studio.keys import ask_for_words, higher_work

GIB = 2**30


@pytest.mark.parametrize(
    ("seconds", "wished", "free", "higher"),
    [
        (0.4, 1.0, 8 * GIB, KdfLimits(3, 2 * MODERATE.memory)),
        (0.4, 2.0, 8 * GIB, KdfLimits(3, GIB)),
        (0.4, 2.0, GIB, KdfLimits(7, 2 * MODERATE.memory)),
        (0.4, 2.0, GIB // 2, KdfLimits(15, MODERATE.memory)),
        (0.1, 100.0, 8 * GIB, KdfLimits(16, GIB)),
        (0.9, 1.0, 8 * GIB, None),
        (3.0, 1.0, 8 * GIB, None),
    ],
)
def test_work_is_raised_within_time_and_memory(
    seconds: float, wished: float, free: int, higher: KdfLimits | None
) -> None:
    assert higher_work(MODERATE, seconds, wished, free) == higher


def test_three_different_words_are_asked_for_in_order() -> None:
    drawn = [ask_for_words() for _ in range(200)]
    assert all(len(set(places)) == 3 and places == sorted(places) for places in drawn)
    assert {place for places in drawn for place in places} == set(range(1, WORD_COUNT + 1))
