"""Hear a sound on this machine's sound device."""

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_local.errors import BadInput, PartMissing
from corvia_local.model.progress import Report, silent

if TYPE_CHECKING:
    from collections.abc import Generator

    import numpy as np
    from numpy.typing import NDArray

_TELLING_EVERY = 0.1
_BUFFER_MILLISECONDS = 200
_ALSA_NULL = "Discard all samples"
"""How ALSA names its device that nobody hears; machines without a sound card list only that."""


class NoSoundDevice(PartMissing):
    """This machine has no sound device, or it cannot be opened."""


class NotAudio(BadInput):
    """The bytes are not a sound file that can be read."""


def audio_device() -> str | None:
    """Name the sound device that `play` uses, or give None where there is none."""
    device = _first_device()
    return None if device is None else device.name


def play(sound: Audio | bytes, report: Report = silent) -> None:
    """Play samples or a FLAC file to the end; `report` is told the share played.

    What `report` raises stops the sound and passes. Raises NoSoundDevice, or NotAudio for bytes
    that are no sound file.
    """
    samples = sound.samples if isinstance(sound, Audio) else _decoded(sound)
    device = _first_device()
    if device is None:
        raise _no_device()
    played = _Played(samples)
    with _opened(device) as output:
        stream = played.stream()
        next(stream)
        output.start(stream)
        _wait(played, report)


@dataclass(frozen=True)
class _Device:
    """A playback device as miniaudio knows it; without an `id` the backend's own choice."""

    name: str
    id: Any
    backends: tuple[Any, ...]


def _first_device() -> _Device | None:
    """Find the first device that can be heard, the system's usual one."""
    import miniaudio

    heard = tuple(b for b in miniaudio.Backend if b is not miniaudio.Backend.NULL)
    try:
        found = miniaudio.Devices(list(heard)).get_playbacks()
    except miniaudio.MiniaudioError:
        return None
    for one in found:
        if not one["name"].startswith(_ALSA_NULL):
            return _Device(one["name"], one["id"], heard)
    return None


def _opened(device: _Device) -> Any:
    import miniaudio

    try:
        return miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=2,
            sample_rate=SAMPLE_RATE,
            buffersize_msec=_BUFFER_MILLISECONDS,
            device_id=device.id,
            backends=list(device.backends),
        )
    except miniaudio.MiniaudioError as error:
        raise _no_device() from error


def _no_device() -> NoSoundDevice:
    return NoSoundDevice(
        "There is no sound device here that can be opened. Export the song and open its FLAC"
        " file with any player instead."
    )


def _wait(played: "_Played", report: Report) -> None:
    while played.share < 1.0:
        report("playing", played.share)
        time.sleep(_TELLING_EVERY)
    report("playing", 1.0)
    time.sleep(_BUFFER_MILLISECONDS / 1000)


class _Played:
    """Samples handed to the device piece by piece, and the share already handed over."""

    def __init__(self, samples: "NDArray[np.int16]") -> None:
        self._samples = samples
        self._at = 0

    @property
    def share(self) -> float:
        return min(1.0, self._at / max(1, len(self._samples)))

    def stream(self) -> "Generator[bytes, int, None]":
        """Give as many frames as are asked for, and silence after the end."""
        wanted = yield b""
        while True:
            piece = self._samples[self._at : self._at + wanted]
            self._at += wanted
            wanted = yield piece.tobytes() + bytes(4 * (wanted - len(piece)))


def _decoded(data: bytes) -> "NDArray[np.int16]":
    import numpy as np
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if file.samplerate != SAMPLE_RATE or file.channels != 2:
                raise NotAudio("The sound file is not stereo at 44,100 Hz, as songs here are.")
            return np.asarray(file.read(dtype="int16"), np.int16)
    except soundfile.LibsndfileError as error:
        raise NotAudio(
            "The sound file cannot be read; it may be damaged. Render the song again."
        ) from error
