"""`python -m benchmarks.draw_song SCORE.json|FOLDER PICTURE.png`: a song as a picture.

Piano roll with sections and words, waveform and spectrogram on one time axis. SCORE.json is an
encoded score; FOLDER is what `corvia compose` or `corvia community assemble` wrote with `--out`.
Needs matplotlib.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.measures import envelope, measure, spectrogram
from corvia_engine.sound.rendering import render
from corvia_engine.sound.sung_lines import sung_lines
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.score import Part, Score, decode_score

COLOURS = {
    "melody": "#c8402f",
    "counter": "#d98a2b",
    "chords": "#4f7cac",
    "figure": "#5aa469",
    "pad": "#9bb7d4",
    "bass": "#5b4b8a",
    "percussion": "#888888",
    "drone": "#b8a9c9",
}
WAVE_WINDOW = SAMPLE_RATE // 50
HOP = 2048
LINE_ROWS = 4


def read(path: Path) -> tuple[Score, Audio]:
    """Read a score and its sound, rendering it where there is no FLAC file."""
    if path.is_file():
        score = decode_score(path.read_bytes())
        return score, render(score)
    story = next(path.glob("*.json"))
    score = decode_score(json.dumps(json.loads(story.read_text())["score"]).encode())
    flac = story.with_suffix(".flac")
    if not flac.is_file():
        return score, render(score)
    samples, _ = soundfile.read(io.BytesIO(flac.read_bytes()), dtype="int16")
    return score, Audio(samples)


def draw(score: Score, audio: Audio, target: Path) -> None:
    """Draw the picture."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, (roll, wave, spectrum) = pyplot.subplots(
        3, 1, figsize=(16, 10), sharex=True, height_ratios=(5, 1.4, 2.6), layout="constrained"
    )
    clock = TempoMap(score)
    _draw_roll(roll, score, clock)
    _draw_wave(wave, audio)
    _draw_spectrum(spectrum, audio)
    roll.set_xlim(0, audio.seconds)
    figure.savefig(target, dpi=100)
    pyplot.close(figure)


def _draw_roll(axes: Any, score: Score, clock: TempoMap) -> None:
    pitched = [part for part in score.parts if part.role != "percussion"]
    keys = [note.key for part in pitched for note in part.notes] or [60]
    floor, ceiling = min(keys) - 6, max(keys) + 11
    for section in score.sections:
        at = clock.seconds(section.start)
        axes.axvline(at, color="#cccccc", linewidth=0.8)
        axes.text(at, ceiling, f" {section.name}", va="top", fontsize=8)
    for part in sorted(score.parts, key=lambda part: part.role == "melody"):
        _draw_part(axes, part, clock, floor)
    for number, line in enumerate(sung_lines(score)):
        at, height = clock.seconds(line.tick), ceiling - 2.5 - 1.2 * (number % LINE_ROWS)
        axes.text(at, height, f" {line.text[:40]}", va="top", fontsize=6)
    axes.set_ylim(floor - 5, ceiling)
    axes.set_ylabel("MIDI key")
    axes.set_title(f"{score.title}  ({score.tradition}, {score.key.mode})", fontsize=11)
    axes.legend(loc="lower left", fontsize=7, ncols=8)


def _draw_part(axes: Any, part: Part, clock: TempoMap, floor: int) -> None:
    drum = part.role == "percussion"
    spans = [(clock.seconds(n.start), clock.seconds(n.start + n.duration)) for n in part.notes]
    heights = [floor if drum else note.key + note.cents / 100 for note in part.notes]
    axes.hlines(
        heights,
        [start for start, _ in spans],
        [end for _, end in spans],
        color=COLOURS[part.role],
        linewidth=4 if part.role == "melody" else 2.4,
        alpha=0.95 if part.role == "melody" else 0.7,
        label=f"{part.name} ({part.program})",
    )


def _draw_wave(axes: Any, audio: Audio) -> None:
    levels = envelope(audio, WAVE_WINDOW)
    times = np.arange(len(levels)) * WAVE_WINDOW / SAMPLE_RATE
    axes.fill_between(times, -levels, levels, color="#4f7cac", linewidth=0)
    axes.set_ylim(-1, 1)
    figures = measure(audio)
    axes.set_ylabel("wave")
    axes.text(
        0.005,
        0.93,
        f"{figures.seconds:.1f} s, {figures.loudness:.1f} LUFS, peak {figures.peak:.1f} dBFS,"
        f" {figures.clipped_samples} clipped, longest silence {figures.longest_silence:.2f} s",
        transform=axes.transAxes,
        fontsize=8,
        va="top",
    )


def _draw_spectrum(axes: Any, audio: Audio) -> None:
    levels = spectrogram(audio, 2 * HOP, HOP)
    axes.imshow(
        levels,
        origin="lower",
        aspect="auto",
        extent=(0, audio.seconds, 0, SAMPLE_RATE / 2000),
        vmin=-100,
        vmax=-20,
        cmap="magma",
    )
    axes.set_ylim(0, 10)
    axes.set_ylabel("kHz")
    axes.set_xlabel("seconds")


def main(arguments: list[str]) -> None:
    """Draw the song that the first argument names into the file that the second names."""
    score, audio = read(Path(arguments[0]))
    draw(score, audio, Path(arguments[1]))
    print(measure(audio))


if __name__ == "__main__":
    main(sys.argv[1:])
