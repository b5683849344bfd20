"""Make one song in a process of its own, and say in JSON when each stage was done.

`python -m benchmarks.making_once KIND MINUTES SEED`, the kind being `aloud`: heard while it is
composed; `again`: the same as the second song of the process; `whole`: composed whole, and then
rendered up to the first sound; `flac`: made into a file.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import msgspec
import numpy as np
from numpy.typing import NDArray

from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest
from corvia_local.model.progress import Report
from corvia_local.model.score import Score, seconds_at
from corvia_local.model.stretch import Stretch
from corvia_local.studio.composing import ComposedSong, SongWish, compose, request_from_text
from corvia_local.studio.composing_aloud import SongAloud, compose_aloud
from corvia_local.studio.demo import AUTHORS, demo_text

TEXT, REFRAME = demo_text(AUTHORS[0])
WORDS, FIRST_BLOCK = "words and lyric", "levels and first block"
PROCESSOR = "processor"
"""The processor's seconds from Python's start to the first block, whatever else runs beside."""
Marks = dict[str, float]
Pieces = Iterator[NDArray[np.int16]]


class Watched(SongAloud):
    """Notes when what comes first was there."""

    def __init__(self, marks: Marks, began: float) -> None:
        super().__init__()
        self.marks, self.began = marks, began

    def mark(self, step: str) -> None:
        """Note the seconds up to now, once."""
        self.marks.setdefault(step, time.perf_counter() - self.began)

    def begin(self, frame: Score, *, whole: bool) -> None:
        """The last chorus is composed."""
        self.mark("plan and last chorus")
        super().begin(frame, whole=whole)

    def add(self, stretch: Stretch) -> None:
        """A section is composed."""
        self.mark("first section")
        super().add(stretch)


def asked(minutes: float, seed: int) -> SongRequest:
    """Ask for a song of a text, also for a longer one than the person may."""
    request = request_from_text(TEXT, SongWish(start=Mood(-0.5, 0.3), seed=seed), REFRAME)
    return msgspec.structs.replace(request, minutes=minutes)


class Sounded(Exception):
    """The first block is there: enough."""


def aloud(minutes: float, seed: int) -> Marks:
    """Hear a song while it is made, as the command line does, up to its first block."""
    marks: Marks = {}
    song = Watched(marks, time.perf_counter())
    song.warm_up()
    request = asked(minutes, seed)
    song.mark(WORDS)

    def make(underway: SongAloud, report: Report) -> ComposedSong:
        return underway.make(request, report=report)

    def first(pieces: Pieces, seconds: Callable[[], float]) -> None:
        next(pieces)
        song.mark(FIRST_BLOCK)
        marks[PROCESSOR] = time.process_time()
        raise Sounded

    with suppress(Sounded):
        compose_aloud(song, make, first)
    return marks


def again(minutes: float, seed: int) -> Marks:
    """Hear a second song in the same process, whose models are there already."""
    before = aloud(minutes, seed)[PROCESSOR]
    marks = aloud(minutes, seed + 1)
    marks[PROCESSOR] -= before
    return marks


def whole(minutes: float, seed: int) -> Marks:
    """Compose a song whole and begin to render it then."""
    from corvia_engine.sound.live_rendering import LiveRender

    marks: Marks = {}
    began = time.perf_counter()
    request = asked(minutes, seed)
    marks[WORDS] = time.perf_counter() - began
    score = compose(request, with_audio=False).score
    marks["whole song"] = time.perf_counter() - began
    next(LiveRender(score).pieces())
    marks[FIRST_BLOCK] = time.perf_counter() - began
    marks[PROCESSOR] = time.process_time()
    return marks


def flac(minutes: float, seed: int) -> Marks:
    """Make a song's file."""
    from corvia_engine.sound.flac import flac_bytes
    from corvia_engine.sound.mastering import master
    from corvia_engine.sound.rendering import mix_down

    marks: Marks = {}
    began = time.perf_counter()
    request = asked(minutes, seed)
    marks[WORDS] = time.perf_counter() - began
    before = time.process_time()
    score = compose(request, with_audio=False).score
    marks["composing"] = time.perf_counter() - began
    composing = time.process_time() - before
    mix = mix_down(score)
    marks["rendering"] = time.perf_counter() - began
    audio = master(mix)
    del mix
    marks["bringing to level"] = time.perf_counter() - began
    flac_bytes(audio, {})
    marks["FLAC"] = time.perf_counter() - began
    marks[PROCESSOR] = time.process_time()
    marks["composing alone"] = composing
    marks["length"] = seconds_at(score, score.end)
    return marks


KINDS = {"aloud": aloud, "again": again, "whole": whole, "flac": flac}


def main() -> None:
    """Print the seconds after which each stage was done, and the most memory."""
    kind, minutes, seed = sys.argv[1:]
    marks = KINDS[kind](float(minutes), int(seed))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"at": marks, "megabytes": kilobytes / 1024, "now": time.time()}))


if __name__ == "__main__":
    main()
