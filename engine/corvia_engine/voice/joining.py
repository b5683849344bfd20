"""A sung song heard from the first moment: its instruments alone, and with the voice once it is
ready.

The singing and the finished mix are made in another thread, while the instruments are rendered a
little ahead of what is heard. When the mix is there, it takes over within a quarter of a second.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.live_rendering import LiveRender
from corvia_local.errors import Cancelled
from corvia_local.model.progress import Report
from corvia_local.model.score import Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AHEAD_SECONDS = 2.0
"""Sound that is rendered ahead of the ear; a voice joins so much later than it is ready."""

_PAUSE = 0.02


class JoiningVoice:
    """One hearing. Go through `pieces`, then ask for the `whole`."""

    def __init__(
        self, score: Score, make: Callable[[Report], Audio], ahead: float = AHEAD_SECONDS
    ) -> None:
        """Hear a score whose finished sound `make` gives, on the instruments' time line.

        Raises what LiveRender raises.
        """
        self._live = LiveRender(score)
        self._make = make
        self._ahead = ahead
        self._stopped = threading.Event()
        self._made: Audio | None = None
        self.most_seconds = self._live.most_seconds

    def pieces(self, since: float = 0.0) -> "Iterator[NDArray[np.int16]]":
        """Give stereo frames from the second `since` on. Ending early stops the singing.

        Raises what `make` raises.
        """
        with ThreadPoolExecutor(1) as pool:
            making = pool.submit(self._make, self._go_on)
            try:
                yield from self._joined(making, round(since * SAMPLE_RATE), since)
                self._made = making.result()
            finally:
                self._stopped.set()

    def whole(self) -> Audio:
        """Give the finished sound, after all pieces."""
        if self._made is None:
            raise Cancelled("The song was stopped before it was finished.")
        return self._made

    def _joined(
        self, making: "Future[Audio]", at: int, since: float
    ) -> "Iterator[NDArray[np.int16]]":
        began, first = time.monotonic(), at
        for piece in self._live.pieces(since):
            if making.done():
                made = making.result().samples
                yield _faded(piece, made[at : at + len(piece)])
                yield made[at + len(piece) :]
                return
            yield piece
            at += len(piece)
            while not making.done() and (at - first) / SAMPLE_RATE > (
                time.monotonic() - began + self._ahead
            ):
                time.sleep(_PAUSE)

    def _go_on(self, step: str, share: float) -> None:
        if self._stopped.is_set():
            raise Cancelled("Stopped.")


def _faded(old: "NDArray[np.int16]", new: "NDArray[np.int16]") -> "NDArray[np.int16]":
    """Go from one sound to the other; both belong to the same time."""
    import numpy as np

    padded = np.zeros_like(old)
    padded[: len(new)] = new
    share = np.linspace(0.0, 1.0, len(old))[:, None]
    return np.asarray(np.rint((1 - share) * old + share * padded), np.int16)
