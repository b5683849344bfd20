"""The sung voice measured from its sound: pitch, onsets, clicks, time, and how well it is heard.

Pitch is read by harvest, which the singer does not use; onsets by spectral distance; words are
heard by pocketsphinx, on plain speech and on the singing of the same lines. Ten lyrics, each sung
by one of the voices.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyworld
from numpy.typing import NDArray

from benchmarks.hearing import Listener, words_of, wrong_words
from benchmarks.sung_texts import LYRICS
from benchmarks.vowel_onsets import onset_error
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.voice.catalogue import find_voice
from corvia_engine.voice.contour import hertz
from corvia_engine.voice.espeak import fresh_espeak
from corvia_engine.voice.laying import LaidLine
from corvia_engine.voice.singing import VOICE_RATE, Sung, sing
from corvia_engine.voice.sung_notes import vocal_lines
from corvia_engine.voice.vocoder import FRAMES_A_SECOND
from corvia_local.model.score import Score
from corvia_local.studio.composing import SongWish, compose, request_from_lyrics

VOICES = ("alto", "baritone")
SONGS = len(LYRICS)
_SETTLED = 10
"""Frames after which a note's own pitch is read."""


@dataclass
class Words:
    """How many words were sung, and how many were heard wrongly: as spoken and as sung, with
    steady stretches shortened and (plain) without."""

    count: int = 0
    spoken: int = 0
    sung: int = 0
    plain_spoken: int = 0
    plain_sung: int = 0

    def add(self, other: "Words") -> None:
        """Add another song's."""
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        spoken, sung, plain, plain_sung = (
            wrong / max(1, self.count)
            for wrong in (self.spoken, self.sung, self.plain_spoken, self.plain_sung)
        )
        return (
            f"words: error {spoken:.2f} spoken, {sung:.2f} sung ({sung - spoken:+.2f});"
            f" held vowels not shortened: {plain:.2f} and {plain_sung:.2f} ({self.count} words)"
        )


def songs(count: int) -> Iterator[Score]:
    """Compose so many of the lyrics."""
    for number, lyric in enumerate(LYRICS[:count]):
        request = request_from_lyrics(lyric, SongWish(seed=100 + number, minutes=1.0))
        yield compose(request, with_audio=False).score


def main(count: int = SONGS) -> None:
    """Print the figures of each song, sung by the voices in turn, and of all words together."""
    listener = _listener()
    total = Words()
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
        if listener is not None:
            heard = words_heard(listener, score, sung, voice)
            total.add(heard)
            print(f"          {heard}", flush=True)
    print(total if listener else "words: pocketsphinx is not installed, so nobody listened")
    print(whole_song())


def whole_song() -> str:
    """Say how long a two-minute song takes from lyrics to sound, sung and not, of the processor."""
    request = request_from_lyrics(LYRICS[0], SongWish(seed=100, minutes=2.0))
    seconds = {}
    for voice in ("none", VOICES[0]):
        began = time.process_time()
        audio = compose(request, voice=voice).audio
        seconds[voice] = time.process_time() - began
    assert audio is not None
    length = len(audio.samples) / SAMPLE_RATE
    sung, played = seconds[VOICES[0]], seconds["none"]
    return (
        f"a song of {length:.0f} s, from lyrics to sound: {sung:.1f} s of the processor sung,"
        f" {played:.1f} not ({sung / played:.1f} times; {sung / length:.3f} of its length)"
    )


def pitch_errors(sung: Sung) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give absolute errors in cents: of each voiced frame against the contour that was meant
    (with its glides and vibrato), and of each note's median against its contour's median.
    """
    frames, notes = [], []
    for line, meant in zip(sung.lines, sung.pitches, strict=True):
        heard, _ = pyworld.harvest(_samples(sung, line), VOICE_RATE, 70.0, 900.0)
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
    """Give milliseconds by which vowels begin after their notes, where a consonant or silence
    comes before.
    """
    samples = sung.samples[:: SAMPLE_RATE // VOICE_RATE].astype(np.float64)
    found = [
        onset_error(samples, VOICE_RATE, unit.start / FRAMES_A_SECOND)
        for line in sung.lines
        for place, unit in enumerate(line.units)
        if unit.spoken.onset or place == 0
    ]
    return np.array([1000 * error for error in found if error is not None])


def words_heard(listener: Listener, score: Score, sung: Sung, voice: str) -> Words:
    """Let each line of a song be heard once, spoken and sung."""
    language = f"en-us+{find_voice(voice).variant}"
    lines: dict[str, LaidLine] = {}
    for written, laid in zip(vocal_lines(score), sung.lines, strict=True):
        lines.setdefault(written.text, laid)
    heard = Words()
    with fresh_espeak() as espeak:
        spoken = {text: espeak.speak(text, language) for text in lines}
    for text, laid in lines.items():
        wished = words_of(text)
        speech = spoken[text]
        singing = _samples(sung, laid)
        heard.count += len(wished)
        heard.spoken += wrong_words(wished, listener.words(speech.samples, speech.rate))
        heard.sung += wrong_words(wished, listener.words(singing, VOICE_RATE))
        plain = listener.words(speech.samples, speech.rate, steady_shortened=False)
        heard.plain_spoken += wrong_words(wished, plain)
        plain = listener.words(singing, VOICE_RATE, steady_shortened=False)
        heard.plain_sung += wrong_words(wished, plain)
    return heard


def _listener() -> Listener | None:
    try:
        return Listener()
    except ImportError:
        return None


def _samples(sung: Sung, line: LaidLine) -> NDArray[np.float64]:
    step = SAMPLE_RATE // VOICE_RATE
    start, end = (round(frame * SAMPLE_RATE / FRAMES_A_SECOND) for frame in (line.first, line.end))
    return sung.samples[start:end:step].astype(np.float64)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SONGS)
