import random

import pytest

from corvia_engine.music.assembly.assembling import assemble
from corvia_engine.music.assembly.gathering import NothingToAssemble
from corvia_local.model.score import decode_score, encode_score
from tests.engine.assembly.songs import Wish, made_song, many_songs

SEED = bytes(range(32))


def test_the_order_in_which_songs_come_does_not_matter() -> None:
    songs = many_songs(9)
    expected = assemble(songs, SEED)
    for number in range(4):
        shuffled = list(songs)
        random.Random(number).shuffle(shuffled)
        assert assemble(shuffled, SEED) == expected


@pytest.mark.parametrize("count", [1, 2, 3, 7, 13, 21, 45, 230])
def test_everyone_is_heard_and_credited(count: int) -> None:
    songs = many_songs(count)
    composition = assemble(songs, SEED)
    assert decode_score(encode_score(composition.score)) == composition.score
    assert sorted(credit.cid for credit in composition.credits) == sorted(s.cid for s in songs)
    assert sum(bool(credit.bars) for credit in composition.credits) == min(count, 200)


def test_without_consent_to_the_lyric_nothing_is_sung() -> None:
    wordless = [made_song(Wish(number=n, lyric=False)) for n in range(3)]
    score = assemble(wordless, SEED).score
    assert score.lines == ()
    assert score.syllables == ()


def test_no_songs_make_no_composition() -> None:
    with pytest.raises(NothingToAssemble):
        assemble([], SEED)
