"""Would a stranger hear the feeling? A family of judges listens to what was composed.

200 songs of two minutes stand in one mood each, 50 a quadrant. Every judge of `clip_judges` says
which quadrant it hears; printed are the mean over the judges, the worst tenth of them, and how many
reach what is asked (quadrant .75, arousal .90, valence .80). The judges are as sure as their
training: right on six to seven of ten clips that people labelled; the table says how much better
than clips the songs can be told apart, not how a person would feel.

Then, for every way of finding a key, how many songs are heard in the right mode; how many first and
last quarters of songs that lead from each quadrant to each other are heard as asked; and what a
judge of the rendered sound hears in 40 songs of a minute.
"""

import itertools
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.clip_judges import Judge, family
from benchmarks.note_features import PROFILES, Sounding, majorness, sounding
from benchmarks.sound_judge import listen
from corvia_engine.music.composing import compose
from corvia_engine.music.planning import plan_song
from corvia_engine.sound.rendering import render
from corvia_local.model.mood import Mood
from corvia_local.model.score import Score
from corvia_local.studio.composing import SongWish, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text

QUADRANTS = {
    "Q1 happy": Mood(0.7, 0.7),
    "Q2 tense": Mood(-0.7, 0.7),
    "Q3 sad": Mood(-0.7, -0.7),
    "Q4 calm": Mood(0.7, -0.7),
}
EACH, EACH_WAY, EACH_RENDERED = 50, 4, 10
JUDGES = 100
ASKED = {"quadrant": 0.75, "arousal": 0.90, "valence": 0.80}
ASKED_OF_QUARTERS = 0.70

Answers = NDArray[np.int64]


def main() -> None:
    """Print all shares."""
    judges = family(JUDGES)
    on_clips = [judge.right_on_clips for judge in judges]
    print(
        f"{JUDGES} judges, right on {np.mean(on_clips):.2f} of unseen clips"
        f" ({min(on_clips):.2f}–{max(on_clips):.2f})"
    )
    asked, songs = _standing()
    heard = _heard(judges, songs)
    _say_constant(heard, asked)
    _say_keys(asked, songs)
    _say_ways(judges)
    _say_sound()


def song(number: int, start: Mood, goal: Mood, minutes: float) -> Score:
    """Compose one of a row of songs."""
    text, reframe = demo_text(AUTHORS[number % len(AUTHORS)])
    wish = SongWish(start=start, goal=goal, minutes=minutes, seed=1000 + number)
    return compose(plan_song(request_from_text(text, wish, reframe)))


def _standing() -> tuple[Answers, list[Sounding]]:
    asked, songs = [], []
    for number, (place, mood) in itertools.product(range(EACH), enumerate(QUADRANTS.values())):
        asked.append(place)
        songs.append(sounding(song(4 * number + place, mood, mood, 2.0)))
    return np.array(asked), songs


def _heard(judges: Sequence[Judge], songs: Sequence[Sounding]) -> Answers:
    return np.array([[judge.hears(heard) for heard in songs] for judge in judges])


def _say_constant(heard: Answers, asked: Answers) -> None:
    right = {
        "quadrant": heard == asked,
        "arousal": (heard < 2) == (asked < 2),
        "valence": (heard % 3 == 0) == (asked % 3 == 0),
    }
    print(f"constant mood, {len(asked)} songs")
    for name, hits in right.items():
        shares = hits.mean(axis=1)
        reached = np.mean(shares >= ASKED[name])
        print(
            f"  {name:<9} mean {shares.mean():.3f}, worst tenth {np.quantile(shares, 0.1):.3f},"
            f" worst {shares.min():.3f}; {reached:.0%} of judges reach {ASKED[name]:.2f}"
        )
    for place, name in enumerate(QUADRANTS):
        counts = np.bincount(heard[:, asked == place].ravel(), minlength=4)
        print(f"  {name} is heard as", *(f"{share:.2f}" for share in counts / counts.sum()))


def _say_keys(asked: Answers, songs: Sequence[Sounding]) -> None:
    print("songs heard in the right mode: by how often tones sound, by how long they do")
    pitched = [heard.pitched() for heard in songs]
    views = {
        "all parts": pitched,
        "the tune alone": [heard.tune() for heard in songs],
        "percussion read as notes": list(songs),
    }
    for (view, heard), profile in itertools.product(views.items(), PROFILES):
        shares = []
        for by_length in (False, True):
            major = [majorness(notes, profile, by_length=by_length) > 0 for notes in heard]
            shares.append(np.mean(np.array(major) == (asked % 3 == 0)))
        print(f"  {view:<24} {profile:<26} {shares[0]:.2f} {shares[1]:.2f}")


def _say_ways(judges: Sequence[Judge]) -> None:
    ways = list(itertools.permutations(range(4), 2))
    moods = list(QUADRANTS.values())
    firsts, lasts, first_asked, last_asked = [], [], [], []
    for number, (start, goal) in itertools.product(range(EACH_WAY), ways):
        whole = sounding(song(500 + 12 * number + start, moods[start], moods[goal], 2.0))
        firsts.append(whole.within(0, whole.end / 4))
        lasts.append(whole.within(whole.end * 3 / 4, whole.end))
        first_asked.append(start)
        last_asked.append(goal)
    print(f"from each quadrant to each other, {len(firsts)} songs")
    for name, parts, asked in (("first", firsts, first_asked), ("last", lasts, last_asked)):
        shares = (_heard(judges, parts) == np.array(asked)).mean(axis=1)
        print(
            f"  {name} quarter: quadrant mean {shares.mean():.3f},"
            f" worst tenth {np.quantile(shares, 0.1):.3f};"
            f" {np.mean(shares >= ASKED_OF_QUARTERS):.0%} of judges reach {ASKED_OF_QUARTERS:.2f}"
        )


def _say_sound() -> None:
    arousal, valence = [], []
    for number, (place, mood) in itertools.product(
        range(EACH_RENDERED), enumerate(QUADRANTS.values())
    ):
        heard = listen(render(song(4 * number + place, mood, mood, 1.0)).samples)
        arousal.append(heard.lively == (mood.arousal > 0))
        valence.append(heard.pleasant == (mood.valence > 0))
    both = [a and v for a, v in zip(arousal, valence, strict=True)]
    print(f"rendered, {len(both)} songs of a minute, by onsets and key in the sound")
    for name, hits in (("quadrant", both), ("arousal", arousal), ("valence", valence)):
        low, high = wilson(sum(hits), len(hits))
        print(f"  {name:<9} {sum(hits) / len(hits):.2f} ({low:.2f}–{high:.2f})")


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927)."""
    z, share = 1.96, hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = (
        z
        / (1 + z * z / count)
        * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    )
    return middle - half, middle + half


if __name__ == "__main__":
    main()
