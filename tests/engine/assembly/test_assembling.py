import hashlib
import itertools
import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from corvia_engine.music.assembly.assembling import assemble
from corvia_engine.music.assembly.gathering import NothingToAssemble, SongsDisagree
from corvia_engine.music.assembly.parameters import AssemblyParameters, ParametersOutOfRange
from corvia_local.errors import Cancelled
from corvia_local.model.score import check_score, decode_score, encode_score, seconds_at
from tests.engine.assembly.songs import Wish, made_song, many_songs

SEED = bytes(range(32))
ROOT = Path(__file__).parents[3]


def test_the_order_in_which_songs_come_does_not_matter() -> None:
    songs = many_songs(9)
    expected = assemble(songs, SEED)
    for number in range(4):
        shuffled = list(songs)
        random.Random(number).shuffle(shuffled)
        assert assemble(shuffled, SEED) == expected
    assert assemble(songs + songs[:3], SEED) == expected


def test_every_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.engine.assembly.songs import many_songs\n"
        "from corvia_engine.music.assembly.assembling import assemble\n"
        "from corvia_local.model.score import encode_score\n"
        "made = assemble(many_songs(14), bytes(range(32)))\n"
        "print(hashlib.sha256(encode_score(made.score) + repr(made.credits).encode()).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'engine'}"},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1", "4242")
    }
    made = assemble(many_songs(14), SEED)
    data = encode_score(made.score) + repr(made.credits).encode()
    assert printed == {hashlib.sha256(data).hexdigest()}


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 12, 13, 20, 21, 45, 230])
def test_everyone_is_heard_and_credited_within_bounds(count: int) -> None:
    songs = many_songs(count)
    composition = assemble(songs, SEED)
    score = composition.score
    assert decode_score(encode_score(score)) == score
    assert sorted(credit.cid for credit in composition.credits) == sorted(s.cid for s in songs)
    assert sum(bool(credit.bars) for credit in composition.credits) == min(count, 200)
    assert 120 <= seconds_at(score, score.end) <= 360


def test_credits_tell_the_bars_in_order_of_first_hearing() -> None:
    composition = assemble(many_songs(230), SEED)
    last_bar = composition.score.end // composition.score.meter.bar_ticks
    heard = [credit.bars for credit in composition.credits if credit.bars]
    assert [bars[0][0] for bars in heard] == sorted(bars[0][0] for bars in heard)
    assert all(credit.bars for credit in composition.credits[: len(heard)])
    for bars in heard:
        assert all(1 <= first <= last <= last_bar for first, last in bars)
        assert all(a[1] + 1 < b[0] for a, b in itertools.pairwise(bars))


def test_who_is_left_out_by_the_lot_changes_with_the_seed() -> None:
    songs = many_songs(12)
    few = AssemblyParameters(most_heard=6)

    def heard(seed: bytes) -> frozenset[str]:
        return frozenset(c.cid for c in assemble(songs, seed, few).credits if c.bars)

    draws = [heard(bytes([number] * 32)) for number in range(24)]
    assert all(len(draw) == 6 for draw in draws)
    assert frozenset().union(*draws) == {song.cid for song in songs}


def test_without_consent_to_the_lyric_nothing_is_sung() -> None:
    score = assemble([made_song(Wish(number=n, lyric=False)) for n in range(3)], SEED).score
    assert score.lines == ()
    assert score.syllables == ()


def test_only_consented_lines_are_sung_and_they_stand_on_the_melody() -> None:
    songs = many_songs(8)
    score = assemble(songs, SEED).score
    consented = {line for song in songs for line in song.score.lines}
    assert score.lines
    assert set(score.lines) <= consented
    onsets = {note.start: note for note in score.melody.notes}
    for syllable in score.syllables:
        assert syllable.duration == onsets[syllable.tick].duration
        assert syllable.text in score.lines[syllable.line]


def test_no_word_is_begun_without_being_ended() -> None:
    open_word = False
    for syllable in assemble(many_songs(10), SEED).score.syllables:
        assert syllable.begins_word != open_word
        open_word = not syllable.ends_word
    assert not open_word


def test_a_seed_or_a_parameter_changes_the_piece() -> None:
    songs = many_songs(4)
    assert assemble(songs, SEED).score != assemble(songs, bytes(32)).score
    longer = AssemblyParameters(most_soloists=2)
    assert assemble(songs, SEED).score != assemble(songs, SEED, longer).score


def test_no_songs_make_no_composition() -> None:
    with pytest.raises(NothingToAssemble, match="no song"):
        assemble([], SEED)


def test_two_songs_under_one_identifier_are_refused() -> None:
    one, other = many_songs(2)
    with pytest.raises(SongsDisagree, match="identifier"):
        assemble([one, msgspec.structs.replace(other, cid=one.cid)], SEED)


def test_assembling_can_be_stopped() -> None:
    def stop(step: str, share: float) -> None:
        if share > 0:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        assemble(many_songs(3), SEED, report=stop)


@pytest.mark.parametrize("wrong", [{"fastest": 1}, {"most_heard": 0}, {"longest_seconds": 10**9}])
def test_parameters_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ParametersOutOfRange, match=next(iter(wrong))):
        assemble(many_songs(1), SEED, AssemblyParameters(**wrong))


@pytest.mark.parametrize(
    "extreme",
    [
        AssemblyParameters(shortest_seconds=30, longest_seconds=240, most_soloists=20),
        AssemblyParameters(most_soloists=1, fastest=1_500_000, slowest=400_000),
        AssemblyParameters(fastest=400_000, slowest=400_000, longest_seconds=1200),
    ],
)
@pytest.mark.parametrize("count", [1, 20, 60])
def test_every_allowed_parameter_keeps_the_bounds(extreme: AssemblyParameters, count: int) -> None:
    score = assemble(many_songs(count), SEED, extreme).score
    check_score(score)
    seconds = seconds_at(score, score.end)
    assert extreme.shortest_seconds <= seconds <= extreme.longest_seconds
