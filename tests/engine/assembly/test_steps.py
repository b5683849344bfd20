"""The steps of the assembly, each with what can be checked by hand."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_engine.music.assembly.accompaniment import Pad
from corvia_engine.music.assembly.bar_shape import BarShape, laid_into, shape_of
from corvia_engine.music.assembly.draws import Draws
from corvia_engine.music.assembly.gathering import meeting_pairs
from corvia_engine.music.assembly.harmony import drone_on
from corvia_engine.music.assembly.meeting import meeting_of
from corvia_engine.music.assembly.parameters import AssemblyParameters
from corvia_engine.music.assembly.phrases import SPAN, in_register
from corvia_engine.music.assembly.portrait import fifths_between, portrait_of
from corvia_engine.music.assembly.seating import seating_of
from corvia_engine.music.assembly.tone import Tone
from corvia_engine.music.assembly.whole_numbers import rounded, weighted_median
from corvia_local.model.score import Meter
from tests.engine.assembly.songs import Wish, made_song, many_songs

COMMON = shape_of(Meter((1, 1, 1, 1), 4))
WALTZ = shape_of(Meter((1, 1, 1), 4))
JIG = shape_of(Meter((3, 3), 8))


def test_draws_follow_their_specification() -> None:
    block = hashlib.sha256(b"seed\0label\0" + bytes(8)).digest()
    draws = Draws(b"seed", "label")
    numbers = [int.from_bytes(block[at : at + 8], "big") % 10 for at in (0, 8, 16, 24)]
    assert [draws.below(10) for _ in range(4)] == numbers


def test_draws_are_even() -> None:
    draws = Draws(b"", "even")
    counts = [0] * 6
    for _ in range(6000):
        counts[draws.below(6)] += 1
    assert all(850 < count < 1150 for count in counts)


@pytest.mark.parametrize(
    ("top", "bottom", "result"), [(5, 2, 3), (-5, 2, -2), (4, 3, 1), (-4, 3, -1), (0, 7, 0)]
)
def test_halves_are_rounded_up(top: int, bottom: int, result: int) -> None:
    assert rounded(top, bottom) == result


def test_the_weighted_median_is_a_value_that_was_given() -> None:
    assert weighted_median([(600, 1), (500, 5), (400, 3)]) == 500


def test_fifths_are_counted_on_the_circle() -> None:
    assert [fifths_between(0, other) for other in (0, 7, 5, 2, 6, 1)] == [0, 1, 1, 2, 6, 5]


def test_the_common_key_is_the_nearest_to_all() -> None:
    songs = [made_song(Wish(number=n, tonic=t)) for n, t in enumerate((0, 7, 2))]
    portraits = [portrait_of(song) for song in songs]
    assert [portrait.root for portrait in portraits] == [0, 7, 2]
    meeting = meeting_of(portraits, AssemblyParameters())
    assert meeting.root == 7
    assert [meeting.shift(portrait) for portrait in portraits] == [-5, 0, 5]


def test_a_minor_song_meets_its_relative_major_unmoved() -> None:
    songs = [made_song(Wish(number=1)), made_song(Wish(number=2, tonic=9, minor=True))]
    portraits = [portrait_of(song) for song in songs]
    meeting = meeting_of(portraits, AssemblyParameters())
    assert [meeting.shift(portrait) for portrait in portraits] == [0, 0]
    assert [portrait.is_minor for portrait in portraits] == [False, True]


def test_the_pulse_is_the_median_and_the_bar_the_majority() -> None:
    wishes = [
        Wish(number=n, quarter_micros=micros, meter=meter)
        for n, (micros, meter) in enumerate(
            [
                (500_000, Meter((1, 1, 1), 4)),
                (700_000, Meter((1, 1, 1), 4)),
                (900_000, COMMON.meter),
            ]
        )
    ]
    meeting = meeting_of([portrait_of(made_song(w)) for w in wishes], AssemblyParameters())
    assert meeting.quarter_micros == 690_000
    assert meeting.bar.meter == Meter((1, 1, 1), 4)


@pytest.mark.parametrize(
    ("source", "target", "ticks", "landing"),
    [
        (WALTZ, COMMON, (0, 480, 960, 1440), (0, 960, 1440, 1920)),
        (COMMON, WALTZ, (0, 480, 960, 1440, 1920), (0, 480, 960, 1200, 1440)),
        (JIG, COMMON, (0, 240, 480, 720), (0, 360, 600, 960)),
        (COMMON, JIG, (0, 480, 960, 1440), (0, 360, 720, 1080)),
        (COMMON, COMMON, (0, 130, 3840), (0, 120, 3840)),
    ],
)
def test_bars_are_laid_into_each_other_group_by_group(
    source: BarShape, target: BarShape, ticks: tuple[int, ...], landing: tuple[int, ...]
) -> None:
    assert tuple(laid_into(tick, source, target) for tick in ticks) == landing


GROUPS = st.lists(st.integers(1, 5), min_size=1, max_size=12).map(tuple)


@given(GROUPS, GROUPS, st.lists(st.integers(0, 20_000), max_size=30))
def test_laying_keeps_order_and_bar_lines(
    ours: tuple[int, ...], theirs: tuple[int, ...], ticks: list[int]
) -> None:
    source, target = shape_of(Meter(ours, 8)), shape_of(Meter(theirs, 8))
    landing = [laid_into(tick, source, target) for tick in sorted(ticks)]
    assert landing == sorted(landing)
    assert laid_into(3 * source.ticks, source, target) == 3 * target.ticks


def test_short_bars_are_joined_and_strange_ones_count_as_common_time() -> None:
    assert shape_of(Meter((1, 1), 4)).meter == Meter((1, 1, 1, 1), 4)
    assert shape_of(Meter((16,) * 16, 2)) == COMMON
    assert shape_of(Meter((2, 2, 2, 3), 8)).groups == (480, 480, 480, 720)


@given(st.lists(st.integers(-20, 140), min_size=1, max_size=40), st.integers(55, 74))
def test_a_voice_stays_within_its_fourteen_semitones(keys: list[int], middle: int) -> None:
    tones = [Tone(n * 120, 120, key) for n, key in enumerate(keys)]
    placed = [tone.key for tone in in_register(tones, middle)]
    assert max(placed) - min(placed) <= SPAN
    assert all((a - b) % 12 == 0 for a, b in zip(placed, keys, strict=True) if max(keys) < 100)


@pytest.mark.parametrize("tonic", range(12))
def test_the_pad_holds_every_drone_and_moves_little(tonic: int) -> None:
    pad = Pad()
    pad.held((drone_on(0),), COMMON)
    held = pad.held((drone_on(tonic), drone_on(tonic)), COMMON)
    assert len(held) == 3
    assert {tone.key % 12 for tone in held} == {tonic, (tonic + 7) % 12}
    assert {tone.duration for tone in held} == {2 * COMMON.ticks}


def test_neighbours_in_mood_meet() -> None:
    moods = [(-800, 700), (500, -500), (-700, 600), (600, -400), (0, 0)]
    voices = [portrait_of(made_song(Wish(number=n, mood=m))) for n, m in enumerate(moods)]
    pairs = meeting_pairs(voices)
    assert pairs[:2] == [(0, 2), (1, 3)]
    assert 4 in pairs[2]


def test_many_voices_share_ten_seats_by_instrument() -> None:
    voices = [portrait_of(song) for song in many_songs(40)]
    seating = seating_of(voices)
    assert len(seating.seats) == 10
    assert sorted(set(seating.seat_of)) == list(range(10))
    for voice, seat in zip(voices, seating.seat_of, strict=True):
        offered = {s.program for s in seating.seats}
        if voice.tune.program in offered:
            assert seating.seats[seat].program == voice.tune.program
