"""The sung voice measured from its sound: pitch, onsets, clicks, time, and how well it is heard.

Pitch is read by harvest, which the singer does not use. Words are heard by pocketsphinx, with its
own model of spoken English and no knowledge of the songs, on plain speech and on the singing of
the same lines.
"""

import re
import sys
import time
from collections.abc import Iterator

import numpy as np
import pyworld
from numpy.typing import NDArray

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.voice.catalogue import find_voice
from corvia_engine.voice.contour import hertz
from corvia_engine.voice.espeak import load_espeak
from corvia_engine.voice.laying import LaidLine
from corvia_engine.voice.singing import VOICE_RATE, Sung, sing
from corvia_engine.voice.sung_notes import VocalLine, vocal_lines
from corvia_engine.voice.vocoder import FRAMES_A_SECOND
from corvia_local.model.score import Score
from corvia_local.studio.composing import SongWish, compose, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text

VOICES = ("alto", "baritone")
SONGS = 10
HEARD_LINES = 8
_SETTLED = 10
"""Frames after which a note's own pitch is read."""

_HEARING_RATE = 16_000
_BAND = (300.0, 2500.0)
_AROUND = 24
"""Frames before and after a note in which its vowel is looked for."""


def songs(count: int) -> Iterator[Score]:
    """Compose so many songs from the demo's texts, by seeds."""
    for number in range(count):
        text, reframe = demo_text(AUTHORS[number % len(AUTHORS)])
        request = request_from_text(text, SongWish(seed=7 + number // len(AUTHORS)), reframe)
        yield compose(request, with_audio=False).score


def main(count: int = SONGS) -> None:
    """Print the figures of each song, sung by the voices in turn."""
    for number, score in enumerate(songs(count)):
        voice = VOICES[number % len(VOICES)]
        began = time.process_time()
        sung = sing(score, voice)
        seconds = time.process_time() - began
        length = sum(line.end - line.first for line in sung.lines) / FRAMES_A_SECOND
        errors, notes = pitch_errors(sung)
        onsets = np.abs(onset_errors(sung))
        jump = float(np.abs(np.diff(sung.samples)).max())
        print(
            f"{voice:<9} {length:5.1f} s sung, processor time ratio {seconds / length:.3f}"
            f"   pitch: median {np.median(errors):.1f}, p95 {np.percentile(errors, 95):.0f} cents;"
            f" notes: median {np.median(notes):.1f}, p95 {np.percentile(notes, 95):.1f},"
            f" {np.mean(notes <= 8):.0%} within 8   onsets: {len(onsets)}, median"
            f" {np.median(onsets):.0f} ms, {np.mean(onsets <= 30):.0%} within 30"
            f"   largest jump {jump:.2f}, peak {np.abs(sung.samples).max():.2f}",
            flush=True,
        )
        print(_heard(score, sung, voice), flush=True)


def pitch_errors(sung: Sung) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give absolute errors in cents: of each voiced frame against the contour that was meant
    (with its glides and vibrato), and of each note's median against its contour's median.
    """
    frames, notes = [], []
    for line, meant in zip(sung.lines, sung.pitches, strict=True):
        samples = _samples(sung, line, VOICE_RATE)
        heard, _ = pyworld.harvest(samples, VOICE_RATE, 70.0, 900.0)
        heard = heard[: len(meant)]
        both = (heard > 0) & line.voiced[: len(heard)]
        cents = 1200 * np.log2(np.where(both, heard, 1.0) / hertz(meant[: len(heard)]))
        frames.append(np.abs(cents[both]))
        for unit in line.units:
            kept = slice(unit.start - line.first + _SETTLED, unit.end - line.first)
            held = cents[kept][both[kept]]
            if len(held) > _SETTLED:
                notes.append(abs(float(np.median(held))))
    return np.concatenate(frames), np.array(notes)


def onset_errors(sung: Sung) -> NDArray[np.float64]:
    """Give milliseconds by which vowels begin after their notes, where that can be heard.

    A vowel after a stop or fricative begins where the level between 300 and 2,500 Hz, in windows
    of 15 ms, has risen half of its way in decibels up to the vowel.
    """
    errors = []
    for line in sung.lines:
        levels = _band_levels(_samples(sung, line, VOICE_RATE))
        for unit in line.units:
            onset = unit.spoken.onset
            at = unit.start - line.first
            if not onset or onset[-1].is_sonorant or at + _AROUND >= len(levels):
                continue
            around = levels[max(0, at - _AROUND) : at + _AROUND]
            lowest = int(np.argmin(around[:-_AROUND])) if len(around) > _AROUND else 0
            middle = (around[lowest] + np.median(levels[at + 4 : at + _AROUND])) / 2
            risen = np.flatnonzero(around[lowest:] >= middle)
            if len(risen):
                found = max(0, at - _AROUND) + lowest + int(risen[0])
                errors.append(1000 * (found - at) / FRAMES_A_SECOND)
    return np.array(errors)


def _band_levels(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    hop = VOICE_RATE / FRAMES_A_SECOND
    width = round(3 * hop)
    padded = np.pad(samples, width // 2)
    starts = [round(n * hop) for n in range(int(len(samples) / hop))]
    windows = np.stack([padded[s : s + width] for s in starts]) * np.hanning(width)
    power = np.abs(np.fft.rfft(windows, axis=1)) ** 2
    band = np.fft.rfftfreq(width, 1 / VOICE_RATE)
    inside = (band >= _BAND[0]) & (band <= _BAND[1])
    return 10 * np.log10(power[:, inside].sum(axis=1) + 1e-7)


def _samples(sung: Sung, line: LaidLine, rate: int) -> NDArray[np.float64]:
    step = SAMPLE_RATE // rate
    start, end = (round(frame * SAMPLE_RATE / FRAMES_A_SECOND) for frame in (line.first, line.end))
    return sung.samples[start:end:step].astype(np.float64)


def _heard(score: Score, sung: Sung, voice: str) -> str:
    try:
        from pocketsphinx import Decoder
    except ImportError:
        return "          words: pocketsphinx is not installed, so nobody listened"
    decoder = Decoder(samprate=_HEARING_RATE, loglevel="FATAL")
    language = f"en-us+{find_voice(voice).variant}"
    wrong_spoken = wrong_sung = words = 0
    lines: dict[str, tuple[VocalLine, LaidLine]] = {}
    for written, laid in zip(vocal_lines(score), sung.lines, strict=True):
        lines.setdefault(written.text, (written, laid))
    for written, laid in list(lines.values())[:HEARD_LINES]:
        wished = _words(written.text)
        speech = load_espeak().speak(written.text, language)
        words += len(wished)
        wrong_spoken += _distance(wished, _listen(decoder, speech.samples, speech.rate))
        singing = _samples(sung, laid, VOICE_RATE)
        wrong_sung += _distance(wished, _listen(decoder, singing, VOICE_RATE))
    return (
        f"          words: error {wrong_spoken / words:.2f} spoken, {wrong_sung / words:.2f} sung"
        f" ({words} words)"
    )


def _listen(decoder: object, samples: NDArray[np.float64], rate: int) -> list[str]:
    padded = np.pad(samples, rate // 5)
    length = len(padded) * _HEARING_RATE // rate
    spectrum = np.fft.rfft(padded)[: length // 2 + 1]
    heard = np.fft.irfft(spectrum, length)
    data = (heard / np.abs(heard).max() * 20_000).astype(np.int16).tobytes()
    decoder.start_utt()  # type: ignore[attr-defined]
    decoder.process_raw(data, full_utt=True)  # type: ignore[attr-defined]
    decoder.end_utt()  # type: ignore[attr-defined]
    hypothesis = decoder.hyp()  # type: ignore[attr-defined]
    return _words(hypothesis.hypstr) if hypothesis else []


def _words(text: str) -> list[str]:
    return re.sub(r"[^a-z' ]", " ", text.lower().replace("’", "'")).split()


def _distance(wished: list[str], heard: list[str]) -> int:
    """Count the words to change, add or drop (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(wished, 1):
        before, row = row, [count]
        for place, other in enumerate(heard, 1):
            swapped = before[place - 1] + (word != other)
            row.append(min(before[place] + 1, row[-1] + 1, swapped))
    return row[-1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SONGS)
