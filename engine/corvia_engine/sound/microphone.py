"""Record from this machine's microphone."""

from collections.abc import Generator
from types import TracebackType
from typing import TYPE_CHECKING, Any

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_local.errors import PartMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_SECONDS = 60
_NULL = "Discard all samples"
"""How ALSA names its device that hears nothing; machines without a sound card list only that."""


class NoMicrophone(PartMissing):
    """This machine has no microphone, or it cannot be opened."""


def microphone() -> str | None:
    """Name the first microphone, or give None where there is none."""
    import miniaudio

    heard = [b for b in miniaudio.Backend if b is not miniaudio.Backend.NULL]
    try:
        found = miniaudio.Devices(heard).get_captures()
    except miniaudio.MiniaudioError:
        return None
    names = (str(one["name"]) for one in found)
    return next((name for name in names if not name.startswith(_NULL)), None)


def require_microphone() -> str:
    """Name the first microphone; raise NoMicrophone where there is none."""
    name = microphone()
    if name is None:
        raise _missing()
    return name


class Recording:
    """What the microphone hears for the length of a `with` block, at most a minute of it."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self._pieces: list[bytes] = []
        self._device: Any = None

    def __enter__(self) -> "Recording":
        """Begin to record; raise NoMicrophone where that fails."""
        import miniaudio

        try:
            self._device = miniaudio.CaptureDevice(
                input_format=miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=SAMPLE_RATE
            )
            receiver = self._receive()
            next(receiver)
            self._device.start(receiver)
        except miniaudio.MiniaudioError as error:
            raise _missing() from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End recording."""
        self._device.close()

    def samples(self) -> "NDArray[np.float64]":
        """Give what was heard: one channel within -1…1 at 44,100 samples a second."""
        import numpy as np

        heard: NDArray[np.float64] = np.frombuffer(b"".join(self._pieces), np.int16) / 32_768
        return heard

    def level(self) -> float:
        """Give the largest sample of the last moment heard, 0…1; 0 before there is any."""
        import numpy as np

        last = np.frombuffer(self._pieces[-1] if self._pieces else b"", np.int16)
        return float(np.abs(last.astype(np.int32)).max(initial=0)) / 32_768

    def _receive(self) -> Generator[None, bytes, None]:
        left = LONGEST_SECONDS * SAMPLE_RATE * 2
        while left > 0:
            piece = yield
            self._pieces.append(bytes(piece[:left]))
            left -= len(piece)


def _missing() -> NoMicrophone:
    return NoMicrophone(
        "There is no microphone here that can be opened. Record the lines with any program and"
        " give the file with --wav."
    )
