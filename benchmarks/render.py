"""How quickly a song of two minutes is rendered, against FluidSynth's bare throughput.

The baseline plays the same notes on the same channels in one loop of large blocks (a tenth of a
second) and does nothing else: no exact onsets, no balance, no level, no rounding.
"""

import random
import time

import numpy as np

from benchmarks.repeating import paired
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.fluidsynth_library import load_fluidsynth
from corvia_engine.sound.rendering import Audio, render
from corvia_engine.sound.schedule import schedule
from corvia_engine.sound.soundfont import find_soundfont
from corvia_engine.sound.synthesizer import BLOCK, Synthesizer
from corvia_local.model.score import (
    Key,
    Meter,
    Note,
    Part,
    Role,
    Score,
    SectionMark,
    TempoMark,
)

BARS = 60
BAR = 4 * 480
WHITE_KEYS = frozenset({0, 2, 4, 5, 7, 9, 11})
PARTS: tuple[tuple[Role, int, int, int, int, int], ...] = (
    ("melody", 73, 62, 80, 360, 1),
    ("counter", 40, 60, 75, 960, 1),
    ("chords", 0, 50, 70, 960, 3),
    ("figure", 24, 55, 75, 240, 1),
    ("pad", 48, 48, 70, 1920, 3),
    ("bass", 32, 30, 48, 960, 1),
    ("percussion", 0, 36, 39, 240, 1),
    ("drone", 49, 36, 44, 1920, 2),
)
"""Role, program, lowest and highest key, ticks between onsets, notes at once."""

BASELINE_BLOCK = SAMPLE_RATE // 10 // BLOCK


def typical_song() -> Score:
    """Two minutes of eight parts, the melody now and then a quarter tone off."""
    dice = random.Random(1)
    end = BARS * BAR
    parts = []
    for role, program, low, high, step, voices in PARTS:
        keys = [key for key in range(low, high) if key % 12 in WHITE_KEYS or role == "percussion"]
        notes = [
            Note(tick, step - 20, key, 0 if role != "melody" else dice.choice((0, 50)), 80)
            for tick in range(0, end, step)
            for key in sorted(dice.sample(keys, voices))
        ]
        parts.append(Part(role, role, program, 90, 64, tuple(notes)))
    return Score(
        version=1,
        title="A typical song",
        tradition="western",
        key=Key(0, "major"),
        meter=Meter((2, 2), 4),
        tempo=(TempoMark(0, 500_000),),
        sections=(SectionMark("verse", "verse", 0, end, 0, 0),),
        chords=(),
        parts=tuple(parts),
        lines=(),
        syllables=(),
        end=end,
    )


def bare(score: Score) -> None:
    """Play a score's events in large blocks into one buffer."""
    samples = np.empty((BASELINE_BLOCK * BLOCK, 2), np.float32)
    with Synthesizer(load_fluidsynth(), find_soundfont()) as synthesizer:
        for number, part in enumerate(score.parts):
            percussion = part.role == "percussion"
            synthesizer.choose_program(number, part.program, percussion=percussion)
        at = 0
        for event in schedule(score):
            while at < event.block:
                synthesizer.fill(samples)
                at += BASELINE_BLOCK
            if event.velocity:
                synthesizer.note_on(event.channel, event.key, event.velocity)
            else:
                synthesizer.note_off(event.channel, event.key)


def main() -> None:
    """Print seconds, the multiple of real time and the ratio to the bare synthesizer."""
    score = typical_song()
    began = time.process_time()
    audio: Audio = render(score)
    busy = time.process_time() - began
    ours, base, ratio = paired(lambda: render(score), lambda: bare(score), 5)
    seconds = audio.seconds
    print(f"render {seconds:.0f} s of music  {ours:5.2f} s   {seconds / ours:4.0f} x real time")
    print(f"processor time alone      {busy:5.2f} s   {seconds / busy:4.0f} x real time")
    print(f"bare FluidSynth           {base:5.2f} s   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
