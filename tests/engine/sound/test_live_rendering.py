"""A song sounds while it is still being rendered, and what is kept is what `render` makes."""

from collections.abc import Iterator

import miniaudio
import numpy as np
import pytest
from numpy.typing import NDArray

from corvia_engine.sound import playback
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.live_rendering import LiveRender
from corvia_engine.sound.loudness import loudness
from corvia_engine.sound.mastering import CEILING, FULL_SCALE, LOOK_AHEAD, LiveMaster, master
from corvia_engine.sound.playback import play_pieces
from corvia_engine.sound.rendering import render
from corvia_local.errors import Cancelled
from tests.engine.sound.songs import song

QUARTER_SECOND = SAMPLE_RATE // 4


def test_its_pieces_make_up_the_song_and_the_whole_is_the_rendered_one() -> None:
    live = LiveRender(song())
    pieces = list(live.pieces())
    assert all(len(piece) < QUARTER_SECOND + LOOK_AHEAD for piece in pieces[:-2])
    heard, rendered = np.concatenate(pieces), render(song())
    assert (live.whole().samples == rendered.samples).all()
    assert len(heard) >= len(rendered.samples) - SAMPLE_RATE
    assert abs(heard.astype(int)).max() <= round(CEILING * FULL_SCALE) + 1
    assert loudness(heard, SAMPLE_RATE, FULL_SCALE) == pytest.approx(-16, abs=4)


def test_from_a_second_on_it_is_the_same_sound_without_what_was_before() -> None:
    whole = np.concatenate(list(LiveRender(song()).pieces()))
    later = np.concatenate(list(LiveRender(song()).pieces(since=1.3)))
    assert (later == whole[round(1.3 * SAMPLE_RATE) :]).all()


def test_a_mix_in_pieces_is_limited_as_the_whole_is() -> None:
    dice = np.random.default_rng(1)
    mix = (dice.standard_normal((3 * SAMPLE_RATE // 64 * 64, 2)) * 0.2).astype(np.float32)
    mix[SAMPLE_RATE : SAMPLE_RATE + 40] = 1.8
    live = LiveMaster(1.0)
    pieces = [live.push(mix[at : at + 6400]) for at in range(0, len(mix), 6400)]
    in_pieces = np.concatenate([*pieces, live.end()])
    whole = LiveMaster(1.0)
    at_once = np.concatenate([whole.push(mix), whole.end()])
    assert abs(in_pieces.astype(int) - at_once).max() <= 1
    assert len(in_pieces) == len(mix)
    assert abs(in_pieces.astype(int)).max() <= round(CEILING * FULL_SCALE) + 1
    assert len(master(mix.copy()).samples)


@pytest.fixture
def null_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """miniaudio's own device that keeps time and that nobody hears."""
    silent = playback._Device("null", None, (miniaudio.Backend.NULL,))
    monkeypatch.setattr(playback, "_first_device", lambda: silent)


@pytest.mark.usefixtures("null_device")
def test_playing_begins_before_the_last_piece_is_made_and_can_be_stopped() -> None:
    made = 0
    piece = np.zeros((QUARTER_SECOND, 2), np.int16)

    def making() -> Iterator[NDArray[np.int16]]:
        nonlocal made
        for _ in range(3):
            made += 1
            yield piece

    shares: list[float] = []
    play_pieces(making(), lambda: 0.75, lambda _step, share: shares.append(share))
    assert shares[-1] == 1.0
    assert shares[0] < 0.5

    def stop(_step: str, _share: float) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        play_pieces(making(), lambda: 0.75, stop)
    assert made == 4, "one piece more: what is not heard any more is not made any more"
