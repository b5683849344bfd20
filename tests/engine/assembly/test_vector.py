"""The committed vector: what every implementation makes of the same songs."""

import pytest

from corvia_engine.music.assembly.parameters import ALGORITHM, VERSION
from tests.engine.assembly.write_vector import case_of, draws_of, read_vector

VECTOR = read_vector()


def test_the_vector_is_of_this_algorithm() -> None:
    assert (VECTOR.algorithm, VECTOR.version) == (ALGORITHM, VERSION)


def test_the_draws_are_the_specified_ones() -> None:
    assert VECTOR.draws == draws_of(VECTOR.cases[0].seed)


@pytest.mark.parametrize("case", VECTOR.cases, ids=lambda case: f"songs {case.songs}")
def test_the_same_songs_give_the_same_bytes(case) -> None:
    assert case_of(VECTOR.songs, case.songs, case.seed, case.parameters) == case
