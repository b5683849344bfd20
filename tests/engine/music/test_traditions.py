"""The traditions' data, and pitches made from it."""

import pytest

from corvia_engine.music.traditions import UnknownTradition, tradition, tradition_names
from corvia_engine.music.tuning import Scale, key_and_cents, tonic_key

every = pytest.mark.parametrize("name", tradition_names())


def test_an_unknown_name_lists_what_there_is():
    with pytest.raises(UnknownTradition, match=r"western.*javanese"):
        tradition("klingon")


@every
def test_says_where_it_is_from_and_what_is_left_out(name):
    data = tradition(name)
    assert data.name == name
    assert data.note.startswith("in ")
    assert "authentic" not in data.note
    assert data.credits
    assert data.respect
    assert data.simplified


@every
def test_modes_are_whole(name):
    for mode in tradition(name).modes:
        assert len(mode.degrees) == len(mode.cents)
        assert list(mode.degrees) == sorted(set(mode.degrees))
        assert list(mode.cents) == sorted(mode.cents)
        assert (mode.degrees[0], mode.cents[0]) == (0, 0)
        assert mode.cents[-1] < mode.period
        wanted = {*mode.rest, *mode.close, *mode.drone} | {int(d) for d in mode.falling}
        assert wanted <= set(mode.degrees)
        assert mode.source


@every
def test_chords_are_named_where_they_are_used(name):
    data = tradition(name)
    for mode in data.modes:
        numerals = {chord.numeral for chord in mode.chords}
        assert bool(numerals) == (data.accompaniment == "chords")
        assert set(mode.rest_chords) <= numerals
        assert {chord for pair in mode.close_chords for chord in pair} <= numerals
        assert {chord for loop in mode.loops for chord in loop} <= numerals
        assert all(chord.intervals[0] == 0 for chord in mode.chords)


@every
def test_every_mood_has_a_rhythm_and_instruments(name):
    data = tradition(name)
    for arousal in range(-1000, 1001, 50):
        assert any(r.arousal[0] <= arousal <= r.arousal[1] for r in data.rhythms)
        assert any(p.arousal[0] <= arousal <= p.arousal[1] for p in data.palettes)


@every
def test_strokes_divide_the_bar(name):
    for rhythm in tradition(name).rhythms:
        bar = sum(rhythm.groups) * 1920 // rhythm.unit
        for stroke in rhythm.strokes:
            assert bar % len(stroke.hits) == 0
            assert set(stroke.hits) <= set(".123456789")


def test_a_turkish_and_an_arab_rast_differ():
    turkish = Scale(tradition("turkish").mode("rast"), 60)
    arab = Scale(tradition("arab").mode("rast"), 60)
    assert key_and_cents(turkish.cents(2)) == (64, -16)
    assert key_and_cents(arab.cents(2)) == (64, -45)


def test_a_degree_leans_down_before_a_fall():
    rast = Scale(tradition("arab").mode("rast"), 60)
    assert rast.cents(6) == 7064
    assert rast.cents(6, falling=True) == 6996


def test_an_octave_may_be_narrow():
    slendro = Scale(tradition("javanese").modes[0], 60)
    assert slendro.cents(7) == 7199
    assert slendro.cents(-7) == 4801
    assert slendro.steps_within(6000, 7199) == [0, 1, 3, 4, 5, 7]


@pytest.mark.parametrize(("pitch_class", "near", "key"), [(0, 60, 60), (11, 60, 59), (6, 60, 54)])
def test_the_tonic_lies_near(pitch_class, near, key):
    assert tonic_key(pitch_class, near) == key
