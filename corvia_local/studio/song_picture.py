"""A song as a picture on one time axis: the moods asked for, the notes, the sound.

An SVG file (www.w3.org/TR/SVG11) for any browser; written by hand, since a picture of lines and
boxes needs no drawing library.
"""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from corvia_local.model.score import Part, Score
from corvia_local.studio.picture_file import FAINT, GREEN, INK, PAPER, WARM

if TYPE_CHECKING:
    from corvia_engine.sound.audio import Audio

WIDTH, LEFT, RIGHT = 1000, 130, 20
MOOD_TOP, MOOD_HEIGHT = 60, 110
ROLL_TOP, ROLL_HEIGHT = 210, 300
WAVE_TOP, WAVE_HEIGHT = 570, 80
WAVE_COLUMNS = 600
TONES = {
    "melody": "#b5452c",
    "counter": "#d98a2b",
    "chords": "#4f7cac",
    "figure": "#5aa469",
    "pad": "#9bb7d4",
    "bass": "#5b4b8a",
    "percussion": "#888888",
    "drone": "#b8a9c9",
}


class _Axis:
    """Where a tick stands across the picture, true to time."""

    def __init__(self, score: Score) -> None:
        from corvia_engine.sound.tempo_map import TempoMap

        self._map = TempoMap(score)
        self.seconds = self._map.seconds(score.end)

    def x(self, tick: int) -> float:
        return self.at(self._map.seconds(tick))

    def at(self, seconds: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * seconds / self.seconds


def song_picture(score: Score, audio: "Audio | None" = None) -> str:
    """Draw a song; the row of its sound stands there where `audio` is given."""
    axis = _Axis(score)
    height = WAVE_TOP + (WAVE_HEIGHT if audio is not None else 0)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        _text(LEFT, 24, score.title, size=16),
        *_sections(score, axis),
        *_moods(score, axis),
        *_notes(score, axis),
        *_legend(score, axis),
    ]
    if audio is not None:
        lines += _wave(audio)
    return "\n".join([*lines, "</svg>", ""])


def _text(x: float, y: float, words: str, colour: str = INK, size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}">{escape(words)}</text>'
    )


def _sections(score: Score, axis: _Axis) -> Iterator[str]:
    for section in score.sections:
        x = axis.x(section.start)
        yield (
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{MOOD_TOP - 12}" y2="{ROLL_TOP + ROLL_HEIGHT}"'
            f' stroke="{FAINT}" stroke-width=".7"/>'
        )
        yield _text(x + 3, MOOD_TOP - 4, section.name, size=10)


def _moods(score: Score, axis: _Axis) -> Iterator[str]:
    """Draw both moods of each section, pleasantness as a whole line, energy as a broken one."""

    def y(milli: int) -> float:
        return MOOD_TOP + (1000 - milli) / 2000 * MOOD_HEIGHT

    yield (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(0):.1f}" y2="{y(0):.1f}"'
        f' stroke="{FAINT}" stroke-width=".7"/>'
    )
    for name, colour, dash, row in (
        ("pleasantness", WARM, "", 0),
        ("energy", GREEN, ' stroke-dasharray="5 3"', 1),
    ):
        points = []
        for section in score.sections:
            value = y(section.arousal if row else section.valence)
            points += [f"{axis.x(one):.1f},{value:.1f}" for one in (section.start, section.end)]
        yield (
            f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}"'
            f' stroke-width="2"{dash}/>'
        )
        label = MOOD_TOP + 40 + 24 * row
        yield _text(12, label, name, colour)
        yield f'<line x1="12" x2="80" y1="{label + 6}" y2="{label + 6}" stroke="{colour}"{dash}/>'


def _pitched(score: Score) -> list[Part]:
    return [part for part in score.parts if part.role != "percussion" and part.notes]


def _notes(score: Score, axis: _Axis) -> Iterator[str]:
    """Draw every pitched note as a box; the melody comes last and so lies on top."""
    parts = sorted(_pitched(score), key=lambda part: part.role == "melody")
    keys = [note.key for part in parts for note in part.notes] or [60]
    low, high = min(keys) - 1, max(keys) + 2
    step = ROLL_HEIGHT / (high - low)
    for octave in range(-(-low // 12) * 12, high, 12):
        line = ROLL_TOP + (high - octave) * step
        yield (
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{line:.1f}" y2="{line:.1f}"'
            f' stroke="{FAINT}" stroke-width=".4"/>'
        )
        yield _text(LEFT - 26, line, f"C{octave // 12 - 1}", FAINT, 10)
    for part in parts:
        strength = 1 if part.role == "melody" else 0.45
        yield f'<g fill="{TONES[part.role]}" opacity="{strength}">'
        for note in part.notes:
            x, end = axis.x(note.start), axis.x(min(note.start + note.duration, score.end))
            top = ROLL_TOP + (high - note.key - 1 - note.cents / 100) * step
            yield (
                f'<rect x="{x:.1f}" y="{top:.1f}" width="{max(end - x - 0.4, 0.6):.1f}"'
                f' height="{max(step - 0.4, 1):.1f}"/>'
            )
        yield "</g>"


def _legend(score: Score, axis: _Axis) -> Iterator[str]:
    for row, part in enumerate(_pitched(score)):
        y = ROLL_TOP + 14 + row * 18
        yield f'<rect x="12" y="{y - 8}" width="10" height="8" fill="{TONES[part.role]}"/>'
        yield _text(26, y, part.name[:14], size=10)
    minutes = "{}:{:02}".format(*divmod(int(axis.seconds), 60))
    yield _text(LEFT, ROLL_TOP + ROLL_HEIGHT + 18, "0:00", FAINT)
    yield _text(WIDTH - RIGHT - 26, ROLL_TOP + ROLL_HEIGHT + 18, minutes, FAINT)


def _wave(audio: "Audio") -> Iterator[str]:
    from corvia_engine.sound.measures import envelope

    peaks = envelope(audio, max(1, -(-len(audio.samples) // WAVE_COLUMNS)))
    middle = WAVE_TOP + WAVE_HEIGHT / 2 - 10
    room = (WIDTH - LEFT - RIGHT) / len(peaks)
    tops = [(LEFT + k * room, peak * (WAVE_HEIGHT / 2 - 10)) for k, peak in enumerate(peaks)]
    points = [f"{x:.1f},{middle - peak:.1f}" for x, peak in tops]
    points += [f"{x:.1f},{middle + peak:.1f}" for x, peak in reversed(tops)]
    yield _text(12, middle + 4, "sound")
    yield f'<polygon points="{" ".join(points)}" fill="{FAINT}"/>'
