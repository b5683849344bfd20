"""The traditions' data, and pitches made from it."""

import pytest

from corvia_engine.music.traditions import UnknownTradition, tradition, tradition_names
from corvia_engine.music.traditions.checking import faults_of
from corvia_engine.music.tuning import Scale, key_and_cents, tonic_key

every = pytest.mark.parametrize("name", tradition_names())


def test_an_unknown_name_lists_what_there_is():
    with pytest.raises(UnknownTradition, match=r"western.*javanese-pelog"):
        tradition("klingon")


def test_there_are_at_least_twelve_beside_western():
    assert len(tradition_names()) >= 13


@every
def test_passes_the_checker_and_is_called_like_its_file(name):
    assert faults_of(tradition(name)) == ()
    assert tradition(name).name == name


@every
def test_every_tone_stands_in_the_figures_of_its_source(name):
    """Compares exactly, in hundredths, beside what the checker allows."""
    data = tradition(name)
    for mode in data.modes:
        gamut = data.tuning(mode.tuning)
        period = round(100 * gamut.period)
        cited = {round(100 * tone) % period for tone in gamut.cents}
        tones = (*mode.cents, *mode.falling.values(), *mode.below.values())
        heard = {round(100 * (mode.tonic + tone)) % period for tone in tones}
        off = [tone for tone in heard if min(abs(tone - c) for c in cited) > 10]
        assert not off, (mode.name, off)


@every
def test_every_tuning_and_source_is_used(name):
    data = tradition(name)
    assert {mode.tuning for mode in data.modes} == {tuning.name for tuning in data.tunings}
    named = {mode.source for mode in data.modes} | {rhythm.source for rhythm in data.rhythms}
    unused = {source.id for source in data.sources} - named - {t.source for t in data.tunings}
    assert len(unused) <= 1, unused


# The figures as their sources print them, one telling interval a tradition.
CITED = [
    ("arab", "rast", 2, 354.6),
    ("arab", "bayati", 2, 280.9),
    ("arab", "hijaz", 2, 425.2),
    ("turkish", "rast", 2, 384.0),
    ("turkish", "uşşak", 1, 154.7),
    ("turkish", "hüzzam", 3, 465.8),
    ("persian", "shur", 1, 135),
    ("persian", "segah", 2, 360),
    ("hindustani", "todi", 2, 294),
    ("hindustani", "yaman", 3, 590.2),
    ("javanese-pelog", "bem", 2, 271.1),
    ("javanese-pelog", "barang", 3, 563.7),
    ("javanese-slendro", "manyura", 2, 268),
    ("japanese", "hirajoshi", 2, 337),
    ("chinese", "gong", 2, 407.8),
    ("ethiopian", "anchihoye", 4, 600),
    ("mande", "hardino", 2, 405),
    ("mande", "balafon", 1, 171.4),
    ("balkan", "hijaz", 1, 66),
    ("blues", "blues", 2, 319.1),
    ("klezmer", "freygish", 2, 400),
    ("andean", "minor", 2, 300),
    ("irish", "mixolydian", 6, 1000),
    ("flamenco", "phrygian", 1, 100),
]


@pytest.mark.parametrize(("name", "mode", "degree", "cents"), CITED)
def test_a_telling_interval_is_as_cited(name, mode, degree, cents):
    data = tradition(name).mode(mode)
    tones = dict(zip(data.degrees, data.cents, strict=True))
    assert tones[degree] == cents


def test_a_turkish_and_an_arab_rast_differ():
    turkish = Scale(tradition("turkish").mode("rast"), 60)
    arab = Scale(tradition("arab").mode("rast"), 60)
    assert key_and_cents(turkish.cents(2)) == (64, -16)
    assert key_and_cents(arab.cents(2)) == (64, -45)


def test_a_degree_leans_down_before_a_fall():
    rast = Scale(tradition("arab").mode("rast"), 60)
    assert rast.cents(6) == 7064
    assert rast.cents(6, falling=True) == 6996


def test_a_degree_may_have_another_place_below_the_final():
    freygish = Scale(tradition("klezmer").mode("freygish"), 60)
    assert freygish.cents(6) == 7000
    assert freygish.cents(-1) == 5900


def test_an_octave_may_be_narrow():
    slendro = Scale(tradition("javanese-slendro").mode("sanga"), 60)
    assert slendro.cents(7) == 7199
    assert slendro.cents(-7) == 4801
    assert slendro.steps_within(6000, 7199) == [0, 1, 3, 4, 6, 7]


@pytest.mark.parametrize(("pitch_class", "near", "key"), [(0, 60, 60), (11, 60, 59), (6, 60, 54)])
def test_the_tonic_lies_near(pitch_class, near, key):
    assert tonic_key(pitch_class, near) == key
