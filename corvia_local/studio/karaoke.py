"""The words that are sung at a moment, for a screen that follows the playing."""

import bisect
import time
from collections.abc import Callable
from dataclasses import dataclass

from corvia_local.model.progress import Report
from corvia_local.model.score import Score

AHEAD = 3.0
"""Seconds before its first word from which on a line is shown, where the one before has ended."""

_DEVICE_DELAY = 0.2
"""Seconds from handing a sound to the device until it is heard: the device's buffer."""

PLAYING = "playing"
"""The step that players report while sound is heard."""


@dataclass(frozen=True)
class TimedWord:
    """A word as written, sung from `start` to `end` in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Moment:
    """What a person sees at a moment: of the line that is sung the words sung already, the word
    being sung and those to come, the line's share sung, and the next line.

    Where nobody sings, all but `next_line` may be empty. `wait` is the seconds to the next word.
    """

    sung: str = ""
    word: str = ""
    to_come: str = ""
    share: float = 0.0
    next_line: str = ""
    wait: float = 0.0


class Karaoke:
    """A song's words in time."""

    def __init__(self, score: Score) -> None:
        """Read the lines of a score."""
        from corvia_engine.sound.sung_lines import sung_lines
        from corvia_engine.sound.tempo_map import TempoMap

        clock = TempoMap(score)
        self.lines = [
            [
                TimedWord(
                    " ".join(word.text.split()), clock.seconds(word.tick), clock.seconds(word.end)
                )
                for word in line.words()
            ]
            for line in sung_lines(score)
        ]
        self._starts = [line[0].start for line in self.lines]

    def at(self, seconds: float) -> Moment:
        """Say what is sung at a time; before the song and after it nothing is."""
        place = bisect.bisect_right(self._starts, seconds) - 1
        following = self._text(place + 1)
        wait = self._starts[place + 1] - seconds if following else 0.0
        if place < 0 or (seconds >= self.lines[place][-1].end and (wait < AHEAD or not following)):
            if following and wait < AHEAD:
                return Moment(to_come=following, next_line=self._text(place + 2), wait=wait)
            return Moment(next_line=following, wait=wait)
        return self._within(self.lines[place], seconds, following, wait)

    def _within(self, line: list[TimedWord], seconds: float, following: str, wait: float) -> Moment:
        sung = [word.text for word in line if word.end <= seconds]
        now = [word.text for word in line if word.start <= seconds < word.end]
        to_come = [word.text for word in line if word.start > seconds]
        length = max(line[-1].end - line[0].start, 1e-9)
        share = min(1.0, max(0.0, (seconds - line[0].start) / length))
        return Moment(" ".join(sung), " ".join(now), " ".join(to_come), share, following, wait)

    def _text(self, place: int) -> str:
        return " ".join(w.text for w in self.lines[place]) if place < len(self.lines) else ""


class Follower:
    """Follows a playing: from the first report that sound is heard, by the clock."""

    def __init__(
        self, karaoke: Karaoke, since: float = 0.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Follow from `since` seconds into the song."""
        self._karaoke = karaoke
        self._since = since
        self._clock = clock
        self._began: float | None = None

    def moment(self, step: str) -> Moment | None:
        """Give the moment that is heard, or None while a step other than playing is done."""
        if step != PLAYING:
            return None
        now = self._clock()
        if self._began is None:
            self._began = now + _DEVICE_DELAY
        return self._karaoke.at(self._since + max(0.0, now - self._began))

    def following(self, report: Report, show: Callable[[Moment], None]) -> Report:
        """Give a report that also shows each moment."""

        def told(step: str, share: float) -> None:
            report(step, share)
            moment = self.moment(step)
            if moment is not None:
                show(moment)

        return told
