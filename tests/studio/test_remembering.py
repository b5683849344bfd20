"""What is remembered of the last songs is read from the vault, and gone when they are."""

from corvia_local.model.mood import Mood
from corvia_local.studio import erasing, library
from corvia_local.studio.composing import ComposedSong, SongWish, compose, request_from_lyrics
from corvia_local.studio.remembering import remembered
from corvia_local.vault.opening import Vault

LINES = "the rain went on all night\nI heard it in my room\n\nand still the day came up"


def _song(vault: Vault | None, seed: int) -> ComposedSong:
    traces = remembered(vault) if vault is not None else ()
    wish = SongWish(
        start=Mood(-0.4, 0), goal=Mood(0.5, 0), minutes=0.5, seed=seed, remembered=traces
    )
    return compose(request_from_lyrics(LINES, wish), with_audio=False)


def test_the_same_seed_gives_another_song_after_it_and_the_same_once_it_is_erased(
    vault: Vault,
) -> None:
    first = _song(vault, 5)
    assert first.id == _song(None, 5).id, "nothing is remembered yet"
    library.keep_song(vault, first)
    second = _song(vault, 5)
    assert second.id != first.id
    assert second.id == _song(vault, 5).id
    assert "unlike your last song" in [reason.choice for reason in second.plan.reasons]
    erasing.erase(vault, erasing.plan_song(vault, first.id))
    assert remembered(vault) == ()
    assert _song(vault, 5).id == first.id
