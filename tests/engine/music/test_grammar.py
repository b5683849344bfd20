"""A mode's grammar is heard in its tunes: barred moves always, endings and turns mostly."""

import itertools

import pytest

from corvia_engine.music.melody.habits import (
    CADENCE_BONUS,
    LATE_CADENCE_BONUS,
    START_BONUS,
    TURN_BONUS,
    Habits,
)
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition
from corvia_engine.music.tune import TuneWriter
from tests.engine.music.songs import request


def tunes_in(name, mode):
    """Compose the tunes of the first seed whose song is in a mode."""
    data = tradition(name)
    low, high = data.mode(mode).valence
    valence = (low + high) / 2000
    for seed in range(40):
        plan = plan_song(
            request(start=(valence, 0), goal=(valence, 0), tradition=name, minutes=0.5, seed=seed)
        )
        if plan.key.mode == mode:
            return TuneWriter(plan, stages_of(plan, data)).write(lambda share: None)
    raise AssertionError(f"no song in {mode}")


def moves_of(tunes):
    return [
        (before.step, after.step)
        for tune in tunes
        for phrase in tune.phrases
        if phrase.sung is not None
        for before, after in itertools.pairwise(phrase.notes)
    ]


@pytest.mark.parametrize(("name", "mode"), [("hindustani", "yaman"), ("japanese", "in")])
def test_a_barred_degree_is_reached_from_the_other_side_only(name, mode):
    data = tradition(name).mode(mode)
    moves = moves_of(tunes_in(name, mode))
    into = [move for move in moves if move[1] % 7 in data.not_rising]
    assert into
    assert all(after <= before for before, after in into)
    into = [move for move in moves if move[1] % 7 in data.not_falling]
    assert all(after >= before for before, after in into)


@pytest.mark.parametrize(("name", "mode"), [("turkish", "hicaz"), ("persian", "chahargah")])
def test_most_closing_phrases_end_as_the_mode_does(name, mode):
    tails = {tuple(s % 7 for s in ending[-3:]) for ending in tradition(name).mode(mode).endings}
    closing = [
        tune.phrases[-1].notes
        for tune in tunes_in(name, mode)
        if tune.stage.plan.kind not in ("intro", "interlude")
    ]
    kept = sum(tuple(note.step % 7 for note in notes[-3:]) in tails for notes in closing)
    assert kept * 3 >= len(closing) * 2


def test_leanings_grow_with_what_was_heard_at_any_octave():
    habits = Habits((4,), ((4, 2, 1, 0),), (2, 1, 0))
    assert habits.bonus([], 4, 9) == START_BONUS
    assert habits.bonus([], 3, 9) == 0
    assert habits.bonus([11], 9, 9) == TURN_BONUS[1]
    assert habits.bonus([11, 9], 8, 8) == TURN_BONUS[2]
    assert habits.bonus([11, 8], 8, 8) == 0
    assert habits.bonus([5], 9, 3) == CADENCE_BONUS
    assert habits.bonus([5, 9], 8, 2) == CADENCE_BONUS
    assert habits.bonus([5, 9], 1, 2) == 0
    assert habits.bonus([5, 4], 1, 2) == LATE_CADENCE_BONUS
    assert habits.bonus([5, 9, 8], 7, 1) == CADENCE_BONUS
