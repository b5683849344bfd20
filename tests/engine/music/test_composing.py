"""Whole scores, from the plan to the last note."""

import collections
import itertools

import pytest
from hypothesis import given, settings

from corvia_engine.music.composing import compose
from corvia_engine.music.planning import plan_song
from corvia_engine.music.traditions import tradition_names
from corvia_local.errors import Cancelled
from corvia_local.model.lyric import Lyric
from corvia_local.model.score import decode_score, encode_score, seconds_at
from tests.engine.music.songs import (
    ONE_WORD,
    SONG,
    beats_a_minute,
    longest_silence,
    loudness,
    onsets_a_second,
    plain,
    request,
    requests,
    stanza,
)


def composed(**wish):
    return compose(plan_song(request(**wish)))


def pitches(notes):
    return [100 * note.key + note.cents for note in notes]


def sung(score, section):
    return [n for n in score.melody.notes if section.start <= n.start < section.end]


def shape(notes, start):
    return [(n.start - start, 100 * n.key + n.cents) for n in notes]


@settings(max_examples=16, deadline=None)
@given(requests)
def test_any_request_gives_a_whole_score(wish):
    plan = plan_song(wish)
    score = compose(plan)
    assert decode_score(encode_score(score)) == score
    melody = score.melody.notes
    assert max(pitches(melody)) - min(pitches(melody)) <= 1400
    wanted = sum(
        len(line.syllables)
        for section in plan.sections
        if section.stanza is not None
        for line in plan.lyric.stanzas[section.stanza].lines
    )
    assert len(score.syllables) == len(melody) == wanted
    assert [s.tick for s in score.syllables] == [note.start for note in melody]
    assert all(a.start + a.duration <= b.start for a, b in itertools.pairwise(melody))
    assert longest_silence(score) <= 3
    for part in score.parts:
        ends = collections.defaultdict(int)
        for note in part.notes:
            assert note.start >= ends[note.key], "a key is struck while it sounds"
            ends[note.key] = note.start + note.duration


@settings(max_examples=5, deadline=None)
@given(requests)
def test_the_same_plan_gives_the_same_bytes(wish):
    plan = plan_song(wish)
    assert encode_score(compose(plan)) == encode_score(compose(plan))


@pytest.mark.parametrize("name", tradition_names())
def test_the_chorus_returns_with_its_tune(name):
    score = composed(tradition=name)
    choruses = [section for section in score.sections if section.kind == "chorus"]
    assert len(choruses) >= 2
    tunes = [shape(sung(score, section), section.start) for section in choruses]
    assert all(tune == tunes[0] for tune in tunes)
    words = [[s.text for s in score.syllables if c.start <= s.tick < c.end] for c in choruses]
    assert all(text == words[0] for text in words)


def test_the_second_verse_varies_the_first():
    score = composed(minutes=2.5)
    first, second = (
        shape(sung(score, section), section.start)
        for section in score.sections
        if section.name in ("verse 1", "verse 2")
    )
    assert first != second
    onsets = [{tick for tick, _ in notes} for notes in (first, second)]
    assert len(onsets[0] & onsets[1]) > len(onsets[0]) / 2


def test_the_last_chorus_is_lifted():
    score = composed(start=(0.5, 0.2), goal=(0.5, 0.2))
    choruses = [section for section in score.sections if section.kind == "chorus"]
    assert loudness(score, choruses[-1]) > loudness(score, choruses[0])
    counter = next(part for part in score.parts if part.role == "counter")

    def answered(section):
        return any(section.start <= note.start < section.end for note in counter.notes)

    assert answered(choruses[-1])
    assert not answered(choruses[0])


def test_instruments_play_without_words():
    score = composed()
    for section in score.sections:
        words = [s for s in score.syllables if section.start <= s.tick < section.end]
        assert bool(words) == (section.kind in ("verse", "chorus", "bridge"))


QUADRANTS = {"happy": (0.6, 0.6), "tense": (-0.6, 0.6), "sad": (-0.6, -0.6), "calm": (0.6, -0.6)}
CLIPS = {"happy": 77, "tense": 79, "sad": 54, "calm": 53}


@pytest.fixture(scope="module")
def by_quadrant():
    return {name: composed(start=mood, goal=mood, minutes=1.5) for name, mood in QUADRANTS.items()}


@pytest.mark.parametrize("name", QUADRANTS)
def test_sung_sections_are_as_loud_as_the_clips(by_quadrant, name):
    score = by_quadrant[name]
    for section in score.sections:
        if section.kind == "verse":
            assert abs(loudness(score, section) - CLIPS[name]) <= 8


def test_lively_sections_are_faster_and_busier(by_quadrant):
    for lively, calm in (("happy", "calm"), ("tense", "sad")):
        fast, slow = (by_quadrant[name] for name in (lively, calm))
        for place in (1, -2):
            fast_section, slow_section = fast.sections[place], slow.sections[place]
            assert beats_a_minute(fast, fast_section) > 1.4 * beats_a_minute(slow, slow_section)
            assert onsets_a_second(fast, fast_section) > 1.3 * onsets_a_second(slow, slow_section)


def test_no_percussion_when_calm(by_quadrant):
    for name, score in by_quadrant.items():
        has = any(part.role == "percussion" for part in score.parts)
        assert has == (name in ("happy", "tense"))


def test_first_and_last_section_sound_as_planned():
    score = composed(start=(-0.7, 0.8), goal=(0.6, -0.6), minutes=3)
    first, last = score.sections[0], score.sections[-2]
    assert abs(beats_a_minute(score, first) - 129) < 4
    assert abs(beats_a_minute(score, last) - 72) < 4
    assert loudness(score, first) > loudness(score, last) + 15


def test_tempo_changes_in_small_steps():
    score = composed(start=(-0.7, 0.9), goal=(0.6, -0.9))
    marks = score.tempo
    until_outro = [m for m in marks if m.tick < score.sections[-1].start]
    for a, b in itertools.pairwise(until_outro):
        assert 0.95 < a.microseconds / b.microseconds < 1.06
    assert marks[-1].microseconds > 1.2 * until_outro[-1].microseconds


def test_the_voice_is_in_front():
    score = composed()
    others = [part for part in score.parts if part.role != "melody"]
    assert all(part.volume < score.melody.volume for part in others)


def test_the_song_settles():
    score = composed()
    tonic = score.key.tonic
    assert score.chords[-1].root == tonic
    last = score.melody.notes[-1]
    under = next(c for c in score.chords if c.tick + c.duration > last.start)
    assert under.root == last.key % 12 == tonic
    bass = next(part for part in score.parts if part.role == "bass")
    assert bass.notes[-1].key % 12 == tonic


@pytest.mark.parametrize("name", ["turkish", "arab", "javanese-slendro"])
def test_other_tunings_sound_between_the_keys(name):
    score = composed(tradition=name)
    assert any(note.cents for note in score.melody.notes)
    assert not score.chords


def test_one_word_is_a_song():
    score = composed(lyric=ONE_WORD, minutes=1)
    assert {s.text for s in score.syllables} == {"tired"}
    assert len(score.syllables) >= 2
    assert abs(seconds_at(score, score.end) - 60) < 9


def test_two_hundred_lines_are_sung_whole():
    stanzas = tuple(
        stanza("verse", *(plain(f"a line of words {n} {m}") for n in range(4))) for m in range(50)
    )
    score = composed(lyric=Lyric("Long", stanzas))
    assert {s.line for s in score.syllables} == set(range(200))


def test_a_report_may_cancel():
    def stop(step: str, share: float) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        compose(plan_song(request()), stop)


def test_a_report_only_rises():
    shares: list[float] = []
    compose(plan_song(request()), lambda step, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) > 5


def test_lines_are_kept_as_written():
    score = composed()
    assert score.lines == tuple(line.text for part in SONG.stanzas for line in part.lines)
