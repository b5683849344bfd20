"""A song heard from the first moment: as far as it is there, and finished once it is finished.

The finished sound, with its voice and its exact level, is made elsewhere while the song is
rendered a little ahead of what is heard. When it is ready it takes over between two phrases: the
level glides to that of the finished song first, by what both have of the last seconds, and the two
sounds, which hold the same music at the same time, are faded over.
"""

import itertools
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.live_rendering import GLIDE, LiveRender
from corvia_engine.sound.loudness import SILENT, loudness
from corvia_engine.sound.mastering import FULL_SCALE
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.score import Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AHEAD_SECONDS = 2.0
"""Sound that is rendered ahead of the ear; the finished song is heard so much later at least."""
FADE = SAMPLE_RATE // 20
"""Frames over which one sound gives way to the other: 50 ms."""
FARTHEST_GLIDE = 6.0
_LEAST_COMPARED, _MOST_COMPARED = SAMPLE_RATE, 10 * SAMPLE_RATE
"""Frames by which the levels are compared; a phrase is about five seconds long."""
_PIECE = SAMPLE_RATE // 4
_PAUSE = 0.02
_NEVER = 1 << 62
"""Behind all that is rendered: the song ends as it was begun."""


@dataclass(frozen=True, eq=False)
class FinishedSound:
    """A finished song. `borders` are the frames between its phrases."""

    audio: Audio
    borders: tuple[int, ...]


def finished_sound(score: Score, audio: Audio) -> FinishedSound:
    """Say of a score's sound where it may be joined."""
    clock = TempoMap(score)
    return FinishedSound(audio, tuple(clock.frame(tick) for tick in phrase_borders(score)))


def phrase_borders(score: Score) -> list[int]:
    """Give the ticks between phrases: the middle of each breath between two lines, and the
    beginnings of sections that are not sung.
    """
    breaths = [
        (before.tick + before.duration + after.tick) // 2
        for before, after in itertools.pairwise(score.syllables)
        if after.line != before.line and after.tick > before.tick + before.duration
    ]
    sung = {syllable.tick for syllable in score.syllables}
    unsung = [
        section.start
        for section in score.sections
        if not any(section.start <= tick < section.end for tick in sung)
    ]
    return sorted({*breaths, *unsung})


class JoiningSound:
    """One hearing of a `live` rendering that the `finished` sound joins. Go through `pieces`."""

    def __init__(
        self, live: LiveRender, finished: "Future[FinishedSound]", ahead: float = AHEAD_SECONDS
    ) -> None:
        self._live = live
        self._finished = finished
        self._ahead = ahead
        self._recent: deque[NDArray[np.int16]] = deque(maxlen=_MOST_COMPARED // _PIECE + 1)
        self.most_seconds = live.most_seconds

    def pieces(self, since: float = 0.0) -> "Iterator[NDArray[np.int16]]":
        """Give stereo frames from the second `since` on, no faster than they are heard until the
        finished sound is there.

        Raises what the rendering raises, and what stands in the place of the finished sound.
        """
        at = first = round(since * SAMPLE_RATE)
        began = time.monotonic()
        border: int | None = None
        live = self._live.pieces(since)
        for piece in live:
            if border is None and self._finished.done():
                border = self._border_after(at)
            if border is not None and at + len(piece) > border:
                yield piece[: border - at]
                yield from self._taken_over(piece[border - at :], live, border)
                return
            yield piece
            at += len(piece)
            self._recent.append(piece)
            while not self._finished.done() and (at - first) / SAMPLE_RATE > (
                time.monotonic() - began + self._ahead
            ):
                time.sleep(_PAUSE)

    def _border_after(self, at: int) -> int:
        """Choose where the finished sound takes over, and let the level glide until there."""
        made = self._finished.result()
        decibels = self._apart(made.audio, at)
        earliest = at + 2 * _PIECE + round(abs(decibels) / GLIDE * SAMPLE_RATE)
        border = next((border for border in made.borders if border >= earliest), _NEVER)
        if border != _NEVER:
            self._live.glide(decibels)
        return border

    def _apart(self, made: Audio, at: int) -> float:
        """Give by how many decibels the finished sound is louder than what was just heard."""
        import numpy as np

        heard = np.concatenate([np.empty((0, 2), np.int16), *self._recent])[-_MOST_COMPARED:]
        if len(heard) < _LEAST_COMPARED:
            return 0.0
        before = loudness(heard, SAMPLE_RATE, FULL_SCALE)
        finished = loudness(made.samples[at - len(heard) : at], SAMPLE_RATE, FULL_SCALE)
        if SILENT in (before, finished):
            return 0.0
        return max(-FARTHEST_GLIDE, min(FARTHEST_GLIDE, finished - before))

    def _taken_over(
        self,
        old: "NDArray[np.int16]",
        live: "Iterator[NDArray[np.int16]]",
        border: int,
    ) -> "Iterator[NDArray[np.int16]]":
        import numpy as np

        while len(old) < FADE and (more := next(live, None)) is not None:
            old = np.concatenate([old, more])
        samples = self._finished.result().audio.samples
        yield _faded(old[:FADE], samples[border : border + FADE])
        for begin in range(border + FADE, len(samples), _PIECE):
            yield samples[begin : begin + _PIECE]


def _faded(old: "NDArray[np.int16]", new: "NDArray[np.int16]") -> "NDArray[np.int16]":
    """Go from one sound to the other; both belong to the same time."""
    import numpy as np

    padded = np.zeros((len(new), 2), np.int16)
    padded[: len(old)] = old[: len(new)]
    share = np.linspace(0.0, 1.0, len(new))[:, None]
    return np.asarray(np.rint((1 - share) * padded + share * new), np.int16)
