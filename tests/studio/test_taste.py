"""More like this and less like this move the next songs by small steps that can be taken back."""

import msgspec
import pytest

from corvia_local.model.mood import Mood
from corvia_local.model.plan import Change
from corvia_local.studio import library, taste
from corvia_local.studio.composing import (
    ComposedSong,
    SongWish,
    compose,
    request_from_lyrics,
    tempo_of,
)
from corvia_local.studio.varying import Wish, vary_song
from corvia_local.vault.opening import Vault

LINES = "the rain went on all night\n\nand still the day came up"


@pytest.fixture(scope="module")
def song() -> ComposedSong:
    wish = SongWish(start=Mood(0.2, 0), goal=Mood(0.4, 0), minutes=0.5, seed=3)
    return compose(request_from_lyrics(LINES, wish), with_audio=False)


@pytest.fixture
def two(vault: Vault, song: ComposedSong) -> tuple[str, str]:
    """A song, and the same one slower and lower."""
    other = vary_song(song, Wish(changes=("slower", "slower", "lower"))).song
    library.keep_song(vault, song)
    library.keep_song(vault, other)
    return song.id, other.id


def test_a_song_is_told_apart_from_the_others(vault: Vault, two: tuple[str, str]) -> None:
    first, other = two
    assert set(taste.apart(vault, other)) == {"slower", "lower", "sparser"}
    assert set(taste.apart(vault, first)) == {"faster", "higher", "fuller"}


def test_liking_moves_by_steps_and_disliking_takes_them_back(
    vault: Vault, two: tuple[str, str]
) -> None:
    _, other = two
    for _ in range(4):
        moved = taste.more_like(vault, other)
    assert "slower" in moved
    assert sorted(taste.taste(vault)).count("slower") == taste.MOST_STEPS
    taste.less_like(vault, other)
    assert taste.taste(vault).count("slower") == taste.MOST_STEPS - 1
    taste.forget_taste(vault)
    assert taste.taste(vault) == ()


def test_without_another_song_there_is_nothing_to_compare(vault: Vault, song: ComposedSong) -> None:
    library.keep_song(vault, song)
    with pytest.raises(taste.NothingToCompare, match="second one"):
        taste.more_like(vault, song.id)


def test_a_new_song_follows_the_taste_and_says_so(song: ComposedSong) -> None:
    wish = SongWish(start=Mood(0.2, 0), goal=Mood(0.4, 0), minutes=0.5, seed=3)
    request = request_from_lyrics(LINES, wish)
    leaning: tuple[Change, ...] = ("slower", "fuller")
    made = compose(request, with_audio=False, taste=leaning)
    assert tempo_of(made.score) < tempo_of(song.score)
    said = next(reason for reason in made.plan.reasons if reason.about == "taste")
    assert said.choice == "slower, fuller"
    far = compose(request, with_audio=False, taste=("higher",) * 8)
    said = next(reason for reason in far.plan.reasons if reason.about == "taste")
    assert "sing along" in said.because
    assert msgspec.json.encode(compose(request, with_audio=False).score) == msgspec.json.encode(
        song.score
    ), "without a taste the seed gives the same song"
