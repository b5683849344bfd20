import time

import miniaudio
import numpy as np
import pytest

from corvia_engine.sound import playback
from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.flac import flac_bytes
from corvia_engine.sound.playback import NoSoundDevice, NotAudio, audio_device, play
from corvia_local.errors import Cancelled, PartMissing

SECONDS = 0.6
TONE = Audio(np.full((round(SECONDS * SAMPLE_RATE), 2), 1000, np.int16))


@pytest.fixture
def null_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """miniaudio's own device that keeps time and that nobody hears."""
    silent = playback._Device("null", None, (miniaudio.Backend.NULL,))
    monkeypatch.setattr(playback, "_first_device", lambda: silent)


@pytest.mark.usefixtures("null_device")
@pytest.mark.parametrize("sound", [TONE, flac_bytes(TONE)], ids=["samples", "flac"])
def test_a_sound_plays_to_its_end(sound: Audio | bytes) -> None:
    shares: list[float] = []
    play(sound, lambda _step, share: shares.append(share))
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    assert len(shares) > 2


@pytest.mark.usefixtures("null_device")
def test_a_sound_can_be_stopped() -> None:
    began = time.monotonic()

    def stop(_step: str, share: float) -> None:
        if share > 0:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        play(Audio(np.zeros((60 * SAMPLE_RATE, 2), np.int16)), stop)
    assert time.monotonic() - began < 30


def test_without_a_device_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playback, "_first_device", lambda: None)
    assert audio_device() is None
    with pytest.raises(NoSoundDevice, match="Export the song") as caught:
        play(TONE)
    assert isinstance(caught.value, PartMissing)


def test_a_device_that_nobody_hears_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    class OnlyNull:
        def __init__(self, _backends: list[object]) -> None: ...

        def get_playbacks(self) -> list[dict[str, object]]:
            return [{"name": "Discard all samples (playback) or generate zero", "id": 1}]

    monkeypatch.setattr(miniaudio, "Devices", OnlyNull)
    assert audio_device() is None


@pytest.mark.parametrize("data", [b"", b"not a sound", flac_bytes(TONE)[:30]])
def test_bytes_that_are_no_sound_are_refused(data: bytes) -> None:
    with pytest.raises(NotAudio):
        play(data)
