"""How soon a song sounds after its text, against composing it whole first; and what making costs.

Each song is made in a process of its own, Python's start left out and named apart. Then whole
songs of 1, 2, 5 and 10 minutes: how much quicker than real time, with which shares, in how much
memory. Then twenty songs of many moods: how well the level is foretold at which they begin. Last,
songs heard while they are made: how the finished song takes over.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.making_once import FIRST_BLOCK, PROCESSOR, asked
from corvia_engine.music.composing import Composing
from corvia_engine.music.planning import plan_song
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.joining import FADE, finished_sound
from corvia_engine.sound.live_rendering import LiveRender
from corvia_engine.sound.loudness import loudness
from corvia_engine.sound.mastering import FULL_SCALE, TARGET_LUFS
from corvia_local.model.mood import Mood
from corvia_local.model.progress import Report
from corvia_local.studio.composing import ComposedSong, SongWish, request_from_text
from corvia_local.studio.composing_aloud import SongAloud, compose_aloud
from corvia_local.studio.demo import AUTHORS, demo_text

MOODS = ((0.7, 0.7), (-0.7, 0.7), (-0.7, -0.7), (0.7, -0.7), (0.0, 0.0))
SONGS = 20
TIMES = 7
LENGTHS = (1, 2, 5, 10)
JOINED = (("none", 1), ("none", 2), ("alto", 3), ("baritone", 4))


def made(kind: str, minutes: float, seed: int) -> dict[str, Any]:
    """Make a song in a process of its own; `started` is what Python took before and after it."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.making_once", kind, str(minutes), str(seed)],
        check=True,
        capture_output=True,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    answer["with start"] = answer["now"] - began
    return answer


def first_sounds() -> None:
    """Print when the first block is there, by stage, and the ratio to composing whole first."""
    kinds = {
        "aloud": "while it is composed",
        "whole": "composed whole first",
        "again": "second song of a process",
    }
    runs = [{kind: made(kind, 2.0, seed) for kind in kinds} for seed in range(TIMES)]
    marks = {kind: [run[kind]["at"] for run in runs] for kind in kinds}
    print(f"first block of a song of two minutes, from its text, median of {TIMES}:")
    for kind, name in kinds.items():
        processor = statistics.median(one.pop(PROCESSOR) for one in marks[kind])
        first = statistics.median(one[FIRST_BLOCK] for one in marks[kind])
        ratio = statistics.median(
            one[FIRST_BLOCK] / other[FIRST_BLOCK]
            for one, other in zip(marks[kind], marks["whole"], strict=True)
        )
        print(f"  {name:<25}{first:5.2f} s, processor {processor:5.2f} s, ratio {ratio:.2f}")
        print("    " + _stages(marks[kind]))
    started = statistics.median(run["aloud"]["with start"] for run in runs)
    print(f"  the first with Python's start and end: {started:.2f} s")


def _stages(marks: list[dict[str, float]]) -> str:
    """Say how long each stage took beyond the one before, and its share."""
    lengths: dict[str, list[float]] = {}
    for one in marks:
        before = 0.0
        for step, at in sorted(one.items(), key=lambda item: item[1]):
            lengths.setdefault(step, []).append(at - before)
            before = at
    middle = {step: statistics.median(taken) for step, taken in lengths.items()}
    whole = sum(middle.values())
    return ", ".join(f"{step} {s:.2f} s ({s / whole:.0%})" for step, s in middle.items())


def whole_songs() -> None:
    """Print what a song costs from its text to its FLAC file, by length."""
    print("text to FLAC without a voice:")
    costs = []
    for minutes in LENGTHS:
        answer = made("flac", minutes, 1)
        marks = answer["at"]
        length, processor, alone = (
            marks.pop(name) for name in ("length", PROCESSOR, "composing alone")
        )
        composing = marks["composing"] - marks["words and lyric"]
        costs.append((marks["FLAC"] - marks["words and lyric"]) / length)
        print(
            f"  {length:4.0f} s of song {marks['FLAC']:6.2f} s (processor {processor:5.2f} s),"
            f" composing {length / composing:3.0f} times real time (processor"
            f" {length / alone:3.0f}), {answer['megabytes']:3.0f} MB at most"
        )
        print("    " + _stages([marks]))
    print(
        f"  a second of song costs {max(costs) / min(costs):.2f} times as much where most as least"
    )


def levels() -> None:
    """Print how far from the target songs begin, and how far from it they are as a whole."""
    whole, early = [], []
    for number in range(SONGS):
        text, reframe = demo_text(AUTHORS[number % len(AUTHORS)])
        wish = SongWish(start=Mood(*MOODS[number % len(MOODS)]), minutes=1.0, seed=number)
        composing = Composing(plan_song(request_from_text(text, wish, reframe)))
        frame = composing.foretaste()
        early.append(_heard(LiveRender(frame, composing.stretches())))
        whole.append(_heard(LiveRender(composing.score())))
    for name, errors in (("while it is composed", early), ("a finished score", whole)):
        print(
            f"{SONGS} songs, {name}: {statistics.mean(errors):+.1f} LU from {TARGET_LUFS:.0f} LUFS"
            f" on average, {min(errors):+.1f} to {max(errors):+.1f}"
        )


def _heard(live: LiveRender) -> float:
    return _level(np.concatenate(list(live.pieces()))) - TARGET_LUFS


class Ear:
    """Takes pieces as a sound device would, and notes how much sound was in hand at each."""

    def __init__(self) -> None:
        self.pieces: list[NDArray[np.int16]] = []
        self.in_hand: list[float] = []

    def hear(self, pieces: Iterator[NDArray[np.int16]], _: Callable[[], float]) -> None:
        """Take all pieces."""
        first, frames = 0.0, 0
        for piece in pieces:
            now = time.perf_counter()
            first = first or now
            self.in_hand.append(frames / SAMPLE_RATE - (now - first))
            frames += len(piece)
            self.pieces.append(piece)


def joins() -> None:
    """Print how the finished song takes over, and whether the sound ever ran dry before."""
    print("the finished song takes over from the one that is heard while it is made:")
    for voice, seed in JOINED:
        request, ear = asked(1.5, seed), Ear()

        def make(song: SongAloud, report: Report) -> ComposedSong:
            return song.make(request, voice=voice, report=report)  # noqa: B023

        song = compose_aloud(SongAloud(), make, ear.hear)
        assert song.audio is not None
        heard, finished = np.concatenate(ear.pieces), song.audio.samples
        border = next(
            border
            for border in finished_sound(song.score, song.audio).borders
            if np.array_equal(heard[border + FADE :], finished[border + FADE :])
        )
        before = slice(border - SAMPLE_RATE, border)
        step = _level(finished[before]) - _level(heard[before])
        print(
            f"  voice {voice:<6} made after {song.seconds_to_compose:4.1f} s, heard from"
            f" {border / SAMPLE_RATE:4.1f} s on, level {step:+.1f} LU, never less than"
            f" {1000 * min(ear.in_hand[1:]):.0f} ms in hand"
        )


def _level(samples: NDArray[np.int16]) -> float:
    return loudness(samples, SAMPLE_RATE, FULL_SCALE)


def main() -> None:
    """Print all four."""
    first_sounds()
    whole_songs()
    levels()
    joins()


if __name__ == "__main__":
    main()
