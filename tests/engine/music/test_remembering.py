"""A song is unlike the last ones; the same seed after the same songs gives the same song."""

import msgspec

from corvia_engine.music.composing import compose
from corvia_engine.music.planning import plan_song
from corvia_engine.music.remembering.choosing import plan_remembering
from corvia_engine.music.remembering.likeness import likeness, likeness_to_all, tempo_likeness
from corvia_engine.music.remembering.trace import trace_of
from corvia_local.model.plan import SongPlan, SongRequest, SongTrace
from tests.engine.music.songs import SONG, request

ASKED = request(SONG, minutes=1, seed=3)


def after(asked: SongRequest, *traces: SongTrace) -> SongPlan:
    return plan_remembering(msgspec.structs.replace(asked, remembered=traces))


def traced(plan: SongPlan) -> SongTrace:
    return trace_of(plan, compose(plan))


def test_without_memory_the_seed_alone_decides() -> None:
    assert plan_remembering(ASKED) == plan_song(ASKED)


def test_the_same_seed_after_the_same_songs_gives_the_same_song_and_another_after_others() -> None:
    first = traced(plan_song(ASKED))
    second = after(ASKED, first)
    assert second == after(ASKED, first)
    assert second.seed != ASKED.seed, "its own beginning would be the same song again"
    assert traced(second) != first
    third = after(ASKED, traced(second), first)
    assert likeness(traced(third), traced(second)) < 1000


def test_each_next_song_is_less_like_the_last_ones_than_by_the_seed_alone() -> None:
    with_memory: list[int] = []
    without: list[int] = []
    for seed in range(2):
        first = traced(plan_song(msgspec.structs.replace(ASKED, seed=100 + seed)))
        asked = msgspec.structs.replace(ASKED, seed=200 + seed)
        without.append(likeness(traced(plan_song(asked)), first))
        with_memory.append(likeness(traced(after(asked, first)), first))
    assert sum(with_memory) < sum(without)


def test_form_tempo_and_reasons_show_the_memory() -> None:
    asked = request(SONG, minutes=2, seed=3)
    first = traced(plan_song(asked))
    plan = after(asked, first)
    second = traced(plan)
    assert second.form != first.form
    assert tempo_likeness(second.quarter_micros, first.quarter_micros) < 700
    assert plan.reasons[-1].about == "memory"
    assert "your last song " in plan.reasons[-1].because
    kinds = [(s.valence, s.arousal) for s in plan.sections]
    assert kinds[0] == (plan.start_valence, plan.start_arousal), "the mood stays what it was"


def test_a_felt_heartbeat_is_not_moved_by_the_memory() -> None:
    asked = request(SONG, minutes=1, seed=3, heart_rate=70)
    first = plan_song(asked)
    again = after(asked, traced(first))
    assert again.sections[0].cues.quarter_micros == first.sections[0].cues.quarter_micros


def test_likeness_is_whole_for_the_same_song_and_newer_songs_weigh_more() -> None:
    one = traced(plan_song(ASKED))
    other = msgspec.structs.replace(one, opening=(), progression=(), tonic=(one.tonic + 1) % 12)
    assert likeness(one, one) == 1000
    assert likeness(one, other) < 500
    assert likeness_to_all(one, (one, other)) > likeness_to_all(one, (other, one))
