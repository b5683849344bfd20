"""Render a score so that it can be heard from the first moment, even while it is being written.

The level is set beforehand by three excerpts, as the whole is not known yet. Of a finished score
what is kept afterwards is brought to its level as a whole, and equals what `render` gives.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.balance import BRIEF, THOROUGH
from corvia_engine.sound.mastering import LiveMaster, level_for, master
from corvia_engine.sound.mixing import prepare_and_foretell
from corvia_engine.sound.rendering import check_seconds
from corvia_engine.sound.schedule import Scheduler, SoundEvent, whole_of
from corvia_engine.sound.sequencing import RING_SECONDS, played_seconds, ring_out
from corvia_engine.sound.synthesizer import BLOCK, Pair, open_pair
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.score import RINGING_ON, Score
from corvia_local.model.stretch import Stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXCERPTS_LOUDER = 1.4
"""Loudness units by which the excerpts, which begin with the melody, lie above whole songs: the
mean over songs (`python -m benchmarks first_sound`), whether they come from the whole song or from
the frame of one that is not composed yet."""
PIECE = SAMPLE_RATE // BLOCK // 4
"""Blocks in a piece: a quarter of a second."""
GLIDE = 1.5
"""Decibels a second by which the level may move without being heard as a change."""


class LiveRender:
    """One rendering. Go through `pieces`; of a finished score ask for the `whole` then.

    `most_seconds` is the score's length.
    """

    def __init__(
        self,
        frame: Score,
        stretches: Iterable[Stretch] | None = None,
        instruments: Callable[[], Pair] = open_pair,
    ) -> None:
        """Render a score, or `stretches` of one that is still being written: then `frame` has its
        tempo, its parts, and at least some notes of each by which levels are set.

        `instruments` opens two synthesizers. Raises what `render` raises.
        """
        import numpy as np

        self._frame = frame
        self._stretches = (whole_of(frame),) if stretches is None else stretches
        self._trial = THOROUGH if stretches is None else BRIEF
        self._instruments = instruments
        clock = TempoMap(frame)
        self.most_seconds = clock.seconds(frame.end)
        check_seconds(self.most_seconds)
        blocks = -(-clock.frame(frame.end + RINGING_ON) // BLOCK) + 1
        self._mix: NDArray[np.float32] = np.empty(
            (blocks * BLOCK + RING_SECONDS * SAMPLE_RATE, 2), np.float32
        )
        self._glided = self._wished = 0.0
        self._frames = 0

    def pieces(self, since: float = 0.0) -> "Iterator[NDArray[np.int16]]":
        """Give stereo frames, about a quarter of a second at a time, until the end has rung out.

        `since` is the second before which pieces are rendered but not given.
        """
        first = round(since * SAMPLE_RATE)
        at = 0
        for piece in self._pieces():
            at += len(piece)
            if at > first:
                yield piece[max(0, len(piece) - (at - first)) :]

    def glide(self, decibels: float) -> None:
        """Let the level of coming pieces go to so many decibels above the one set at first."""
        self._wished = decibels

    def whole(self) -> Audio:
        """Give the finished sound of a finished score, after all pieces."""
        return master(self._mix[: self._frames])

    def _pieces(self) -> "Iterator[NDArray[np.int16]]":
        synthesizer, twin = self._instruments()
        with synthesizer:
            with twin:
                expected = prepare_and_foretell(synthesizer, twin, self._frame, self._trial)
            live = LiveMaster(level_for(expected - EXCERPTS_LOUDER))
            at = given = 0
            for at in played_seconds(synthesizer, self._events(), self._mix, PIECE):
                if at - given >= PIECE:
                    yield live.push(self._glided_frames(given * BLOCK, at * BLOCK))
                    given = at
            end = ring_out(synthesizer, self._mix, at)
            yield live.push(self._glided_frames(given * BLOCK, end * BLOCK))
            yield live.end()

    def _events(self) -> Iterator[SoundEvent]:
        scheduler = Scheduler(self._frame)
        for stretch in self._stretches:
            yield from scheduler.add(stretch)

    def _glided_frames(self, begin: int, end: int) -> "NDArray[np.float32]":
        """Give rendered frames, their level on its way to the one that is wished."""
        import numpy as np

        self._frames = end
        mixed = self._mix[begin:end]
        if self._glided == self._wished == 0.0:
            return mixed
        most = GLIDE * (end - begin) / SAMPLE_RATE
        step = max(-most, min(most, self._wished - self._glided))
        decibels = np.linspace(self._glided, self._glided + step, end - begin, dtype=np.float32)
        self._glided += step
        return np.asarray(mixed * 10 ** (decibels / 20)[:, None], np.float32)
