"""Would a stranger hear the feeling? A judge that knows nothing of the composer listens.

It measures in the rendered sound what carries mood, and places it between the means of 1,078 piano
clips that people labelled by quadrant (Q1 happy, Q2 tense, Q3 sad, Q4 calm; EMOPIA, Hung et al.
2021): onsets a second and loudness for arousal, major against minor for valence. Weights are by the
order of effect in Eerola, Friberg & Bresin 2013: mode first for valence, tempo and dynamics for
arousal. Constants are of songs here only where a scale differs: dynamics are heard against each
song's own mean.

Printed: of 40 songs with a constant mood, ten a quadrant, how many are heard on the asked side of
arousal and of valence; of 20 songs with a trajectory, how many first and last quarters; each with a
95 % Wilson interval.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.rendering import render
from corvia_local.model.mood import Mood
from corvia_local.studio.composing import SongWish, compose, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text

QUADRANTS = {
    "Q1 happy": Mood(0.7, 0.7),
    "Q2 tense": Mood(-0.7, 0.7),
    "Q3 sad": Mood(-0.7, -0.7),
    "Q4 calm": Mood(0.7, -0.7),
}
EACH = 10
ONSETS_LIVELY, ONSETS_CALM = 4.48, 2.97
"""Onsets a second, means of Q1 and Q2, of Q3 and Q4."""
FRAME, HOP = 4096, 512
LOWEST_HERTZ, HIGHEST_HERTZ = 55.0, 1760.0
MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
"""Key profiles: Krumhansl & Kessler 1982, Psychological Review 89."""


@dataclass(frozen=True)
class Heard:
    """What a stretch of sound measures: onsets a second, and how much more it is major than minor
    (a difference of correlations).
    """

    onsets: float
    major: float

    @property
    def lively(self) -> bool:
        """Tell whether its onsets lie nearer to lively clips than to calm ones, as a ratio."""
        return self.onsets > math.sqrt(ONSETS_LIVELY * ONSETS_CALM)

    @property
    def pleasant(self) -> bool:
        """Tell whether it is heard as major."""
        return self.major > 0


def listen(samples: NDArray[np.int16]) -> Heard:
    """Measure a stretch of sound."""
    mono = samples.mean(axis=1) / 32_768
    frames = np.lib.stride_tricks.sliding_window_view(mono, FRAME)[::HOP]
    spectra = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1)).astype(np.float32)
    return Heard(_onsets(spectra, len(mono) / SAMPLE_RATE), _majorness(spectra))


def _onsets(spectra: NDArray[np.float32], seconds: float) -> float:
    """Count peaks of the spectral flux in decibels (Dixon 2006) above their surroundings."""
    loud = np.log1p(100 * spectra)
    flux = np.maximum(0, np.diff(loud, axis=0)).sum(axis=1)
    width = round(0.35 * SAMPLE_RATE / HOP)
    around = np.convolve(flux, np.full(2 * width + 1, 1 / (2 * width + 1)), mode="same")
    peaks = (flux[1:-1] > flux[:-2]) & (flux[1:-1] >= flux[2:]) & (flux[1:-1] > 1.35 * around[1:-1])
    times = np.flatnonzero(peaks) * HOP / SAMPLE_RATE
    apart = [t for k, t in enumerate(times) if k == 0 or t - times[k - 1] > 0.06]
    return len(apart) / seconds


def _majorness(spectra: NDArray[np.float32]) -> float:
    hertz = np.fft.rfftfreq(FRAME, 1 / SAMPLE_RATE)
    heard = (hertz >= LOWEST_HERTZ) & (hertz <= HIGHEST_HERTZ)
    classes = np.rint(12 * np.log2(hertz[heard] / 440) + 69).astype(int) % 12
    energy = np.sqrt(spectra[:, heard]).sum(axis=0)
    chroma = np.bincount(classes, weights=energy, minlength=12)
    chroma -= np.bincount(classes, minlength=12) * chroma.sum() / len(classes)
    return max(_fits(chroma, MAJOR)) - max(_fits(chroma, MINOR))


def _fits(chroma: NDArray[np.float64], profile: Sequence[float]) -> list[float]:
    return [float(np.corrcoef(np.roll(profile, tonic), chroma)[0, 1]) for tonic in range(12)]


def song(number: int, start: Mood, goal: Mood) -> NDArray[np.int16]:
    """Compose and render one of a row of songs of a minute."""
    text, reframe = demo_text(AUTHORS[number % len(AUTHORS)])
    wish = SongWish(start=start, goal=goal, minutes=1.0, seed=1000 + number)
    score = compose(request_from_text(text, wish, reframe), with_audio=False).score
    return render(score).samples


def main() -> None:
    """Print shares with intervals."""
    arousal, valence = [], []
    for number, (name, mood) in itertools.product(range(EACH), QUADRANTS.items()):
        heard = listen(song(4 * number + int(name[1]), mood, mood))
        arousal.append(heard.lively == (mood.arousal > 0))
        valence.append(heard.pleasant == (mood.valence > 0))
    both = [a and v for a, v in zip(arousal, valence, strict=True)]
    _say(f"constant mood, {len(both)} songs: quadrant", both)
    _say("  arousal", arousal)
    _say("  valence", valence)
    firsts, lasts = [], []
    for number in range(EACH):
        for start, goal in ((Mood(-0.7, -0.7), Mood(0.7, 0.7)), (Mood(-0.7, 0.7), Mood(0.7, -0.7))):
            samples = song(100 + number, start, goal)
            quarter = len(samples) // 4
            firsts.append(listen(samples[:quarter]).lively == (start.arousal > 0))
            lasts.append(listen(samples[-quarter:]).lively == (goal.arousal > 0))
    _say(f"with a trajectory, {len(firsts)} songs: first quarter's arousal", firsts)
    _say("  last quarter's arousal", lasts)


def _say(name: str, hits: Sequence[bool]) -> None:
    low, high = wilson(sum(hits), len(hits))
    print(f"{name} {sum(hits) / len(hits):.2f} ({low:.2f}–{high:.2f})")


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
