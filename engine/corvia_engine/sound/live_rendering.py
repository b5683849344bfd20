"""Render a score so that it can be heard from the first moment, and be kept at the end.

The level is set beforehand by three excerpts, as the whole is not known yet; what is kept
afterwards is brought to its level as a whole, and equals what `render` gives.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.fluidsynth_library import load_fluidsynth
from corvia_engine.sound.mastering import LiveMaster, level_for, master
from corvia_engine.sound.mixing import prepare_and_foretell
from corvia_engine.sound.rendering import check_length
from corvia_engine.sound.schedule import schedule
from corvia_engine.sound.sequencing import RING_SECONDS, played_seconds, ring_out
from corvia_engine.sound.soundfont import find_soundfont
from corvia_engine.sound.synthesizer import BLOCK, Synthesizer
from corvia_local.model.score import Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXCERPTS_LOUDER = 0.8
"""Loudness units by which the excerpts, which begin with the melody, lie above whole songs: the
mean over twenty songs (`python -m benchmarks first_sound`)."""
PIECE = SAMPLE_RATE // BLOCK // 4
"""Blocks in a piece: a quarter of a second."""


class LiveRender:
    """One rendering. Go through `pieces`, then ask for the `whole`. `most_seconds` is the time
    until the last note is released.

    Raises what `render` raises.
    """

    def __init__(self, score: Score) -> None:
        import numpy as np

        self._score = score
        self._events = schedule(score)
        check_length(self._events)
        last = self._events[-1].block if self._events else 0
        self.most_seconds = last * BLOCK / SAMPLE_RATE
        self._mix: NDArray[np.float32] = np.empty(
            (last * BLOCK + RING_SECONDS * SAMPLE_RATE, 2), np.float32
        )
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

    def _pieces(self) -> "Iterator[NDArray[np.int16]]":
        with Synthesizer(load_fluidsynth(), find_soundfont()) as synthesizer:
            expected = prepare_and_foretell(synthesizer, self._score) - EXCERPTS_LOUDER
            live = LiveMaster(level_for(expected))
            at = given = 0
            for at in played_seconds(synthesizer, self._events, self._mix, PIECE):
                if at - given >= PIECE:
                    yield live.push(self._mix[given * BLOCK : at * BLOCK])
                    given = at
            end = ring_out(synthesizer, self._mix, at)
            yield live.push(self._mix[given * BLOCK : end * BLOCK])
            yield live.end()
            self._frames = end * BLOCK

    def whole(self) -> Audio:
        """Give the finished sound, after all pieces."""
        return master(self._mix[: self._frames])
