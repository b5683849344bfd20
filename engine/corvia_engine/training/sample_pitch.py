"""Measure how far a SoundFont's samples are out of tune, key by key, and write it down.

`python -m corvia_engine.training.sample_pitch` plays each key of each program that a tradition
uses, and reads its pitch over the whole tone, so that vibrato evens out. What two halves of the
tone read too differently has no steady pitch and is left as it is. It takes some minutes.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corvia_engine.music.traditions import tradition, tradition_names
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.fluidsynth_library import load_fluidsynth
from corvia_engine.sound.pitch_reading import read_partials, read_pitch
from corvia_engine.sound.soundfont import find_soundfont
from corvia_engine.sound.synthesizer import BLOCK, Synthesizer

KEYS = range(24, 104)
ATTACK, HALF, GAP = 0.12, 0.44, 0.15
"""Seconds."""
AGREEING = 20.0
"""Cents between two halves, or between strong partials; a vibrato of 5 Hz and 20 cents moves the
mean of half a second by less."""
LARGEST = 50
SILENT = 1e-4
"""A tone that died away before it could be read."""
AUDIBLE = 10
"""Partials weaker than the strongest by more than this factor (20 dB) do not count."""
TARGET = Path(__file__).resolve().parents[1] / "sound" / "sample_pitch.json"


def main(wanted: Sequence[int] = ()) -> None:
    """Write the table for the SoundFont that is found; where programs are named, those anew."""
    soundfont = find_soundfont()
    digest = hashlib.sha256(soundfont.path.read_bytes()).hexdigest()
    known = json.loads(TARGET.read_text())["tenths_of_cents"] if wanted else {}
    programs: dict[str, list[int]] = known
    with Synthesizer(load_fluidsynth(), soundfont) as synthesizer:
        synthesizer.control(0, 91, 0)
        for program in wanted or programs_in_use():
            synthesizer.choose_program(0, program, percussion=False)
            errors = [error_of(synthesizer, key) for key in KEYS]
            if any(errors):
                programs[str(program)] = errors
            print(program, errors[24:60:6], flush=True)
    table = {
        "soundfont": soundfont.name,
        "bytes": soundfont.path.stat().st_size,
        "sha256": digest,
        "lowest_key": KEYS[0],
        "tenths_of_cents": programs,
    }
    TARGET.write_text(json.dumps(table, separators=(",", ":")) + "\n")


def error_of(synthesizer: Synthesizer, key: int) -> int:
    """Give a key's error in tenths of cents, 0 where its tone has no steady pitch."""
    synthesizer.note_on(0, key, 90)
    seconds(synthesizer, ATTACK)
    halves = [seconds(synthesizer, HALF), seconds(synthesizer, HALF)]
    synthesizer.silence()
    seconds(synthesizer, GAP)
    if min(float(np.abs(half).max()) for half in halves) < SILENT:
        return 0
    first, second = (read_pitch(half, 100 * key) - 100 * key for half in halves)
    tone = np.concatenate(halves)
    whole = read_pitch(tone, 100 * key) - 100 * key
    if max(abs(first - second), _spread(tone, key)) > AGREEING or abs(whole) > LARGEST:
        return 0
    return round(10 * whole)


def _spread(tone: NDArray[np.float64], key: int) -> float:
    """Give how far the strong partials are apart: reeds tuned to beat have no one pitch."""
    partials = read_partials(tone, 100 * key)
    strongest = max(magnitude for magnitude, _ in partials)
    pitches = [pitch for magnitude, pitch in partials if magnitude > strongest / AUDIBLE]
    return max(pitches) - min(pitches)


def programs_in_use() -> list[int]:
    """List the programs of all palettes of all traditions."""
    palettes = [palette for name in tradition_names() for palette in tradition(name).palettes]
    return sorted(
        {
            program
            for palette in palettes
            for part in (
                palette.melody,
                palette.counter,
                palette.figure,
                palette.bass,
                palette.pad,
                palette.drone,
            )
            for program in part
        }
    )


def seconds(synthesizer: Synthesizer, length: float) -> NDArray[np.float64]:
    """Let the synthesizer sound; give one channel."""
    samples = np.empty((round(length * SAMPLE_RATE / BLOCK) * BLOCK, 2), np.float32)
    synthesizer.fill(samples)
    return samples.mean(axis=1, dtype=np.float64)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
