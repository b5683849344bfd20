"""Asked and measured cents of every mode of every tradition, from rendered audio.

Each mode is played as a scale over its own octave, note by note, on the first melody instrument of
its tradition, rising and with the falling forms. Pitch is read from 0.7 s of the sound alone
(`sound/pitch_reading.py`). What is compared is the interval above the final, the final being the
median of what its notes on that instrument measure. The plain equal-tempered scale on the same
instrument is measured beside it, because samples of a SoundFont can be out of tune themselves.
"""

import statistics

import numpy as np
from numpy.typing import NDArray

from corvia_engine.music.traditions import tradition, tradition_names
from corvia_engine.music.traditions.tradition import Mode
from corvia_engine.music.tuning import Scale, key_and_cents
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.pitch_reading import read_pitch
from corvia_engine.sound.rendering import render
from corvia_local.model.score import Key, Meter, Note, Part, Score, SectionMark, TempoMark

TONIC = 60
NOTE, PAUSE = 960, 480
"""Ticks at half a second a quarter: one second sounding, half a second's gap."""
SECONDS_A_TICK = 0.5 / 480
WINDOW = round(0.7 * SAMPLE_RATE)
PROMISED = 5.0


def played(pitches: list[int], program: int) -> NDArray[np.float64]:
    """Render pitches (cents above MIDI key 0) one after the other; give one channel."""
    notes = []
    for place, pitch in enumerate(pitches):
        key, cents = key_and_cents(pitch)
        notes.append(Note(place * (NOTE + PAUSE), NOTE, key, cents, 90))
    end = len(pitches) * (NOTE + PAUSE)
    score = Score(
        version=1,
        title="A scale",
        tradition="western",
        key=Key(0, "major"),
        meter=Meter((1, 1, 1, 1), 4),
        tempo=(TempoMark(0, 500_000),),
        sections=(SectionMark("verse 1", "verse", 0, end, 0, 0),),
        chords=(),
        parts=(Part("scale", "melody", program, 100, 64, tuple(notes)),),
        lines=(),
        syllables=(),
        end=end,
    )
    samples: NDArray[np.float64] = render(score).samples.astype(np.float64).mean(axis=1)
    return samples


def measured(sound: NDArray[np.float64], place: int, asked: int) -> float:
    """Give the pitch of the note at a place, in cents above MIDI key 0."""
    begin = round((place * (NOTE + PAUSE) * SECONDS_A_TICK + 0.2) * SAMPLE_RATE)
    return read_pitch(sound[begin : begin + WINDOW], asked)


def asked_steps(mode: Mode) -> list[int]:
    """List a mode's heights above its final, forms that fall or lie below it included."""
    scale = Scale(mode, 0)
    steps = [round(cents) for cents in (*mode.cents, mode.period)]
    falls = [scale.cents(int(degree), falling=True) for degree in mode.falling]
    return [*steps, *falls, *(scale.cents(int(degree) - 7) for degree in mode.below)]


def errors_of(heights: list[int], program: int) -> list[tuple[int, float]]:
    """Give asked and measured height above the final for each, the final played first and last."""
    pitches = [100 * TONIC, *(100 * TONIC + height for height in heights), 100 * TONIC]
    sound = played(pitches, program)
    heard = [measured(sound, place, pitch) for place, pitch in enumerate(pitches)]
    final = statistics.median(
        pitch for pitch, asked in zip(heard, pitches, strict=True) if asked == 100 * TONIC
    )
    return [
        (height, pitch - final)
        for height, pitch in zip(heights, heard[1:-1], strict=True)
        if height != 0
    ]


def main() -> None:
    """Print a table for each tradition, the largest error, and the instruments' own."""
    worst = 0.0
    for name in tradition_names():
        data = tradition(name)
        program = data.palettes[0].melody[0]
        own = max(abs(h - a) for a, h in errors_of([100 * k for k in range(1, 13)], program))
        print(f"{data.label}, GM program {program}: equal temperament is off by {own:.1f} cents")
        for mode in data.modes:
            table = errors_of(asked_steps(mode), program)
            largest = max(abs(heard - asked) for asked, heard in table)
            worst = max(worst, largest)
            print(f"  {mode.name:<16} asked    " + " ".join(f"{a:7d}" for a, _ in table))
            print(f"  {'':<16} measured " + " ".join(f"{h:7.1f}" for _, h in table))
            print(f"  {'':<16} largest error {largest:.1f} cents")
    print(f"largest error of all: {worst:.1f} cents (promised: at most {PROMISED:g})")


if __name__ == "__main__":
    main()
