"""A tune by itself lets its mode be heard, and a song as a whole its feeling."""

import itertools

import numpy as np
import pytest

from benchmarks.note_features import PROFILES, majorness, measures, sounding
from corvia_engine.music.clarity import leanings_of
from corvia_engine.music.composing import compose
from corvia_engine.music.planning import plan_song
from corvia_engine.music.traditions import tradition
from tests.engine.music.songs import request

QUADRANTS = {
    "happy": (0.7, 0.7),
    "tense": (-0.7, 0.7),
    "sad": (-0.7, -0.7),
    "calm": (0.7, -0.7),
}
SEEDS = (5, 6)


def test_only_seven_tones_with_chords_lean_and_more_so_the_clearer_the_mood():
    major, minor = (tradition("western").mode(name) for name in ("major", "minor"))
    assert leanings_of(major, 0) == (0,) * 7
    for mode, valence in ((major, 700), (minor, -700)):
        full, half = leanings_of(mode, valence), leanings_of(mode, valence // 2)
        assert full[0] > half[0] > 0
        assert full[0] == max(full)
    for name in ("turkish", "andean", "mande"):
        assert all(leanings_of(mode, 700) == () for mode in tradition(name).modes)


@pytest.fixture(scope="module")
def heard():
    return {
        (name, seed): sounding(compose(plan_song(request(start=mood, goal=mood, seed=seed))))
        for (name, mood), seed in itertools.product(QUADRANTS.items(), SEEDS)
    }


def test_every_way_of_finding_the_key_hears_the_mode(heard):
    for (name, _), notes in heard.items():
        for profile, by_length in itertools.product(PROFILES, (False, True)):
            major = majorness(notes.pitched(), profile, by_length=by_length) > 0
            assert major == (name in ("happy", "calm")), (name, profile)


def test_every_quarter_of_a_song_is_in_its_mode(heard):
    for (name, _), notes in heard.items():
        borders = np.linspace(0, notes.end, 5)
        for begin, end in itertools.pairwise(borders):
            part = notes.pitched().within(begin, end)
            major = majorness(part, "Temperley 1999", by_length=True) > 0
            assert major == (name in ("happy", "calm")), (name, begin)


def test_songs_are_as_busy_as_clips_of_their_quadrant(heard):
    """Within a third of the means in `benchmarks.clip_judges`, which are of 1,078 clips."""
    onsets = {"happy": 4.10, "tense": 4.85, "sad": 3.06, "calm": 2.88}
    for (name, _), notes in heard.items():
        a_second = np.exp(measures(notes.pitched())["onsets"])
        assert abs(np.log(a_second / onsets[name])) < np.log(4 / 3), name


def test_tense_runs_and_lies_lower_than_glad(heard):
    for seed in SEEDS:
        tense, happy = (measures(heard[name, seed].pitched()) for name in ("tense", "happy"))
        assert tense["onsets"] > happy["onsets"]
        assert tense["height"] < happy["height"]


def test_a_lively_song_is_lively_to_its_last_bars():
    notes = sounding(compose(plan_song(request(start=(-0.7, -0.7), goal=(0.7, 0.7), seed=7))))
    first = measures(notes.pitched().within(0, notes.end / 4))
    last = measures(notes.pitched().within(notes.end - 10, notes.end))
    assert last["onsets"] > first["onsets"]
    assert last["velocity"] > first["velocity"] + 15
