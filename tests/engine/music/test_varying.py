"""A song is varied where it may be, and stays note for note where it may not."""

from functools import cache

import pytest

from corvia_engine.music.composing import compose
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition, tradition_names
from corvia_engine.music.tune import SectionTune, TuneWriter
from corvia_engine.music.varying.character import OPPOSITES, ChangeTooFar
from corvia_engine.music.varying.reading_back import ScoreUnlikePlan, tunes_of
from corvia_engine.music.varying.recasting import changed
from corvia_engine.music.varying.scope import EARLY, NothingToVary, Scope, scope_of
from corvia_engine.music.varying.varying import vary
from corvia_local.model.plan import Change, SongPlan
from corvia_local.model.score import Role, Score
from tests.engine.music.songs import SONG, request

CHORDAL = "western"


@cache
def composed(name: str) -> tuple[SongPlan, Score]:
    plan = plan_song(request(SONG, tradition=name, minutes=0.5, seed=5))
    return plan, compose(plan)


def scope(plan: SongPlan, *bars: tuple[int, int], section: str = "", lock: str = "") -> Scope:
    stages = stages_of(plan, tradition(plan.tradition))
    return scope_of(stages, bars, (section,) if section else (), lock.split())


def notes_outside(score: Score, role: Role, within: Scope) -> set[tuple[int, int]]:
    """Onsets and pitches of a part outside a scope."""
    return {
        (note.start, 100 * note.key + note.cents)
        for part in score.parts
        if part.role == role
        for note in part.notes
        if not within.holds(note.start)
    }


def steps(tunes: tuple[SectionTune, ...]) -> list[tuple[int, int]]:
    return [(note.start, note.step) for t in tunes for phrase in t.phrases for note in phrase.notes]


@pytest.mark.parametrize("name", tradition_names()[::3])
def test_a_tune_is_read_back_from_its_score_as_it_was_written(name: str) -> None:
    plan, score = composed(name)
    stages = stages_of(plan, tradition(name))
    written = TuneWriter(plan, stages).write(lambda share: None)
    assert steps(tunes_of(plan, score, stages)) == steps(written)


@pytest.mark.parametrize("name", [CHORDAL, "turkish", "javanese-slendro", "mande"])
def test_bars_outside_stay_and_melody_inside_moves(name: str) -> None:
    plan, score = composed(name)
    bars = scope(plan, (7, 10))
    varied = vary(plan, score, tradition(name), bars, 3)
    roles = {part.role for part in score.parts}
    for role in roles - {"pad", "drone", "bass"}:
        assert notes_outside(varied, role, bars) == notes_outside(score, role, bars), role
    assert varied.melody.notes != score.melody.notes
    assert [s.text for s in varied.syllables] == [s.text for s in score.syllables]
    assert [s.tick for s in varied.syllables] == [n.start for n in varied.melody.notes]


def test_held_notes_are_cut_at_the_border_and_keep_their_pitches() -> None:
    plan, score = composed(CHORDAL)
    bars = scope(plan, (7, 10))
    varied = vary(plan, score, tradition(CHORDAL), bars, 3)
    low, high = bars.runs()[0]
    for part in varied.parts:
        for note in part.notes:
            assert not (note.start < low - 60 and note.start + note.duration > low + 60), part.name
    before = {(n.key, n.start) for p in score.parts if p.role == "bass" for n in p.notes}
    after = {(n.key, n.start) for p in varied.parts if p.role == "bass" for n in p.notes}
    assert {n for n in before if n[1] + EARLY < low} == {n for n in after if n[1] + EARLY < low}
    assert high <= score.end


@pytest.mark.parametrize("lock", ["melody percussion", "bass", "melody harmony"])
def test_what_is_locked_stays_note_for_note(lock: str) -> None:
    plan, score = composed(CHORDAL)
    varied = vary(plan, score, tradition(CHORDAL), scope(plan, lock=lock), 8)
    for word in lock.split():
        if word == "harmony":
            assert varied.chords == score.chords
        else:
            assert [p for p in varied.parts if p.role == word] == [
                p for p in score.parts if p.role == word
            ]
    if lock == "bass":
        assert varied.chords == score.chords, "the bass stands on the chords"
    assert varied.parts != score.parts


def test_a_new_tune_over_locked_chords_is_chosen_to_suit_them() -> None:
    plan, score = composed(CHORDAL)
    in_chord = []
    for seed in (1, 2, 3):
        varied = vary(plan, score, tradition(CHORDAL), scope(plan, lock="bass"), seed)
        in_chord += [
            note.key % 12 in chord.pitch_classes
            for note in varied.melody.notes
            for chord in varied.chords
            if note.start % 960 == 0 and chord.tick <= note.start < chord.tick + chord.duration
        ]
    assert sum(in_chord) / len(in_chord) > 0.55


def test_a_chorus_varied_as_such_returns_with_one_new_tune() -> None:
    plan, score = composed(CHORDAL)
    varied = vary(plan, score, tradition(CHORDAL), scope(plan, section="chorus"), 4)
    stages = stages_of(plan, tradition(CHORDAL))
    old, new = tunes_of(plan, score, stages), tunes_of(plan, varied, stages)
    choruses = [steps((tune,)) for tune in new if tune.stage.plan.kind == "chorus"]
    assert choruses[0] == choruses[-1]
    for before, after in zip(old, new, strict=True):
        if before.stage.plan.kind == "chorus":
            assert steps((before,)) != steps((after,))
        else:
            assert steps((before,)) == steps((after,))


def test_the_seed_gives_the_same_version_again_and_another_seed_another() -> None:
    plan, score = composed(CHORDAL)
    whole = scope(plan)
    first = vary(plan, score, tradition(CHORDAL), whole, 21)
    assert vary(plan, score, tradition(CHORDAL), whole, 21) == first
    assert vary(plan, score, tradition(CHORDAL), whole, 22) != first


@pytest.mark.parametrize("change", ["faster", "higher", "fuller"])
@pytest.mark.parametrize("name", [CHORDAL, "arab"])
def test_a_change_and_its_opposite_leave_the_tune_as_it_was(name: str, change: Change) -> None:
    plan, score = composed(name)
    there = changed(plan, score, tradition(name), change)
    back = changed(*there, tradition(name), OPPOSITES[change])
    assert there[1] != score
    assert back[1].melody.notes == score.melody.notes
    assert back[1].key == score.key
    assert back[1].tempo[0].microseconds == pytest.approx(score.tempo[0].microseconds, abs=2)


def test_a_darker_song_keeps_its_rhythm_and_words() -> None:
    plan, score = composed(CHORDAL)
    wished, made = changed(plan, score, tradition(CHORDAL), "darker")
    assert [n.start for n in made.melody.notes] == [n.start for n in score.melody.notes]
    assert made.syllables == score.syllables
    assert wished.goal_valence < plan.goal_valence
    assert made.chords != score.chords


def test_changes_end_where_songs_end_to_be_singable() -> None:
    plan, score = composed(CHORDAL)

    def twenty_times(change: Change) -> None:
        song = plan, score
        for _ in range(20):
            song = changed(*song, tradition(CHORDAL), change)

    with pytest.raises(ChangeTooFar, match="160 beats"):
        twenty_times("faster")
    with pytest.raises(ChangeTooFar, match="sing along"):
        twenty_times("lower")


def test_what_does_not_exist_is_named() -> None:
    plan, score = composed(CHORDAL)
    with pytest.raises(NothingToVary, match="the bars 1 to"):
        scope(plan, (900, 901))
    with pytest.raises(NothingToVary, match="chorus 1"):
        scope(plan, section="coda")
    other, _ = composed("irish")
    with pytest.raises(ScoreUnlikePlan):
        vary(other, score, tradition("irish"), scope(other), 1)
