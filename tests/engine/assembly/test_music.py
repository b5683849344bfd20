import itertools

import pytest

from corvia_engine.music.assembly.assembling import assemble
from corvia_engine.music.assembly.phrases import HIGHEST, LOWEST, SPAN
from corvia_local.model.score import TICKS_PER_QUARTER
from tests.engine.assembly.listening import (
    longest_silence,
    notes_within,
    share_of_rubs,
    sounding,
)
from tests.engine.assembly.songs import Wish, made_song, many_songs

SEED = bytes(range(32))


@pytest.mark.parametrize("count", [1, 3, 8, 30, 120])
def test_strong_beats_hardly_rub(count: int) -> None:
    assert share_of_rubs(assemble(many_songs(count), SEED).score) < 0.02


@pytest.mark.parametrize("count", [1, 5, 40])
def test_it_never_falls_silent_and_ends_on_its_tonic_chord(count: int) -> None:
    score = assemble(many_songs(count), SEED).score
    assert longest_silence(score) == 0
    last = sounding(score, score.end - 1)
    assert min(last) % 12 == score.key.tonic
    third = 4 if score.key.mode == "major" else 3
    assert {(key - score.key.tonic) % 12 for key in last} == {0, third, 7}


def test_solo_lines_are_singable() -> None:
    score = assemble(many_songs(12), SEED).score
    for mark in score.sections:
        if mark.name.startswith("turn"):
            keys = [note.key for note in notes_within(score, mark.name, "melody")]
            assert max(keys) - min(keys) <= SPAN
            assert min(keys) >= LOWEST
            assert max(keys) <= HIGHEST


def test_a_lone_song_keeps_its_melody() -> None:
    song = made_song(Wish(number=4, tonic=7))
    score = assemble([song], SEED).score
    chorus = next(m for m in song.score.sections if m.kind == "chorus")
    own = [n for n in song.score.melody.notes if chorus.start <= n.start < chorus.end]
    turn = next(m for m in score.sections if m.name.startswith("turn 1"))
    middle = turn.start + 4 * score.meter.bar_ticks
    heard = [n for n in score.melody.notes if middle <= n.start < turn.end]
    assert [n.start - middle for n in heard] == [n.start - chorus.start for n in own][: len(heard)]
    pairs = list(zip(heard, own, strict=False))
    moves = [((b[0].key - a[0].key), (b[1].key - a[1].key)) for a, b in itertools.pairwise(pairs)]
    same = sum((x > 0) - (x < 0) == (y > 0) - (y < 0) for x, y in moves)
    assert same >= 0.9 * len(moves)


def test_microtones_sound_in_their_own_turn_over_a_drone() -> None:
    songs = [
        made_song(Wish(number=1, tonic=0)),
        made_song(Wish(number=2, tonic=2, rast=True)),
        made_song(Wish(number=3, tonic=5)),
    ]
    score = assemble(songs, SEED).score
    turn = next(m for m in score.sections if m.name.endswith(": Song 2") and "turn" in m.name)
    assert any(note.cents == -45 for note in notes_within(score, turn.name, "melody"))
    chords = [c for c in score.chords if turn.start <= c.tick < turn.end]
    assert {len(chord.pitch_classes) for chord in chords} == {2}
    assert all(note.cents == 0 for note in notes_within(score, "together", "counter"))


def test_the_piece_goes_from_distress_to_ease() -> None:
    moods = [(-800, 700), (-300, 200), (200, 0), (600, -500)]
    songs = [made_song(Wish(number=n, mood=mood)) for n, mood in enumerate(moods)]
    score = assemble(songs[::-1], SEED).score
    turns = [mark for mark in score.sections if mark.name.startswith("turn")]
    assert [mark.name for mark in turns] == [f"turn {n + 1}: Song {n}" for n in range(4)]
    assert score.sections[-1].valence - score.sections[-1].arousal == max(
        mark.valence - mark.arousal for mark in score.sections
    )


def test_withheld_moods_stay_withheld() -> None:
    score = assemble([made_song(Wish(number=n)) for n in range(3)], SEED).score
    assert {(mark.valence, mark.arousal) for mark in score.sections} == {(0, 0)}


def test_each_voice_has_its_own_instrument_and_place() -> None:
    score = assemble(many_songs(5), SEED).score
    seats = [part for part in score.parts if part.role == "counter"]
    assert len({part.pan for part in seats}) == 5
    programs = sorted(song.score.melody.program for song in many_songs(5))
    assert sorted(part.program for part in seats) == programs


def test_a_light_pulse_comes_only_when_the_songs_are_lively() -> None:
    def roles(arousal: int) -> set[str]:
        songs = [made_song(Wish(number=n, mood=(100, arousal))) for n in range(3)]
        return {part.role for part in assemble(songs, SEED).score.parts}

    assert "percussion" in roles(600)
    assert "percussion" not in roles(-300)


def test_all_together_most_onsets_fall_between_the_lead_s() -> None:
    score = assemble(many_songs(3), SEED).score
    bar = score.meter.bar_ticks
    lead = {n.start for n in notes_within(score, "together", "melody")}
    doubled = {(n.start, n.key) for n in notes_within(score, "together", "melody")}
    others = [
        n
        for n in notes_within(score, "together", "counter")
        if (n.start, n.key) not in doubled and n.start % bar
    ]
    assert sum(n.start in lead for n in others) <= len(others) // 10
    assert len(others) > score.end // bar // TICKS_PER_QUARTER
