"""Hear a sound on this machine's sound device."""

import io
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_local.errors import BadInput, PartMissing
from corvia_local.model.progress import Report, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

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


def play(sound: Audio | bytes, report: Report = silent, since: float = 0.0) -> None:
    """Play samples or a FLAC file to the end; `report` is told the share played.

    `since` is where to begin, in seconds. What `report` raises stops the sound and passes. Raises
    NoSoundDevice, or NotAudio for bytes that are no sound file.
    """
    samples = sound.samples if isinstance(sound, Audio) else _decoded(sound)
    device = _first_device()
    if device is None:
        raise _no_device()
    played = _Played(samples[round(since * SAMPLE_RATE) :])
    with _opened(device) as output:
        stream = played.stream()
        next(stream)
        output.start(stream)
        _wait(played, report)


def read_sound(flac: bytes) -> Audio:
    """Read a FLAC file of ours; raise NotAudio."""
    return Audio(_decoded(flac))


def play_pieces(
    pieces: "Iterable[NDArray[np.int16]]",
    seconds: "Callable[[], float]",
    report: Report = silent,
) -> None:
    """Play pieces of sound while they are still being made; they last about `seconds` in all,
    which is asked for when the first piece is there.

    Sounding begins with the first piece. `report` is told the share played; what it
    raises stops making and sound. Raises NoSoundDevice.
    """
    device = _first_device()
    if device is None:
        raise _no_device()
    played = _Growing()
    with _opened(device) as output:
        stream = played.stream()
        next(stream)
        for number, piece in enumerate(pieces):
            played.add(piece)
            if number == 0:
                played.expect(round(seconds() * SAMPLE_RATE))
                output.start(stream)
            report("playing", min(1.0, played.share))
        played.complete()
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


def _wait(played: "_Played | _Growing", report: Report) -> None:
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


class _Growing:
    """Pieces handed to the device as it asks for them; silence where none is ready yet."""

    def __init__(self) -> None:
        self._pieces: deque[NDArray[np.int16]] = deque()
        self._frames = 1
        self._all: int | None = None
        self._added = self._given = 0

    def add(self, piece: "NDArray[np.int16]") -> None:
        """Take a piece, of any length."""
        self._pieces.append(piece)
        self._added += len(piece)

    def expect(self, frames: int) -> None:
        """Say about how many frames there will be."""
        self._frames = max(1, frames)

    def complete(self) -> None:
        """Say that no piece follows."""
        self._all = self._added

    @property
    def share(self) -> float:
        """The share already handed over, 0…1; below 1 while pieces may follow."""
        if self._all is None:
            return min(0.999, self._given / self._frames)
        return min(1.0, self._given / max(1, self._all))

    def stream(self) -> "Generator[bytes, int, None]":
        """Give as many frames as are asked for."""
        wanted = yield b""
        while True:
            given = b""
            while self._pieces and wanted > 0:
                piece = self._pieces.popleft()
                if len(piece) > wanted:
                    self._pieces.appendleft(piece[wanted:])
                    piece = piece[:wanted]
                given += piece.tobytes()
                wanted -= len(piece)
                self._given += len(piece)
            wanted = yield given + bytes(4 * wanted)


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
