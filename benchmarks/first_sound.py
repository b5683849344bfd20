"""How soon a song sounds after its text, against composing it whole first; and what making costs.

Each song is made in a process of its own, Python's start left out and named apart. Then whole
songs of 1, 2, 5 and 10 minutes: how much quicker than real time, with which shares, in how much
memory. Then twenty songs of many moods: how well the level is foretold at which they begin.
"""

import json
import statistics
import subprocess
import sys
import time
from typing import Any

import numpy as np

from benchmarks.making_once import FIRST_BLOCK
from corvia_engine.music.composing import Composing
from corvia_engine.music.planning import plan_song
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.live_rendering import LiveRender
from corvia_engine.sound.loudness import loudness
from corvia_engine.sound.mastering import FULL_SCALE, TARGET_LUFS
from corvia_local.model.mood import Mood
from corvia_local.studio.composing import SongWish, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text

MOODS = ((0.7, 0.7), (-0.7, 0.7), (-0.7, -0.7), (0.7, -0.7), (0.0, 0.0))
SONGS = 20
TIMES = 7
LENGTHS = (1, 2, 5, 10)


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
    runs = [
        {kind: made(kind, 2.0, seed) for kind in ("aloud", "whole", "again")}
        for seed in range(TIMES)
    ]
    firsts = {
        kind: statistics.median(run[kind]["at"][FIRST_BLOCK] for run in runs) for kind in runs[0]
    }
    ratio = statistics.median(
        run["aloud"]["at"][FIRST_BLOCK] / run["whole"]["at"][FIRST_BLOCK] for run in runs
    )
    print(f"first block of a song of two minutes, from its text, median of {TIMES}:")
    print(f"  while it is composed        {firsts['aloud']:5.2f} s")
    print(f"  composed whole first        {firsts['whole']:5.2f} s   ratio {ratio:.2f}")
    print(f"  second song of a process    {firsts['again']:5.2f} s")
    for kind in ("aloud", "again", "whole"):
        print(f"  {kind:<6}" + _stages([run[kind]["at"] for run in runs]))


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
        length = marks.pop("length")
        composing = marks["composing"] - marks["words and lyric"]
        costs.append((marks["FLAC"] - marks["words and lyric"]) / length)
        print(
            f"  {length:4.0f} s of song {marks['FLAC']:6.2f} s, composing {length / composing:4.0f}"
            f" times real time, {answer['megabytes']:4.0f} MB at most"
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
    samples = np.concatenate(list(live.pieces()))
    return loudness(samples, SAMPLE_RATE, FULL_SCALE) - TARGET_LUFS


def main() -> None:
    """Print all three."""
    first_sounds()
    whole_songs()
    levels()


if __name__ == "__main__":
    main()
