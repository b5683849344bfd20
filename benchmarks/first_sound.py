"""How soon a song sounds, against rendering it whole first; and how well its level is foretold.

A composed song of two minutes: the first piece of sound from `LiveRender`, and the whole from
`render`, in the same run. Then twenty songs of many moods: loudness heard live against -16 LUFS.
"""

import statistics
import time

import numpy as np

from benchmarks.repeating import paired
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.live_rendering import LiveRender
from corvia_engine.sound.loudness import loudness
from corvia_engine.sound.rendering import render
from corvia_local.model.mood import Mood
from corvia_local.model.score import Score
from corvia_local.studio.composing import SongWish, compose, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text

MOODS = ((0.7, 0.7), (-0.7, 0.7), (-0.7, -0.7), (0.7, -0.7), (0.0, 0.0))
SONGS = 20


def song(number: int, minutes: float) -> Score:
    """Compose one of a row of songs."""
    text, reframe = demo_text(AUTHORS[number % len(AUTHORS)])
    wish = SongWish(start=Mood(*MOODS[number % len(MOODS)]), minutes=minutes, seed=number)
    return compose(request_from_text(text, wish, reframe), with_audio=False).score


def main() -> None:
    """Print seconds to the first sound, the ratio, and the level's errors."""
    score = song(0, 2.0)
    began = time.perf_counter()
    text, reframe = demo_text(AUTHORS[0])
    compose(request_from_text(text, SongWish(seed=1), reframe), with_audio=False)
    composing = time.perf_counter() - began
    first, whole, ratio = paired(lambda: next(LiveRender(score).pieces()), lambda: render(score))
    print(
        f"first sound of a kept song {first:5.2f} s, whole render {whole:5.2f} s: {ratio:.2f} of it"
    )
    print(f"with composing before      {first + composing:5.2f} s")
    errors = []
    for number in range(SONGS):
        heard = np.concatenate(list(LiveRender(song(number, 1.0)).pieces()))
        errors.append(loudness(heard, SAMPLE_RATE, 32_767) + 16)
    print(
        f"{SONGS} songs heard live lie {statistics.mean(errors):+.1f} LU from -16 LUFS on average,"
        f" {min(errors):+.1f} to {max(errors):+.1f}"
    )


if __name__ == "__main__":
    main()
