"""A song in a voice of one's own: how near it stays to the voice that read the lines.

The reader is a synthetic speaker with another accent, pace and melody than the voice that the
reading is aligned to. Distances are those of mean mel spectra over voiced sound, level left out.
"""

import numpy as np
from numpy.typing import NDArray

from benchmarks.sung_texts import LYRICS
from benchmarks.voice import onset_errors, pitch_errors, songs
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.voice.aligning import mel_levels
from corvia_engine.voice.espeak import Espeak, fresh_espeak
from corvia_engine.voice.reading import check_reading
from corvia_engine.voice.singing import VOICE_RATE, sing
from corvia_engine.voice.sung_notes import vocal_lines
from corvia_engine.voice.wording import line_key

READER = "en-gb-scotland+m3"
PACE, MELODY = 165, 60
_SPOKEN = 15.0
"""Decibels below the loud frames, down to which a frame counts."""


def read_aloud(espeak: Espeak, text: str) -> NDArray[np.float64]:
    """Let the reader say a line, at its own pace and with a melody."""
    return espeak.speak(text, READER, words_a_minute=PACE, melody=MELODY).samples


def distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Give the root mean square of decibels between two voices' mean spectra."""
    first, second = _timbre(one), _timbre(other)
    return float(np.sqrt(((first - second) ** 2).mean()))


def _timbre(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    levels = mel_levels(samples, VOICE_RATE)
    loudness = levels.mean(axis=1)
    mean = levels[loudness > np.percentile(loudness, 90) - _SPOKEN].mean(axis=0)
    return np.asarray(mean - mean.mean())


def main(count: int = 3) -> None:
    """Print the figures of each song."""
    for score in songs(count):
        lines = vocal_lines(score)
        with fresh_espeak() as espeak:
            readings = {line_key(one.words): read_aloud(espeak, one.text) for one in lines}
            faults = [
                fault
                for one in lines
                for fault in check_reading(espeak, one.words, readings[line_key(one.words)]).faults
            ]
        own = sing(score, "own", readings=readings)
        default = sing(score, "baritone")
        reader = np.concatenate(list(readings.values()))
        sung, usual = (
            one.samples[:: SAMPLE_RATE // VOICE_RATE].astype(np.float64) for one in (own, default)
        )
        errors, notes = pitch_errors(own)
        onsets = np.abs(onset_errors(own))
        print(
            f"own voice: {distance(sung, reader):.1f} dB from the reader,"
            f" {distance(sung, usual):.1f} dB from the default voice"
            f" (default voice from the reader: {distance(usual, reader):.1f} dB)"
            f"   pitch: median {np.median(errors):.1f} cents,"
            f" notes within 8: {np.mean(notes <= 8):.0%}"
            f"   onsets within 30 ms: {np.mean(onsets <= 30):.0%}"
            f"   faults found in {len(readings)} lines: {len(faults)}",
            flush=True,
        )


if __name__ == "__main__":
    main(len(LYRICS))
