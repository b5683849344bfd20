"""Valid scores that no composer would write are assembled all the same."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corvia_engine.music.assembly.assembling import assemble
from corvia_local.model.score import (
    LAST_TICK,
    ChordMark,
    Meter,
    Note,
    Part,
    Score,
    SectionMark,
    TempoMark,
    decode_score,
    encode_score,
    seconds_at,
)
from tests.engine.assembly.songs import bare_score, contribution, many_songs

SEED = bytes(32)

BAR = 1920
HOSTILE = {
    "no notes": bare_score((), BAR),
    "one note": bare_score((Note(0, 1, 0, 0, 1),), 1),
    "five notes": bare_score(tuple(Note(n * 480, 480, 60 + n, 0, 80) for n in range(5)), 2 * BAR),
    "all at one tick": bare_score(tuple(Note(7, 5, n % 128, 100, 127) for n in range(3000)), BAR),
    "twenty thousand notes": bare_score(
        tuple(Note(n * 13, 400, 20 + n * 7 % 100, n % 201 - 100, 90) for n in range(20_000)),
        LAST_TICK,
    ),
    "a note at the far end": bare_score((Note(LAST_TICK - 1, 7000, 127, -100, 9),), LAST_TICK),
    "a bar of 512 quarters": bare_score(
        tuple(Note(n * 480, 240, 50 + n % 30, 0, 80) for n in range(100)),
        100_000,
        Meter((16,) * 16, 2),
    ),
    "a bar of a sixteenth": bare_score(
        tuple(Note(n * 120, 120, 50 + n % 30, 0, 80) for n in range(100)),
        100_000,
        Meter((1,), 16),
    ),
    "unequal groups": bare_score(
        tuple(Note(n * 240, 240, 50 + n % 30, 0, 80) for n in range(100)),
        24_000,
        Meter((1, 5, 1, 4), 8),
    ),
    "drums only": msgspec.structs.replace(
        bare_score((), BAR),
        parts=(
            Part("m", "melody", 0, 0, 0, ()),
            Part("d", "percussion", 0, 0, 0, (Note(0, 5, 36, 0, 5),)),
        ),
    ),
    "only outros, and odd chords": msgspec.structs.replace(
        bare_score((Note(10, 10, 61, 0, 3),), BAR),
        sections=(
            *(SectionMark("x" * 80, "outro", n, n + 1, -1000, 1000) for n in range(199)),
            SectionMark("", "outro", 199, BAR, 1000, -1000),
        ),
        chords=(ChordMark(0, 1, 11, "", (11,)), ChordMark(0, LAST_TICK, 0, "?", (0,) * 7)),
        tempo=(TempoMark(0, 3_000_000), TempoMark(5, 200_000), TempoMark(LAST_TICK, 200_000)),
    ),
}


def assert_sound(scores: list[Score]) -> None:
    songs = [contribution(number, score) for number, score in enumerate(scores)]
    composition = assemble(songs, SEED)
    assert decode_score(encode_score(composition.score)) == composition.score
    assert 120 <= seconds_at(composition.score, composition.score.end) <= 360
    assert all(credit.bars for credit in composition.credits)


@pytest.mark.parametrize("name", HOSTILE)
def test_one_strange_song_alone_makes_a_piece(name: str) -> None:
    assert_sound([HOSTILE[name]])


@pytest.mark.parametrize("name", HOSTILE)
def test_one_strange_song_among_others_makes_a_piece(name: str) -> None:
    assert_sound([HOSTILE[name], *(song.score for song in many_songs(3))])


def test_all_strange_songs_together_make_a_piece() -> None:
    assert_sound(list(HOSTILE.values()) * 3)


NOTES = st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(1, 9000), st.integers(0, 127)),
    max_size=40,
).map(
    lambda drawn: tuple(
        Note(start, length, key, length % 201 - 100, 1 + key % 127)
        for start, length, key in sorted(drawn)
    )
)
METERS = st.builds(
    Meter,
    st.lists(st.integers(1, 16), min_size=1, max_size=16).map(tuple),
    st.sampled_from((2, 4, 8, 16)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NOTES, METERS), min_size=1, max_size=6))
def test_any_valid_scores_make_a_sound_piece(drawn: list[tuple[tuple[Note, ...], Meter]]) -> None:
    assert_sound([bare_score(notes, 30_000, meter) for notes, meter in drawn])
