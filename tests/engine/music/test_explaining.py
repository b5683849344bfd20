"""For any bar a song says which words, rules and changes gave it, as its notes bear out."""

from functools import cache

import msgspec
import pytest

from corvia_engine.music.composing import compose
from corvia_engine.music.explaining.bar import reasons_for_bar
from corvia_engine.music.explaining.place import NoSuchBar
from corvia_engine.music.planning import plan_song
from corvia_engine.music.traditions import tradition, tradition_names
from corvia_local.model.plan import Reason, SongPlan
from corvia_local.model.score import Score
from tests.engine.music.songs import SONG, request


@cache
def composed(name: str) -> tuple[SongPlan, Score]:
    plan = plan_song(request(SONG, tradition=name, minutes=0.5, seed=5))
    return plan, compose(plan)


def why(name: str, bar: int) -> dict[str, list[Reason]]:
    plan, score = composed(name)
    found: dict[str, list[Reason]] = {}
    for reason in reasons_for_bar(plan, score, tradition(name), bar):
        found.setdefault(reason.about, []).append(reason)
    return found


@pytest.mark.parametrize("name", tradition_names()[::4])
def test_every_bar_has_its_place_mood_figures_and_tune(name: str) -> None:
    _, score = composed(name)
    for bar in range(1, score.end // score.meter.bar_ticks + 1):
        found = why(name, bar)
        assert {"place", "mood", "figures", "players", "tune"} <= set(found), bar
        assert all(reason.because for reasons in found.values() for reason in reasons)
        assert bool(found.get("chord")) == bool(score.chords)


def test_every_syllable_is_told_in_the_bar_in_which_it_is_sung() -> None:
    _, score = composed("western")
    told = "".join(
        "".join(reason.choice.strip("“”").split())
        for bar in range(1, score.end // score.meter.bar_ticks + 1)
        for reason in why("western", bar).get("words", [])
    )
    assert told == "".join("".join(syllable.text.split()) for syllable in score.syllables)


def test_a_chorus_that_returns_is_known_by_its_notes() -> None:
    _, score = composed("western")
    bar = score.meter.bar_ticks
    choruses = [s for s in score.sections if s.kind == "chorus"]
    first, last = choruses[0].start // bar + 1, choruses[-1].start // bar + 1
    assert f"as in bar {first} " in why("western", last)["motif"][0].choice


def test_a_chord_is_said_by_the_progression_that_wants_it() -> None:
    _, score = composed("western")
    said = [
        reason.because
        for bar in range(1, score.end // score.meter.bar_ticks + 1)
        for reason in why("western", bar)["chord"]
    ]
    assert any("turns, has it here" in words for words in said)
    assert any("It closes the section" in words for words in said)


def test_a_change_is_told_in_its_bars_alone_and_costs_other_plans_no_byte() -> None:
    plan, score = composed("western")
    change = Reason("edit", "a note higher", "You asked for it.", "", ((4, 5),))
    edited = msgspec.structs.replace(plan, reasons=(*plan.reasons, change))
    told = [
        change in reasons_for_bar(edited, score, tradition("western"), bar) for bar in (3, 4, 5, 6)
    ]
    assert told == [False, True, True, False]
    assert b'"bars":[[' not in msgspec.json.encode(plan)
    assert b'"layout"' not in msgspec.json.encode(plan)


def test_a_bar_beyond_the_end_is_refused_with_the_bars_that_there_are() -> None:
    plan, score = composed("western")
    last = score.end // score.meter.bar_ticks
    with pytest.raises(NoSuchBar, match=f"1 to {last}"):
        reasons_for_bar(plan, score, tradition("western"), last + 1)
