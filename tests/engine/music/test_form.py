"""The order of sections."""

import itertools

import pytest

from corvia_engine.music.form import LyricTooLong, NothingToSing, form_of, named
from corvia_engine.music.phrasing import comfortable, phrases_of
from corvia_engine.music.traditions import tradition
from corvia_local.model.lyric import Lyric
from tests.engine.music.songs import ONE_WORD, SONG, line, plain, stanza

COMMON = tradition("western").rhythms[0]


def kinds(lyric, bars):
    return [section.kind for section in form_of(lyric, COMMON, bars)]


def test_a_song_of_the_usual_length():
    assert kinds(SONG, 52) == [
        "intro", "verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro",
    ]  # fmt: skip


@pytest.mark.parametrize("bars", [20, 52, 100, 180])
def test_every_stanza_is_sung_and_the_chorus_returns(bars):
    form = form_of(SONG, COMMON, bars)
    sung = [section.stanza for section in form if section.stanza is not None]
    assert set(sung) == {0, 1, 2, 3}
    assert sung.count(1) >= 2
    assert sung.index(0) < sung.index(1) < sung.index(2) < sung.index(3)


@pytest.mark.parametrize("bars", [40, 60, 90, 130, 180])
def test_length_comes_near_the_wish(bars):
    length = sum(section.bars for section in form_of(SONG, COMMON, bars))
    assert abs(length - bars) <= 0.15 * bars


@pytest.mark.parametrize("bars", [12, 30, 120])
def test_one_word_fills_the_wished_time(bars):
    form = form_of(ONE_WORD, COMMON, bars)
    assert abs(sum(section.bars for section in form) - bars) <= 0.15 * bars
    assert [section.kind for section in form].count("chorus") >= 2


def test_without_a_marked_chorus_the_last_stanza_is_it():
    verses = Lyric("", (stanza("verse", plain("a b c")), stanza("verse", plain("d e f"))))
    form = form_of(verses, COMMON, 30)
    assert {section.stanza for section in form if section.kind == "chorus"} == {1}


def test_no_words_are_refused_kindly():
    with pytest.raises(NothingToSing, match="Write a line"):
        form_of(Lyric("", (stanza("verse", line()),)), COMMON, 30)


def test_too_many_stanzas_are_refused():
    with pytest.raises(LyricTooLong, match="121 stanzas"):
        form_of(Lyric("", tuple(stanza("verse", plain("a")) for _ in range(121))), COMMON, 30)


def test_names_count_what_returns():
    names = named(form_of(SONG, COMMON, 52))
    assert names[0] == "intro"
    assert "verse 2" in names
    assert "chorus 3" in names


def test_long_lines_are_cut_between_words():
    long = stanza("verse", line(*[("im", "pos", "si", "ble")] * 12))
    phrases = phrases_of(long, COMMON)
    assert len(phrases) > 1
    assert phrases[0].first == 0
    assert phrases[-1].last == 48
    for before, after in itertools.pairwise(phrases):
        assert before.last == after.first
        assert before.last % 4 == 0
    assert all(p.last - p.first <= comfortable(COMMON, p.bars) for p in phrases)


def test_a_word_longer_than_four_bars_is_cut_too():
    phrases = phrases_of(stanza("verse", line(("la",) * 80)), COMMON)
    assert phrases[-1].last == 80
