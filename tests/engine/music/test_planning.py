"""Plans."""

import itertools

import msgspec
import pytest
from hypothesis import given, settings

from corvia_engine.music.planning import plan_song
from corvia_engine.music.traditions import UnknownTradition, tradition, tradition_names
from corvia_local.model.mood import Mood
from tests.engine.music.songs import ONE_WORD, SONG, request, requests


def minutes(plan):
    quarters = plan.meter.bar_ticks / 480
    return sum(s.bars * s.cues.quarter_micros * quarters for s in plan.sections) / 60e6


def beats(plan, section):
    beat = tradition(plan.tradition).rhythm(plan.meter.groups, plan.meter.unit).beat
    return 60e6 * plan.meter.unit / (4 * beat * section.cues.quarter_micros)


@settings(max_examples=60, deadline=None)
@given(requests)
def test_plans_are_whole_numbers_and_repeatable(wish):
    plan = plan_song(wish)
    assert plan == plan_song(wish)
    assert msgspec.json.decode(msgspec.json.encode(plan), type=type(plan)) == plan
    assert plan.sections[0].kind == "intro"
    assert plan.sections[-1].kind == "outro"


@settings(max_examples=60, deadline=None)
@given(requests)
def test_the_first_section_meets_the_mood_and_the_last_holds_the_goal(wish):
    plan = plan_song(wish)
    first, last = plan.sections[0], plan.sections[-1]
    assert (first.valence, first.arousal) == wish.start.in_milli()
    assert (last.valence, last.arousal) == wish.goal.in_milli()


@pytest.mark.parametrize("name", tradition_names())
@pytest.mark.parametrize("wished", [1.8, 2.0, 3.0, 5.0])
def test_length_is_within_fifteen_percent_of_the_wish(name, wished):
    plan = plan_song(request(tradition=name, minutes=wished))
    assert abs(minutes(plan) - wished) <= 0.15 * wished


@pytest.mark.parametrize("wished", [0.5, 2.0, 6.0])
def test_one_word_becomes_a_song_of_the_wished_length(wished):
    plan = plan_song(request(ONE_WORD, minutes=wished))
    assert abs(minutes(plan) - wished) <= 0.15 * wished


def test_a_dark_mood_begins_in_minor_and_a_bright_goal_ends_in_its_relative_major():
    plan = plan_song(request())
    assert plan.sections[0].key.mode == "minor"
    assert plan.key.mode == "major"
    assert (plan.sections[0].key.tonic + 3) % 12 == plan.key.tonic


@pytest.mark.parametrize(("valence", "mode"), [(0.6, "major"), (-0.6, "minor")])
def test_mode_follows_valence(valence, mode):
    plan = plan_song(request(start=(valence, 0), goal=(valence, 0)))
    assert {section.key.mode for section in plan.sections} == {mode}


@pytest.mark.parametrize(("heart_rate", "tempo"), [(72, 72), (128, 128), (30, 50), (210, 160)])
@pytest.mark.parametrize("name", ["western", "irish", "blues", "turkish"])
def test_the_first_section_takes_up_the_heart_rate(heart_rate, tempo, name):
    plan = plan_song(request(heart_rate=heart_rate, tradition=name))
    assert abs(beats(plan, plan.sections[0]) - tempo) < 0.1
    without = plan_song(request(tradition=name))
    assert beats(plan, plan.sections[-1]) == beats(without, without.sections[-1])


def test_tempo_never_jumps_by_a_quarter():
    plan = plan_song(request(start=(-0.9, 0.9), goal=(0.5, -0.8), minutes=3))
    for a, b in itertools.pairwise(plan.sections):
        assert 0.75 < a.cues.quarter_micros / b.cues.quarter_micros < 1.34


def test_reasons_say_what_and_why_with_a_source():
    plan = plan_song(request())
    about = [reason.about for reason in plan.reasons]
    wanted = {"trajectory", "form", "length", "mode", "tempo", "register", "dynamics",
              "articulation", "harmony and timbre", "metre", "tradition", "respect"}  # fmt: skip
    assert wanted <= set(about)
    assert all(r.choice and r.because and r.source for r in plan.reasons)


def test_an_unknown_tradition_is_refused():
    with pytest.raises(UnknownTradition):
        plan_song(request(tradition="atlantean"))


def test_two_seeds_give_two_songs():
    plans = {plan_song(request(seed=seed)).key.tonic for seed in range(12)}
    assert len(plans) > 2


def test_a_standing_mood_stays():
    plan = plan_song(request(start=(0.3, 0.1), goal=(0.3, 0.1)))
    assert {(s.valence, s.arousal) for s in plan.sections} == {Mood(0.3, 0.1).in_milli()}
    assert plan.lyric == SONG
