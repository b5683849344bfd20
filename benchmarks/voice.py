"""The sung voice measured from its sound: pitch, onsets, clicks, time, and how well it is heard.

Pitch is read by harvest, which the singer does not use; onsets by spectral distance; words are
heard by pocketsphinx, on plain speech and on the singing of the same lines. Each voice sings ten
lyrics, of two verses and a chorus each.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

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
from corvia_engine.voice.singing import VOICE_RATE, Sung, plain_speech, sing
from corvia_engine.voice.sung_notes import vocal_lines
from corvia_engine.voice.vocoder import FRAMES_A_SECOND
from corvia_local.model.score import Score
from corvia_local.studio.composing import SongWish, compose, request_from_lyrics

VOICES = ("tenor", "mezzo", "alto", "baritone")
SONGS = len(LYRICS)
_SETTLED = 10
"""Frames after which a note's own pitch is read."""


@dataclass
class Figures:
    """What was measured of one song or of several."""

    processor: float = 0.0
    length: float = 0.0
    pitch: list[NDArray[np.float64]] = field(default_factory=list)
    worst_p95: float = 0.0
    notes: list[NDArray[np.float64]] = field(default_factory=list)
    onsets: list[NDArray[np.float64]] = field(default_factory=list)
    jump: float = 0.0
    peak: float = 0.0
    words: int = 0
    spoken: int = 0
    sung: int = 0

    def add(self, other: "Figures") -> None:
        """Add another song's."""
        for name in ("processor", "length", "pitch", "notes", "onsets", "words", "spoken", "sung"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("worst_p95", "jump", "peak"):
            setattr(self, name, max(getattr(self, name), getattr(other, name)))

    def row(self) -> str:
        """Write the figures in the order of HEADER."""
        pitch, notes, onsets = (
            np.concatenate(parts) for parts in (self.pitch, self.notes, self.onsets)
        )
        spoken, sung = (wrong / max(1, self.words) for wrong in (self.spoken, self.sung))
        return (
            f"{self.length:7.1f} {self.processor / self.length:6.3f} {np.median(pitch):7.1f}"
            f" {self.worst_p95:6.1f} {np.mean(notes <= 8):7.1%} {np.median(onsets):8.0f}"
            f" {np.mean(onsets <= 30):7.1%} {self.jump:6.2f} {self.peak:6.2f}"
            f" {self.words:6d} {spoken:7.2f} {sung:6.2f} {sung - spoken:+7.2f}"
        )


HEADER = (
    "            seconds   cost  median   p95   notes≤8  onset ms  ≤30 ms   jump   peak"
    "  words  spoken   sung  above"
)


def songs(count: int) -> Iterator[Score]:
    """Compose so many of the lyrics."""
    for number, lyric in enumerate(LYRICS[:count]):
        request = request_from_lyrics(lyric, SongWish(seed=100 + number, minutes=1.0))
        yield compose(request, with_audio=False).score


def main(count: int = SONGS) -> None:
    """Print the figures of each voice's songs, and of all its songs together."""
    listener = _listener()
    scores = list(songs(count))
    print("cost: processor time over sung time; pitch in cents, its p95 of the worst song")
    print(HEADER)
    for voice in VOICES:
        total = Figures()
        for number, score in enumerate(scores):
            figures = measured(score, voice, listener)
            total.add(figures)
            print(f"{voice:<9}{number:>2} {figures.row()}", flush=True)
        print(f"{voice:<9}all{total.row()}", flush=True)
    if listener is None:
        print("words: pocketsphinx is not installed, so nobody listened")
    print(whole_song())


def measured(score: Score, voice: str, listener: Listener | None) -> Figures:
    """Let a voice sing a song, and measure the sound."""
    began = time.process_time()
    sung = sing(score, voice)
    seconds = time.process_time() - began
    errors, notes = pitch_errors(sung)
    figures = Figures(
        seconds,
        sum(line.end - line.first for line in sung.lines) / FRAMES_A_SECOND,
        [errors],
        float(np.percentile(errors, 95)),
        [notes],
        [np.abs(onset_errors(sung))],
        float(np.abs(np.diff(sung.samples)).max()),
        float(np.abs(sung.samples).max()),
    )
    if listener is not None:
        hear_words(figures, listener, score, sung, voice)
    return figures


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


def hear_words(figures: Figures, listener: Listener, score: Score, sung: Sung, voice: str) -> None:
    """Let each line of a song be heard once, plainly spoken by the voice and sung."""
    lines: dict[str, LaidLine] = {}
    for written, laid in zip(vocal_lines(score), sung.lines, strict=True):
        lines.setdefault(written.text, laid)
    with fresh_espeak() as espeak:
        spoken = {text: plain_speech(espeak, text, find_voice(voice)) for text in lines}
    for text, laid in lines.items():
        wished = words_of(text)
        figures.words += len(wished)
        figures.spoken += wrong_words(wished, listener.words(spoken[text].samples, VOICE_RATE))
        figures.sung += wrong_words(wished, listener.words(_samples(sung, laid), VOICE_RATE))


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
